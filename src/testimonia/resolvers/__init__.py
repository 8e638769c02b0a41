"""Rules that turn mentions into findings, one kind of meaning per file."""
