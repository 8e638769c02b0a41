"""Everything a person can do to a case; the command line and Python call only this."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from testimonia import readers
from testimonia.case.store import FILE, Case, open_case
from testimonia.domain import Reading, Report, Unread
from testimonia.errors import TestimoniaError, UnreadableError, UsageError
from testimonia.pipeline import Pipeline
from testimonia.readers.received import Received

Progress = Callable[[str, int, int], None]
"""Called before each file with its name, its number from 1, and how many there are."""


@dataclass(slots=True, kw_only=True)
class Added:
    """What one run of `add` did."""

    new: list[Report] = field(default_factory=list)
    again: int = 0  # reports received before
    older: list[str] = field(default_factory=list)  # files read before by an older reader or network
    hidden: int = 0  # hidden files passed over
    claims: int = 0
    reasons: int = 0


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str


def add(case: Case, paths: list[Path], pipeline: Pipeline, *, columns: dict[str, str] | None = None, progress: Progress | None = None) -> Added:
    """Read what is new in these files and folders into the case; what cannot be read is recorded and the rest goes on."""
    added = Added()
    files = list(_files(case, paths, added))
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


def find_report(case: Case, name: str) -> Report:
    """The one report whose file, id or title begins with or holds `name`; UsageError if there is none or several."""
    reports = [entry.report for entry in case.entries()]
    found = [r for r in reports if name in (r.id, r.file, f"{r.file}:{r.row}")] or [
        r for r in reports if name.lower() in f"{r.file} {r.title or ''}".lower()
    ]
    if len(found) != 1:
        names = ", ".join(r.file for r in found[:5]) or "none"
        raise UsageError(f"{len(found)} reports for {name!r} ({names})", "one", "give more of its file name, or its id")
    return found[0]


def _files(case: Case, paths: list[Path], added: Added) -> Iterator[_File]:
    for path in paths:
        if not path.exists():
            case.add_unread(Unread(file=str(path), row=None, reason="nothing is there; needed: a file or folder; do: check the path"))
        elif path.is_dir():
            yield from _walk(path, added)
        else:
            yield _File(path, path.name)


def _walk(folder: Path, added: Added) -> Iterator[_File]:
    """The files below a folder in a fixed order; hidden ones are counted, not read, and a case folder is not a pile."""
    for root, folders, names in os.walk(folder):
        if FILE in names:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if name.startswith((".", "~$")):
                added.hidden += 1
            else:
                yield _File(path, PurePosixPath(path.relative_to(folder)).as_posix())


def _add_file(case: Case, file: _File, pipeline: Pipeline, added: Added, columns: dict[str, str] | None, *, anew: bool = False) -> None:
    reader = readers.reader_for(file.name)
    received = readers.receive(file.path, file.name)
    sha256 = case.keep_original(received.data, received.suffix)
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
    case.mark_done(sha256, file.name, reader.VERSION, pipeline.version)


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
