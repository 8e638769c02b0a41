"""The case file: what was received, what was found in it, what is asked of it."""
