"""Where somebody's words stand between quotation marks, whatever the marks and however damaged."""

from __future__ import annotations

import re
from dataclasses import dataclass

from testimonia.domain import Block, Document, Span

# Opening mark -> the marks that close it. „ is closed by “ in German and by ” in Polish; » opens in Danish.
_CLOSERS = {"“": "”‟", "„": "“”‟", "«": "»", "»": "«", '"': '"', "''": "''", "``": "''", "‘": "’", "'": "'"}
_MARK = re.compile(r"``|''|[“”„‟«»\"‘’']")
_SINGLES = ("‘", "'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Span):
    """A stretch in quotation marks, marks included; `closed` is False where its closing mark is missing.

    `resumes` is True where it goes on from the block before (each paragraph opens anew, only the last one closes).
    """

    closed: bool
    resumes: bool


def quotations(document: Document) -> tuple[Quotation, ...]:
    """All quotations of the document in text order; those inside another one are part of it."""
    found: list[Quotation] = []
    running = False  # whether the block before ended inside a quotation
    for block in document.blocks:
        here = _in_block(document, block)
        if here and running and document.text[here[0].start] == document.text[block.start]:
            here[0] = Quotation(start=here[0].start, end=here[0].end, closed=here[0].closed, resumes=here[0].start == block.start)
        found += here
        running = bool(here) and not here[-1].closed and here[-1].end == block.end
    return tuple(found)


def _in_block(document: Document, block: Block) -> list[Quotation]:
    found: list[Quotation] = []
    place = block.start
    while (match := _MARK.search(document.text, place, block.end)) is not None:
        place = match.end()
        if _opens(document.text, block, match):
            quotation = _single(document.text, block, match) if match.group() in _SINGLES else _double(document, block, match)
            if quotation is not None:
                found.append(quotation)
                place = quotation.end
    return found


def _opens(text: str, block: Block, match: re.Match[str]) -> bool:
    """Whether a mark opens a quotation, given that none is open: not an apostrophe, not a closing mark that lost its partner."""
    mark = match.group()
    if mark not in _CLOSERS:
        return False
    if mark in "“„«":
        return True
    before = text[match.start() - 1] if match.start() > block.start else " "
    after = text[match.end()] if match.end() < block.end else " "
    return not (before.isalnum() or before in ",.;!?" or after.isspace()) and (mark not in _SINGLES or after.isalpha())


def _double(document: Document, block: Block, opening: re.Match[str]) -> Quotation | None:
    """The quotation a double mark opens; the same mark opening anew before it is closed shows that its closing mark is missing."""
    text, opener = document.text, opening.group()
    for match in _MARK.finditer(text, opening.end(), block.end):
        mark = match.group()
        before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
        looks_opening = before.isspace() and bool(after.strip())
        if mark in _closers(opener) and not looks_opening:
            return Quotation(start=opening.start(), end=match.end(), closed=True, resumes=False)
        if mark == opener and looks_opening:
            return _unclosed(document, block, opening.start(), match.start())
    return _unclosed(document, block, opening.start(), block.end)


def _closers(opener: str) -> tuple[str, ...]:
    closers = _CLOSERS[opener]
    return (closers,) if closers == "''" else tuple(closers)


def _single(text: str, block: Block, opening: re.Match[str]) -> Quotation | None:
    """The quotation a single mark opens: it closes after punctuation, else at the first mark that is no plural possessive, else at the last.

    A straight single mark counts only where its words end in punctuation: too many names and contractions begin with one.
    """
    closer = _CLOSERS[opening.group()]
    ends = []
    for match in re.finditer(re.escape(closer), text[opening.end() : block.end]):
        place = opening.end() + match.start()
        if not text[place - 1].isspace() and not text[place + 1 : place + 2].isalnum():
            ends.append(place)
    after_stop = [place for place in ends if text[place - 1] in ".,!?;…"]
    plain = [place for place in ends if text[place - 1] != "s"] or ends[-1:]
    chosen = _before_next(text, opening, after_stop) or (plain if opening.group() != closer else [])
    return Quotation(start=opening.start(), end=chosen[0] + 1, closed=True, resumes=False) if chosen else None


def _before_next(text: str, opening: re.Match[str], ends: list[int]) -> list[int]:
    """The ends that stand before the next opening of the same kind; before a digit it is an apostrophe, as in '90s."""
    following = re.compile(rf"\s{re.escape(opening.group())}(?=[^\W\d])").search(text, opening.end())
    return [place for place in ends if following is None or place < following.start()]


def _unclosed(document: Document, block: Block, start: int, end: int) -> Quotation | None:
    """A quotation without its closing mark: to the end of its paragraph if it opens it, else to the end of its sentence."""
    if start > block.start:
        sentence = next((s for s in document.sentences if s.start <= start < s.end), None)
        end = min(end, sentence.end) if sentence else end
    end = start + len(document.text[start:end].rstrip())
    return Quotation(start=start, end=end, closed=False, resumes=False) if end > start + 1 else None
