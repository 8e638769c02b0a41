"""The testimonia command: arguments in, one action, words out.

Exit codes: 0 done (what could not be read is listed at the end), 1 an error nobody foresaw, 2 a request that does not fit,
3 a case that cannot be used, 4 nothing could be read, 5 a bundle that cannot be used.
"""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, cast

import typer

from testimonia import __version__
from testimonia.errors import BundleError, CaseError, TestimoniaError, UnreadableError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from testimonia.actions import Added, Progress
    from testimonia.case.store import Case
    from testimonia.domain import Unread
    from testimonia.pipeline import Pipeline

EXIT_CODES: tuple[tuple[type[TestimoniaError], int], ...] = ((CaseError, 3), (UnreadableError, 4), (BundleError, 5))
THREADS = 2

app = typer.Typer(
    help="Who said what about an armed conflict, and why, in which words. Reads a pile of reports offline.",
    epilog="Exit codes: 0 done, 2 a request that does not fit, 3 an unusable case, 4 nothing could be read, 5 an unusable bundle.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

CaseFolder = Annotated[Path, typer.Argument(help="The folder of the case.")]
Bundle = Annotated[Path | None, typer.Option("--bundle", help="Read with the network in this folder instead of the one that came along.")]
Columns = Annotated[list[str] | None, typer.Option("--column", help="For tables: our field = their column, for example text=Story. Repeat for more.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Judge interview terms as of this day (YYYY-MM-DD) instead of today.")]
Question = Annotated[str | None, typer.Option("--question", "-q", help="What the account is to answer.")]


def main() -> None:
    """Run the command; an error becomes one line and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a letter shows a question mark
    try:
        app()
    except TestimoniaError as error:
        print(f"testimonia: {error}", file=sys.stderr)
        sys.exit(next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 2))


@app.callback(invoke_without_command=True)
def _version(*, version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    if version:
        print(__version__)
        raise typer.Exit


@app.command()
def add(case: CaseFolder, paths: list[Path], bundle: Bundle = None, column: Columns = None) -> None:
    """Read files and folders into a case; make the case if it is not there."""
    from testimonia import actions
    from testimonia.case.store import FILE, Case

    console = _console()
    is_new = not (case / FILE).is_file()
    with Case(case) as opened:
        if is_new:
            _say_where(case, console)
        pipeline = _pipeline(bundle)
        with _progress(console) as progress:
            added = actions.add(opened, paths, pipeline, columns=_columns(column), progress=progress)
        unread = opened.unread()
        _say_added(added, unread, console)
    if unread and not (added.new or added.again or added.older):
        raise typer.Exit(4)


@app.command()
def reread(case: CaseFolder, bundle: Bundle = None) -> None:
    """Read again what an older reader or network read."""
    from testimonia import actions
    from testimonia.case.store import open_case

    console = _console()
    with open_case(case) as opened, _progress(console) as progress:
        added = actions.reread(opened, _pipeline(bundle), progress)
        _say_added(added, opened.unread(), console)


@app.command()
def question(case: CaseFolder, words: str) -> None:
    """Put the question on record that the case is to answer."""
    from testimonia import actions
    from testimonia.case.store import open_case

    with open_case(case) as opened:
        actions.ask(opened, words)
        for asked in opened.questions():
            print(asked)


@app.command()
def read(files: list[Path], bundle: Bundle = None) -> None:
    """Print the account of one report or a few; nothing is written."""
    from testimonia import actions, views
    from testimonia.exports.terminal import print_page, print_unread

    console = _console()
    with actions.read_files(files, _pipeline(bundle)) as case:
        account = views.account(case)
    for page in account.pages:
        print_page(page, console)
    print_unread(account, console)
    if not account.pages:
        raise typer.Exit(4)


@app.command()
def dossier(
    source: Annotated[Path, typer.Argument(metavar="CASE-or-FOLDER", help="A case, or a folder of reports.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")],
    question: Question = None,
    bundle: Bundle = None,
    as_of: AsOf = None,
) -> None:
    """Write one page with the question, the reasons, the voices and every claim beside its words."""
    from testimonia import actions

    with actions.case_or_pile(source, lambda: _pipeline(bundle)) as case:
        _need_a_report(case, source)
        if question:
            case.ask(question)
        _say_risks(case, as_of)
        account = actions.export(case, "dossier", output, as_of)
    print(f"{output}: {len(account.pages)} reports, {len(account.lines)} claims, {len(account.unread)} not read")


@app.command()
def desk(
    case: CaseFolder,
    who: Annotated[str, typer.Option("--as", help="Your name: it signs what you decide. Without it the desk asks.")] = "",
    blind: Annotated[bool, typer.Option("--blind", help="Second coding: decide without seeing what others decided.")] = False,
    port: Annotated[int, typer.Option("--port", help="The port on this machine; 0 takes a free one.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """Read, check and decide beside the page: opens the case in the browser, on this machine only."""
    from testimonia import shelf
    from testimonia.case.store import open_case
    from testimonia.web import serve

    with open_case(case) as opened, _progress(_console()) as progress:
        opened.scrub_if_due()
        shelf.fresh(opened, lambda done, total: progress("laying out the pages", done, total))
    serve(case, who=who, blind=blind, port=port, open_browser=browser, say=print)


@app.command()
def merge(case: CaseFolder, other: Annotated[Path, typer.Argument(help="Another copy of the case; it stays as it is.")]) -> None:
    """Take into a case what only another copy of it has; where people decided differently, both decisions are shown."""
    from testimonia.actions.merging import merge as merge_cases
    from testimonia.case.store import open_case

    with open_case(case) as opened, open_case(other) as second:
        merged = merge_cases(opened, second)
    print(f"{merged.reports} new reports, {merged.judgements} new judgements, {merged.questions} new questions.")
    if merged.disputes:
        print(f"Reviewers differ on {merged.disputes} findings: settle them on the desk under Disputes.")
    for note in merged.notes:
        print(f"Note: {note}.")


@app.command()
def search(
    case: CaseFolder,
    words: Annotated[str, typer.Argument(help="Words that must all stand there; beginnings of words count.")] = "",
    said_by: Annotated[str | None, typer.Option("--said-by", help="Only in what this voice says.")] = None,
    report: Annotated[str | None, typer.Option("--report", help="Only in the report whose file or title holds this.")] = None,
) -> None:
    """Find words in claims and in the text of the reports."""
    from testimonia import actions
    from testimonia.case.store import open_case

    console = _console()
    with open_case(case) as opened:
        places = actions.search(opened, words, said_by=said_by, report=report)
    for place in places:
        console.print(place.headline, style="bold", highlight=False, markup=False)
        console.print(f"  {place.words}", highlight=False, markup=False)
    console.print(f"{len(places)} found")


@app.command()
def export(
    case: CaseFolder,
    form: Annotated[str, typer.Argument(help="jsonl, csv, dossier, or labels.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")],
    as_of: AsOf = None,
    check: Annotated[bool, typer.Option("--check", help="Only show what could still tell who somebody is; write nothing.")] = False,
) -> None:
    """Write every claim and reason as a table, people under pseudonyms; or what people decided as labels without words."""
    from testimonia import actions
    from testimonia.case.store import open_case

    with open_case(case) as opened:
        actions.need_target(form, output)
        _say_risks(opened, as_of, whole=check)
        if check:
            return
        account = actions.export(opened, form, output, as_of)
    print(f"{output}: {len(account.lines)} claims, {len(account.reasons)} reasons")


@app.command()
def extract(
    documents: Annotated[str, typer.Argument(help="JSON Lines with doc_id and text; - for standard input.")],
    output: Annotated[str, typer.Option("--output", "-o", help="JSON Lines to write; - for standard output.")] = "-",
    bundle: Bundle = None,
) -> None:
    """Documents in, all findings out, with offsets into the given text."""
    from testimonia import actions

    failed = 0
    pipeline = _pipeline(bundle)
    with _opened(documents, "r") as lines, _opened(output, "w") as out:
        for line in actions.extract_lines(lines, pipeline):
            out.write(line.json)
            if line.error:
                failed += 1
                print(f"testimonia: {line.error}", file=sys.stderr)
    if failed:
        raise typer.Exit(4)


@app.command()
def demo(
    pile: Annotated[Path | None, typer.Option("--pile", help="A folder of your own instead of the sample.")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = Path("demo-account.html"),
    question: Question = None,
) -> None:
    """Read the sample pile into a case, print its account, write the dossier, and say how to check and correct it."""
    from testimonia import actions, views
    from testimonia.case.store import FILE, Case
    from testimonia.exports.terminal import print_account

    console = _console()
    if pile is not None and not pile.exists():
        raise UnreadableError(f"nothing is there: {pile}", "a file or folder of reports", "check the path")
    folder = Path(f"{pile.resolve().name}-case" if pile else "demo-case")
    is_new = not (folder / FILE).is_file()
    with Case(folder) as case:
        actions.add(case, [pile or actions.SAMPLE], _pipeline(None))
        _need_a_report(case, pile or actions.SAMPLE)
        asked = question or (None if pile else actions.SAMPLE_QUESTION)
        if asked and asked not in case.questions():
            actions.ask(case, asked)
        actions.export(case, "dossier", output, None)
        print_account(views.account(case), console)
    if is_new:
        _say_where(folder, console)
    _say_next(folder, output, console)


# ------------------------------------------------------------------ words out


def _say_where(case: Path, console: Console) -> None:
    console.print(
        f"A new case in {case.resolve()}. It holds the full texts and the originals, unencrypted: keep it on an encrypted disk. "
        f"To delete it, delete that folder.",
        soft_wrap=True,
        markup=False,
        highlight=False,
    )


def _say_risks(case: Case, as_of: str | None, *, whole: bool = False) -> None:
    """What could still tell who a protected person is: each with its words, or, before writing, how many of each kind."""
    from testimonia.actions.leaving import risks

    found = risks(case, as_of)
    kinds = Counter[str]()
    for risk in found:
        kinds[risk.kind] += 1 + risk.more
        if whole:
            more = f" (and {risk.more} like it)" if risk.more else ""
            print(f"{risk.kind}, {risk.where}: {risk.words}{more}. {risk.advice}")
    told = ", ".join(f"{number} of kind “{kind}”" for kind, number in kinds.items()) or "nothing found; it sees few things"
    hint = "" if whole or not found else " See them first: testimonia export CASE FORM --check, or Export on the desk."
    print(f"What could still tell who somebody is: {told}.{hint}")


def _say_next(case: Path, page: Path, console: Console) -> None:
    """Where the page is, and the one command that opens the desk, as it can be typed here."""
    command = Path(sys.argv[0])
    typed = os.path.relpath(command) if command.name == "testimonia" and command.is_file() else "testimonia"
    for line in (
        f"\nThe dossier, every line beside its words, people under pseudonyms: {page.resolve()}",
        f'To check and correct it beside the page (in your browser, on this machine only): {typed} desk {case} --as "Your name"',
    ):
        console.print(line, soft_wrap=True, markup=False, highlight=False)


def _need_a_report(case: Case, source: Path) -> None:
    """UnreadableError, with the first reason, if the case holds no report at all."""
    if next(case.entries(), None) is None:
        why = next((f" ({unread.file}: {unread.reason})" for unread in case.unread()), "")
        raise UnreadableError(f"no report in {source}{why}", "a file that can be read", "name a file or folder of reports")


def _say_added(added: Added, unread: tuple[Unread, ...], console: Console) -> None:
    console.print(f"{len(added.new)} new reports, {added.claims} claims, {added.reasons} reasons; {added.again} received before.", highlight=False)
    if added.hidden:
        console.print(f"{added.hidden} hidden files and folders passed over.", highlight=False)
    if added.older:
        console.print(f"{len(added.older)} files were read by an older version: run `testimonia reread` to read them again.", highlight=False)
    if unread:
        console.print(f"Not read ({len(unread)}):", style="bold")
    for item in unread:
        console.print(f"  {item.where}: {item.reason}", highlight=False, markup=False, soft_wrap=True)


def _console() -> Console:
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 160)


@contextmanager
def _progress(console: Console) -> Iterator[Progress]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda name, done, total: bar.update(task, description=name, completed=done, total=total)


def _pipeline(bundle: Path | None) -> Pipeline:
    from testimonia.pipeline import standard_pipeline

    return standard_pipeline(bundle, threads=THREADS)


def _columns(pairs: list[str] | None) -> dict[str, str] | None:
    from testimonia.actions import parse_columns

    return parse_columns(pairs) if pairs else None


@contextmanager
def _opened(name: str, mode: str) -> Iterator[TextIO]:
    """The file of this name, or standard input or output for `-`, as UTF-8; what is no UTF-8 in it is shown as such."""
    if name == "-":
        stream = sys.stdin if mode == "r" else sys.stdout
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
        yield stream
        return
    with ExitStack() as stack:
        try:
            file = stack.enter_context(Path(name).open(mode, encoding="utf-8", errors="replace", newline="\n" if mode == "w" else None))
        except OSError as error:
            needed = "a file that can be read" if mode == "r" else "a file that can be written"
            raise UsageError(f"{error.strerror or error}: {name}", needed, "check the path and your rights to it") from error
        yield cast("TextIO", file)
