"""What pages ask of the derived tables: findings by many filters, voices, people, counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from testimonia.case.database import Database, Value
from testimonia.case.rows import COLUMNS, FindingRow
from testimonia.case.words import match
from testimonia.domain import Report
from testimonia.wire import from_json

OUTLET = "coalesce(json_extract(report.json, '$.outlet'), '')"
FACETS = {
    "kind": "finding.kind",
    "said_by": "finding.voice",
    "outlet": "finding.outlet",
    "state": "finding.state",
    "sure": "CASE finding.sure WHEN 1 THEN 'yes' ELSE 'no' END",
    "year": "finding.year",
}
NEED = "finding.doubt * (1 + 2 * finding.bearing + min(finding.resting, 4) / 4.0)"  # unsure, bearing on a question, much used: each counts
ORDERS = {
    "first need": f"{NEED.replace('finding.doubt', 'finding.first_doubt')} DESC, finding.id",
    "need": f"{NEED} DESC, finding.id",
    "bearing": "finding.bearing DESC, finding.score DESC, finding.id",
    "text": "report.id, finding.start, finding.id",
}
_FROM = "FROM finding JOIN report ON report.id = finding.report_id"
_COLUMNS = ", ".join(f"finding.{column}" for column in COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which findings are wanted; what is empty is no filter.

    `facets` are values by facet name (see `FACETS`), `words` must all stand in the finding, `question` is the number of a question it must bear
    on by at least `share`, `not_judged_by` leaves out what this person has judged, `open_only` what anybody has judged. Rejected and replaced
    findings are left out unless the facet `state` asks for them; `machine_only` wants what the machine proposed, whatever became of it.
    """

    facets: tuple[tuple[str, str], ...] = ()
    words: str = ""
    question: int = 0
    share: float = 0.0
    not_judged_by: str = ""
    open_only: bool = False
    machine_only: bool = False


