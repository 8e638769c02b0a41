"""Who is named, on which terms people talked, what left the case and what was deleted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from testimonia import views
from testimonia.case.ledger import Left, Tombstone
from testimonia.case.store import Case
from testimonia.errors import UsageError
from testimonia.judgement import Judgement, Verb, live
from testimonia.names import fullest
from testimonia.people import Person
from testimonia.shelf.listing import LONG
from testimonia.shelf.shown import Consent, Listed, PersonRow
from testimonia.wire import from_json

PUBLIC = "public"
PROTECTED = "protected"


def people(case: Case, *, words: str = "", proposed: bool = False, start: int = 0) -> Listed[PersonRow]:
    """Everybody named in the pile; `proposed` keeps those whom words give an office."""
    decided = levels(case)
    rows = [_person_row(row, decided) for row in case.ask_for.people(words, start, LONG, proposed=proposed)]
    return Listed(rows=tuple(rows), total=case.ask_for.count_people(words, proposed=proposed), start=start)


def person(case: Case, person_id: str) -> PersonRow:
    """One person; UsageError if nobody of this id is named."""
    found = case.ask_for.person(person_id)
    if found is None:
        raise UsageError(f"no person {person_id!r}", "somebody named in this case", "open it from the list of people")
    return _person_row(found, levels(case))


def public_people(case: Case) -> frozenset[str]:
    """The ids of the people marked public."""
    return frozenset(person_id for person_id, j in levels(case).items() if j.value == PUBLIC)


def levels(case: Case) -> dict[str, Judgement]:
    """Everybody a person marked public or protected, with the judgement that holds: of two who did not know of each other, the protecting one."""
    of_one: defaultdict[str, list[Judgement]] = defaultdict(list)
    judgements = case.ledger.on_report("")
    undone = [j for j in judgements if j.verb is Verb.UNDO]
    for judgement in judgements:
        if judgement.verb is Verb.LEVEL:
            of_one[judgement.subject[0]].append(judgement)
    held = {person_id: live([*found, *undone]) for person_id, found in of_one.items()}
    return {person_id: min(found, key=lambda j: j.value == PUBLIC) for person_id, found in held.items() if found}


def _person_row(row: tuple[str, int, str], decided: Mapping[str, Judgement]) -> PersonRow:
    person_id, in_reports, json = row
    found = from_json(json, tuple[Person, ...])
    return PersonRow(
        id=person_id,
        name=_usual(one.name for one in found),
        forms=tuple(dict.fromkeys(form for one in found for form in one.forms)),
        offices=tuple(dict.fromkeys(office for one in found for office in one.offices)),
        reports=in_reports,
        public=person_id in decided and decided[person_id].value == PUBLIC,
        by=decided[person_id].who if person_id in decided else "",
    )


def _usual(names: Iterable[str]) -> str:
    """The name most reports give, of equals the fullest: the longest of all may hold a word too many."""
    counts = Counter(names)
    most = max(counts.values())
    return fullest(name for name, count in counts.items() if count == most)


def consents(case: Case) -> tuple[Consent, ...]:
    """The interviews with the terms that hold now."""
    found = [views.checked(case.entry(report.id), case.ledger.on_report(report.id)).entry.report for report in case.ask_for.interviews()]
    return tuple(Consent(report=report, interview=report.interview) for report in found if report.interview is not None)


def left(case: Case) -> tuple[Left, ...]:
    """The files that left the case, the newest first."""
    return case.ledger.left()


def tombstones(case: Case) -> tuple[Tombstone, ...]:
    """What was deleted, the newest first."""
    return case.ledger.tombstones()
