"""Plain text and Markdown: a headline, perhaps a dateline, then paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from testimonia.domain import BlockKind, Location, Reading, Report, Unread
from testimonia.readers.frontmatter import FrontMatter, split_front_matter
from testimonia.readers.published import find_dateline, published
from testimonia.readers.received import Received
from testimonia.readers.textbuilder import TextBuilder

VERSION = "plain 1"

_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s+(?=\S)")
HEADLINE_LENGTH = 160  # characters; a longer first line is a paragraph
WRAP = 100  # characters; a file none of whose lines is longer has been wrapped by hand or by mail

Line = tuple[int, str]  # number from 1, and text


def read(received: Received) -> Iterator[Reading | Unread]:
    """The one report in a text file."""
    front, lines = split_front_matter(received.text())
    yield compose(lines, received=received, front=front)


def compose(lines: list[Line], *, received: Received, front: FrontMatter) -> Reading:
    """The report these lines are: the title is the first short line, the dateline the first line that has one."""
    blocks = list(_blocks(lines))
    title = front.title or _headline(blocks)
    builder = TextBuilder()
    dateline = None
    for number, text in blocks:
        kind = _kind(text, is_headline=builder.empty and text.lstrip("# ") == title)
        if dateline is None and kind is BlockKind.PARAGRAPH:
            dateline = find_dateline(text)
        builder.add(_HEADING.sub("", text) if kind in (BlockKind.HEADLINE, BlockKind.HEADING) else text, kind, Location(line=number))
    report = Report(
        id=received.id,
        file=received.file,
        title=title,
        outlet=front.outlet,
        byline=front.byline,
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
    inner = [len(line) for line, following in zip(lines, lines[1:], strict=False) if line.strip() and following.strip()]
    return bool(inner) and longest <= WRAP and sum(length > 0.6 * longest for length in inner) > 0.7 * len(inner)


def _headline(blocks: list[Line]) -> str | None:
    if not blocks:
        return None
    first = blocks[0][1]
    if _HEADING.match(first):
        return _HEADING.sub("", first).strip()
    is_short = len(first) <= HEADLINE_LENGTH and not first.rstrip("\"'”’»“").endswith((".", ":", ";", ","))
    return first if is_short and len(blocks) > 1 and find_dateline(first) is None else None


def _kind(text: str, *, is_headline: bool) -> BlockKind:
    if is_headline:
        return BlockKind.HEADLINE
    if _HEADING.match(text):
        return BlockKind.HEADING
    return BlockKind.ITEM if _ITEM.match(text) else BlockKind.PARAGRAPH
