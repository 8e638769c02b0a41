"""Who is named, on which terms people talked, what left the case and what was deleted."""

from __future__ import annotations

from collections.abc import Mapping

from testimonia import views
from testimonia.case.ledger import Left, Tombstone
from testimonia.case.store import Case
from testimonia.errors import UsageError
from testimonia.judgement import Judgement, Verb, effective
from testimonia.people import Person
from testimonia.shelf.listing import LONG
from testimonia.shelf.shown import Consent, Listed, PersonRow
from testimonia.shelf.voices import fullest
from testimonia.wire import from_json

PUBLIC = "public"
PROTECTED = "protected"


def people(case: Case, *, words: str = "", proposed: bool = False, start: int = 0) -> Listed[PersonRow]:
    """Everybody named in the pile; `proposed` keeps those whom words give an office."""
    public = public_people(case)
    rows = [_person_row(row, public) for row in case.ask_for.people(words, start, LONG, proposed=proposed)]
    return Listed(rows=tuple(rows), total=case.ask_for.count_people(words, proposed=proposed), start=start)


def person(case: Case, person_id: str) -> PersonRow:
    """One person; UsageError if nobody of this id is named."""
    found = case.ask_for.person(person_id)
    if found is None:
        raise UsageError(f"no person {person_id!r}", "somebody named in this case", "open it from the list of people")
    return _person_row(found, public_people(case))


def public_people(case: Case) -> dict[str, Judgement]:
    """The people marked public, each with the judgement that marks them."""
    last = {j.subject[0]: j for j in effective(case.ledger.on_report("")) if j.verb is Verb.LEVEL}
    return {person: j for person, j in last.items() if j.value == PUBLIC}


def _person_row(row: tuple[str, int, str], public: Mapping[str, Judgement]) -> PersonRow:
    person_id, in_reports, json = row
    found = from_json(json, tuple[Person, ...])
    forms = tuple(dict.fromkeys(form for person in found for form in person.forms))
    name = fullest(person.name for person in found)
    return PersonRow(
        id=person_id,
        name=name,
        forms=forms,
        offices=tuple(dict.fromkeys(office for person in found for office in person.offices)),
        reports=in_reports,
        public=person_id in public,
        by=public[person_id].who if person_id in public else "",
    )


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
