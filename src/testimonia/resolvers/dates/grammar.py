"""Expressions of time among the words: patterns over the letters of words, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from testimonia.resolvers.dates.words import STOP, Words, lexicon

_PIECE = re.compile(r"\$?[a-z_]+|[()|?*]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `first` to `last` (exclusive) of a text that fit the pattern of a reader."""

    words: Words
    first: int
    last: int
    reader: str

    @property
    def start(self) -> int:
        """The first character."""
        return self.words.starts[self.first]

    @property
    def end(self) -> int:
        """The character after the last."""
        return self.words.ends[self.last - 1]

    def places(self, *names: str) -> list[int]:
        """Where words of these classes stand, counted in the text's words."""
        letters = "".join(lexicon().letters_of(name) for name in names)
        return [n for n in range(self.first, self.last) if self.words.letters[n] in letters]

    def has(self, *names: str) -> bool:
        """Whether a word of one of the classes is among them."""
        return bool(self.places(*names))

    def value(self, name: str) -> str | None:
        """What the first word of the class means in it; its own letters for numbers."""
        for place in self.places(name):
            written = self.words.written[place]
            return lexicon().values.get(written, {}).get(name, written)
        return None

    def opens_sentence(self) -> bool:
        """Whether no more than two words stand between the start of the sentence and the phrase."""
        before = self.words.letters[max(0, self.first - 3) : self.first]
        return STOP in before or self.first <= 2

    def part(self, first: int, last: int) -> Phrase:
        """The phrase of some of the words."""
        return Phrase(words=self.words, first=first, last=last, reader=self.reader)

    def is_at(self, place: int, *names: str) -> bool:
        """Whether the word at a place of the text, inside the phrase or not, belongs to one of the classes."""
        return 0 <= place < len(self.words.letters) and any(self.words.letters[place] in lexicon().letters_of(name) for name in names)


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The readers and their patterns, from the package's data."""
    shared: dict[str, str] = {}
    found = []
    for line in files("testimonia").joinpath("data/time_patterns.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("$"):
            name, pattern = line.split(" = ", 1)
            shared[name] = _compiled(pattern, shared)
        elif line and not line.startswith("#"):
            reader, pattern = line.split(": ", 1)
            found.append((reader, re.compile(_compiled(pattern, shared))))
    return tuple(found)


def _compiled(pattern: str, shared: dict[str, str]) -> str:
    pieces = []
    for piece in _PIECE.findall(pattern):
        if piece in "()|?*":
            pieces.append("(?:" if piece == "(" else piece)
        elif piece.startswith("$"):
            pieces.append(f"(?:{shared[piece]})")
        else:
            pieces.append(f"[{lexicon().letters_of(piece)}]")
    return "".join(pieces)


@cache
def _anything() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in patterns()))


def next_phrases(words: Words, at: int) -> Iterator[Phrase]:
    """The phrases that start at the first place from `at` on where any does, the longest first; none are left: nothing."""
    first = _anything().search(words.letters, at)
    if first is None:
        return
    start = first.start()
    found = {}
    for reader, pattern in patterns():
        match = pattern.match(words.letters, start)
        if match and (reader, match.end()) not in found:
            found[(reader, match.end())] = Phrase(words=words, first=start, last=match.end(), reader=reader)
    yield from sorted(found.values(), key=lambda phrase: -phrase.last)
