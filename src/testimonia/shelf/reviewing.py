"""What needs a look, where reviewers differ, what was decided, and where a finding is now."""

from __future__ import annotations

from dataclasses import replace

from testimonia.case.ledger import FirstFound
from testimonia.case.queries import Wanted
from testimonia.case.rows import FindingRow
from testimonia.case.store import Case
from testimonia.domain import Report
from testimonia.errors import UsageError
from testimonia.judgement import Judgement, State
from testimonia.kinds import KINDS
from testimonia.review.attach import find, overlap
from testimonia.shelf.listing import LONG, listed, row_of
from testimonia.shelf.reports import page
from testimonia.shelf.shown import Address, Dispute, Listed, Row, Unattached

WORDS_GONE = "its words are not in the report as it is read now"


def queue(case: Case, *, who: str = "", blind: bool = False, kind: str = "", start: int = 0) -> Listed[Row]:
    """What still needs a look, the neediest first: for a blind second coder whatever they have not judged, else what nobody has.

    What reviewers differ on is no part of it: that is settled with both judgements in sight (see `disputes`).
    """
    facets = (("kind", kind),) if kind else ()
    wanted = Wanted(facets=facets, not_judged_by=who, machine_only=True) if blind else Wanted(facets=facets, open_only=True)
    found = listed(case, wanted, "first need" if blind else "need", start)
    return replace(found, rows=tuple(one for row in found.rows if (one := _as_proposed(case, row, who)) is not None)) if blind else found


def _as_proposed(case: Case, row: Row, who: str) -> Row | None:
    """The row as the machine proposed it, whatever others made of it since; None if this reviewer does not see it."""
    item = next((i for i in page(case, row.report.id, who=who, blind=True).shown if i.id == row.id), None)
    if item is None:
        return None
    teller = item.line.name if item.line else ""
    return replace(row, words=item.text, teller=teller, cue=item.cue, state=State.PROPOSED, sure=KINDS[item.kind].is_sure(item.finding))


def disputes(case: Case) -> tuple[Dispute, ...]:
    """The findings on which reviewers differ, each with their judgements."""
    found = case.ask_for.findings(Wanted(facets=(("state", State.DISPUTED),)), "text", 0, LONG)
    return tuple(Dispute(row=row_of(*one), judgements=_sides(case, *one)) for one in found)


def _sides(case: Case, row: FindingRow, report: Report) -> tuple[Judgement, ...]:
    shown = page(case, report.id)
    return next((item.standing.judgements for item in shown.shown if item.id == row.id), ())


def unattached(case: Case) -> tuple[Unattached, ...]:
    """The judgements whose words are not in their report as it is read now."""
    found = [j for j in map(case.ledger.get, case.ask_for.unattached()) if j is not None]
    return tuple(Unattached(judgement=j, report=_report(case, j.report_id), why=WORDS_GONE) for j in found)


def _report(case: Case, report_id: str) -> Report | None:
    return case.entry(report_id).report if case.knows(report_id) else None


def history(case: Case, *, start: int = 0) -> Listed[Judgement]:
    """All judgements, the newest first."""
    return Listed(rows=case.ledger.newest(start, LONG), total=case.ledger.count(), start=start)


def address(case: Case, finding_id: str) -> Address:
    """Where a finding is now, whatever was read or decided since it was first found; UsageError if nothing of this id was ever found."""
    first = case.ledger.first_found(finding_id)
    if first is None:
        raise UsageError(f"no finding {finding_id!r}", "the address of a finding of this case", "look for its words in the search")
    return Address(report_id=first.report_id, finding_id=_now(case, first), kind=first.kind, words=first.quote.passage.text)


def _now(case: Case, first: FirstFound) -> str | None:
    """The id the finding goes by now: its own, the one it became by a decision, or that of the finding on the same words in a new reading."""
    known = case.ask_for.became(first.id) or first.id
    if case.ask_for.finding(known) is not None:
        return known
    if not case.knows(first.report_id):
        return None
    shown = page(case, first.report_id)
    place = find(shown.document, first.quote)
    kind = KINDS[first.kind]
    near = [(overlap(kind.draft(i.finding).parts[kind.main], (place,)), i.id) for i in shown.shown if i.kind == first.kind] if place else []
    return max((one for one in near if one[0] > 0), default=(0.0, None))[1]
