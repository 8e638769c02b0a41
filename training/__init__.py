"""Training the reading network; see README.md here. Nothing of it is installed."""
