"""The rows of a pile, out of CSV, JSON Lines or a spreadsheet; gone through as often as needed, never held whole."""

from __future__ import annotations

import csv
import datetime
import json
import math
import re
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, Literal

from testimonia.domain import Unread
from testimonia.errors import UnreadableError
from testimonia.readers.office import unpackable
from testimonia.readers.received import Received
from testimonia.readers.textbuilder import MAX_CHARACTERS

HEADER_WITHIN = 10  # rows: exports put a title and a date of export above the names of the columns
NAMES_WITHIN = 1000  # lines of JSON whose keys are the names of the columns
MAX_FIELD = 4 * MAX_CHARACTERS  # characters; a longer cell is an unclosed quotation mark
ROWS_SWALLOWED = 3  # so many lines inside one cell that read as rows of this very table: its quotation mark was never closed

_DELIMITERS = ",;\t|"
_BLANK = {"", "nan", "null", "none", "#n/a", "#ref!", "#value!", "#name?"}

_DAMAGED = (KeyError, IndexError, ValueError, TypeError, AttributeError, SyntaxError, OSError)  # what openpyxl trips over

Cells = list[str]
Sheet = Any  # a ReadOnlyWorksheet, for which openpyxl's type stubs are wrong
Score = Callable[[Cells], int]  # how many of a header's names are known ones; 0 if it names no text


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its number as a spreadsheet program shows it, the header being a row; and its cells by the name of their column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The names of the columns, and the rows, which can be gone through again; `sheet` where there are several."""

    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row | Unread]]
    sheet: str | None = None


def tables_in(received: Received, score: Score) -> Iterator[Table]:
    """The tables of a file: one, or as many as a workbook has sheets."""
    if received.suffix == ".xlsx":
        yield from _sheets(received, score)
    elif received.suffix in (".jsonl", ".ndjson"):
        yield _json_table(received)
    else:
        yield _csv_table(received, score)


def _best_header(rows: Iterable[Cells], score: Score) -> tuple[int, Cells]:
    """The row that names the columns and its place: the one with most known names, else the first."""
    candidates = [(place, cells) for place, cells in enumerate(islice(rows, HEADER_WITHIN)) if any(cells)]
    return max(candidates, key=lambda found: score(found[1]), default=(0, []))


def _named(columns: Cells, cells: Cells) -> dict[str, str]:
    """The filled cells by column; of two columns of one name the first counts."""
    return {name: cell for name, cell in reversed(list(zip(columns, cells, strict=False))) if name and cell.strip().lower() not in _BLANK}


# ------------------------------------------------------------------ CSV


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """How one CSV file is written: what parts its cells, and which row names its columns."""

    delimiter: str
    header_at: int
    columns: Cells
    skips_blank: bool
    quoting: Literal[0, 3]
    escape: str | None

    def records(self, lines: Iterable[str], *, strict: bool) -> Iterator[Cells]:
        """The rows of these lines, each as its cells."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            skipinitialspace=self.skips_blank,
            quoting=self.quoting,
            escapechar=self.escape,
            strict=strict,
        )

    def fits(self, cells: Cells) -> bool:
        """Whether cells cut out of a longer text read as a row; prose has a blank after its commas, a table has none."""
        return len(cells) == len(self.columns) and not any(cell.startswith(" ") for cell in cells[1:])

    def fault(self, cells: Cells, lines: list[str]) -> str | None:
        """What is wrong with a row, if it is a broken one."""
        if any(cells[len(self.columns) :]):
            return f"{len(cells)} cells where the header has {len(self.columns)}: a quotation mark is missing or not doubled"
        swallowed = sum(self.fits(next(self.records([line], strict=False), [])) for line in lines[1:]) if len(self.columns) > 1 else 0
        return "a quotation mark that is never closed" if swallowed >= ROWS_SWALLOWED else None


class _Lines:
    """The lines of a file, without NUL bytes, which can be handed back; `taken` are those since it was last cleared."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Start before the first line."""
        self._lines = iter(lines)
        self._back: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines).replace("\0", "")
        self.taken.append(line)
        self.number += 1
        return line

    def give_back_all_but_one(self) -> None:
        """Hand back what was taken, except its first line."""
        self._back.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken[1:])


