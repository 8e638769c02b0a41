EXPORTS: dict = {}
