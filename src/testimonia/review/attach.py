"""Where the words of a decision stand in a report as it is read now: by place, else by quotation and neighbours, else nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from testimonia.domain import Document, Passage
from testimonia.judgement import Draft, Quote

NEIGHBOURS = 32  # characters kept on each side of a passage: the length W3C Web Annotation tools commonly keep
ENOUGH = 8  # of them must agree for a passage to be found again: about two words, so that chance does not do
FARTHER = 1.5  # how much farther apart the parts of a finding may stand in another reading


def quote(document: Document, passage: Passage) -> Quote:
    """The passage with its neighbours in this document."""
    before = document.text[max(0, passage.start - NEIGHBOURS) : passage.start]
    after = document.text[passage.end : passage.end + NEIGHBOURS]
    return Quote(passage=Passage(start=passage.start, end=passage.end, text=passage.text), before=before, after=after)


def find(document: Document, quoted: Quote) -> Passage | None:
    """Where the quoted passage stands in this document as whole words; None if nowhere, or where its neighbours do not vouch for it.

    Of several places the one whose neighbours agree best, if it is one. Words alone prove nothing: "he" and "said" stand everywhere.
    """
    start, end = quoted.passage.start, quoted.passage.end
    if document.text[start - len(quoted.before) : end + len(quoted.after)] == quoted.before + quoted.passage.text + quoted.after:
        return document.passage(start, end)
    places = [match.span() for match in _pattern(quoted.passage.text).finditer(document.text)]
    ranked = sorted(((_agreement(document, *place, quoted), place) for place in places), reverse=True)
    if not ranked or ranked[0][0] < _enough(quoted) or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return document.passage(*ranked[0][1])


def moved(document: Document, draft: Draft, quotes: Mapping[tuple[int, int], Quote] | None) -> Draft | None:
    """The draft where its words stand in this document; without `quotes` the document is the one it was made on.

    None if any of its words is not there, or if they no longer stand together in the same order: a name elsewhere on the page did not say this.
    """
    if quotes is None:
        return draft if all(document.text[p.start : p.end] == p.text for p in draft.words) else None
    found: dict[tuple[int, int], Passage] = {}
    for passage in draft.words:
        place = find(document, quotes.get((passage.start, passage.end)) or Quote(passage=passage, before="", after=""))
        if place is None:
            return None
        found[passage.start, passage.end] = place
    if not _stand_together(draft.words, [found[p.start, p.end] for p in draft.words]):
        return None
    return replace(draft, parts={name: tuple(found[p.start, p.end] for p in pieces) for name, pieces in draft.parts.items()})


def _stand_together(old: Sequence[Passage], new: Sequence[Passage]) -> bool:
    """Whether passages stand in the same order, and not much farther apart, than they did."""
    if not new:
        return True
    reach_old, reach_new = (max(p.end for p in pieces) - min(p.start for p in pieces) for pieces in (old, new))
    return all(a.start <= b.start for a, b in pairwise(new)) and reach_new <= FARTHER * reach_old + NEIGHBOURS


def overlap(one: tuple[Passage, ...], other: tuple[Passage, ...]) -> float:
    """The share of characters two sets of passages have in common (Jaccard), 0 to 1."""
    mine, theirs = ({place for p in pieces for place in range(p.start, p.end)} for pieces in (one, other))
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0


def _agreement(document: Document, start: int, end: int, quoted: Quote) -> int:
    """How many neighbouring characters agree, blanks aside."""
    before, after = (
        "".join(text.split()) for text in (document.text[max(0, start - 2 * NEIGHBOURS) : start], document.text[end : end + 2 * NEIGHBOURS])
    )
    wanted_before, wanted_after = "".join(quoted.before.split()), "".join(quoted.after.split())
    return _shared(before[::-1], wanted_before[::-1]) + _shared(after, wanted_after)


def _enough(quoted: Quote) -> int:
    """How many neighbouring characters must agree; fewer only where the text it was taken from had no more."""
    return min(ENOUGH, len("".join((quoted.before + quoted.after).split())))


def _shared(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _pattern(text: str) -> re.Pattern[str]:
    """The words, whole, with any blanks between them: another reader may break lines elsewhere."""
    words = text.split()
    first, last = (r"(?<!\w)" if words and words[0][0].isalnum() else ""), (r"(?!\w)" if words and words[-1][-1].isalnum() else "")
    return re.compile(first + r"\s+".join(re.escape(word) for word in words) + last)
