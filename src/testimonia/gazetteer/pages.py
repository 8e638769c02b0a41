"""Sorted tables kept as packed pages in a read-only SQLite file."""

from __future__ import annotations

import sqlite3
import zlib
from collections import OrderedDict
from pathlib import Path
from threading import Lock

KEPT = 400  # unpacked pages held in memory, about 20 kB each


class Pages:
    """Looks up keys in tables of sorted lines, several lines to a packed page."""

    def __init__(self, path: Path) -> None:
        """Open the file, without ever writing to it or beside it."""
        self._base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._kept: OrderedDict[tuple[str, str], dict[str, str]] = OrderedDict()
        self._lock = Lock()

    def get(self, table: str, key: str) -> str | None:
        """The value of a key of a table, or None."""
        with self._lock:
            found = self._base.execute(
                "SELECT first, rowid FROM page WHERE kind = ? AND first <= ? ORDER BY first DESC LIMIT 1", (table, key)
            ).fetchone()
            return self._page(table, *found).get(key) if found else None

    def table(self, table: str) -> dict[str, str]:
        """A whole table; for small ones."""
        with self._lock:
            pages = self._base.execute("SELECT lines FROM page WHERE kind = ? ORDER BY first", (table,)).fetchall()
        return {key: value for (lines,) in pages for key, value in _unpacked(lines).items()}

    def _page(self, table: str, first: str, row: int) -> dict[str, str]:
        if (table, first) in self._kept:
            self._kept.move_to_end((table, first))
        else:
            (lines,) = self._base.execute("SELECT lines FROM page WHERE rowid = ?", (row,)).fetchone()
            self._kept[table, first] = _unpacked(lines)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return self._kept[table, first]


def _unpacked(lines: bytes) -> dict[str, str]:
    pairs = (line.split("\t", 1) for line in zlib.decompress(lines).decode().split("\n"))
    return {key: value for key, value in pairs}  # noqa: C416  (dict(pairs) cannot be typed)
