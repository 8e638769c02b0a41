"""Pieces of text on their way into a Document, and what the opening of a report says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from testimonia.domain import BlockKind, Location, Reading, Report
from testimonia.readers.frontmatter import FrontMatter
from testimonia.readers.published import FULL_DATE, find_dateline, published
from testimonia.readers.received import Received
from testimonia.readers.textbuilder import TextBuilder, settle

OPENING = 6  # pieces; a date further down is the date of something told, not of the report
_BYLINE = re.compile(r"\s*By:?\s+(?P<names>[A-Z][^.!?]{2,90}?)(?:\s*[|•·–—].*|,?\s+(?:on\s+)?\d.*)?\s*", re.DOTALL)
_FOOTNOTE = re.compile(r"\s*(?:\d{1,3}|[*†‡⁰¹²³⁴-⁹]+)\s*(?=[A-Z])")
_UNMEANT = re.compile(r"\W*(?:untitled|anonymous|unspecified|title|(?:word )?document ?\d*|microsoft \w+ - .*|.*\.[a-z]{2,4})\W*", re.IGNORECASE)
_PRINTED = re.compile(r"\b(?:printed|accessed|retrieved|downloaded|generated|exported|saved|viewed)\b", re.IGNORECASE)  # not when it came out


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The text of one block to be, what it is, and where it stands."""

    text: str
    kind: BlockKind
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the text: the title in the file's properties, running heads and feet, and what could not be read."""

    title: str | None = None
    heads: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def compose(pieces: Sequence[Piece], received: Received, *, version: str, front: FrontMatter, frame: Frame) -> Reading:
    """The report these pieces are: its headline, byline and dateline are looked for in its opening, then in its frame."""
    pieces = _with_dateline(pieces)
    headline = next((piece.text for piece in pieces if piece.kind is BlockKind.HEADLINE), None)
    lines = [piece.text for piece in _opening(pieces)] + [head for head in frame.heads if not _PRINTED.search(head)]
    dateline = next((found for line in lines if (found := find_dateline(line))), None)
    builder = TextBuilder()
    for piece in pieces:
        builder.add(piece.text, piece.kind, piece.location)
    report = Report(
        id=received.id,
        file=received.file,
        title=front.title or _one_line(headline) or _meant(frame.title, front),
        outlet=front.outlet,
        byline=front.byline or find_byline(pieces),
        dateline=dateline,
        published=published(dateline=dateline, front_matter=front.date),
        url=front.url,
        interview=front.interview,
    )
    return Reading(report=report, document=builder.document(report.id, version, frame.notes))


def find_byline(pieces: Sequence[Piece]) -> str | None:
    """The names in a line `By …` right under the headline."""
    after = next((following for headline, following in pairwise(pieces) if headline.kind is BlockKind.HEADLINE), None)
    match = _BYLINE.fullmatch(after.text) if after else None
    return match["names"].strip() if match else None


def _opening(pieces: Sequence[Piece]) -> list[Piece]:
    told = [piece for piece in pieces[:OPENING] if piece.kind in (BlockKind.PARAGRAPH, BlockKind.DATELINE)]
    return [piece for piece in told if FULL_DATE.match(piece.text) or not _FOOTNOTE.match(piece.text)]


def _with_dateline(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with a paragraph of the opening that is nothing but a dateline marked as one."""
    opening = _opening(pieces)
    return [
        replace(piece, kind=BlockKind.DATELINE) if piece in opening and find_dateline(piece.text) == piece.text.strip() else piece for piece in pieces
    ]


def _meant(title: str | None, front: FrontMatter) -> str | None:
    """The title in a file's properties, unless a program put it there; that of an interview note may name whom it must not."""
    title = _one_line(title)
    return None if title is None or front.interview is not None or _UNMEANT.fullmatch(title) else title


def _one_line(text: str | None) -> str | None:
    return " ".join(settle(text or "").split()) or None
