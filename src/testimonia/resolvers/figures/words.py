"""The words and marks of a stretch of text, and the word lists that the rules of figures look into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# A date or clock time in figures, a number with its groups, a word (with what hangs on it by hyphen or apostrophe), an abbreviation, any other mark.
_WORD = re.compile(
    r"\d++([/:.-])\d++\1\d++|\d{1,2}:\d\d"
    r"|\d++(?:[.,٫٬'’\u00a0\u202f\u2009]\d++)*+(?!\w|-[^\W\d_])"
    r"|(?:[^\W\d_]\.){2,}"
    r"|\w+(?:[.'’-]\w+)*"
    r"|\S"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a stretch of `text`: as written, in small letters, and where each begins and ends."""

    text: str
    raw: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        """How many words and marks."""
        return len(self.low)

    def at(self, place: int) -> str:
        """The word at this place in small letters; nothing beyond the edges."""
        return self.low[place] if 0 <= place < len(self.low) else ""

    def is_number(self, place: int) -> bool:
        """Whether a number in figures, without letters, stands at this place."""
        return 0 <= place < len(self.low) and self.low[place][0].isdigit() and ":" not in self.low[place] and "/" not in self.low[place]

    def touch(self, place: int) -> bool:
        """Whether no blank stands between this word and the next."""
        return place + 1 < len(self.low) and self.ends[place] == self.starts[place + 1]

    def phrase(self, first: int, last: int) -> str:
        """The words from `first` to before `last`, blanks evened out."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())


def words_of(text: str, start: int = 0, end: int | None = None) -> Words:
    """The words of `text[start:end]`; places are places in the whole of `text`."""
    found = list(_WORD.finditer(text, start, len(text) if end is None else end))
    raw = [match.group() for match in found]
    return Words(text, raw, [word.lower() for word in raw], [match.start() for match in found], [match.end() for match in found])


@cache
def listed(file: str, key: str) -> frozenset[str]:
    """The words under a key of a word list, `_` read as a blank."""
    return frozenset(word.replace("_", " ") for name, line in entries(file) if name == key for word in line.split())


@cache
def entries(file: str) -> tuple[tuple[str, str], ...]:
    """The lines of `data/figure_<file>.txt`: what stands before the first colon, and after it."""
    lines = files("testimonia").joinpath(f"data/figure_{file}.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if line and not line.startswith("# "))
    return tuple((key, rest.strip()) for key, _, rest in pairs)
