"""Taking things out of a case for good; the tombstone is the ledger's."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from testimonia.case.database import Database
from testimonia.judgement import Judgement
from testimonia.wire import to_json


def erase_report(db: Database, report_id: str) -> int:
    """Take out a report's rows (its index and derived rows aside); how many other reports came in the same file. Within a transaction."""
    sha256 = db.one("SELECT original FROM report WHERE id = ?", report_id)
    for file, row in db.rows("SELECT file, row FROM receipt WHERE report_id = ?", report_id):
        db.run("DELETE FROM unread WHERE file = ? AND row = ?", file, row)
    for table in ("judgement", "first_found", "extraction", "document", "receipt"):
        db.run(f"DELETE FROM {table} WHERE report_id = ?", report_id)  # noqa: S608 - fixed names
    db.run("DELETE FROM report WHERE id = ?", report_id)
    others = int(db.one("SELECT count(*) FROM report WHERE original = ?", sha256))
    db.run("DELETE FROM received WHERE sha256 = ?", sha256)
    return others


def rewrite_judgements(db: Database, report_id: str, judgements: Iterable[Judgement]) -> None:
    """Lay these judgements in place of those on a report: only a deletion may do so. Within a transaction."""
    db.run("DELETE FROM judgement WHERE report_id = ?", report_id)
    rows = [(j.id, j.report_id, j.verb, j.who, j.when, to_json(j)) for j in judgements]
    db.run_many("INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?)", rows)


def blacken(db: Database, blotted: Callable[[str], str]) -> None:
    """Black out a name in what belongs to no single report: file names, reasons why something was not read, questions, names in judgements."""
    for table, column in (("unread", "reason"), ("unread", "file"), ("receipt", "file"), ("received", "file"), ("question", "words")):
        for (text,) in db.rows(f"SELECT DISTINCT {column} FROM {table}"):  # noqa: S608 - fixed names
            if (new := blotted(text)) != text:
                db.run(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {column} = ?", new, text)  # noqa: S608
    for judgement_id, text in db.rows("SELECT id, json FROM judgement WHERE report_id = ''"):
        if (new := blotted(text)) != text:
            db.run("UPDATE judgement SET json = ? WHERE id = ?", new, judgement_id)
