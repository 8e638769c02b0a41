"""The working folder of one investigation: an SQLite file and the originals; the only module that writes SQL."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from testimonia.case.copying import take_rows
from testimonia.case.database import FILE, Database, plainly
from testimonia.case.erasing import blacken, erase_report, rewrite_judgements
from testimonia.case.ledger import Ledger
from testimonia.case.queries import Queries
from testimonia.case.rows import Rows
from testimonia.case.words import Hit, Words, searchable
from testimonia.domain import Document, Extraction, Reading, Report, Unread
from testimonia.errors import CaseError, UsageError
from testimonia.judgement import Judgement
from testimonia.wire import from_json, to_json

ORIGINALS = "originals"

__all__ = ["FILE", "ORIGINALS", "Case", "Entry", "Hit", "open_case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A report of the case with its document and, unless it could not be read, its extraction."""

    report: Report
    document: Document
    extraction: Extraction | None


class Case:
    """One investigation. Opens its folder, or, without one, lives in memory and keeps no originals."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the case in `folder`, making it if it is not there; CaseError says what stands in the way."""
        self.folder = folder
        if folder is not None:
            with plainly(folder):
                (folder / ORIGINALS).mkdir(parents=True, exist_ok=True)
                with suppress(OSError):
                    folder.chmod(0o700)
        self.db = Database(folder)
        self.ledger = Ledger(self.db)
        self.rows = Rows(self.db)
        self.words = Words(self.db)
        self.ask_for = Queries(self.db)
        if folder is not None:
            self.ledger.key()  # drawn once, when the case is made: its copies make the same pseudonyms

    def __enter__(self) -> Self:
        """The case itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; what was written is kept."""
        self.db.close()

    # -------------------------------------------------------------- receiving

    def keep_original(self, data: bytes, suffix: str) -> str:
        """Keep received bytes under their SHA-256, read-only; returns the hash."""
        sha256 = hashlib.sha256(data).hexdigest()
        if self.folder is not None:
            target = self.folder / ORIGINALS / (sha256 + suffix)
            if not target.exists():
                with plainly(self.folder):
                    part = target.with_suffix(".part")
                    part.write_bytes(data)
                    part.chmod(0o444)
                    part.replace(target)
        return sha256

    def is_done(self, sha256: str, reader: str, network: str) -> bool:
        """Whether a file of these bytes was read to its end by these versions."""
        query = "SELECT 1 FROM received WHERE sha256 = ? AND reader = ? AND network = ?"
        return bool(self.db.rows(query, sha256, reader, network))

    def is_older(self, sha256: str) -> bool:
        """Whether a file of these bytes was read to its end, by whatever versions."""
        return bool(self.db.rows("SELECT 1 FROM received WHERE sha256 = ?", sha256))

    def mark_done(self, sha256: str, file: str, reader: str, network: str, columns: Mapping[str, str] | None = None) -> None:
        """Record that a file was read to its end, a table with the columns that were named."""
        with self.db.transaction():
            self.db.run("INSERT OR REPLACE INTO received VALUES (?, ?, ?, ?, ?)", sha256, file, reader, network, to_json(columns or {}))

    def columns_of(self, sha256: str) -> dict[str, str] | None:
        """The columns that were named when a table of these bytes was read; None if none were."""
        rows = self.db.rows("SELECT columns FROM received WHERE sha256 = ?", sha256)
        return (from_json(rows[0][0], dict[str, str]) or None) if rows else None

    def originals(self) -> list[tuple[Path, str]]:
        """Every original kept, with the name of the file it came from."""
        rows = self.db.rows("SELECT sha256, file FROM received ORDER BY file, sha256")
        folder = (self.folder or Path()) / ORIGINALS
        return [(path, file) for sha256, file in rows for path in sorted(folder.glob(f"{sha256}.*"))]

    def has(self, report_id: str, reader: str, network: str) -> bool:
        """Whether this report was read by these versions of reader and network."""
        query = "SELECT 1 FROM document JOIN extraction USING (report_id) WHERE report_id = ? AND reader = ? AND network = ?"
        return bool(self.db.rows(query, report_id, reader, network))

    def knows(self, report_id: str) -> bool:
        """Whether this report was received before."""
        return bool(self.db.rows("SELECT 1 FROM report WHERE id = ?", report_id))

    def receive_again(self, report: Report) -> None:
        """Write another receipt for a report already known."""
        with self.db.transaction():
            self._receipt(report)

    def add(self, reading: Reading, extraction: Extraction | None, original: str) -> None:
        """Store a report, its document and its extraction in one transaction, replacing what an older version found."""
        report, document = reading.report, reading.document
        with self.db.transaction():
            self.db.run("INSERT OR IGNORE INTO report VALUES (?, ?, ?)", report.id, original, to_json(report))
            self.db.run("UPDATE report SET json = ? WHERE id = ?", to_json(report), report.id)
            self._receipt(report)
            self.db.run("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?)", report.id, document.id, document.reader, to_json(document))
            self.db.run("DELETE FROM extraction WHERE report_id = ?", report.id)
            if extraction is not None:
                self.db.run("INSERT INTO extraction VALUES (?, ?, ?)", report.id, extraction.network, to_json(extraction))
            self.db.run("DELETE FROM unread WHERE file = ? AND row = ?", report.file, report.row or "")
            self.words.put(report.id, document, extraction)
            self.rows.make_stale(report.id)

    def erase(self, report_id: str) -> int:
        """Take a report out for good; how many other reports came in the same file. Within a transaction."""
        self.words.forget(report_id)
        self.rows.forget(report_id)
        return erase_report(self.db, report_id)

    def replace_with(self, entry: Entry, judgements: Iterable[Judgement]) -> None:
        """Lay a report without what was deleted in place of the report, with its judgements. Within a transaction."""
        report, document, extraction = entry.report, entry.document, entry.extraction
        self.db.run("UPDATE report SET json = ? WHERE id = ?", to_json(report), report.id)
        self.db.run("UPDATE document SET json = ? WHERE report_id = ?", to_json(document), report.id)
        if extraction is not None:
            self.db.run("UPDATE extraction SET json = ? WHERE report_id = ?", to_json(extraction), report.id)
        self.db.run("DELETE FROM first_found WHERE report_id = ?", report.id)
        rewrite_judgements(self.db, report.id, judgements)
        self.words.put(report.id, document, extraction)
        self.rows.make_stale(report.id)

    def blacken_rest(self, text: Callable[[str], str], file: Callable[[str], str], person_id: str) -> None:
        """Black out a name in what belongs to no single report: texts, names of files, and judgements on the person. Within a transaction."""
        blacken(self.db, text, file, person_id)

    def scrub(self) -> bool:
        """Wipe what was deleted from the file; False if another program keeps that from being done: then the next `scrub_if_due` does it."""
        done = self.db.scrub()
        self.ledger.set("to scrub", "" if done else "yes")
        return done

    def scrub_if_due(self) -> None:
        """Finish a deletion that another program kept from being finished."""
        if self.ledger.setting("to scrub"):
            self.scrub()

    def is_buried(self, data: bytes) -> bool:
        """Whether a file of these bytes was deleted."""
        return self.ledger.is_buried(f"file {hashlib.sha256(data).hexdigest()}")

    def add_unread(self, unread: Unread) -> None:
        """Record a file or row that could not be read, and why."""
        with self.db.transaction():
            self.db.run("INSERT OR REPLACE INTO unread VALUES (?, ?, ?)", unread.file, unread.row or "", unread.reason)

    def forget_unread(self, file: str) -> None:
        """Drop what was recorded as unread of a file, before it is read again."""
        with self.db.transaction():
            self.db.run("DELETE FROM unread WHERE file = ?", file)

    def _receipt(self, report: Report) -> None:
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        self.db.run("INSERT OR IGNORE INTO receipt VALUES (?, ?, ?, ?)", report.id, report.file, report.row or "", now)

    # -------------------------------------------------------------- asking

    def ask(self, words: str) -> None:
        """Put a question on record; asking it again changes nothing."""
        words = " ".join(searchable(words).split())
        if not words:
            raise UsageError("a question without words", "a question", "write it between quotation marks")
        with self.db.transaction():
            self.db.run("INSERT OR IGNORE INTO question (words) VALUES (?)", words)

    def questions(self) -> tuple[str, ...]:
        """The questions on record, the first asked first."""
        return tuple(row[0] for row in self.db.rows("SELECT words FROM question ORDER BY id"))

    def entries(self) -> Iterator[Entry]:
        """Every report with what was found in it, by file name, then by row, whatever order they came in."""
        query = """SELECT report.json, document.json, extraction.json FROM report JOIN document ON document.report_id = report.id
                   LEFT JOIN extraction ON extraction.report_id = report.id"""
        reports = [(from_json(r, Report), d, x) for r, d, x in self.db.rows(query)]
        for report, document, extraction in sorted(reports, key=lambda item: _natural(item[0])):
            yield Entry(report=report, document=from_json(document, Document), extraction=from_json(extraction, Extraction) if extraction else None)

    def entry(self, report_id: str) -> Entry:
        """One report with what was found in it; UsageError if there is none of this id."""
        query = """SELECT report.json, document.json, extraction.json FROM report JOIN document ON document.report_id = report.id
                   LEFT JOIN extraction ON extraction.report_id = report.id WHERE report.id = ?"""
        rows = self.db.rows(query, report_id)
        if not rows:
            raise UsageError(f"no report {report_id!r}", "the id of a report of this case", "open it from the list of reports")
        report, document, extraction = rows[0]
        found = from_json(extraction, Extraction) if extraction else None
        return Entry(report=from_json(report, Report), document=from_json(document, Document), extraction=found)

    def original(self, report_id: str) -> Path | None:
        """The file a report came in, as received; None if it is not kept (a case in memory, or deleted since)."""
        sha256 = self.db.one("SELECT original FROM report WHERE id = ?", report_id)
        if sha256 is None or self.folder is None:
            return None
        return next(iter(sorted((self.folder / ORIGINALS).glob(f"{sha256}.*"))), None)

    def report_ids(self) -> tuple[str, ...]:
        """The ids of all reports."""
        return tuple(row[0] for row in self.db.rows("SELECT id FROM report ORDER BY id"))

    def reading_of(self, report_id: str) -> tuple[str, str]:
        """The versions of reader and network by which a report was read; empty where it was not."""
        reader = self.db.one("SELECT reader FROM document WHERE report_id = ?", report_id)
        return str(reader or ""), str(self.db.one("SELECT network FROM extraction WHERE report_id = ?", report_id) or "")

    def take_reports(self, other: Case, refused: frozenset[str]) -> int:
        """Take over the reports another case has and this one has not (and never deleted, nor refuses), with their originals; how many they are."""
        new = [one for one in other.report_ids() if not self.knows(one) and not self.ledger.is_buried(one) and one not in refused]
        for report_id in new:
            path = other.original(report_id)
            if path is not None:
                self.keep_original(path.read_bytes(), path.suffix)
        with self.db.transaction():
            take_rows(self.db, other.db, new)
            for report_id in new:
                entry = self.entry(report_id)
                self.words.put(report_id, entry.document, entry.extraction)
                self.rows.make_stale(report_id)
        return len(new)

    def receipts(self, report_id: str) -> tuple[tuple[str, str], ...]:
        """The files and rows in which this report was received."""
        return tuple(self.db.rows("SELECT file, row FROM receipt WHERE report_id = ? ORDER BY file, row", report_id))

    def unread(self) -> tuple[Unread, ...]:
        """What could not be read, by file name."""
        rows = self.db.rows("SELECT file, row, reason FROM unread ORDER BY file, row")
        return tuple(Unread(file=file, row=row or None, reason=reason) for file, row, reason in rows)

    def find(self, words: str, said_by: str | None = None) -> tuple[Hit, ...]:
        """Where all these words stand, best first; with `said_by` only in claims whose speaker has that name."""
        return self.words.find(words, said_by)


def open_case(folder: Path | str) -> Case:
    """Open a case that is there; CaseError if the folder is no case."""
    path = Path(folder)
    if not (path / FILE).is_file():
        raise CaseError(f"no case in {path}", f"a folder with {FILE}", "make one with: testimonia add CASE PATH")
    return Case(path)


def _natural(report: Report) -> tuple[str, int, str, str]:
    row = report.row or ""
    return report.file, int(row) if row.isdecimal() else 0, row, report.id
