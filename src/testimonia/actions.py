"""Everything a person can do to a case; the command line and Python call only this."""

from __future__ import annotations

import datetime
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from testimonia import exports, protection, readers, views
from testimonia.case.store import FILE, Case, Entry, Hit, open_case
from testimonia.domain import Extraction, Reading, Report, Unread
from testimonia.errors import TestimoniaError, UnreadableError, UsageError
from testimonia.pipeline import Pipeline
from testimonia.readers.received import Received
from testimonia.readers.textbuilder import as_given
from testimonia.views import Account
from testimonia.wire import from_json, to_json

SAMPLE = Path(__file__).parent / "sample" / "pile"
SAMPLE_QUESTION = "Why did the defenders give up Halmere?"
COLUMNS = ("id", "title", "text", "outlet", "date", "url")  # the fields of a table that may be named

Progress = Callable[[str, int, int], None]
"""Called before each file with its name, its number from 1, and how many there are."""


@dataclass(slots=True, kw_only=True)
class Added:
    """What one run of `add` did."""

    new: list[Report] = field(default_factory=list)
    again: int = 0  # reports received before
    older: list[str] = field(default_factory=list)  # files read before by an older reader or network
    hidden: int = 0  # hidden files and folders passed over
    claims: int = 0
    reasons: int = 0


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str


def add(case: Case, paths: list[Path], pipeline: Pipeline, *, columns: dict[str, str] | None = None, progress: Progress | None = None) -> Added:
    """Read what is new in these files and folders into the case; what cannot be read is recorded and the rest goes on."""
    added = Added()
    files = _told_apart(list(_files(case, paths, added)))
    for number, file in enumerate(files, 1):
        if progress:
            progress(file.name, number, len(files))
        try:
            _add_file(case, file, pipeline, added, columns)
        except UnreadableError as error:
            case.add_unread(Unread(file=file.name, row=None, reason=str(error)))
    return added


def reread(case: Case, pipeline: Pipeline, progress: Progress | None = None) -> Added:
    """Read every original again that an older reader or network read."""
    added = Added()
    originals = case.originals()
    for number, (path, name) in enumerate(originals, 1):
        if progress:
            progress(name, number, len(originals))
        try:
            _add_file(case, _File(path, name), pipeline, added, None, anew=True)
        except UnreadableError as error:
            case.add_unread(Unread(file=name, row=None, reason=str(error)))
    return added


def read_files(paths: list[Path], pipeline: Pipeline) -> Case:
    """A case in memory that holds what these files and folders say; nothing is written."""
    case = Case()
    add(case, paths, pipeline)
    return case


def case_or_pile(path: Path, pipeline: Callable[[], Pipeline]) -> Case:
    """The case in a folder, or, if it is none, a case in memory with the reports in it."""
    return open_case(path) if (path / FILE).is_file() else read_files([path], pipeline())


def export(case: Case, form: str, target: Path, as_of: str | None) -> Account:
    """Write the case in the form named, as the terms of its interviews allow on this day; returns what was written."""
    writers = exports.EXPORTS
    if form not in writers:
        raise UsageError(f"no export {form!r}", f"one of {', '.join(writers)}", "name one of them")
    account = protection.outgoing(views.account(case), _day(as_of))
    try:
        writers[form](account, target)
    except OSError as error:
        raise UsageError(f"{error.strerror or error}: {target}", "a file that can be written", "check the folder and your rights to it") from error
    return account


