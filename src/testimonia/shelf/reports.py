"""The list of reports, and one report with its findings."""

from __future__ import annotations

from dataclasses import replace

from testimonia import views
from testimonia.case.store import Case
from testimonia.domain import Report
from testimonia.errors import UsageError
from testimonia.names import fullest
from testimonia.relevance import Relevance
from testimonia.shelf.listing import LONG
from testimonia.shelf.shown import Listed, ReportRow
from testimonia.views import Line, Page


def reports(case: Case, *, words: str = "", start: int = 0) -> Listed[ReportRow]:
    """The reports in the order of the pile; with `words` those whose title, file or outlet holds them."""
    rows = case.ask_for.reports(words, start, LONG)
    return Listed(rows=tuple(map(report_row, rows)), total=case.ask_for.count_reports(words), start=start)


def report_row(row: tuple[Report, int, int, bool, str]) -> ReportRow:
    """A report as a row."""
    report, findings, decided, was_read, received = row
    return ReportRow(report=report, findings=findings, decided=decided, was_read=was_read, received=received)


def page(case: Case, report_id: str, *, who: str = "", blind: bool = False) -> Page:
    """One report with its findings as they stand; `blind` lays only the judgements of `who` over them."""
    entry = case.entry(report_id)
    one = views.checked(entry, case.ledger.on_report(report_id), only=who if blind else None)
    names = views.voices_of(j for j in case.ledger.on_report("") if not blind or j.who == who)
    names.add(one.entry.document, one.claims)
    shown = views.page(case, one, Relevance((), case.words), names)
    if blind:
        return shown
    labels = {line.voice: fullest(case.ask_for.forms(line.voice)) for line in shown.lines if line.voice}
    return replace(shown, lines=tuple(_relabelled(line, labels) for line in shown.lines))


def _relabelled(line: Line, labels: dict[str, str]) -> Line:
    """The line with the fullest name its voice goes by anywhere in the pile."""
    full = labels.get(line.voice or "", "")
    return replace(line, stands_for=full if full and full != line.teller else None) if full else line


def original(case: Case, report_id: str) -> tuple[bytes, str]:
    """The bytes a report came in, and the ending of the file; UsageError if they are not kept."""
    path = case.original(report_id)
    if path is None:
        raise UsageError("no original for this report", "a report whose file is kept in the case", "add the file again")
    return path.read_bytes(), path.suffix
