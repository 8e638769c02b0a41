"""Where the words of a decision stand in a report as it is read now: by place, else by quotation and neighbours, else nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from testimonia.domain import Document, Passage
from testimonia.judgement import Draft, Quote

NEIGHBOURS = 32  # characters kept on each side of a passage: the length W3C Web Annotation tools commonly keep


def quote(document: Document, passage: Passage) -> Quote:
    """The passage with its neighbours in this document."""
    before = document.text[max(0, passage.start - NEIGHBOURS) : passage.start]
    after = document.text[passage.end : passage.end + NEIGHBOURS]
    return Quote(passage=Passage(start=passage.start, end=passage.end, text=passage.text), before=before, after=after)


def find(document: Document, quoted: Quote) -> Passage | None:
    """Where the quoted passage stands in this document; None if nowhere, or in several places that its neighbours do not tell apart."""
    passage = quoted.passage
    if document.text[passage.start : passage.end] == passage.text and _agreement(document, passage.start, passage.end, quoted):
        return document.passage(passage.start, passage.end)
    places = [match.span() for match in _pattern(passage.text).finditer(document.text)]
    if len(places) == 1:
        return document.passage(*places[0])
    ranked = sorted(((_agreement(document, *place, quoted), place) for place in places), reverse=True)
    if not ranked or ranked[0][0] == ranked[1][0]:
        return None
    return document.passage(*ranked[0][1])


def moved(document: Document, draft: Draft, quotes: Mapping[tuple[int, int], Quote]) -> Draft | None:
    """The draft with every passage where it stands in this document; None if any of its words is not there."""
    parts: dict[str, tuple[Passage, ...]] = {}
    for name, pieces in draft.parts.items():
        found = [find(document, quotes.get((p.start, p.end)) or Quote(passage=p, before="", after="")) for p in pieces]
        if any(place is None for place in found):
            return None
        parts[name] = tuple(place for place in found if place is not None)
    return replace(draft, parts=parts)


def overlap(one: tuple[Passage, ...], other: tuple[Passage, ...]) -> float:
    """The share of characters two sets of passages have in common (Jaccard), 0 to 1."""
    mine, theirs = ({place for p in pieces for place in range(p.start, p.end)} for pieces in (one, other))
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0


def _agreement(document: Document, start: int, end: int, quoted: Quote) -> int:
    """How many neighbouring characters agree, blanks aside; 1 more, so that words without neighbours agree with themselves."""
    before, after = (
        "".join(text.split()) for text in (document.text[max(0, start - 2 * NEIGHBOURS) : start], document.text[end : end + 2 * NEIGHBOURS])
    )
    wanted_before, wanted_after = "".join(quoted.before.split()), "".join(quoted.after.split())
    if not wanted_before and not wanted_after:
        return 1
    return _shared(before[::-1], wanted_before[::-1]) + _shared(after, wanted_after)


def _shared(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _pattern(text: str) -> re.Pattern[str]:
    """The words with any blanks between them: another reader may break lines elsewhere."""
    return re.compile(r"\s+".join(re.escape(word) for word in text.split()))
