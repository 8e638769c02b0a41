"""From type on pages to blocks in reading order: table rows, paragraphs, headings, and the paragraphs a page's end has cut in two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from testimonia.domain import BlockKind
from testimonia.readers.pages import LETTER, MARKER, Box, Line, Measure, Page, around, columns, most, with_drop_caps, without_furniture

NEW_BLOCK = 1.2  # times the usual distance of lines
INDENT = 0.7  # ems

_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010]$")
_WORD = re.compile(r"\w[\w’'-]*\w")
_TENS = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
_CLOSED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_CAPTION = re.compile(r"(?:Figure|Fig\.|Photo(?:graph)?s?|Image|Picture|Map|Chart)\b[^.]{0,30}[:.]|(?:Photo(?:graph)?|Image):")


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """One block as laid out: its lines' texts (for a table row its cells'), what it is, its page and box there, and its size."""

    texts: tuple[str, ...]
    kind: BlockKind
    page: int
    box: Box
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A document as laid out: its blocks in reading order, and the running heads and feet left out."""

    blocks: tuple[Laid, ...]
    furniture: tuple[str, ...]


def lay_out(pages: Sequence[Page]) -> Layout:
    """The blocks of all pages in reading order, a paragraph that runs over a page or column being one.

    1. Leave out what repeats at head and foot. 2. Take each page's columns one after the other. 3. Cut each column into
    table rows and paragraphs. 4. Name the headline. 5. Join what a column's or page's end has cut.
    """
    measure = _measure(pages)
    kept, furniture = without_furniture(pages, measure)
    blocks: list[Laid] = []
    gutter: float | None = None
    for page in kept:
        regions, gutter = columns(with_drop_caps(page.runs, measure), gutter)
        for region in regions:
            blocks = [*_joined_over(blocks, list(_region_blocks(region, page.number, measure)))]
    return Layout(blocks=tuple(_with_headline(blocks, measure)), furniture=tuple(furniture))


def _measure(pages: Sequence[Page]) -> Measure:
    runs = [run for page in pages for run in page.runs]
    body = most((run.size, len(run.text)) for run in runs)
    bold = sum(len(run.text) for run in runs if run.is_bold)
    gaps: dict[int, Counter[float]] = {}
    for page in pages:
        # Column by column where type is set so, else line by line: only neighbours of one size with one left edge tell.
        for above, below in pairwise(page.runs):
            gap = above.baseline - below.baseline
            if abs(above.size - below.size) < 0.5 and 0.8 * above.size < gap < 2.5 * above.size:
                gaps.setdefault(round(above.size), Counter())[round(gap, 1)] += 1
    leading = {size: min(gap for gap, count in found.items() if count * 4 >= max(found.values())) for size, found in gaps.items()}
    return Measure(body=body, bold_tells=bold * 2 < sum(len(run.text) for run in runs), leading=leading)


# ------------------------------------------------------------------ tables and paragraphs


def _region_blocks(lines: list[Line], page: int, measure: Measure) -> Iterator[Laid]:
    """The table rows and paragraphs of one column, from top to bottom."""
    rows = _table_rows(lines)
    for is_row, group in groupby(enumerate(lines), key=lambda item: item[0] in rows):
        members = [line for _, line in group]
        if is_row:
            for row in _rows(members):
                texts = tuple(" ".join(line.text for line in cell) for cell in row)
                runs = [run for cell in row for line in cell for run in line.runs]
                yield Laid(texts=texts, kind=BlockKind.ROW, page=page, box=around([run.box for run in runs]), size=runs[0].size)
        else:
            for paragraph in _paragraphs(members, measure):
                yield _laid(paragraph, page, measure)


def _table_rows(lines: list[Line]) -> set[int]:
    """The places of lines that are rows: cells that stand under cells, and the lines on which such cells go on."""
    rows: set[int] = set()
    head: list[int] = []  # the line that may open a row, and those on which its cells go on
    for place, line in enumerate(lines):
        if head and _goes_on(_cells(lines[head[0]]), lines[head[-1]].baseline, line):
            head.append(place)
            continue
        if head and _aligned(_cells(lines[head[0]]), _cells(line)) >= 2:
            rows |= {*head, place}
        elif head and head[0] in rows:
            rows |= set(head)
        head = [place]
    return rows | set(head) if head and head[0] in rows else rows


def _cells(line: Line) -> list[Line]:
    return [line] if _is_stretched(line) else line.cells()


