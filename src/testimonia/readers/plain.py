"""Plain text and Markdown: a headline, perhaps a dateline, then paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from testimonia.domain import BlockKind, Location, Reading, Report, Unread
from testimonia.readers.frontmatter import FrontMatter, split_front_matter
from testimonia.readers.furniture import byline, date_beside_names, is_date_line, is_furniture, is_hour
from testimonia.readers.published import find_dateline, iso_date, published
from testimonia.readers.received import Received
from testimonia.readers.textbuilder import TextBuilder

VERSION = "plain 1"

_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s+(?=\S)")
_APART = (BlockKind.FURNITURE, BlockKind.BYLINE, BlockKind.DATELINE)
HEADLINE_LENGTH = 160  # characters; a longer first line is a paragraph
OPENING = 3  # the dateline stands in or before one of so many first paragraphs
WRAP = 100  # characters; a file none of whose lines is longer has been wrapped by hand or by mail

Line = tuple[int, str]  # number from 1, and text


def read(received: Received) -> Iterator[Reading | Unread]:
    """The one report in a text file."""
    front, lines = split_front_matter(received.text())
    yield compose(lines, received=received, front=front)


def compose(lines: list[Line], *, received: Received, front: FrontMatter) -> Reading:
    """The report these lines are: the title is the first short line, the dateline the first that has one, the byline the first "By …"."""
    blocks = list(_blocks(lines))
    title = front.title or (None if front.interview else _headline(blocks))
    kinds = _kinds([text for _, text in blocks], title)
    builder = TextBuilder()
    for (number, text), kind in zip(blocks, kinds, strict=True):
        builder.add(_HEADING.sub("", text) if kind in (BlockKind.HEADLINE, BlockKind.HEADING) else text, kind, Location(line=number))
    typed = [(kind, text) for (_, text), kind in zip(blocks, kinds, strict=True)]
    dateline = _dateline(typed)
    report = Report(
        id=received.id,
        file=received.file,
        title=title,
        outlet=front.outlet,
        byline=front.byline or next((byline(text) for kind, text in typed if kind is BlockKind.BYLINE), None),
        dateline=dateline,
        published=published(dateline=dateline, front_matter=front.date),
        url=front.url,
        interview=front.interview,
    )
    return Reading(report=report, document=builder.document(report.id, VERSION))


def _blocks(lines: list[Line]) -> Iterator[Line]:
    """Paragraphs: split at blank lines, and at every line where lines are not wrapped."""
    wrapped = _is_wrapped([text for _, text in lines])
    held: list[Line] = []
    for number, text in [*lines, (0, "")]:
        starts_anew = not text.strip() or not wrapped or _ITEM.match(text) or _HEADING.match(text)
        if held and starts_anew:
            yield held[0][0], " ".join(part for _, part in held)
            held = []
        if text.strip():
            held.append((number, text.strip()))


def _is_wrapped(lines: list[str]) -> bool:
    """Whether line ends are mere wrapping: no long line, and most lines within a block are nearly as long as the longest."""
    longest = max((len(line) for line in lines), default=0)
    inner = [len(line) for line, following in pairwise(lines) if line.strip() and following.strip()]
    return bool(inner) and longest <= WRAP and sum(length > 0.6 * longest for length in inner) > 0.7 * len(inner)


def _headline(blocks: list[Line]) -> str | None:
    """The first line that is not a share bar, a byline or a date, if it is short and something follows it."""
    place = next((place for place, (_, text) in enumerate(blocks) if _apart(_HEADING.sub("", text)) is None), None)
    if place is None:
        return None
    first = blocks[place][1]
    if _HEADING.match(first):
        return _HEADING.sub("", first).strip()
    is_short = len(first) <= HEADLINE_LENGTH and not first.rstrip("\"'”’»“").endswith((".", ":", ";", ","))
    return first if is_short and place + 1 < len(blocks) and find_dateline(first) is None else None


def _kinds(texts: list[str], title: str | None) -> list[BlockKind]:
    """What each block is; the first that says what the title says is the headline, if nothing of the report stands before it."""
    kinds: list[BlockKind] = []
    for text in texts:
        words = _HEADING.sub("", text)
        opens = not any(kind is BlockKind.HEADLINE or kind not in _APART for kind in kinds)
        if opens and words.strip() == title:
            kinds.append(BlockKind.HEADLINE)
        else:
            kinds.append(_apart(words) or _kind(text))
    return kinds


def _apart(text: str) -> BlockKind | None:
    """What a line is that is no part of the account itself; None where it is."""
    if is_furniture(text):
        return BlockKind.FURNITURE
    if byline(text):
        return BlockKind.BYLINE
    return BlockKind.DATELINE if is_date_line(text) else None


def _kind(text: str) -> BlockKind:
    if _HEADING.match(text):
        return BlockKind.HEADING
    return BlockKind.ITEM if _ITEM.match(text) else BlockKind.PARAGRAPH


def _dateline(blocks: list[tuple[BlockKind, str]]) -> str | None:
    """The dateline at the head of the text: the first that gives a full date, else the first; dates further down are the account's own."""
    paragraphs = [place for place, (kind, _) in enumerate(blocks) if kind is BlockKind.PARAGRAPH]
    end = paragraphs[OPENING - 1] + 1 if len(paragraphs) >= OPENING else len(blocks)
    found = [dateline for dateline in (_dateline_in(kind, text) for kind, text in blocks[:end]) if dateline]
    return next((dateline for dateline in found if iso_date(dateline)), None) or next(iter(found), None)


def _dateline_in(kind: BlockKind, text: str) -> str | None:
    if kind is BlockKind.PARAGRAPH:
        return find_dateline(text)
    if kind is BlockKind.BYLINE:
        return date_beside_names(text)
    return text if kind is BlockKind.DATELINE and not is_hour(text) else None