def _csv_table(received: Received, score: Score) -> Table:
    layout = _layout(list(islice(_Lines(received.lines()), 5 * HEADER_WITHIN)), score)
    return Table(columns=tuple(layout.columns), rows=lambda: _csv_rows(received, layout))


def _layout(sample: list[str], score: Score) -> _Layout:
    """The delimiter under which the header makes most sense; a first line `sep=;`, as Excel writes it, settles it."""
    declared = re.fullmatch(r'"?sep=(.)"?\s*', sample[0])
    layouts = [_layout_with(delimiter, sample, score) for delimiter in (declared[1] if declared else _DELIMITERS)]
    return max(layouts, key=lambda layout: (score(layout.columns), len(layout.columns)))


def _layout_with(delimiter: str, sample: list[str], score: Score) -> _Layout:
    place, columns = _best_header(_until_broken(csv.reader(sample, delimiter=delimiter)), score)
    while columns and not columns[-1].strip():
        columns = columns[:-1]
    return _Layout(
        delimiter=delimiter,
        header_at=place,
        columns=[name.strip() for name in columns],
        skips_blank=len(columns) > 1 and all(name.startswith(" ") for name in columns[1:]),
        quoting=csv.QUOTE_NONE if delimiter == "\t" and _is_unquoted(sample, len(columns)) else csv.QUOTE_MINIMAL,
        escape="\\" if any(re.search(r'\\"(?![,;\t|\r\n])', line) for line in sample) else None,
    )


def _until_broken(rows: Iterator[Cells]) -> Iterator[Cells]:
    with suppress(csv.Error):
        yield from rows


def _is_unquoted(sample: list[str], width: int) -> bool:
    """Whether a tab-separated file knows no quoting: a cell that opens with a quotation in its own words, and not one line out of step."""
    lines = [line.rstrip("\r\n").split("\t") for line in sample if line.strip()]
    is_in_step = all(len(cells) == width for cells in lines)
    return is_in_step and any(re.match(r'"(?![^"]*(?:""[^"]*)*"$)', cell) for cells in lines for cell in cells)


def _csv_rows(received: Received, layout: _Layout) -> Iterator[Row | Unread]:
    for number, record in enumerate(_records(_Lines(received.lines()), layout), 1):
        if number <= layout.header_at + 1:
            continue
        if isinstance(record, str):
            line, _, why = record.partition(": ")  # the line, and not the row's number, which a row's own id could be mistaken for
            yield Unread(file=received.file, row=line, reason=why)
        elif any(cell.strip() for cell in record):
            yield Row(number=number, cells=_named(layout.columns, record))


def _records(lines: _Lines, layout: _Layout) -> Iterator[Cells | str]:
    """The rows, each as its cells; for a broken one what is wrong with it, and on from the next line that reads as a row."""
    broken: tuple[int, str] | None = None
    csv.field_size_limit(MAX_FIELD)
    while True:
        lines.taken.clear()
        first = lines.number + 1
        cells, fault = _record(lines, layout)
        if cells is None and fault is None:
            break
        if fault or (broken and not layout.fits(cells or [])):
            broken = broken or (first, fault or "")
            lines.give_back_all_but_one()
            continue
        if broken:
            yield _told(broken, first)
            broken = None
        yield cells or []
    if broken:
        yield _told(broken, lines.number + 1)


def _record(lines: _Lines, layout: _Layout) -> tuple[Cells | None, str | None]:
    """The next row's cells, or what is wrong with it; neither at the end."""
    try:
        cells = next(layout.records(lines, strict=True))
    except StopIteration:
        return None, None
    except csv.Error as error:
        if "limit" in str(error):
            return None, f"a cell of more than {MAX_FIELD:,} characters"
        return None, "a quotation mark that is not doubled, or never closed"
    return cells, layout.fault(cells, lines.taken)


def _told(broken: tuple[int, str], following: int) -> str:
    start, reason = broken
    return f"{'line' if following - start == 1 else 'lines'} {start}{'' if following - start == 1 else f' to {following - 1}'}: {reason}"


