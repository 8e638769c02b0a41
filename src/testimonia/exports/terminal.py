"""An account as lines in the terminal, for the person working on the case."""

from __future__ import annotations

from collections.abc import Sized

from rich.console import Console
from rich.markup import escape

from testimonia.domain import Report
from testimonia.views import BEARS, Account, Line, Page, Reason

UNSURE = "[yellow]unsure[/]"


def print_account(account: Account, console: Console, most: int = 8) -> None:
    """The question, the reasons by teller, the claims that bear on it and the voices, `most` of each."""
    for question in account.questions:
        console.print(f"\n[bold]{escape(question)}[/]")
    outlets = {page.report.outlet for page in account.pages if page.report.outlet}
    console.print(
        f"{_count(account.pages, 'report')} by {_count(outlets, 'named outlet')} · {_count(account.lines, 'claim')} · "
        f"{_count(account.voices, 'voice')} · {_count(account.reasons, 'reason')} · {len(account.unread)} not read\n"
    )
    bearing = {_words(reason): reason for reason in reversed(account.reasons) if reason.bearing >= BEARS or not account.questions}
    if bearing:
        console.print("[bold]Reasons given[/] [dim](the same words in another report are left out here)[/]")
        for reason in [*reversed(bearing.values())][:most]:
            _print_reason(reason, console)
    lines = {(line.teller, line.claim.words): line for line in reversed(account.bearing)}
    if lines:
        console.print("\n[bold]What bears on the question[/]")
        for line in [*reversed(lines.values())][:most]:
            _print_line(line, console)
    console.print("\n[bold]Voices most quoted[/]")
    for voice in account.voices[:most]:
        counts = f"{_count(voice.lines, 'claim')} in {_count(voice.reports, 'report')}, {voice.direct} direct, {voice.unsure} unsure"
        console.print(f"  {escape(voice.name)} [dim]— {counts}[/]")
    print_unread(account, console)


def print_page(page: Page, console: Console) -> None:
    """One report: its facts, then every claim and reason in text order."""
    report = page.report
    console.print(f"\n[bold]{escape(report.title or report.file)}[/]")
    console.print(f"[dim]{escape(facts(report))}[/]")
    for line in page.lines:
        _print_line(line, console, name=False)
    if page.reasons:
        console.print("  [bold]Reasons[/]")
    for reason in page.reasons:
        _print_reason(reason, console)


def print_unread(account: Account, console: Console) -> None:
    """What could not be read, and why."""
    if account.unread:
        console.print(f"\n[bold]Not read ({len(account.unread)})[/]")
    for unread in account.unread:
        console.print(f"  {escape(unread.where)}: {escape(unread.reason)}")


def _count(things: Sized, noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


def _words(reason: Reason) -> tuple[str, str, str]:
    return reason.teller, reason.explanation.cause.text, reason.explanation.effect.text


def facts(report: Report) -> str:
    """Outlet, date and where the date was taken from, byline and file, in one line."""
    date = f"{report.published.date} (from the {report.published.basis})" if report.published else "date unknown"
    parts = (report.outlet, date, f"by {report.byline}" if report.byline else None, report.file + (f", row {report.row}" if report.row else ""))
    return " · ".join(part for part in parts if part)


def _print_line(line: Line, console: Console, *, name: bool = True) -> None:
    teller = escape(line.teller) + (f" [dim]({escape(line.stands_for)})[/]" if line.stands_for else "")
    cue = " ".join(piece.text for piece in line.claim.cue)
    mark = "" if line.claim.sure else f" {UNSURE}"
    where = f" [dim]— {escape(line.report.file)}[/]" if name else ""
    console.print(f"  [cyan]{teller}[/] [dim]{escape(cue)}[/]: {escape(line.claim.words)}{mark}{where}")


def _print_reason(reason: Reason, console: Console) -> None:
    explanation = reason.explanation
    signal = " ".join(piece.text for piece in explanation.signals)
    console.print(
        f"  [cyan]{escape(reason.teller)}[/]: {escape(explanation.cause.text)} [magenta]→[/] {escape(explanation.effect.text)}"
        f" [dim]{escape(f'({signal}) ' if signal else '')}— {escape(reason.report.file)}[/]"
    )