def _is_stretched(line: Line) -> bool:
    """Whether every blank of a line is equally wide: prose driven apart to fill a narrow column."""
    words = line.cells(0.2)
    gaps = [after.left - before.right for before, after in pairwise(words)]
    is_prose = all(" " not in word.text for word in words) and any(LETTER.search(word.text) for word in words[1:])
    return is_prose and len(gaps) > 1 and max(gaps) < min(1.1 * min(gaps), 3 * line.size)


def _aligned(above: list[Line], below: list[Line]) -> int:
    """How many cells share an edge or the middle with a cell in the other line."""
    slack = 0.5 * min(above[0].size, below[0].size)

    def share(first: Line, second: Line) -> bool:
        middles = abs(first.left + first.right - second.left - second.right) / 2
        return min(abs(first.left - second.left), abs(first.right - second.right), middles) < slack

    return sum(any(share(first, second) for second in below) for first in above) if min(len(above), len(below)) > 1 else 0


def _goes_on(row: list[Line], baseline: float, line: Line) -> bool:
    """Whether a line only goes on with cells of the row above, which ends at this baseline; its first cell is empty then."""
    is_under = len(row) > 1 and baseline - line.baseline < 1.6 * line.size and line.left >= row[1].left - line.size
    return is_under and all(_over(cell, row) is not None for cell in line.cells())


def _over(cell: Line, row: list[Line]) -> int | None:
    return next((place for place, above in enumerate(row) if above.left - above.size < cell.right and cell.left < above.right + above.size), None)


def _rows(lines: list[Line]) -> list[list[list[Line]]]:
    """The rows, each as its cells, each as its lines."""
    rows: list[list[list[Line]]] = []
    for line in lines:
        heads = [cell[0] for cell in rows[-1]] if rows else []
        if heads and _goes_on(heads, min(cell[-1].baseline for cell in rows[-1]), line):
            for cell in line.cells():
                rows[-1][_over(cell, heads) or 0].append(cell)
        else:
            rows.append([[cell] for cell in line.cells()])
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edges:
    """Where the lines of a column begin and end, and whether its paragraphs open with an indent."""

    left: float
    right: float
    opens_indented: bool
    body: float

    def is_indented(self, line: Line) -> bool:
        """Whether a line begins clearly to the right of the others."""
        return line.left - self.left > INDENT * line.size


def _edges(lines: list[Line], measure: Measure) -> _Edges:
    edges = _Edges(left=_margin(lines), right=max(line.right for line in lines), opens_indented=False, body=measure.body)
    pairs = [(edges.is_indented(above), edges.is_indented(below)) for above, below in pairwise(lines)]
    # One indented line before lines at the margin opens a paragraph; one under another is a quotation or a list.
    return replace(edges, opens_indented=pairs.count((True, False)) > 2 * pairs.count((True, True)))


def _margin(lines: list[Line]) -> float:
    """The left edge that most lines share."""
    return most((line.left, 1) for line in lines) if len(lines) > 2 else min(line.left for line in lines)


def _paragraphs(lines: list[Line], measure: Measure) -> Iterator[list[Line]]:
    if not lines:
        return
    edges = _edges(lines, measure)
    held: list[Line] = []
    for line in lines:
        if held and (_is_other_type(held[-1], line, measure) or _is_new(held, line, edges)):
            yield held
            held = []
        held.append(line)
    yield held


def _is_other_type(above: Line, line: Line, measure: Measure) -> bool:
    """Whether size, weight or distance part two lines."""
    usual = measure.leading.get(round(above.size), 1.25 * above.size)
    is_far = above.baseline - line.baseline > max(NEW_BLOCK * usual, 1.05 * above.size)
    is_resized = max(above.size, line.size) > 1.1 * min(above.size, line.size)
    return is_far or is_resized or (measure.bold_tells and above.is_bold != line.is_bold)


def _is_new(held: list[Line], line: Line, edges: _Edges) -> bool:
    """Whether a line of the same type opens a paragraph: by its marker, its indent, or the room left on the line above."""
    above = held[-1]
    if MARKER.match(line.text) and (MARKER.match(held[0].text) or _CLOSED.search(above.text)):
        return True
    if MARKER.match(held[0].text):
        return False
    if _is_centred(above, line, edges):
        return line.size < 1.1 * edges.body and not line.text[:1].islower()
    if edges.is_indented(line):
        return edges.opens_indented or not edges.is_indented(above)
    if len(held) > 1 and all(edges.is_indented(before) for before in held):
        return True
    return _leaves_room(above, line, edges) and not line.text[:1].islower()


