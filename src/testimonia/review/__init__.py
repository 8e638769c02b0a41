"""What people decided, laid over what was found: attaching decisions to words, applying them, and counting how often the machine was right."""
