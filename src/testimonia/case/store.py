"""The working folder of one investigation: an SQLite file and the originals; the only module that writes SQL."""

from __future__ import annotations

import datetime
import hashlib
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from testimonia.case.schema import MIGRATIONS
from testimonia.domain import Document, Extraction, Reading, Report, Unread
from testimonia.errors import CaseError, UsageError
from testimonia.names import fold
from testimonia.wire import from_json, to_json

FILE = "case.sqlite"
ORIGINALS = "originals"

_UNSEARCHABLE = re.compile("[\x00\ud800-\udfff]")  # SQLite ends a query at NUL; a lone surrogate cannot be written as UTF-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A report of the case with its document and, unless it could not be read, its extraction."""

    report: Report
    document: Document
    extraction: Extraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place that was searched for: in a claim (`ref` is its id) or in the running text (`ref` is the block's start)."""

    report_id: str
    kind: str
    ref: str


class Case:
    """One investigation. Opens its folder, or, without one, lives in memory and keeps no originals."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the case in `folder`, making it if it is not there; CaseError says what stands in the way."""
        self.folder = folder
        with _plainly(folder):
            if folder is not None:
                (folder / ORIGINALS).mkdir(parents=True, exist_ok=True)
                with suppress(OSError):
                    folder.chmod(0o700)
            self._db = sqlite3.connect(str(folder / FILE) if folder else ":memory:", isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._migrate()

    def __enter__(self) -> Self:
        """The case itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; what was written is kept."""
        self._db.close()

    # -------------------------------------------------------------- receiving

    def keep_original(self, data: bytes, suffix: str) -> str:
        """Keep received bytes under their SHA-256, read-only; returns the hash."""
        sha256 = hashlib.sha256(data).hexdigest()
        if self.folder is not None:
            target = self.folder / ORIGINALS / (sha256 + suffix)
            if not target.exists():
                with _plainly(self.folder):
                    part = target.with_suffix(".part")
                    part.write_bytes(data)
                    part.chmod(0o444)
                    part.replace(target)
        return sha256

    def is_done(self, sha256: str, reader: str, network: str) -> bool:
        """Whether a file of these bytes was read to its end by these versions."""
        query = "SELECT 1 FROM received WHERE sha256 = ? AND reader = ? AND network = ?"
        return bool(self._rows(query, sha256, reader, network))

    def is_older(self, sha256: str) -> bool:
        """Whether a file of these bytes was read to its end, by whatever versions."""
        return bool(self._rows("SELECT 1 FROM received WHERE sha256 = ?", sha256))

    def mark_done(self, sha256: str, file: str, reader: str, network: str, columns: Mapping[str, str] | None = None) -> None:
        """Record that a file was read to its end, a table with the columns that were named."""
        with self._transaction():
            row = (sha256, file, reader, network, to_json(columns or {}))
            self._db.execute("INSERT OR REPLACE INTO received VALUES (?, ?, ?, ?, ?)", row)

    def columns_of(self, sha256: str) -> dict[str, str] | None:
        """The columns that were named when a table of these bytes was read; None if none were."""
        rows = self._rows("SELECT columns FROM received WHERE sha256 = ?", sha256)
        return (from_json(rows[0][0], dict[str, str]) or None) if rows else None

    def originals(self) -> list[tuple[Path, str]]:
        """Every original kept, with the name of the file it came from."""
        rows = self._rows("SELECT sha256, file FROM received ORDER BY file, sha256")
        folder = (self.folder or Path()) / ORIGINALS
        return [(path, file) for sha256, file in rows for path in sorted(folder.glob(f"{sha256}.*"))]

    def has(self, report_id: str, reader: str, network: str) -> bool:
        """Whether this report was read by these versions of reader and network."""
        query = "SELECT 1 FROM document JOIN extraction USING (report_id) WHERE report_id = ? AND reader = ? AND network = ?"
        return bool(self._rows(query, report_id, reader, network))

    def knows(self, report_id: str) -> bool:
        """Whether this report was received before."""
        return bool(self._rows("SELECT 1 FROM report WHERE id = ?", report_id))

    def receive_again(self, report: Report) -> None:
        """Write another receipt for a report already known."""
        with self._transaction():
            self._receipt(report)

    def add(self, reading: Reading, extraction: Extraction | None, original: str) -> None:
        """Store a report, its document and its extraction in one transaction, replacing what an older version found."""
        report, document = reading.report, reading.document
        with self._transaction():
            self._db.execute("INSERT OR IGNORE INTO report VALUES (?, ?, ?)", (report.id, original, to_json(report)))
            self._db.execute("UPDATE report SET json = ? WHERE id = ?", (to_json(report), report.id))
            self._receipt(report)
            self._db.execute("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?)", (report.id, document.id, document.reader, to_json(document)))
            self._db.execute("DELETE FROM extraction WHERE report_id = ?", (report.id,))
            if extraction is not None:
                self._db.execute("INSERT INTO extraction VALUES (?, ?, ?)", (report.id, extraction.network, to_json(extraction)))
            self._db.execute("DELETE FROM unread WHERE file = ? AND row = ?", (report.file, report.row or ""))
            self._index(report, document, extraction)

    def add_unread(self, unread: Unread) -> None:
        """Record a file or row that could not be read, and why."""
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO unread VALUES (?, ?, ?)", (unread.file, unread.row or "", unread.reason))

    def forget_unread(self, file: str) -> None:
        """Drop what was recorded as unread of a file, before it is read again."""
        with self._transaction():
            self._db.execute("DELETE FROM unread WHERE file = ?", (file,))

    def _receipt(self, report: Report) -> None:
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        self._db.execute("INSERT OR IGNORE INTO receipt VALUES (?, ?, ?, ?)", (report.id, report.file, report.row or "", now))

    def _index(self, report: Report, document: Document, extraction: Extraction | None) -> None:
        self._db.execute("DELETE FROM words WHERE report_id = ?", (report.id,))
        rows = [(fold(document.text[b.start : b.end]), "", report.id, "text", str(b.start)) for b in document.blocks]
        for claim in extraction.claims if extraction else ():
            said_by = fold(claim.speaker.text) if claim.speaker else ""
            rows.append((fold(claim.words), said_by, report.id, "claim", claim.id))
        self._db.executemany("INSERT INTO words VALUES (?, ?, ?, ?, ?)", rows)

    # -------------------------------------------------------------- asking

    def ask(self, words: str) -> None:
        """Put a question on record; asking it again changes nothing."""
        words = " ".join(_UNSEARCHABLE.sub(" ", words).split())
        if not words:
            raise UsageError("a question without words", "a question", "write it between quotation marks")
        with self._transaction():
            self._db.execute("INSERT OR IGNORE INTO question (words) VALUES (?)", (words,))

    def questions(self) -> tuple[str, ...]:
        """The questions on record, the first asked first."""
        return tuple(row[0] for row in self._rows("SELECT words FROM question ORDER BY id"))

    def entries(self) -> Iterator[Entry]:
        """Every report with what was found in it, by file name, then by row, whatever order they came in."""
        query = """SELECT report.json, document.json, extraction.json FROM report JOIN document ON document.report_id = report.id
                   LEFT JOIN extraction ON extraction.report_id = report.id"""
        reports = [(from_json(r, Report), d, x) for r, d, x in self._rows(query)]
        for report, document, extraction in sorted(reports, key=lambda item: _natural(item[0])):
            yield Entry(report=report, document=from_json(document, Document), extraction=from_json(extraction, Extraction) if extraction else None)

    def receipts(self, report_id: str) -> tuple[tuple[str, str], ...]:
        """The files and rows in which this report was received."""
        return tuple(self._rows("SELECT file, row FROM receipt WHERE report_id = ? ORDER BY file, row", report_id))

    def unread(self) -> tuple[Unread, ...]:
        """What could not be read, by file name."""
        rows = self._rows("SELECT file, row, reason FROM unread ORDER BY file, row")
        return tuple(Unread(file=file, row=row or None, reason=reason) for file, row, reason in rows)

    def find(self, words: str, said_by: str | None = None) -> tuple[Hit, ...]:
        """Where all these words stand, best first; with `said_by` only in claims whose speaker has that name."""
        terms = [*_terms("body", words), *_terms("said_by", said_by or "")]
        if not terms:
            return ()
        query = "SELECT report_id, kind, ref FROM words WHERE words MATCH ? ORDER BY bm25(words), report_id, kind, ref"
        return tuple(Hit(report_id=r, kind=k, ref=f) for r, k, f in self._rows(query, " AND ".join(terms)))

    # -------------------------------------------------------------- inside

    def _rows(self, query: str, *values: str) -> list[Any]:
        with _plainly(self.folder):
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _plainly(self.folder):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _migrate(self) -> None:
        seen = self._db.execute("PRAGMA user_version").fetchone()[0]
        if seen > len(MIGRATIONS):
            raise CaseError(
                f"a case written by a newer testimonia (format {seen})", f"format {len(MIGRATIONS)} or older", "install the newer version"
            )
        for number, script in enumerate(MIGRATIONS[seen:], seen + 1):
            self._db.executescript(f"BEGIN; {script}; PRAGMA user_version = {number}; COMMIT;")


def open_case(folder: Path | str) -> Case:
    """Open a case that is there; CaseError if the folder is no case."""
    path = Path(folder)
    if not (path / FILE).is_file():
        raise CaseError(f"no case in {path}", f"a folder with {FILE}", "make one with: testimonia add CASE PATH")
    return Case(path)


def _terms(column: str, words: str) -> list[str]:
    cleaned = (fold(word).replace('"', "") for word in _UNSEARCHABLE.sub(" ", words).split())
    return [f'{column}: "{word}"*' for word in cleaned if any(c.isalnum() for c in word)]


def _natural(report: Report) -> tuple[str, int, str, str]:
    row = report.row or ""
    return report.file, int(row) if row.isdecimal() else 0, row, report.id


@contextmanager
def _plainly(folder: Path | None) -> Iterator[None]:
    """Turn what the disk and SQLite say into one plain line."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "full" in str(error):
            raise CaseError("the disk is full", f"room for the case in {folder}", "free some space and run the same command again") from error
        if "locked" in str(error):
            raise CaseError("the case is in use by another process", "one writer at a time", "wait for it to end") from error
        raise CaseError(f"a case file that cannot be used ({error})", "a case of testimonia", "restore it from a copy") from error
    except OSError as error:
        do = "free some space and run the same command again" if error.errno == 28 else "check the folder and your rights to it"
        raise CaseError(f"{error.strerror or error} in {folder}", "a folder that can be written", do) from error
