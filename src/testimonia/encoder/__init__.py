"""The small network: from a Document's text to mentions and the ties between them."""
