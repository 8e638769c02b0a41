"""Interviews and hearings written as "NAME: words": the name speaks until the next name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from testimonia.domain import BlockKind, Document, Span

# One to five words, each beginning with a capital (initials, titles and "al-" allowed), then a colon and a blank.
_LABEL = re.compile(r"((?:[^\W\d_][\w.’'-]*)(?:\s+[\w.’'-]+){0,4})\s*:\s+(?=\S)")
_ASKS = re.compile(r"(?:q|question|interviewer|reporter|moderator|host|chair|journalist)\.?", re.IGNORECASE)
ENOUGH = 2  # turns of one name that make a transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker says in one paragraph of a transcript; `name` stands where the speaker took the word, `asks` whether it only asks."""

    name: Span
    speech: Span
    asks: bool


def turns(document: Document) -> tuple[Turn, ...]:
    """The turns of a transcript in text order; none where the document is no transcript."""
    labels = {number: match for number, block in enumerate(document.blocks) if (match := _label(document, block.start, block.end)) is not None}
    counts = Counter(match.group(1) for match in labels.values())
    if len(counts) < 2 or counts.most_common(1)[0][1] < ENOUGH or 3 * len(labels) < len(document.blocks):
        return ()
    found: list[Turn] = []
    name: Span | None = None
    for number, block in enumerate(document.blocks):
        match = labels.get(number)
        if match is not None:
            name = Span(start=match.start(1), end=match.end(1))
        elif block.kind is not BlockKind.PARAGRAPH:
            name = None
        if name is not None:
            asks = _ASKS.fullmatch(document.text, name.start, name.end) is not None
            found.append(Turn(name=name, speech=Span(start=match.end() if match else block.start, end=block.end), asks=asks))
    return tuple(found)


def _label(document: Document, start: int, end: int) -> re.Match[str] | None:
    match = _LABEL.match(document.text, start, end)
    if match is None or match.end() >= end:
        return None
    words = match.group(1).split()
    return match if all(word[0].isupper() or (word[0].islower() and "-" in word) for word in words) else None
