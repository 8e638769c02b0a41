"""The file formats testimonia reads, one a file.

A reader is a module with `VERSION` (its name and version) and `read(received)`, which yields one Reading after another,
and an Unread for each row it cannot read. A file it cannot read at all is an UnreadableError. The reader of tables also
takes the names of the columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from testimonia.domain import Reading, Unread
from testimonia.errors import UnreadableError
from testimonia.readers.received import Received

# Endings, and the module that reads them; imported when first needed, so that `--help` stays instant.
READERS: tuple[tuple[tuple[str, ...], str], ...] = (
    ((".txt", ".text", ".md", ".markdown"), "plain"),
    ((".html", ".htm", ".xhtml"), "html"),
    ((".pdf",), "pdf"),
    ((".docx",), "docx"),
    ((".csv", ".tsv", ".jsonl", ".ndjson", ".xlsx"), "tables"),
)

MAX_BYTES = 200_000_000  # a file over this is a disk image or a database, not a report


class Reader(Protocol):
    """What a reader module offers."""

    VERSION: str

    def read(self, received: Received) -> Iterator[Reading | Unread]:
        """The reports in the file, in its order."""
        ...


class TableReader(Protocol):
    """What the reader of tables offers."""

    def read(self, received: Received, columns: Mapping[str, str] | None = None) -> Iterator[Reading | Unread]:
        """The reports in the pile, `columns` giving the name of the column for each of our fields."""
        ...


def reader_for(file: str) -> Reader:
    """The reader for a file of this name; UnreadableError if there is none."""
    suffix = Path(file).suffix.lower()
    for suffixes, module in READERS:
        if suffix in suffixes:
            return cast("Reader", import_module(f"testimonia.readers.{module}"))
    known = " ".join(suffix for suffixes, _ in READERS for suffix in suffixes)
    raise UnreadableError(f"a file of kind {suffix or 'unknown'}", f"one of {known}", "save it in one of these, or leave it out")


def receive(path: Path, name: str | None = None) -> Received:
    """The bytes of a file; UnreadableError says why they cannot be had."""
    try:
        if not path.is_file():
            raise UnreadableError("no regular file", "a file", "leave it out")  # a pipe would be waited for without end
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableError(f"a file of {size:,} bytes", f"at most {MAX_BYTES:,}", "split it")
        return Received(file=name or path.name, data=path.read_bytes())
    except OSError as error:
        raise UnreadableError(f"{error.strerror or error}", "a file that can be opened", "check the path and your rights to it") from error


def read(received: Received, columns: Mapping[str, str] | None = None) -> Iterator[Reading | Unread]:
    """Everything in one received file; UnreadableError if it cannot be read at all.

    `columns` names, for a table, the column that holds a field: `{"text": "Body of story"}`.
    """
    reader = reader_for(received.file)
    if reader.VERSION.startswith("tables"):
        yield from cast("TableReader", reader).read(received, columns)
    else:
        yield from reader.read(received)
