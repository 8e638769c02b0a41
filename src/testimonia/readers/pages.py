"""Type on a page: what stands on one line, what repeats at the head and foot of every page, what is set in columns.

Coordinates are PDF points as on the page held upright: `left` and `right` grow to the right, `baseline` grows upwards.
Sizes are compared with the *body*, the size in which most of the document is set.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise
from statistics import median

from testimonia.readers.textbuilder import RAISED

# Distances in ems, that is in multiples of the size of the type. Set by eye on newspaper, agency and NGO pages;
# tests/readers/test_pages.py and test_layout.py hold a page for each.
SAME_LINE = 0.45  # a raised figure or a small slip still stands on the line
WORD_SPACE = 0.6  # a wider gap may be a gutter, if others stand above and below it
NEW_CELL = 1.0  # a wider gap is no word space, even in justified type
# Shares of the page.
MARGIN = 0.12  # of its height, above and below: where running heads and feet stand
FILLED = 0.6  # of its width: a column of text fills it, a column of a table does not
COLUMN_WIDTH = 9  # ems; a narrower one is a column of a table
COLUMN_LINES = 4  # fewer lines side by side are a table, or an accident

Box = tuple[float, float, float, float]

MARKER = re.compile(r"(?:[•●▪■◦‣∙·*–-]|\(?(?:\d{1,2}|[a-z])[.)])(?=\s|$)")
LETTER = re.compile(r"[^\W\d_]")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*|p\.\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Type set in one go: its text, where it stands upright, its size, and its box on the page as it lies; `is_apart` after a blank."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_bold: bool
    is_apart: bool
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The runs of one page, its number from 1, and its height."""

    number: int
    height: float
    runs: tuple[Run, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """Runs on one baseline, from left to right."""

    runs: tuple[Run, ...]

    @cached_property
    def left(self) -> float:
        """Where it begins."""
        return min(run.left for run in self.runs)

    @cached_property
    def right(self) -> float:
        """Where it ends."""
        return max(run.right for run in self.runs)

    @cached_property
    def size(self) -> float:
        """The size of most of its characters."""
        return most((run.size, len(run.text)) for run in self.runs)

    @cached_property
    def baseline(self) -> float:
        """The height of most of its characters."""
        return most((run.baseline, len(run.text)) for run in self.runs)

    @cached_property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(run.is_bold for run in self.runs)

    @cached_property
    def text(self) -> str:
        """Its words; a raised figure stays one, so that "21" with note 3 is no 213."""
        return _joined([replace(run, text=run.text.translate(RAISED)) if self._is_raised(run) else run for run in self.runs])

    def _is_raised(self, run: Run) -> bool:
        return run.size < 0.85 * self.size and run.baseline > self.baseline + 0.15 * self.size and run.text.isdigit()

    @cached_property
    def words(self) -> list[Line]:
        """The line cut wherever a gutter may run."""
        return self.cells(WORD_SPACE)

    @cached_property
    def reaches(self) -> list[tuple[float, float]]:
        """From where to where its words reach, in pieces no gutter parts."""
        return [(piece.left, piece.right) for piece in self.words]

    def cells(self, gap: float = NEW_CELL) -> list[Line]:
        """The line cut where a gap is wider than `gap` ems; the marker of a list stays with its words."""
        cells: list[list[Run]] = []
        for run in self.runs:
            is_near = bool(cells) and run.left - cells[-1][-1].right <= gap * max(run.size, cells[-1][-1].size)
            if is_near or (len(cells) == 1 and MARKER.fullmatch(_joined(cells[0]))):
                cells[-1].append(run)
            else:
                cells.append([run])
        return [Line(runs=tuple(cell)) for cell in cells]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is usual in a document: the size of its body, whether bold means anything, the distance of lines by size."""

    body: float
    bold_tells: bool
    leading: dict[int, float]


def most(weighted: Iterable[tuple[float, int]]) -> float:
    """The value with most weight."""
    counts: Counter[float] = Counter()
    for value, weight in weighted:
        counts[round(value, 1)] += weight
    return counts.most_common(1)[0][0]


# ------------------------------------------------------------------ lines


def lines_of(runs: Iterable[Run]) -> list[Line]:
    """The runs as lines from top to bottom."""
    groups: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.baseline, run.left)):
        near = next((group for group in groups[:-4:-1] if _on_one_line(group[0], run)), None)
        if near is None:
            groups.append([run])
        else:
            near.append(run)
    return [Line(runs=tuple(sorted(group, key=lambda run: run.left))) for group in groups]


def _on_one_line(first: Run, second: Run) -> bool:
    return abs(first.baseline - second.baseline) <= SAME_LINE * max(first.size, second.size)


def _joined(runs: Sequence[Run]) -> str:
    """The text of runs side by side, a blank where there is one on the page."""
    parts = [runs[0].text] if runs else []
    for before, run in pairwise(runs):
        is_apart = run.is_apart or run.left - before.right > 0.25 * min(run.size, before.size)
        parts.append(" " + run.text if is_apart else run.text)
    return "".join(parts)


def with_drop_caps(runs: tuple[Run, ...], measure: Measure) -> list[Run]:
    """The runs, with a big first letter put back on the word it opens."""
    found = list(runs)
    for cap in runs:
        if len(cap.text) > 2 or not LETTER.search(cap.text) or cap.size < 1.8 * measure.body:
            continue
        beside = [run for run in found if run is not cap and _is_beside(run, cap)]
        first = max(beside, key=lambda run: (run.baseline, -run.left), default=None)
        if first is not None:
            opened = replace(first, text=cap.text + first.text, box=around([cap.box, first.box]))
            found = [opened if run is first else run for run in found if run is not cap]
            found = [replace(run, left=cap.left) if run is opened or run in beside else run for run in found]
    return found


def _is_beside(run: Run, cap: Run) -> bool:
    is_level = cap.baseline - 0.2 * run.size < run.baseline < cap.baseline + cap.size
    return is_level and -1 < run.left - cap.right < 1.5 * run.size and run.size < 0.7 * cap.size


def around(boxes: Sequence[Box]) -> Box:
    """The box around these boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return (min(lefts), min(bottoms), max(rights), max(tops))


# ------------------------------------------------------------------ what repeats


def without_furniture(pages: Sequence[Page], measure: Measure) -> tuple[list[Page], list[str]]:
    """The pages without running heads, feet and page numbers; and these."""
    margins = {page.number: _margin_lines(page) for page in pages}
    seen = Counter(key for lines in margins.values() for key in {_place(line) for line in lines})
    kept, furniture = [], []
    for page in pages:
        repeated = [line for line in margins[page.number] if seen[_place(line)] > 1]
        left_out = [line for line in repeated if _is_set_off(line, [other for other in lines_of(page.runs) if other not in repeated])]
        left_out += [line for line in margins[page.number] if line not in left_out and _is_folio(line, page, measure)]
        runs = {id(run) for line in left_out for run in line.runs}
        kept.append(replace(page, runs=tuple(run for run in page.runs if id(run) not in runs)))
        furniture += [line.text for line in left_out]
    return kept, list(dict.fromkeys(furniture))


def _is_set_off(line: Line, others: list[Line]) -> bool:
    """Whether a line stands away from the text or is set otherwise; two pages may by chance end in the same words."""
    nearest = min(others, key=lambda other: abs(other.baseline - line.baseline), default=None)
    if nearest is None:
        return True
    is_far = abs(nearest.baseline - line.baseline) > 2 * line.size
    return is_far or abs(nearest.size - line.size) > 0.05 * line.size or nearest.is_bold != line.is_bold


def _margin_lines(page: Page) -> list[Line]:
    return [line for line in lines_of(page.runs) if not MARGIN * page.height < line.baseline < (1 - MARGIN) * page.height]


def _place(line: Line) -> tuple[int, str]:
    """The height of a line and its words without their numbers: what two pages' running heads have in common."""
    return round(line.baseline / 4), re.sub(r"\d+", "#", line.text).strip()


def _is_folio(line: Line, page: Page, measure: Measure) -> bool:
    """Whether a line seen once is a page number, alone or with a running head in small type."""
    if _PAGE_NUMBER.fullmatch(line.text):
        return True
    has_number = re.search(rf"(?:\s[·•|–—-]\s*|\bpage\s|[(\[])\s*{page.number}\W*$", line.text, re.IGNORECASE)
    return has_number is not None and line.size < 0.95 * measure.body and len(line.text) < 120


# ------------------------------------------------------------------ columns


def columns(runs: Sequence[Run], gutter: float | None = None) -> tuple[list[list[Line]], float | None]:
    """The page as regions to be read one after the other, and its gutter; `gutter` is that of the page before, for a page hardly begun."""
    lines = lines_of(runs)
    found = _gutter(lines)
    if found is None and gutter is not None and _splits(lines, gutter, least=1):
        found = gutter
    if found is None:
        return ([lines] if lines else []), None
    regions: list[list[Line]] = []
    for is_split, band in _bands(lines, found, least=COLUMN_LINES if found != gutter else 1):
        if not is_split:
            regions.append(band)
            continue
        for side in _sides(band, found):
            regions += columns([run for line in side for run in line.runs])[0]
    return regions, found


def _gutter(lines: list[Line]) -> float | None:
    """The x at which most lines part into two columns of text; None on a page of one."""
    if len(lines) < COLUMN_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    places = [left + share * (right - left) / 200 for share in range(30, 171)]
    scores = [_splits(lines, place, least=COLUMN_LINES) for place in places]
    best = max(scores)
    if not best:
        return None
    start = scores.index(best)
    end = next((place for place in range(start, len(scores)) if scores[place] != best), len(scores)) - 1
    return (places[start] + places[end]) / 2


def _splits(lines: list[Line], place: float, *, least: int) -> int:
    """How many lines a gutter at this x parts well."""
    return sum(len(band) for is_split, band in _bands(lines, place, least=least) if is_split)


def _bands(lines: list[Line], place: float, *, least: int) -> list[tuple[bool, list[Line]]]:
    """The page in bands from top to bottom: those the gutter parts into columns, and the others, neighbours joined."""
    raw = [(crosses, list(band)) for crosses, band in groupby(lines, key=lambda line: _crosses(line, place))]
    marked = [(not crosses and _is_columns(band, place, least), band) for crosses, band in raw]
    return [(is_split, [line for _, band in bands for line in band]) for is_split, bands in groupby(marked, key=lambda item: item[0])]


def _crosses(line: Line, place: float) -> bool:
    return any(left < place - 1 and right > place + 1 for left, right in line.reaches)


def _is_columns(band: list[Line], place: float, least: int) -> bool:
    """Whether what stands on either side is text; a column hardly begun is believed where the gutter is known."""
    return all(len(side) >= least and (len(side) < COLUMN_LINES or _is_text(side)) for side in _sides(band, place))


def _is_text(side: list[Line]) -> bool:
    """Whether every strip of type in a part of the page is wide enough for text and usually filled, as a table's columns are not."""
    cells = [cell for line in side for cell in line.words]
    for left, right in _strips(cells):
        inside = [cell for cell in cells if left <= cell.left <= right]
        if right - left < COLUMN_WIDTH * inside[0].size or median(_widths(inside)) < FILLED * (right - left):
            return False
    return True


def _strips(cells: list[Line]) -> list[tuple[float, float]]:
    """The stretches from left to right that hold type, whatever the height."""
    strips: list[tuple[float, float]] = []
    for cell in sorted(cells, key=lambda cell: cell.left):
        if strips and cell.left < strips[-1][1]:
            strips[-1] = (strips[-1][0], max(strips[-1][1], cell.right))
        else:
            strips.append((cell.left, cell.right))
    return strips


def _widths(cells: list[Line]) -> list[float]:
    """How far the cells of each line reach together."""
    reach: dict[float, float] = {}
    for cell in cells:
        reach[cell.baseline] = reach.get(cell.baseline, 0) + cell.right - cell.left
    return list(reach.values())


def _sides(band: list[Line], place: float) -> tuple[list[Line], list[Line]]:
    sides = []
    for is_right in (False, True):
        runs = [[run for run in line.runs if (run.left + run.right > 2 * place) == is_right] for line in band]
        sides.append([Line(runs=tuple(part)) for part in runs if part])
    return sides[0], sides[1]