class Queries:
    """Reads the derived tables."""

    def __init__(self, db: Database) -> None:
        """Use the tables of this case."""
        self._db = db

    def findings(self, wanted: Wanted, order: str, start: int, count: int) -> list[tuple[FindingRow, Report]]:
        """`count` findings from `start` on, in an order of `ORDERS`, each with its report."""
        where, values = _where(wanted)
        query = f"SELECT {_COLUMNS}, report.json {_FROM} WHERE {where} ORDER BY {_order(wanted, order)} LIMIT ? OFFSET ?"
        return [(_finding(row), from_json(row[-1], Report)) for row in self._db.rows(query, *values, count, start)]

    def finding(self, finding_id: str) -> tuple[FindingRow, Report] | None:
        """One finding by its id, rejected ones too."""
        rows = self._db.rows(f"SELECT {_COLUMNS}, report.json {_FROM} WHERE finding.id = ?", finding_id)
        return (_finding(rows[0]), from_json(rows[0][-1], Report)) if rows else None

    def count(self, wanted: Wanted) -> int:
        """How many findings are wanted."""
        where, values = _where(wanted)
        return int(self._db.one(f"SELECT count(*) FROM finding WHERE {where}", *values))  # noqa: S608

    def facets(self, wanted: Wanted, most: int) -> dict[str, list[tuple[str, int]]]:
        """The values of each facet among the wanted findings, the most frequent first, `most` of each."""
        where, values = _where(wanted)
        rows = self._db.rows(f"SELECT {', '.join(FACETS.values())} {_FROM} WHERE {where}", *values)
        counted = [Counter(column) for column in zip(*rows, strict=True)] or [Counter[str]() for _ in FACETS]
        return {name: sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:most] for name, counts in zip(FACETS, counted, strict=True)}

    def matter(self) -> list[tuple[str, str]]:
        """Every finding's id and the texts by which it bears on questions."""
        return self._db.rows("SELECT id, matter FROM finding ORDER BY id")

    def counts(self, column: str) -> dict[str, int]:
        """How many findings there are by `kind` or `state`."""
        query = {"kind": "kind", "state": "state"}[column]
        return dict(self._db.rows(f"SELECT {query}, count(*) FROM finding WHERE state <> 'replaced' GROUP BY {query} ORDER BY {query}"))  # noqa: S608

    # -------------------------------------------------------------- voices and outlets

    def voices(self, words: str, start: int, count: int) -> list[tuple[str, int, int, int, int]]:
        """Voices with their claims, reports, direct quotations and unsure claims, most claims first; `words` stand in one of the names."""
        query = f"""SELECT voice, count(*) AS n, count(DISTINCT report_id), sum(manner = 'direct'), sum(sure = 0) FROM finding
                    WHERE {_VOICED} {_named(words)} GROUP BY voice ORDER BY n DESC, voice LIMIT ? OFFSET ?"""  # noqa: S608 - fixed words
        return self._db.rows(query, *_like(words), count, start)

    def voice(self, voice: str) -> tuple[str, int, int, int, int] | None:
        """The same for one voice; None if nobody of this id says anything."""
        query = f"""SELECT voice, count(*), count(DISTINCT report_id), sum(manner = 'direct'), sum(sure = 0) FROM finding
                    WHERE {_VOICED} AND voice = ? GROUP BY voice"""  # noqa: S608
        return next(iter(self._db.rows(query, voice)), None)

    def count_voices(self, words: str = "") -> int:
        """How many voices there are."""
        return int(self._db.one(f"SELECT count(DISTINCT voice) FROM finding WHERE {_VOICED} {_named(words)}", *_like(words)))  # noqa: S608

    def forms(self, voice: str) -> tuple[str, ...]:
        """The names a voice goes by."""
        return tuple(row[0] for row in self._db.rows("SELECT DISTINCT form FROM form WHERE voice = ? ORDER BY form", voice))

    def reports_of(self, voice: str) -> tuple[Report, ...]:
        """The reports in which a voice speaks."""
        query = f"SELECT DISTINCT report.json {_FROM} WHERE {_VOICED} AND finding.voice = ? ORDER BY report.id"
        return tuple(from_json(row[0], Report) for row in self._db.rows(query, voice))

    def ties(self, most: int) -> list[tuple[str, str, int]]:
        """Outlet, voice and how many claims the outlet has from it, the most first."""
        query = f"SELECT outlet, voice, count(*) AS n FROM finding WHERE {_VOICED} GROUP BY 1, 2 ORDER BY n DESC, outlet, voice LIMIT ?"  # noqa: S608
        return self._db.rows(query, most)

    # -------------------------------------------------------------- reports and people

    def reports(self, words: str, start: int, count: int, *, newest: bool = False) -> list[tuple[Report, int, int, bool, str]]:
        """Reports with their findings, how many of them are decided, whether they were read, and when they were first received."""
        order = (
            "received DESC, report.id"
            if newest
            else "json_extract(report.json, '$.file'), CAST(json_extract(report.json, '$.row') AS INTEGER), report.id"
        )
        query = f"""SELECT report.json,
                        (SELECT count(*) FROM finding WHERE report_id = report.id AND state NOT IN ('rejected', 'replaced')),
                        (SELECT count(*) FROM finding WHERE report_id = report.id AND state NOT IN ('proposed', 'disputed')),
                        EXISTS (SELECT 1 FROM extraction WHERE report_id = report.id),
                        coalesce((SELECT min(received) FROM receipt WHERE report_id = report.id), '') AS received
                    FROM report {_titled(words)} ORDER BY {order} LIMIT ? OFFSET ?"""  # noqa: S608 - fixed words
        return [(from_json(j, Report), n, d, bool(r), w) for j, n, d, r, w in self._db.rows(query, *_like(words), count, start)]

    def count_reports(self, words: str = "", *, read_only: bool = False) -> int:
        """How many reports there are, or, with `read_only`, how many the network read."""
        if read_only:
            return int(self._db.one("SELECT count(*) FROM extraction"))
        return int(self._db.one(f"SELECT count(*) FROM report {_titled(words)}", *_like(words)))  # noqa: S608

    def count_outlets(self) -> int:
        """How many outlets the reports name."""
        return int(self._db.one(f"SELECT count(DISTINCT {OUTLET}) FROM report WHERE {OUTLET} <> ''"))  # noqa: S608

    def interviews(self) -> tuple[Report, ...]:
        """The reports that are interviews."""
        query = "SELECT json FROM report WHERE json_extract(json, '$.interview') IS NOT NULL ORDER BY json_extract(json, '$.file'), id"
        return tuple(from_json(row[0], Report) for row in self._db.rows(query))

    def neighbours(self, report_id: str) -> tuple[str, str]:
        """The ids of the report before and after this one in the list of reports; empty at its ends."""
        query = """SELECT before, after FROM (SELECT id, lag(id, 1, '') OVER w AS before, lead(id, 1, '') OVER w AS after FROM report WINDOW w AS (
                   ORDER BY json_extract(json, '$.file'), CAST(json_extract(json, '$.row') AS INTEGER), id)) WHERE id = ?"""
        return next(iter(self._db.rows(query, report_id)), ("", ""))

    def people(self, words: str, start: int, count: int, *, proposed: bool = False) -> list[tuple[str, int, str]]:
        """Person, number of reports, and a JSON list of the person as each report has it; those named in most reports first."""
        where, values = _people(words, proposed=proposed)
        query = f"""SELECT person, count(*) AS n, json_group_array(json(json)) FROM person {where}
                    GROUP BY person ORDER BY n DESC, person LIMIT ? OFFSET ?"""  # noqa: S608 - fixed words
        return self._db.rows(query, *values, count, start)

    def person(self, person_id: str) -> tuple[str, int, str] | None:
        """The same for one person."""
        query = "SELECT person, count(*), json_group_array(json(json)) FROM person WHERE person = ? GROUP BY person"
        return next(iter(self._db.rows(query, person_id)), None)

    def count_people(self, words: str = "", *, proposed: bool = False) -> int:
        """How many people are named."""
        where, values = _people(words, proposed=proposed)
        return int(self._db.one(f"SELECT count(DISTINCT person) FROM person {where}", *values))  # noqa: S608

    def everybody(self) -> list[tuple[str, str]]:
        """Everybody's id, with each name a report tells them by."""
        return self._db.rows("SELECT DISTINCT person, json_extract(json, '$.name') FROM person ORDER BY person")

    def reports_naming(self, person_id: str) -> tuple[str, ...]:
        """The ids of the reports that name a person."""
        return tuple(row[0] for row in self._db.rows("SELECT report_id FROM person WHERE person = ? ORDER BY report_id", person_id))

    def unattached(self) -> tuple[str, ...]:
        """The ids of judgements whose words are in no report as it is read now."""
        return tuple(row[0] for row in self._db.rows("SELECT judgement FROM unattached ORDER BY judgement"))

    def became(self, finding_id: str) -> str | None:
        """The id a finding goes by now, if it is another one."""
        found = self._db.one("SELECT new FROM became WHERE old = ?", finding_id)
        return None if found is None else str(found)


