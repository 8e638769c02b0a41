"""The text of a report cut at every border of its findings, so that highlights may overlap."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from testimonia.domain import Block, BlockKind, Document, Location, Span
from testimonia.protection import MASK
from testimonia.views import Line, Page, Reason

WITHHELD = MASK * 5
_MASKED = re.compile(rf"{MASK}+(?:\s+{MASK}+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim or a reason of one page under its number there ("3", "R1"), and the id of the anchor at its words."""

    key: str
    anchor: str
    line: Line | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text under the same highlights: their classes, and the findings whose words begin here."""

    text: str
    classes: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block of the text in segments, its kind, and the findings that begin in it."""

    kind: str
    segments: tuple[Segment, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Highlight:
    span: Span
    classes: tuple[str, ...]


def shown(text: str) -> str:
    """The text with every masked stretch of one length: the length of a withheld name is a trace of it."""
    return _MASKED.sub(WITHHELD, text)


def findings_of(page: Page) -> tuple[Finding, ...]:
    """The claims and the reasons of a page, each numbered in text order."""
    lines = sorted(page.lines, key=lambda line: line.claim.content[0].start)
    reasons = sorted(page.reasons, key=lambda reason: _first(reason).start)
    claims = [Finding(key=str(n), anchor=f"c-{line.claim.id}", line=line) for n, line in enumerate(lines, 1)]
    return (*claims, *(Finding(key=f"R{n}", anchor=f"x-{reason.explanation.id}", reason=reason) for n, reason in enumerate(reasons, 1)))


def paragraphs(page: Page, findings: tuple[Finding, ...]) -> tuple[Paragraph, ...]:
    """The text of the page block by block with everything found in it highlighted; a run of wholly withheld blocks is one."""
    found: list[Paragraph] = []
    waiting = sorted(findings, key=lambda finding: _start(finding).start, reverse=True)
    blocks = list(_blocks(page.document))
    for block, pieces in zip(blocks, _cut(page.document, blocks, findings), strict=True):
        segments = tuple(_joined(_segment(piece, page.document, waiting) for piece in pieces))
        paragraph = Paragraph(kind=block.kind, segments=segments, findings=tuple(f for s in segments for f in s.findings))
        if not (found and _is_withheld(paragraph) and _is_withheld(found[-1])):
            found.append(paragraph)
    return tuple(found)


def _first(reason: Reason) -> Span:
    return min(reason.explanation.cause, reason.explanation.effect, key=lambda passage: passage.start)


def _start(finding: Finding) -> Span:
    if finding.line:
        return finding.line.claim.content[0]
    assert finding.reason is not None  # noqa: S101 - a finding is one or the other
    return _first(finding.reason)


def _is_withheld(paragraph: Paragraph) -> bool:
    return not paragraph.findings and shown("".join(segment.text for segment in paragraph.segments).strip()) == WITHHELD


def _segment(piece: _Highlight, document: Document, waiting: list[Finding]) -> Segment:
    """The piece with its words, and the findings due by its end; they leave `waiting`, which is in falling order."""
    due: list[Finding] = []
    while waiting and _start(waiting[-1]).start < piece.span.end:
        due.append(waiting.pop())
    return Segment(text=shown(document.text[piece.span.start : piece.span.end]), classes=" ".join(piece.classes), findings=tuple(due))


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The segments, a run of wholly withheld ones as one without highlights: where its borders were is a trace, too."""
    for is_hidden, run in groupby(segments, key=lambda segment: not segment.findings and not segment.text.replace(MASK, "").strip()):
        members = list(run)
        text = "".join(segment.text for segment in members)
        if is_hidden and MASK in text:
            yield Segment(text=shown(text), classes="", findings=())
        else:
            yield from members


def _blocks(document: Document) -> Iterator[Block]:
    """The blocks, and as paragraphs what stands outside all of them: no words are dropped."""
    end = 0
    for block in document.blocks:
        yield from _stray(document, end, block.start)
        yield block
        end = max(end, block.end)
    yield from _stray(document, end, len(document.text))


def _stray(document: Document, start: int, end: int) -> Iterator[Block]:
    if document.text[start:end].strip():
        yield Block(start=start, end=end, kind=BlockKind.PARAGRAPH, location=Location())


# ------------------------------------------------------------------ cutting


def _cut(document: Document, blocks: list[Block], findings: tuple[Finding, ...]) -> Iterator[list[_Highlight]]:
    """For each block its pieces between the borders of all highlights, each with the classes of all that cover it."""
    highlights = [highlight for finding in findings for highlight in _highlights(finding)]
    borders = {edge for part in (*blocks, *(h.span for h in highlights)) for edge in (part.start, part.end)} & set(range(len(document.text) + 1))
    opening, closing = _edges(highlights)
    active: Counter[str] = Counter()
    pieces: list[_Highlight] = []
    for start, end in pairwise(sorted(borders)):
        active.subtract(closing[start])
        active.update(opening[start])
        pieces.append(_Highlight(Span(start=start, end=end), tuple(sorted(name for name, count in active.items() if count > 0))))
    number = 0
    for block in blocks:
        inside: list[_Highlight] = []
        while number < len(pieces) and pieces[number].span.end <= block.end:
            if block.holds(pieces[number].span):
                inside.append(pieces[number])
            number += 1
        yield inside


def _edges(highlights: list[_Highlight]) -> tuple[defaultdict[int, list[str]], defaultdict[int, list[str]]]:
    opening: defaultdict[int, list[str]] = defaultdict(list)
    closing: defaultdict[int, list[str]] = defaultdict(list)
    for highlight in highlights:
        opening[highlight.span.start] += highlight.classes
        closing[highlight.span.end] += highlight.classes
    return opening, closing


def _highlights(finding: Finding) -> Iterator[_Highlight]:
    """What is highlighted for a finding: the class of its part, and one of its own that lights up with it (see `dossier.css`)."""
    if finding.line:
        claim = finding.line.claim
        parts = (("w", "c", claim.content), ("s", "a", claim.source), ("q", "a", claim.cue))
    elif finding.reason:
        reason = finding.reason.explanation
        parts = (("k", "e", (reason.cause,)), ("f", "e", (reason.effect,)), ("g", "e", reason.signals))
    number = finding.key.lstrip("R")
    for part, own, passages in parts:
        for passage in passages:
            yield _Highlight(passage, (part, f"{own}{number}"))
