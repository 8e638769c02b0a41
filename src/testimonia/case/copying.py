"""Rows of another case taken over into this one."""

from __future__ import annotations

from collections.abc import Iterable

from testimonia.case.database import Database


def take_rows(db: Database, other: Database, report_ids: Iterable[str]) -> None:
    """Copy reports as another case holds them, and what is recorded of their files. Within a transaction."""
    for report_id in report_ids:
        original = other.one("SELECT original FROM report WHERE id = ?", report_id)
        for table, column, value in (
            ("report", "id", report_id),
            ("receipt", "report_id", report_id),
            ("document", "report_id", report_id),
            ("extraction", "report_id", report_id),
            ("received", "sha256", original),
        ):
            rows = other.rows(f"SELECT * FROM {table} WHERE {column} = ?", value)  # noqa: S608 - fixed names
            marks = ", ".join("?" * len(rows[0])) if rows else ""
            if rows:
                db.run_many(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)  # noqa: S608 - marks only
        for file, row in other.rows("SELECT file, row FROM receipt WHERE report_id = ?", report_id):
            unread = other.rows("SELECT file, row, reason FROM unread WHERE file = ? AND row = ?", file, row)
            db.run_many("INSERT OR IGNORE INTO unread VALUES (?, ?, ?)", unread)
