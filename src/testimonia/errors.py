"""What can go wrong, in words: found, needed, what to do.

    TestimoniaError
    ├── UnreadableError      one file or row cannot be read; the pile goes on
    ├── CaseError            the case folder cannot be used (newer version, disk full, not a case)
    ├── BundleError          the network's folder is incomplete, changed or of another label set
    └── UsageError           what was asked for does not exist or does not fit

The command line turns each into one line and an exit code (see `cli.py`).
"""

from __future__ import annotations


class TestimoniaError(Exception):
    """The root of every error testimonia raises on purpose."""

    def __init__(self, found: str, needed: str, do: str) -> None:
        """Say what was found, what was needed and what to do, each a short phrase."""
        super().__init__(f"{found}; needed: {needed}; do: {do}")
        self.found = found
        self.needed = needed
        self.do = do


class UnreadableError(TestimoniaError):
    """One received file, or one row of a pile, that cannot be read."""


class CaseError(TestimoniaError):
    """A case folder that cannot be opened or written."""


class BundleError(TestimoniaError):
    """A bundle folder that is missing, damaged or made for other labels."""


class UsageError(TestimoniaError):
    """A request that names something that does not exist."""
