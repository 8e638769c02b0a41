"""The derived tables of a case: what its pages list. Made anew for every report that is stale; may be dropped and rebuilt at any time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields

from testimonia.case.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding as it is listed; the columns of the table in their order.

    `cue` are the words of saying; `wording` is the same for findings in the same words; `doubt` is how unsure it is (0 up), `first_doubt` how unsure
    the machine's proposal was; `resting` is how many other findings rest on it; `matter` are the texts by which it bears on questions (JSON, see
    `views.Matter`); `outlet` and `year` are its report's, empty if unknown; `proposed` tells whether the machine proposed a finding of this id;
    `bearer` is the voice as the report has it, `voice` the one people hold it to be.
    """

    id: str
    report_id: str
    kind: str
    start: int
    teller: str
    voice: str
    words: str
    cue: str
    wording: str
    manner: str
    sure: bool
    score: float
    state: str
    doubt: float
    first_doubt: float
    resting: int
    bearing: float
    matter: str
    outlet: str
    year: str
    proposed: bool
    bearer: str


COLUMNS = tuple(field.name for field in fields(FindingRow))


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """All that is listed of one report.

    `bearings` are shares by question number and finding id; `forms` the names of voices (voice, bearer, name); `people` the JSON of a person's
    mentions by person id; `judged` who judged which finding; `became` the ids findings go by now; `unattached` ids of judgements without words.
    """

    findings: tuple[FindingRow, ...]
    bearings: Mapping[tuple[int, str], float]
    forms: tuple[tuple[str, str, str], ...]
    people: Mapping[str, str]
    judged: tuple[tuple[str, str], ...]
    became: Mapping[str, str]
    unattached: tuple[str, ...]


class Rows:
    """The derived tables."""

    def __init__(self, db: Database) -> None:
        """Use the tables of this case."""
        self._db = db

    def make_stale(self, *report_ids: str) -> None:
        """Have these reports' rows made anew. Within a transaction."""
        self._db.run_many("INSERT OR IGNORE INTO stale VALUES (?)", [(report_id,) for report_id in report_ids])

    def make_all_stale(self) -> None:
        """Have all rows made anew."""
        with self._db.transaction():
            self._db.run("INSERT OR IGNORE INTO stale SELECT id FROM report")

    def stale(self) -> tuple[str, ...]:
        """The reports whose rows are to be made anew."""
        return tuple(row[0] for row in self._db.rows("SELECT report_id FROM stale ORDER BY report_id"))

    def put(self, report_id: str, made: Derived) -> None:
        """Lay the rows of a report in place of its old ones. Within a transaction."""
        self.forget(report_id)
        marks = ", ".join("?" * len(COLUMNS))
        rows = [tuple(getattr(row, column) for column in COLUMNS) for row in made.findings]
        self._db.run_many(f"INSERT OR REPLACE INTO finding VALUES ({marks})", rows)  # noqa: S608 - marks only
        self._db.run_many("INSERT OR REPLACE INTO bearing VALUES (?, ?, ?)", [(q, f, share) for (q, f), share in made.bearings.items() if share > 0])
        self._db.run_many("INSERT OR IGNORE INTO form VALUES (?, ?, ?, ?)", [(voice, bearer, form, report_id) for voice, bearer, form in made.forms])
        self._db.run_many("INSERT OR REPLACE INTO person VALUES (?, ?, ?)", [(person, report_id, json) for person, json in made.people.items()])
        self._db.run_many("INSERT OR IGNORE INTO judged VALUES (?, ?, ?)", [(finding, who, report_id) for finding, who in made.judged])
        self._db.run_many("INSERT OR REPLACE INTO became VALUES (?, ?, ?)", [(old, report_id, new) for old, new in made.became.items()])
        self._db.run_many("INSERT OR REPLACE INTO unattached VALUES (?, ?)", [(judgement, report_id) for judgement in made.unattached])

    def put_bearings(self, bearings: Iterable[tuple[int, str, float]]) -> None:
        """Lay new bearings in place of all old ones."""
        with self._db.transaction():
            self._db.run("DELETE FROM bearing")
            self._db.run_many("INSERT OR REPLACE INTO bearing VALUES (?, ?, ?)", [(q, f, share) for q, f, share in bearings if share > 0])
            self._db.run("UPDATE finding SET bearing = coalesce((SELECT max(share) FROM bearing WHERE bearing.finding = finding.id), 0)")

    def rejoin(self, root: Callable[[str], str]) -> None:
        """Put every claim and name to the voice that stands for its bearer now. Within a transaction."""
        bearers = [row[0] for row in self._db.rows("SELECT DISTINCT bearer FROM form")]
        moved = [(root(bearer), bearer, root(bearer)) for bearer in bearers]
        for table in ("finding", "form"):
            self._db.run_many(f"UPDATE {table} SET voice = ? WHERE bearer = ? AND voice <> ?", moved)  # noqa: S608 - fixed names

    def forget(self, report_id: str) -> None:
        """Drop the rows of a report, and that it is stale. Within a transaction."""
        self._db.run("DELETE FROM bearing WHERE finding IN (SELECT id FROM finding WHERE report_id = ?)", report_id)
        for table in ("finding", "form", "person", "judged", "unattached", "became", "stale"):
            self._db.run(f"DELETE FROM {table} WHERE report_id = ?", report_id)  # noqa: S608 - fixed names
