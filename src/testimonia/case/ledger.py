"""What is only ever added to: judgements, what left the case, what was deleted, where each finding first stood; and the case's settings."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from testimonia.case.database import Database
from testimonia.judgement import Judgement, Quote, Verb
from testimonia.wire import from_json, to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A file that left the case: when, in which form, where it was written (relative: in the case), its SHA-256, and the ids of the reports in it."""

    when: str
    form: str
    file: str
    sha256: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What stands where something was deleted: the id it had (of a person: a keyed hash of the name), what it was, who deleted it, when, why."""

    id: str
    what: str
    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstFound:
    """Where a finding first stood: its report, its kind, and its words with their neighbours."""

    id: str
    report_id: str
    kind: str
    quote: Quote


class Ledger:
    """The append-only part of a case."""

    def __init__(self, db: Database) -> None:
        """Use the tables of this case."""
        self._db = db

    # -------------------------------------------------------------- judgements

    def write(self, judgement: Judgement) -> None:
        """Keep a judgement for good; one that is there already changes nothing."""
        j = judgement
        with self._db.transaction():
            self._db.run("INSERT OR IGNORE INTO judgement VALUES (?, ?, ?, ?, ?, ?)", j.id, j.report_id, j.verb, j.who, j.when, to_json(j))

    def on_report(self, report_id: str) -> tuple[Judgement, ...]:
        """The judgements on one report, in the order they were made."""
        return self._read("SELECT json FROM judgement WHERE report_id = ? ORDER BY made, id", report_id)

    def by_report(self) -> dict[str, tuple[Judgement, ...]]:
        """All judgements by report; those on no report (voices, people) under the empty id."""
        found: defaultdict[str, list[Judgement]] = defaultdict(list)
        for judgement in self.all():
            found[judgement.report_id].append(judgement)
        return {report: tuple(judgements) for report, judgements in found.items()}

    def all(self) -> tuple[Judgement, ...]:
        """All judgements, in the order they were made."""
        return self._read("SELECT json FROM judgement ORDER BY made, id")

    def newest(self, start: int, count: int) -> tuple[Judgement, ...]:
        """`count` judgements from the newest on, `start` passed over."""
        return self._read("SELECT json FROM judgement ORDER BY made DESC, id DESC LIMIT ? OFFSET ?", count, start)

    def count(self) -> int:
        """How many judgements there are."""
        return int(self._db.one("SELECT count(*) FROM judgement"))

    def get(self, judgement_id: str) -> Judgement | None:
        """One judgement by its id."""
        return next(iter(self._read("SELECT json FROM judgement WHERE id = ?", judgement_id)), None)

    def of(self, *verbs: Verb) -> tuple[Judgement, ...]:
        """The judgements of these verbs, and the undoings, in the order they were made."""
        marks = ", ".join("?" * (len(verbs) + 1))
        return self._read(f"SELECT json FROM judgement WHERE verb IN ({marks}) ORDER BY made, id", *verbs, Verb.UNDO)  # noqa: S608 - marks only

    def _read(self, query: str, *values: str | int) -> tuple[Judgement, ...]:
        return tuple(from_json(row[0], Judgement) for row in self._db.rows(query, *values))

    # -------------------------------------------------------------- first found

    def found_first(self, found: Iterable[FirstFound]) -> None:
        """Keep where findings first stood; what is known already stays as it is. Within a transaction."""
        rows = [(f.id, f.report_id, f.kind, to_json(f)) for f in found]
        self._db.run_many("INSERT OR IGNORE INTO first_found VALUES (?, ?, ?, ?)", rows)

    def first_found(self, finding_id: str) -> FirstFound | None:
        """Where a finding first stood; None if nothing of this id was ever found."""
        found = self._db.one("SELECT json FROM first_found WHERE id = ?", finding_id)
        return from_json(found, FirstFound) if found else None

    # -------------------------------------------------------------- what left, what was deleted

    def note_left(self, left: Left) -> None:
        """Record a file that was written for others."""
        with self._db.transaction():
            self._db.run("INSERT INTO departure VALUES (?, ?, ?, ?, ?)", left.when, left.form, left.file, left.sha256, to_json(left.reports))

    def left(self) -> tuple[Left, ...]:
        """The files that left, the newest first."""
        rows = self._db.rows("SELECT made, form, file, sha256, reports FROM departure ORDER BY made DESC, rowid DESC")
        return tuple(Left(when=w, form=f, file=p, sha256=s, reports=from_json(r, tuple[str, ...])) for w, f, p, s, r in rows)

    def bury(self, tombstone: Tombstone) -> None:
        """Leave a tombstone. Within a transaction."""
        t = tombstone
        self._db.run("INSERT OR REPLACE INTO tombstone VALUES (?, ?, ?, ?, ?)", t.id, t.what, t.who, t.when, t.why)

    def tombstones(self) -> tuple[Tombstone, ...]:
        """What was deleted, the newest first."""
        rows = self._db.rows("SELECT id, what, who, made, why FROM tombstone ORDER BY made DESC, id")
        return tuple(Tombstone(id=i, what=w, who=p, when=m, why=y) for i, w, p, m, y in rows)

    def is_buried(self, thing_id: str) -> bool:
        """Whether something of this id was deleted."""
        return bool(self._db.rows("SELECT 1 FROM tombstone WHERE id = ?", thing_id))

    # -------------------------------------------------------------- settings

    def setting(self, name: str) -> str:
        """A setting of the case; empty if it was never set."""
        return str(self._db.one("SELECT value FROM setting WHERE name = ?", name) or "")

    def set(self, name: str, value: str) -> None:
        """Set a setting of the case."""
        with self._db.transaction():
            self._db.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", name, value)

    def key(self) -> bytes:
        """The secret by which pseudonyms are made: drawn once for a case, kept in it, never in anything that leaves it."""
        if not self.setting("key"):
            self.set("key", secrets.token_hex(32))
        return bytes.fromhex(self.setting("key"))
