"""Two copies of a case made one: what either has is kept; where people decided differently, both decisions stand until somebody settles it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from testimonia import shelf
from testimonia.actions.deleting import A_PERSON, A_REPORT, keyed, named_in
from testimonia.case.store import Case
from testimonia.judgement import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge brought: new reports, judgements and questions; `disputes` are findings on which reviewers now differ; `notes` what to look at."""

    reports: int
    judgements: int
    questions: int
    disputes: int
    notes: tuple[str, ...]


def merge(case: Case, other: Case) -> Merged:
    """Take into `case` what only `other` has; what is in `other` stays as it is. Merging again changes nothing.

    Nothing that was deleted in either comes back: it is named instead, for a person to decide.
    """
    notes = [*_keys(case, other), *_readings(case, other), *_deletions(case, other)]
    before, asked = case.ledger.count(), len(case.questions())
    shelf.fresh(other)
    refused = frozenset(_naming_the_deleted(case, other))
    reports = case.take_reports(other, refused)
    if refused:
        notes.append(f"{len(refused)} reports of the other copy name somebody who was deleted here; they were left out")
    with case.db.transaction():
        left_out = sum(not _take(case, judgement) for judgement in other.ledger.all())
        case.rows.make_stale(*case.report_ids())
        for question in other.questions():
            case.ask(question)
        for left in other.ledger.left():
            if left not in case.ledger.left():
                case.ledger.note_left(left)
    if left_out:
        notes.append(f"{left_out} judgements are on what was deleted here; they were left out")
    shelf.fresh(case)
    if len(case.questions()) > asked:
        shelf.weigh(case)
    return Merged(
        reports=reports,
        judgements=case.ledger.count() - before,
        questions=len(case.questions()) - asked,
        disputes=len(shelf.disputes(case)),
        notes=tuple(notes),
    )


def _take(case: Case, judgement: Judgement) -> bool:
    """Keep a judgement of the other copy, unless it is on what was deleted here; whether it was kept."""
    buried = case.ledger.is_buried(named_in(judgement.report_id)) and case.ledger.get(judgement.id) is None
    if buried or (judgement.report_id and not case.knows(judgement.report_id)):
        return False
    if any(case.ledger.is_buried(keyed(case, name)) for name in judgement.names):
        return False
    case.ledger.write(judgement)
    return True


def _naming_the_deleted(case: Case, other: Case) -> Iterator[str]:
    """The reports only the other copy has that name somebody who was deleted here."""
    for person_id, name in other.ask_for.everybody():
        if case.ledger.is_buried(keyed(case, name)):
            yield from (report for report in other.ask_for.reports_naming(person_id) if not case.knows(report))


def _keys(case: Case, other: Case) -> list[str]:
    """A warning if the two are no copies of one case: their pseudonyms then differ."""
    if case.ledger.key() != other.ledger.key():
        return ["the two make different pseudonyms for one person: they are no copies of one case. Those of the first hold from now on"]
    return []


def _readings(case: Case, other: Case) -> list[str]:
    """A note if a report was read by other versions there: what was found here stands."""
    differ = sum(case.reading_of(report) != theirs for report in other.report_ids() if case.knows(report) and (theirs := other.reading_of(report)))
    return [f"{differ} reports were read by another version in the other copy; here they stay as they were read here"] if differ else []


def _deletions(case: Case, other: Case) -> Iterator[str]:
    """What the other copy deleted and this one may still hold: a person decides."""
    for tombstone in other.ledger.tombstones():
        said = f"{tombstone.who}, {tombstone.when[:10]}: {tombstone.why}"
        if tombstone.what == A_REPORT and case.knows(tombstone.id):
            yield f"the other copy deleted report {tombstone.id} ({said}); it is still here: delete it on the desk if it should go"
        elif tombstone.what == A_PERSON and not case.ledger.is_buried(tombstone.id):
            yield f"the other copy deleted a person ({said}); they may be named here still: ask who it was, and delete them on the desk"