_VOICED = "finding.kind = 'claim' AND finding.voice <> '' AND finding.state NOT IN ('rejected', 'replaced')"


def _named(words: str) -> str:
    return "AND voice IN (SELECT voice FROM form WHERE form LIKE ? OR form LIKE ? OR form LIKE ?)" if words else ""


def _people(words: str, *, proposed: bool) -> tuple[str, list[Value]]:
    conditions = ["person IN (SELECT person FROM person WHERE json_extract(json, '$.offices[0]') IS NOT NULL)"] if proposed else []
    conditions += ["person IN (SELECT person FROM person WHERE json_extract(json, '$.forms') LIKE ?)"] if words else []
    return ("WHERE " + " AND ".join(conditions) if conditions else ""), [f"%{words}%"] if words else []


def _titled(words: str) -> str:
    fields = ("$.title", "$.file", "$.outlet")
    return "WHERE " + " OR ".join(f"json_extract(report.json, '{field}') LIKE ?" for field in fields) if words else ""


def _like(words: str) -> tuple[str, ...]:
    """The pattern that finds these words inside a longer text, as often as the conditions above ask for it."""
    return (f"%{words}%",) * 3 if words else ()


def _finding(row: tuple[Value, ...]) -> FindingRow:
    values = dict(zip(COLUMNS, row, strict=False))
    return FindingRow(**(values | {"sure": bool(values["sure"]), "proposed": bool(values["proposed"])}))  # type: ignore[arg-type]


def _order(wanted: Wanted, order: str) -> str:
    if wanted.question and order == "bearing":
        return f"(SELECT share FROM bearing WHERE finding = finding.id AND question = {int(wanted.question)}) DESC, finding.id"  # noqa: S608 - a number
    return ORDERS[order]


def _where(wanted: Wanted) -> tuple[str, list[Value]]:
    """The conditions of a query and their values."""
    conditions = [f"{FACETS[name]} = ?" for name, _ in wanted.facets]
    values: list[Value] = [value for _, value in wanted.facets]
    if "state" not in dict(wanted.facets):
        conditions.append("finding.proposed = 1" if wanted.machine_only else "finding.state NOT IN ('rejected', 'replaced')")
    if wanted.words:
        conditions.append("finding.id IN (SELECT ref FROM words WHERE words MATCH ? AND kind <> 'text')")
        values.append(match(wanted.words) or '""')
    if wanted.question:
        conditions.append("finding.id IN (SELECT finding FROM bearing WHERE question = ? AND share >= ?)")
        values += [wanted.question, wanted.share]
    if wanted.not_judged_by:
        conditions.append("NOT EXISTS (SELECT 1 FROM judged WHERE judged.finding = finding.id AND judged.who = ?)")
        values.append(wanted.not_judged_by)
    if wanted.open_only:
        conditions.append("finding.state = 'proposed'")
    return " AND ".join(conditions) or "1", values
