"""Two copies of a case made one: what either has is kept; where people decided differently, both decisions stand until somebody settles it."""

from __future__ import annotations

from dataclasses import dataclass

from testimonia import shelf
from testimonia.case.store import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge brought: new reports, judgements and questions; `disputes` are findings on which reviewers now differ; `notes` what to look at."""

    reports: int
    judgements: int
    questions: int
    disputes: int
    notes: tuple[str, ...]


def merge(case: Case, other: Case) -> Merged:
    """Take into `case` what only `other` has; `other` stays as it is. Merging again changes nothing."""
    notes = [*_keys(case, other), *_deletions(case, other)]
    before = case.ledger.count()
    asked = len(case.questions())
    reports = case.take_reports(other)
    known = {judgement.id for judgement in case.ledger.all()}
    missing = []
    with case.db.transaction():
        for judgement in other.ledger.all():
            if judgement.id in known:
                continue
            if judgement.report_id and not case.knows(judgement.report_id):
                missing.append(judgement)
                continue
            case.ledger.write(judgement)
            case.rows.make_stale(*filter(None, [judgement.report_id]))
        if any(not judgement.report_id for judgement in other.ledger.all()):
            case.rows.make_stale(*case.report_ids())
        for question in other.questions():
            case.ask(question)
        for left in other.ledger.left():
            if left not in case.ledger.left():
                case.ledger.note_left(left)
    if missing:
        notes.append(f"{len(missing)} judgements are on reports that were deleted here; they were left out")
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


def _keys(case: Case, other: Case) -> list[str]:
    """A warning if the two are no copies of one case: their pseudonyms then differ."""
    mine, theirs = case.ledger.setting("key"), other.ledger.setting("key")
    if mine and theirs and mine != theirs:
        return ["the two make different pseudonyms for one person: they are no copies of one case. Those of the first hold from now on"]
    if theirs and not mine:
        case.ledger.set("key", theirs)
    return []


def _deletions(case: Case, other: Case) -> list[str]:
    """What one copy deleted and the other still holds: nothing comes back, and nothing is deleted without a person."""
    notes = []
    for tombstone in other.ledger.tombstones():
        if case.knows(tombstone.id):
            said = f"{tombstone.who}, {tombstone.when[:10]}: {tombstone.why}"
            notes.append(f"the other copy deleted report {tombstone.id} ({said}); it is still here: delete it on the desk if it should go")
    return notes
