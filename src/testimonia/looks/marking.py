"""The text of a report cut at every border of its findings, so that highlights may overlap; any kind of finding in `KINDS` is drawn."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from testimonia.domain import Block, BlockKind, Document, Location, Report, Span
from testimonia.judgement import Draft
from testimonia.kinds import KINDS
from testimonia.looks.graphic import graphic_sentences
from testimonia.names import words
from testimonia.protection import MASK
from testimonia.views import Page, Shown

WITHHELD = MASK * 5
GRAPHIC = "gr"  # the class of a stretch that stands in a graphic sentence
_MASKED = re.compile(rf"{MASK}+(?:\s+{MASK}+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding of one page under its number there ("3", "R1"): the item as shown, and its words by part."""

    key: str
    item: Shown
    draft: Draft

    @property
    def anchor(self) -> str:
        """The id of the anchor at its words."""
        return f"{self.item.kind}-{self.item.id}"

    @property
    def start(self) -> int:
        """Where its words begin."""
        return KINDS[self.item.kind].start(self.item.finding)

    @property
    def own(self) -> tuple[str, ...]:
        """The classes its words alone have, one for each part (see `Segment.classes`)."""
        return tuple(part.css + self.key for part in KINDS[self.item.kind].parts if self.draft.parts.get(part.name))

    @property
    def spans(self) -> dict[str, list[list[int]]]:
        """Where each part stands, as the review form takes and gives it."""
        return {part.name: [[p.start, p.end] for p in self.draft.parts.get(part.name, ())] for part in KINDS[self.item.kind].parts}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text under the same highlights.

    `classes` are those of the parts drawn there ("w") and of each finding's own ("w3"); `ids` the findings whose words they are;
    `findings` those whose words begin here.
    """

    start: int
    text: str
    classes: str
    ids: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block of the text in segments, its kind, the findings that begin in it, and the page of the received file it stands on."""

    kind: str
    segments: tuple[Segment, ...]
    findings: tuple[Finding, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One report as a page shows it."""

    page: Page
    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]
    number: int = 1

    @property
    def report(self) -> Report:
        """The report."""
        return self.page.report

    @property
    def prints_title(self) -> bool:
        """Whether the title already stands in the text as its headline."""
        title = words(self.report.title or "")
        return any(p.kind == "headline" and words("".join(s.text for s in p.segments)) == title for p in self.paragraphs)

    @property
    def struck(self) -> tuple[Finding, ...]:
        """What a person rejected, in text order."""
        return struck_of(self.page)

    def page_of(self, finding_id: str) -> int | None:
        """The page of the received file on which this finding begins; None if it has no pages or there is no such finding."""
        return next((p.page for p in self.paragraphs if any(f.item.id == finding_id for f in p.findings)), None)

    @property
    def is_graphic(self) -> bool:
        """Whether a sentence of it tells violence in its particulars."""
        return any(GRAPHIC in s.classes.split() for p in self.paragraphs for s in p.segments)


@dataclass(frozen=True, slots=True)
class _Highlight:
    span: Span
    classes: tuple[str, ...]
    ids: tuple[str, ...]


def shown(text: str) -> str:
    """The text with every masked stretch of one length: the length of a withheld name is a trace of it."""
    return _MASKED.sub(WITHHELD, text)


def sheet(page: Page, number: int = 1, *, leaves: bool = False) -> Sheet:
    """The page as it is shown: on the desk in exactly the characters received; if it `leaves`, with what is withheld folded."""
    findings = findings_of(page)
    return Sheet(page=page, paragraphs=paragraphs(page, findings, leaves=leaves), findings=findings, number=number)


def findings_of(page: Page) -> tuple[Finding, ...]:
    """The findings of a page kind by kind, each kind numbered in text order."""
    return tuple(finding for number, kind in enumerate(KINDS) for finding in _numbered(page, kind, _letter(kind) if number else ""))


def struck_of(page: Page) -> tuple[Finding, ...]:
    """What a person rejected, each with its words."""
    return tuple(_finding("", item) for item in sorted(page.struck, key=_start))


def paragraphs(page: Page, findings: tuple[Finding, ...], *, leaves: bool = True) -> tuple[Paragraph, ...]:
    """The text of the page block by block with everything found in it highlighted; if it `leaves`, a run of wholly withheld blocks is one."""
    found: list[Paragraph] = []
    waiting = sorted(findings, key=lambda finding: finding.start)[::-1]
    blocks = list(_blocks(page.document))
    for block, pieces in zip(blocks, _cut(page.document, blocks, findings), strict=True):
        segments = tuple(_segment(piece, page.document, waiting) for piece in pieces)
        segments = tuple(_folded(segments)) if leaves else segments
        begins = tuple(f for s in segments for f in s.findings)
        paragraph = Paragraph(kind=block.kind, segments=segments, findings=begins, page=block.location.page)
        if not (leaves and found and _is_withheld(paragraph) and _is_withheld(found[-1])):
            found.append(paragraph)
    return tuple(found)


def _letter(kind: str) -> str:
    return kind[0].upper()


def _numbered(page: Page, kind: str, letter: str) -> Iterator[Finding]:
    items = sorted((item for item in page.shown if item.kind == kind), key=_start)
    return (_finding(f"{letter}{number}", item) for number, item in enumerate(items, 1))


def _finding(key: str, item: Shown) -> Finding:
    return Finding(key=key, item=item, draft=KINDS[item.kind].draft(item.finding))


def _start(item: Shown) -> int:
    return KINDS[item.kind].start(item.finding)


def _is_withheld(paragraph: Paragraph) -> bool:
    return not paragraph.findings and shown("".join(segment.text for segment in paragraph.segments).strip()) == WITHHELD


def _segment(piece: _Highlight, document: Document, waiting: list[Finding]) -> Segment:
    """The piece with its words, and the findings due by its end; they leave `waiting`, which is in falling order."""
    due: list[Finding] = []
    while waiting and waiting[-1].start < piece.span.end:
        due.append(waiting.pop())
    text = document.text[piece.span.start : piece.span.end]
    return Segment(start=piece.span.start, text=text, classes=" ".join(piece.classes), ids=piece.ids, findings=tuple(due))


def _folded(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The segments, a run of wholly withheld ones as one without highlights: where its borders were is a trace, too."""
    for is_hidden, run in groupby(segments, key=lambda segment: not segment.findings and not segment.text.replace(MASK, "").strip()):
        members = list(run)
        text = "".join(segment.text for segment in members)
        if is_hidden and MASK in text:
            yield Segment(start=members[0].start, text=shown(text), classes="", ids=(), findings=())
        else:
            yield from (Segment(start=s.start, text=shown(s.text), classes=s.classes, ids=s.ids, findings=s.findings) for s in members)


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
    """For each block its pieces between the borders of all highlights, each with the classes and ids of all that cover it."""
    highlights = [highlight for finding in findings for highlight in _highlights(finding)]
    highlights += [_Highlight(sentence, (GRAPHIC,), ()) for sentence in graphic_sentences(document)]
    pieces = _pieces(document, [*blocks, *(h.span for h in highlights)], highlights)
    number = 0
    for block in blocks:
        inside: list[_Highlight] = []
        while number < len(pieces) and pieces[number].span.end <= block.end:
            if block.holds(pieces[number].span):
                inside.append(pieces[number])
            number += 1
        yield inside


def _pieces(document: Document, spans: list[Span], highlights: list[_Highlight]) -> list[_Highlight]:
    borders = {edge for span in spans for edge in (span.start, span.end)} & set(range(len(document.text) + 1))
    opening, closing = _edges(highlights)
    active: Counter[tuple[str, str]] = Counter()
    pieces = []
    for start, end in pairwise(sorted(borders)):
        active.subtract(closing[start])
        active.update(opening[start])
        here = sorted(mark for mark, count in active.items() if count > 0)
        classes = tuple(name for what, name in here if what == "class")
        pieces.append(_Highlight(Span(start=start, end=end), classes, tuple(name for what, name in here if what == "id")))
    return pieces


def _edges(highlights: list[_Highlight]) -> tuple[defaultdict[int, list[tuple[str, str]]], defaultdict[int, list[tuple[str, str]]]]:
    opening: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    closing: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for highlight in highlights:
        marks = [("class", name) for name in highlight.classes] + [("id", name) for name in highlight.ids]
        opening[highlight.span.start] += marks
        closing[highlight.span.end] += marks
    return opening, closing


def _highlights(finding: Finding) -> Iterator[_Highlight]:
    """What is highlighted for a finding: the class of each part, and one of the finding's own that lights up with it."""
    for part in KINDS[finding.item.kind].parts:
        for passage in finding.draft.parts.get(part.name, ()):
            yield _Highlight(passage, (part.css, part.css + finding.key), (finding.item.id,))
