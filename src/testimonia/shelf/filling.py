"""Filling the shelf: the derived rows of every report that is stale, made from its text, what was found and what people decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from testimonia.case.ledger import FirstFound
from testimonia.case.rows import Derived, FindingRow
from testimonia.case.store import Case
from testimonia.case.words import Indexed
from testimonia.domain import digest
from testimonia.judgement import ON_FINDINGS, Judgement, State, effective
from testimonia.kinds import KINDS
from testimonia.protection import people_of
from testimonia.relevance import Relevance
from testimonia.review.attach import quote
from testimonia.views import NOBODY, Account, Checked, Matter, Page, Shown, bearings, checked, page, voices_of, wording_of
from testimonia.voices import Voices
from testimonia.wire import from_json, to_json

VERSION = "2"  # of what is derived: another one makes every row anew
DISPUTED = 2.0  # doubt added where reviewers differ: it comes before all that is merely unsure
UNSURE = 0.5  # doubt added where the tool itself does not call it certain
MANY = 20  # reports after which bearings are made anew for the whole pile: single words then weigh differently

Progress = Callable[[int, int], None]
"""Called after each report with how many are done and how many there are."""


def fresh(case: Case, progress: Progress | None = None) -> None:
    """Make anew every row that is stale; nothing to do takes no time."""
    if case.ledger.setting("shelf") != VERSION:
        case.rows.make_all_stale()
        case.ledger.set("shelf", VERSION)
    stale = case.rows.stale()
    if not stale:
        return
    shelver = _Shelver(case)
    for number, report_id in enumerate(stale, 1):
        shelver.shelve(report_id)
        if progress:
            progress(number, len(stale))
    if case.questions() and len(stale) > MANY:
        weigh(case)


def weigh(case: Case) -> None:
    """Make anew how far every finding bears on every question: after a question was asked, or much came in."""
    relevance = Relevance(case.questions(), case.words)
    found = ((finding, bearings(from_json(texts, Matter), relevance)) for finding, texts in case.ask_for.matter())
    case.rows.put_bearings((number, finding, share) for finding, shares in found for number, share in enumerate(shares, 1))


class _Shelver:
    """Makes the rows of one report after another."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._relevance = Relevance(case.questions(), case.words)
        self._joins = case.ledger.on_report("")

    def shelve(self, report_id: str) -> None:
        """Make the rows of one report, all or none."""
        with self._case.db.transaction():  # nobody decides between our reading and our writing
            if self._case.knows(report_id):
                self._lay_out(report_id)
            else:
                self._case.rows.forget(report_id)

    def _lay_out(self, report_id: str) -> None:
        case = self._case
        judgements = case.ledger.on_report(report_id)
        one = checked(case.entry(report_id), judgements)
        names = voices_of(self._joins)
        names.add(one.entry.document, one.claims)
        shown = page(case, one, self._relevance, names)
        made = self._derived(one, shown, names, judgements)
        case.rows.put(report_id, made)
        case.words.put_findings(report_id, [_indexed(row) for row in made.findings])
        case.ledger.found_first(_first_found(one))

    def _derived(self, one: Checked, shown: Page, names: Voices, judgements: Iterable[Judgement]) -> Derived:
        items = _shown(shown)
        resting = [reason.explanation.claim for reason in shown.reasons]
        proposals = self._proposals(one, names)
        bearers = {line.id: names.bearer_of(shown.report.id, line.claim) or "" for line in shown.lines}
        rows = [_row(item, proposals.get(item.id), resting.count(item.id), bearers) for item in items]
        gone = proposals.keys() - {item.id for item in items}
        rows += [replace(_row(proposals[one], proposals[one], 0, {}), state=State.REPLACED) for one in gone]
        found = people_of(Account(questions=(), pages=(shown,), voices=(), reasons=(), lines=(), unread=()))
        return Derived(
            findings=tuple(rows),
            bearings={(number, item.id): share for item in items for number, share in enumerate(bearings(item.matter, self._relevance), 1)},
            forms=_forms(shown, bearers),
            people={person.id: to_json(person) for person in found},
            judged=_judged(one, judgements),
            became={old: new for old, new in one.review.became.items() if old != new},
            unattached=tuple(j.id for j in one.review.unattached),
        )

    def _proposals(self, one: Checked, names: Voices) -> dict[str, Shown]:
        """What the machine proposed, by id, as a blind reviewer sees it."""
        untouched = page(self._case, checked(one.entry, ()), self._relevance, names)
        return {item.id: item for item in untouched.shown}


def _shown(shown: Page) -> tuple[Shown, ...]:
    """All findings of a page, the rejected ones too."""
    return (*shown.shown, *shown.struck)


def _row(item: Shown, proposal: Shown | None, resting: int, bearers: Mapping[str, str]) -> FindingRow:
    line = item.line
    published = item.report.published
    return FindingRow(
        id=item.id,
        report_id=item.report.id,
        kind=item.kind,
        start=KINDS[item.kind].start(item.finding),
        teller=line.name if line else "",
        voice=(line.voice or "") if line else "",
        words=item.text,
        cue=item.cue,
        wording=digest(item.kind, *wording_of(item)),
        manner=line.claim.manner if line else "",
        sure=_is_sure(item),
        score=item.finding.score,
        state=item.standing.state,
        doubt=_doubt(item),
        first_doubt=_doubt(proposal) if proposal else 0.0,
        resting=resting,
        bearing=item.bearing,
        matter=to_json(item.matter),
        outlet=item.report.outlet or "",
        year=published.date[:4] if published else "",
        proposed=proposal is not None,
        bearer=bearers.get(line.id, "") if line else "",
    )


def _is_sure(item: Shown) -> bool:
    return KINDS[item.kind].is_sure(item.finding) or item.standing.by_person


def _doubt(item: Shown) -> float:
    """How unsure a finding is, 0 up."""
    return round(1 - item.finding.score + (0 if _is_sure(item) else UNSURE) + (DISPUTED if item.standing.state is State.DISPUTED else 0), 4)


def _forms(shown: Page, bearers: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Voice, bearer and each name it goes by here."""
    return tuple(sorted({(line.voice, bearers[line.id], form) for line in shown.lines if line.voice for form in (line.teller, line.name)}))


def _indexed(row: FindingRow) -> Indexed:
    return Indexed(kind=row.kind, id=row.id, words=row.words, said_by=row.teller if row.teller != NOBODY else "")


def _judged(one: Checked, judgements: Iterable[Judgement]) -> tuple[tuple[str, str], ...]:
    """Who judged which finding, under the id it goes by now."""
    became = one.review.became
    found = [(draft.id, j.who) for j in effective(judgements) if j.verb in ON_FINDINGS for draft in (*j.of, *j.results)]
    return tuple(sorted({(became.get(finding, finding), who) for finding, who in found} | set(found)))


def _first_found(one: Checked) -> Iterable[FirstFound]:
    """Where each finding of the report stands, kept the first time it is seen: an address leads there for good."""
    document = one.entry.document
    extractions = [found for found in (one.entry.extraction, one.review.extraction) if found is not None]
    for kind in KINDS.values():
        for finding in (f for found in extractions for f in kind.found(found)):
            main = kind.draft(finding).parts[kind.main][0]
            yield FirstFound(id=finding.id, report_id=document.report_id, kind=kind.name, quote=quote(document, main))
