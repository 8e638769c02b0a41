"""Reading files into a case: what is new is read, what cannot be read is recorded, and the rest goes on."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from testimonia import readers, shelf
from testimonia.case.store import FILE, Case, open_case
from testimonia.domain import Reading, Report, Unread
from testimonia.errors import TestimoniaError, UnreadableError, UsageError
from testimonia.pipeline import Pipeline
from testimonia.readers.received import Received

SAMPLE = Path(__file__).parent.parent / "sample" / "pile"
SAMPLE_QUESTION = "Why did the defenders give up Halmere?"
COLUMNS = ("id", "title", "text", "outlet", "date", "url")  # the fields of a table that may be named

BURIED = "it was deleted from this case; needed: a report nobody deleted; do: nothing, or see what was deleted on the desk under Sources and terms"

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
    case.scrub_if_due()
    files = _told_apart(list(_files(case, paths, added)))
    for number, file in enumerate(files, 1):
        if progress:
            progress(file.name, number, len(files))
        try:
            _add_file(case, file, pipeline, added, columns)
        except UnreadableError as error:
            case.add_unread(Unread(file=file.name, row=None, reason=str(error)))
    _shelve(case)
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
    _shelve(case)
    return added


def _shelve(case: Case) -> None:
    """Lay out what its pages list, so that the desk opens at once; a case in memory has no desk."""
    if case.folder is not None:
        shelf.fresh(case)


def read_files(paths: list[Path], pipeline: Pipeline) -> Case:
    """A case in memory that holds what these files and folders say; nothing is written."""
    case = Case()
    add(case, paths, pipeline)
    return case


def case_or_pile(path: Path, pipeline: Callable[[], Pipeline]) -> Case:
    """The case in a folder, or, if it is none, a case in memory with the reports in it."""
    return open_case(path) if (path / FILE).is_file() else read_files([path], pipeline())


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
    if case.is_buried(received.data):
        case.add_unread(Unread(file=f"a deleted file ({received.id[:8]})", row=None, reason=BURIED))  # its name may be its source's
        return
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
    if case.ledger.is_buried(report.id):
        case.add_unread(Unread(file=f"a deleted report ({report.id[:8]})", row=None, reason=BURIED))
        return
    if case.has(report.id, document.reader, pipeline.version) or case.ledger.is_buried(f"name {report.id}"):
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