# ------------------------------------------------------------------ JSON Lines


def _json_table(received: Received) -> Table:
    """JSON objects, one a line, or all in one array; the columns are their keys."""
    start = received.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    rows = _array(received) if start.startswith(b"[") else lambda: _json_rows(received)
    first = list(islice(rows(), NAMES_WITHIN))
    if not any(isinstance(row, Row) for row in first):
        reason = next((row.reason for row in first if isinstance(row, Unread)), "nothing")
        raise UnreadableError(f"no JSON object in the first {len(first)} lines ({reason})", "one JSON object a line", "save it as JSON Lines")
    names = dict.fromkeys(name for row in first if isinstance(row, Row) for name in row.cells)
    return Table(columns=tuple(names), rows=rows)


def _json_rows(received: Received) -> Iterator[Row | Unread]:
    for number, line in enumerate(received.lines(), 1):
        if not line.strip("\0 \t\r\n"):
            continue
        try:
            yield _json_row(received.file, number, json.loads(line.strip("\0 \t\r\n")))
        except (ValueError, RecursionError) as error:
            yield Unread(file=received.file, row=f"line {number}", reason=f"no JSON: {error}")


def _array(received: Received) -> Callable[[], Iterator[Row | Unread]]:
    try:
        values = json.loads(received.text())
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"a JSON array that breaks off or is malformed ({error})", "one JSON object a line", "save it as JSON Lines") from error
    return lambda: (_json_row(received.file, number, value) for number, value in enumerate(values, 1))


def _json_row(file: str, number: int, value: Any) -> Row | Unread:
    if not isinstance(value, dict):
        return Unread(file=file, row=f"line {number}", reason=f"no JSON object but {str(value)[:40]!r}")
    flat = {}
    for name, inner in value.items():
        if isinstance(inner, dict):  # "source": {"name": …} becomes the column source.name
            flat.update({f"{name}.{key}": _cell(deep) for key, deep in inner.items()})
        else:
            flat[name] = _cell(inner)
    return Row(number=number, cells=_named(list(flat), list(flat.values())))


# ------------------------------------------------------------------ workbooks


def _sheets(received: Received, score: Score) -> Iterator[Table]:
    """The sheets that have rows; the names of the sheets are given only if there are several."""
    sheets = _workbook(received)
    for sheet in sheets:
        at, columns = _best_header(_sheet_rows(sheet), score)
        if columns:
            names = [name.strip() for name in columns]
            yield Table(columns=tuple(names), rows=partial(_named_rows, sheet, at, names), sheet=sheet.title if len(sheets) > 1 else None)


def _workbook(received: Received) -> list[Sheet]:
    import openpyxl

    packed = unpackable(received, "xl/workbook.xml", "an Excel workbook (.xlsx)")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles it does not know
            return [sheet for sheet in openpyxl.load_workbook(packed, read_only=True, data_only=True).worksheets if hasattr(sheet, "iter_rows")]
    except _DAMAGED as error:
        raise _damaged(error) from error


def _sheet_rows(sheet: Sheet) -> Iterator[Cells]:
    sheet.reset_dimensions()  # some programs write the size of the sheet wrongly
    rows = sheet.iter_rows(values_only=True)
    while batch := _batch(rows):
        yield from ([_cell(value) for value in row] for row in batch)


def _batch(rows: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The next rows, without openpyxl's warnings of what it does not know."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(islice(rows, 200))
    except _DAMAGED as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> UnreadableError:
    return UnreadableError(f"a damaged workbook ({error})", "an Excel workbook (.xlsx)", "open it in Excel and save it again")


def _named_rows(sheet: Sheet, header_at: int, columns: Cells) -> Iterator[Row | Unread]:
    for number, cells in enumerate(_sheet_rows(sheet), 1):
        if number > header_at + 1 and any(cell.strip() for cell in cells):
            yield Row(number=number, cells=_named(columns, cells))


def _cell(value: Any) -> str:
    """A value as text: a date in ISO form, a whole number without a decimal point, a list line by line."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return "\n".join(_cell(part) for part in value)
    return str(value)
