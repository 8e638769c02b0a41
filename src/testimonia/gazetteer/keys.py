"""The form in which names are kept and looked up."""

from __future__ import annotations

import re
from functools import lru_cache

from testimonia.names import fold

_MARKS = re.compile(r"[’‘'`´ʿʾʻʼ′.]")
_NOT_WORD = re.compile(r"[\W_]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "the": ""}


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """The folded words of a name, without marks, articles and abbreviations of its first word: "St. John's" is "saint johns"."""
    found = _NOT_WORD.sub(" ", _MARKS.sub("", fold(name))).strip()
    first, space, rest = found.partition(" ")
    return f"{_SHORT[first]} {rest}".strip() if space and first in _SHORT else found
