"""Stretches of text, and where they stand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open range of characters `[start, end)` of one Document's text; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an empty or backward range."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}, {self.end}")

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Span):
    """A Span together with exactly its words."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a block stands in the received file: a line, an element path, or a page and its box.

    `line` and `page` count from 1. `box` is left, bottom, right, top in PDF points.
    """

    line: int | None = None
    path: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


class BlockKind(StrEnum):
    """What a block of text is in its report."""

    HEADLINE = "headline"
    HEADING = "heading"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    ITEM = "item"
    ROW = "row"
    BYLINE = "byline"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Span):
    """A run of text that belongs together: a headline, a paragraph, a caption, a table row."""

    kind: BlockKind
    location: Location


def digest(*parts: str) -> str:
    """The id made of these parts: the first 16 hex digits of their SHA-256 (64 bits: enough for any pile on a laptop)."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def whole_words(text: str, piece: Span) -> tuple[int, int]:
    """The piece widened to whole words: the network's pieces may cut a name in two."""
    start, end = piece.start, piece.end
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
