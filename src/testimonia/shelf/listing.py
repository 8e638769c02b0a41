"""Findings in lists: one row for each, fifty on a page."""

from __future__ import annotations

from testimonia.case.queries import Wanted
from testimonia.case.rows import FindingRow
from testimonia.case.store import Case
from testimonia.domain import Report
from testimonia.judgement import State
from testimonia.shelf.shown import Listed, Row

LONG = 50  # rows on one page of a list


def listed(case: Case, wanted: Wanted, order: str, start: int) -> Listed[Row]:
    """The wanted findings from `start` on, in an order of `case/queries.py`."""
    rows = tuple(row_of(*one) for one in case.ask_for.findings(wanted, order, start, LONG))
    return Listed(rows=rows, total=case.ask_for.count(wanted), start=start)


def row_of(row: FindingRow, report: Report) -> Row:
    """The finding as a row."""
    return Row(
        id=row.id,
        report=report,
        kind=row.kind,
        start=row.start,
        teller=row.teller,
        voice=row.voice,
        words=row.words,
        cue=row.cue,
        wording=row.wording,
        sure=row.sure,
        score=row.score,
        state=State(row.state),
        bearing=row.bearing,
    )