def _is_centred(above: Line, line: Line, edges: _Edges) -> bool:
    """Whether two lines are set to the middle."""
    is_off = all(edges.is_indented(other) and edges.right - other.right > INDENT * other.size for other in (above, line))
    return is_off and abs(above.left + above.right - line.left - line.right) < line.size


def _leaves_room(above: Line, line: Line, edges: _Edges) -> bool:
    """Whether the first word of a line would have fitted on the line above, which can only be the last of its paragraph."""
    word = len(line.text.split(maxsplit=1)[0]) * (line.right - line.left) / max(len(line.text), 1)
    room = edges.right - above.right - word - 0.5 * above.size
    is_enough = _CLOSED.search(above.text) and not edges.opens_indented
    return room > (0 if is_enough else 0.3 * (edges.right - above.left))


def _laid(lines: list[Line], page: int, measure: Measure) -> Laid:
    runs = [run for line in lines for run in line.runs]
    texts = tuple(line.text for line in lines)
    return Laid(texts=texts, kind=_kind(lines, measure), page=page, box=around([run.box for run in runs]), size=lines[0].size)


def _kind(lines: list[Line], measure: Measure) -> BlockKind:
    text = " ".join(line.text for line in lines)
    if not LETTER.search(text):
        return BlockKind.PARAGRAPH
    is_short = len(text) <= 160 and len(lines) <= 3
    is_bold = measure.bold_tells and all(line.is_bold for line in lines)
    if is_short and (lines[0].size > 1.1 * measure.body or (is_bold and not text.endswith("."))):
        return BlockKind.HEADING
    if lines[0].size < 0.95 * measure.body and _CAPTION.match(text):
        return BlockKind.CAPTION
    return BlockKind.ITEM if MARKER.match(text) else BlockKind.PARAGRAPH


def _with_headline(blocks: list[Laid], measure: Measure) -> list[Laid]:
    """The blocks, the one in the largest type of page 1 being the headline if it is clearly larger than the body."""
    first = [block for block in blocks if block.page == 1 and block.kind is BlockKind.HEADING]
    largest = max(first, key=lambda block: block.size, default=None)
    if largest is None or largest.size < 1.2 * measure.body:
        return blocks
    return [replace(block, kind=BlockKind.HEADLINE) if block is largest else block for block in blocks]


# ------------------------------------------------------------------ joining


def _joined_over(before: list[Laid], after: list[Laid]) -> list[Laid]:
    """Both lists as one, a paragraph that goes on from one to the other as one; notes in small type may stand between."""
    place = next((place for place in range(len(before) - 1, -1, -1) if after and before[place].size > 0.95 * after[0].size), None)
    if place is None or not _continues(before[place], after[0]):
        return [*before, *after]
    joined = replace(before[place], texts=before[place].texts + after[0].texts)
    return [*before[:place], joined, *before[place + 1 :], *after[1:]]


def _continues(block: Laid, following: Laid) -> bool:
    """Whether two blocks at the end of a column and the beginning of the next are one paragraph."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or following.kind is not BlockKind.PARAGRAPH:
        return False
    is_like = abs(block.size - following.size) < 0.1 * block.size
    return is_like and (following.texts[0][:1].islower() or not _CLOSED.search(block.texts[-1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """The words of a document and how often each occurs, and whether it cuts words at line ends."""

    words: Counter[str]
    cuts: bool

    def is_cut(self, head: str, tail: str) -> bool:
        """Whether a hyphen between these parts at a line's end only cuts the word; in doubt by what the document does."""
        if not tail[:1].islower() or head in _TENS:
            return False
        whole, hyphenated = self.words[head + tail], self.words[f"{head}-{tail}"]
        return whole > hyphenated if whole or hyphenated else self.cuts


def spelling(blocks: Sequence[Laid]) -> Spelling:
    """How these blocks spell."""
    texts = [text for block in blocks for text in block.texts]
    words = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    ends = sum(_HYPHEN.search(text) is not None for text in texts)
    return Spelling(words=words, cuts=ends * 50 > len(texts))  # set ragged, only words with a hyphen of their own end a line with one


def joined_lines(texts: Sequence[str], spelling: Spelling) -> str:
    """The lines as one, words cut by a hyphen put together."""
    text = texts[0]
    for line in texts[1:]:
        if _HYPHEN.search(text):
            head, tail = re.findall(r"[\w’'-]*$", text[:-1])[0].lower(), re.findall(r"^[\w’'-]*", line)[0]
            text = text[:-1] + ("" if spelling.is_cut(head, tail) else "-") + line
        elif text.endswith("—"):
            text += line
        else:
            text += " " + line
    return text