def _day(as_of: str | None) -> datetime.date:
    try:
        return datetime.date.fromisoformat(as_of) if as_of else datetime.date.today()  # noqa: DTZ011 - terms end with the user's own day
    except ValueError as error:
        raise UsageError(f"the day {as_of!r}", "a day as YYYY-MM-DD", "mend it") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place found by `search`: what it is in, and its words."""

    headline: str
    words: str


def search(case: Case, words: str, *, said_by: str | None = None, report: str | None = None) -> list[Place]:
    """Where all these words stand, claims first; `said_by` keeps the claims of one voice, `report` the reports whose file or title holds it."""
    hits = case.find(words, said_by)
    entries = {entry.report.id: entry for entry in case.entries()}
    if report is not None:
        kept = {r for r, entry in entries.items() if report.lower() in f"{entry.report.file} {entry.report.title or ''}".lower()}
        if not kept:
            raise UsageError(f"no report named {report!r}", "part of a file name or title", "see the names with: testimonia search CASE WORDS")
        hits = tuple(hit for hit in hits if hit.report_id in kept)
    ordered = sorted(hits, key=lambda hit: hit.kind != "claim")
    return [_place(hit, entries[hit.report_id]) for hit in ordered]


def _place(hit: Hit, entry: Entry) -> Place:
    name = entry.report.title or entry.report.file
    if hit.kind == "claim" and entry.extraction is not None:
        claim = next(claim for claim in entry.extraction.claims if claim.id == hit.ref)
        teller = claim.speaker.text if claim.speaker else views.NOBODY
        return Place(headline=f"{teller} — {name} [{entry.report.file}]", words=claim.words)
    block = next(block for block in entry.document.blocks if block.start == int(hit.ref))
    return Place(headline=f"{name} [{entry.report.file}], {block.kind}", words=entry.document.text[block.start : block.end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """One line of `extract`: the JSON to write, and what went wrong, if anything."""

    json: str
    error: str | None


def extract_lines(lines: Iterable[str], pipeline: Pipeline) -> Iterator[Extracted]:
    """For each JSON line with `doc_id` and `text` the findings as a JSON line; a line that cannot be read gives its error and the rest goes on."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name = f"line {number}"
        try:
            given = from_json(line.lstrip("\ufeff"), Given)  # a byte order mark stands before the first line of some files
            name = given.doc_id
            found = Found(doc_id=name, extraction=pipeline.extract(as_given(given.text, name)))
            yield Extracted(json=to_json(found) + "\n", error=None)
        except TestimoniaError as error:
            yield Extracted(json=to_json({"doc_id": name, "error": str(error)}) + "\n", error=f"{name}: {error}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A document handed to `extract`; other fields are passed over."""

    doc_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What `extract` gives back for a document: offsets count characters of the given text."""

    doc_id: str
    extraction: Extraction


def parse_columns(pairs: list[str]) -> dict[str, str]:
    """`["text=Story"]` as a mapping of our fields to their columns."""
    columns = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    unknown = set(columns) - set(COLUMNS)
    if unknown or len(columns) < len(pairs):
        raise UsageError(f"--column {' '.join(pairs)}", f"field=column with one of {', '.join(COLUMNS)}", "mend it")
    return columns


def _files(case: Case, paths: list[Path], added: Added) -> Iterator[_File]:
    for path in paths:
        if not path.exists():
            case.add_unread(Unread(file=_shown(path), row=None, reason="nothing is there; needed: a file or folder; do: check the path"))
        elif path.is_dir():
            yield from _walk(case, path, added)
        else:
            yield _File(path, _shown(Path(path.name)))


def _told_apart(files: list[_File]) -> list[_File]:
    """The files, those of one name with the folder they were named by before it: one must not stand for the other in what was not read."""
    once = list({file.path.absolute(): file for file in files}.values())
    counts = Counter(file.name for file in once)
    return [file if counts[file.name] == 1 else _File(file.path, f"{_shown(Path(_root(file).name))}/{file.name}") for file in once]


def _root(file: _File) -> Path:
    """The folder a file's name starts from."""
    return file.path.absolute().parents[len(Path(file.name).parts) - 1]


def _walk(case: Case, folder: Path, added: Added) -> Iterator[_File]:
    """The files below a folder in a fixed order; hidden ones are counted, not read, and a case folder is not a pile."""

    def shut(path: Path, why: str, do: str) -> None:
        case.add_unread(Unread(file=_shown(path.relative_to(folder)), row=None, reason=f"{why}; needed: a folder that can be opened; do: {do}"))

    for root, folders, names in os.walk(folder, onerror=lambda e: shut(Path(e.filename), e.strerror or str(e), "check your rights to it")):
        if FILE in names:
            folders.clear()
            continue
        hidden = [name for name in (*folders, *names) if name.startswith((".", "~$"))]
        added.hidden += len(hidden)
        folders[:] = sorted(set(folders).difference(hidden))
        for path in (Path(root, name) for name in folders):
            if path.is_symlink():
                shut(path, "a link to a folder", "name the folder it leads to")
        for path in (Path(root, name) for name in sorted(set(names).difference(hidden))):
            yield _File(path, _shown(path.relative_to(folder)))


def _shown(path: Path) -> str:
    """The path as text, with `/` between folders; a name may be any bytes, and what is no text in it is shown as such."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def _add_file(case: Case, file: _File, pipeline: Pipeline, added: Added, columns: dict[str, str] | None, *, anew: bool = False) -> None:
    reader = readers.reader_for(file.name)
    received = readers.receive(file.path, file.name)
    sha256 = case.keep_original(received.data, received.suffix)
    columns = columns or case.columns_of(sha256)
    if case.is_done(sha256, reader.VERSION, pipeline.version):
        _receive_again(case, received, added, columns)
        return
    if case.is_older(sha256) and not anew:
        added.older.append(file.name)
        return
    case.forget_unread(file.name)
    for item in readers.read(received, columns):
        if isinstance(item, Unread):
            case.add_unread(item)
        else:
            _add_reading(case, item, pipeline, added, sha256)
    case.mark_done(sha256, file.name, reader.VERSION, pipeline.version, columns)


def _receive_again(case: Case, received: Received, added: Added, columns: dict[str, str] | None) -> None:
    """A file of the same bytes: its reports get a receipt for this name; nothing is read by the network."""
    for item in readers.read(received, columns):
        if isinstance(item, Reading) and case.knows(item.report.id):
            case.receive_again(item.report)
            added.again += 1


def _add_reading(case: Case, reading: Reading, pipeline: Pipeline, added: Added, sha256: str) -> None:
    report, document = reading.report, reading.document
    if case.has(report.id, document.reader, pipeline.version):
        case.receive_again(report)
        added.again += 1
        return
    is_new = not case.knows(report.id)
    try:
        extraction = pipeline.extract(document)
    except TestimoniaError as error:
        extraction = None
        reason = str(error)
    case.add(reading, extraction, sha256)
    if extraction is None:
        case.add_unread(Unread(file=report.file, row=report.row, reason=reason))
    for note in document.notes:
        case.add_unread(Unread(file=report.file, row=report.row, reason=note))
    if is_new:
        added.new.append(report)
    added.claims += len(extraction.claims) if extraction else 0
    added.reasons += len(extraction.explanations) if extraction else 0
