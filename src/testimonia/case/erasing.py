"""Taking things out of a case for good; the tombstone is the ledger's."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from testimonia.case.database import Database
from testimonia.judgement import Judgement
from testimonia.wire import from_json, to_json


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


def blacken(db: Database, text: Callable[[str], str], file: Callable[[str], str], person_id: str) -> None:
    """Black out a name in what belongs to no single report; judgements on who is who, or public, that name the person go. Within a transaction."""
    places = (("unread", "reason", text), ("question", "words", text), ("unread", "file", file), ("receipt", "file", file))
    for table, column, blotted in (*places, ("received", "file", file), ("departure", "file", file)):
        for (old,) in db.rows(f"SELECT DISTINCT {column} FROM {table}"):  # noqa: S608 - fixed names
            if (new := blotted(old)) != old:
                db.run(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {column} = ?", new, old)  # noqa: S608
    for judgement_id, json in db.rows("SELECT id, json FROM judgement WHERE report_id = ''"):
        judgement = from_json(json, Judgement)
        if person_id in judgement.subject or any(text(name) != name for name in (*judgement.names, judgement.why)):
            db.run("DELETE FROM judgement WHERE id = ?", judgement_id)
