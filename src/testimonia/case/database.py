"""The SQLite file of a case: one connection, transactions, and what the disk says in plain words."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from testimonia.case.schema import MIGRATIONS
from testimonia.errors import CaseError

FILE = "case.sqlite"
TRIES = 20  # tenths of a second for others to let go of the log

Value = str | int | float | bytes | None


class Database:
    """The tables of one case, in `folder`, or, without one, in memory."""

    def __init__(self, folder: Path | None) -> None:
        """Open the file and bring its tables up to date; CaseError if a newer version wrote it."""
        self.folder = folder
        with plainly(folder):
            self._db = sqlite3.connect(str(folder / FILE) if folder else ":memory:", isolation_level=None, timeout=10)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
            self._migrate()

    def close(self) -> None:
        """Close the file; what was written is kept."""
        self._db.close()

    def rows(self, query: str, *values: Value) -> list[Any]:
        """What a query gives."""
        with plainly(self.folder):
            return self._db.execute(query, values).fetchall()

    def one(self, query: str, *values: Value) -> Any:
        """The first value of the first row a query gives; None if it gives none."""
        found = self.rows(query, *values)
        return found[0][0] if found else None

    def run(self, query: str, *values: Value) -> None:
        """Change something, within a transaction."""
        self._db.execute(query, values)

    def run_many(self, query: str, rows: Iterable[tuple[Value, ...]]) -> None:
        """Change something for each row, within a transaction."""
        self._db.executemany(query, rows)

    @property
    def last_row(self) -> int:
        """The number of the row written last."""
        return int(self._db.execute("SELECT last_insert_rowid()").fetchone()[0])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; inside another transaction, a part of it."""
        if self._db.in_transaction:
            yield
            return
        with plainly(self.folder):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def scrub(self) -> bool:
        """Leave no trace of what was deleted: in the index, which only marks it as gone, in the file, or in the log beside it.

        False if another program has the file open and keeps the log from being emptied.
        """
        with suppress(sqlite3.OperationalError):
            self._db.execute("INSERT INTO words (words) VALUES ('rebuild')")
            self._db.execute("VACUUM")
        for _ in range(TRIES):
            if not self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                return True
            time.sleep(0.1)
        return False

    def _migrate(self) -> None:
        seen = self._db.execute("PRAGMA user_version").fetchone()[0]
        if seen > len(MIGRATIONS):
            raise CaseError(
                f"a case written by a newer testimonia (format {seen})", f"format {len(MIGRATIONS)} or older", "install the newer version"
            )
        for number, script in enumerate(MIGRATIONS[seen:], seen + 1):
            self._db.executescript(f"BEGIN; {script}; PRAGMA user_version = {number}; COMMIT;")


@contextmanager
def plainly(folder: Path | None) -> Iterator[None]:
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
