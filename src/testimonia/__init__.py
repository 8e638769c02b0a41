"""testimonia: who said what about an armed conflict, in which words, according to which report."""

__version__ = "0.1.0"
