"""What a person decides on the desk: on findings, voices, people, terms and questions; each becomes a Judgement and is kept for good."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any

from testimonia import shelf, views
from testimonia.case.store import Case
from testimonia.domain import Document, Passage, Terms, digest
from testimonia.errors import UsageError
from testimonia.judgement import AS_PROPOSED, ON_FINDINGS, Draft, Judgement, Standing, Verb, effective, signed
from testimonia.kinds import KINDS, Kind
from testimonia.review.attach import quote
from testimonia.review.counting import SURE
from testimonia.shelf.people import PROTECTED, PUBLIC
from testimonia.views import Checked
from testimonia.wire import to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to decide on findings of one report.

    Accept and reject name one finding in `of`; edit one, with its new form in `drafts` (of another `kind`, if it is something else); add none,
    with the new finding in `drafts`; merge two or more; split one. Of a draft's passages only the offsets count. A `blind` reviewer decides
    without the judgements of others.
    """

    verb: Verb
    kind: str
    report_id: str
    who: str
    of: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()
    why: str = ""
    blind: bool = False


_COUNTS = {Verb.ACCEPT: (1, 1, 0), Verb.REJECT: (1, 1, 0), Verb.EDIT: (1, 1, 1), Verb.ADD: (0, 0, 1), Verb.MERGE: (2, 99, 0), Verb.SPLIT: (1, 1, 0)}
"""How many findings at least and at most a verb takes, and how many drafts."""


def judge(case: Case, wish: Wish) -> Judgement:
    """Decide on findings; the findings that stand afterwards are in the judgement's `results`."""
    least, most, drafts = _COUNTS.get(wish.verb, (1, 0, 0))
    if wish.kind not in KINDS or not least <= len(wish.of) <= most or len(wish.drafts) != drafts:
        raise UsageError(f"{wish.verb} of {len(wish.of)} findings of kind {wish.kind!r}", "findings and a form that fit", "choose them on the report")
    one = views.checked(case.entry(wish.report_id), case.ledger.on_report(wish.report_id), only=wish.who if wish.blind else None)
    desk = _Desk(one, KINDS[wish.kind])
    targets = tuple(desk.draft(finding_id) for finding_id in wish.of)
    if wish.verb is not Verb.EDIT and any(target.kind != wish.kind for target in targets):
        raise UsageError(f"findings that are no {KINDS[wish.kind].many}", f"{KINDS[wish.kind].many} only", "choose them on the report")
    results = desk.results(wish, targets)
    knew = {j.id: None for finding_id in wish.of for j in desk.standing(finding_id).judgements}
    words = {(p.start, p.end): p for draft in (*targets, *results) for p in draft.words}
    return _keep(
        case,
        Judgement(
            verb=wish.verb,
            who=wish.who,
            when=_now(),
            why=wish.why,
            report_id=wish.report_id,
            document_id=one.entry.document.id,
            kind=wish.kind,
            of=targets,
            results=results,
            quotes=tuple(quote(one.entry.document, passage) for passage in words.values()),
            value=SURE if wish.of and all(desk.is_sure(finding_id) for finding_id in wish.of) else "",
            after=tuple(knew),
        ),
    )


def settle(case: Case, finding_id: str, judgement_id: str, *, who: str, why: str = "") -> Judgement:
    """Decide a finding on which reviewers differ the way one of them did."""
    chosen = case.ledger.get(judgement_id)
    if chosen is None or chosen.verb not in ON_FINDINGS:
        raise UsageError(f"no judgement {judgement_id!r} on a finding", "one of the judgements shown", "open it from the list of disputes")
    one = views.checked(case.entry(chosen.report_id), case.ledger.on_report(chosen.report_id))
    desk = _Desk(one, KINDS[chosen.kind])
    knew = tuple(j.id for j in desk.standing(finding_id).judgements)
    targets = tuple(replace(draft, id=finding_id) if len(chosen.of) == 1 else draft for draft in chosen.of)
    results = tuple(replace(draft, id=finding_id) if draft.id == chosen.of[0].id else draft for draft in chosen.results)
    return _keep(case, replace(chosen, id="", who=who, when=_now(), why=why, of=targets, results=results, after=knew))


def undo(case: Case, judgement_id: str, *, who: str, why: str = "") -> Judgement:
    """Take a judgement back; it stays on record."""
    judgement = case.ledger.get(judgement_id)
    if judgement is None:
        raise UsageError(f"no judgement {judgement_id!r}", "one of the judgements on record", "open it from the history")
    standing = effective(case.ledger.on_report(judgement.report_id))
    if judgement.verb is not Verb.UNDO and judgement not in standing:
        raise UsageError("a judgement that was taken back already", "one that holds", "see the history")
    if any(judgement_id in later.after and _share(later, judgement) for later in standing):
        raise UsageError("a judgement others were made upon", "the last one on its findings", "take the later one back first")
    return _keep(case, Judgement(verb=Verb.UNDO, who=who, when=_now(), why=why, report_id=judgement.report_id, undoes=judgement_id))


def _share(later: Judgement, earlier: Judgement) -> bool:
    """Whether the later one is on what the earlier one was on, or left."""
    return bool({draft.id for draft in later.of} & {draft.id for draft in (*earlier.of, *earlier.results)})


def same(case: Case, voice_id: str, other_id: str, *, who: str, why: str = "") -> Judgement:
    """Hold two voices to be one."""
    return _on_voices(case, Verb.SAME, (voice_id, other_id), who, why)


def apart(case: Case, voice_id: str, other_id: str, *, who: str, why: str = "") -> Judgement:
    """Hold two voices not to be one; with the id of a report as `other_id`, whoever bears the name there to be somebody else."""
    return _on_voices(case, Verb.APART, (voice_id, other_id), who, why)


def _on_voices(case: Case, verb: Verb, subject: tuple[str, str], who: str, why: str) -> Judgement:
    if subject[0] == subject[1]:
        raise UsageError("one voice twice", "two voices", "choose another one")
    names = tuple(_called(case, one) for one in subject)
    touched = {report.id for voice in subject if voice.startswith("v-") for report in case.ask_for.reports_of(voice)}
    members = {report.id for voice in subject if voice.startswith("v-") for report in case.ask_for.reports_of(shelf.voice(case, voice)[0].id)}
    return _keep(case, Judgement(verb=verb, who=who, when=_now(), why=why, subject=subject, names=names), touched | members)


def _called(case: Case, subject: str) -> str:
    if not subject.startswith("v-"):
        report = case.entry(subject).report
        return report.title or report.file
    return shelf.voice(case, subject)[0].name


def level(case: Case, person_id: str, *, public: bool, who: str, why: str = "") -> Judgement:
    """Mark a person public (the name may leave) or protected again."""
    name = shelf.person(case, person_id).name
    value = PUBLIC if public else PROTECTED
    return _keep(case, Judgement(verb=Verb.LEVEL, who=who, when=_now(), why=why, subject=(person_id,), names=(name,), value=value))


def set_terms(case: Case, report_id: str, terms: Terms, *, who: str, why: str = "") -> Judgement:
    """Put on record on which terms an interview may be used from now on."""
    if case.entry(report_id).report.interview is None:
        raise UsageError("a report that is no interview", "an interview note", "open it from Sources and terms")
    try:
        datetime.date.fromisoformat(terms.until or "2000-01-01")
    except ValueError as error:
        raise UsageError(f"the day {terms.until!r}", "a day as YYYY-MM-DD, or none", "mend it") from error
    return _keep(case, Judgement(verb=Verb.TERMS, who=who, when=_now(), why=why, report_id=report_id, value=to_json(terms)))


def ask(case: Case, words: str) -> None:
    """Put a question on record and find what bears on it."""
    shelf.fresh(case)
    case.ask(words)
    shelf.weigh(case)


# ------------------------------------------------------------------ making drafts


class _Desk:
    """The findings of one report, as they stand before its reviewer; what is made of them is of this kind."""

    def __init__(self, one: Checked, kind: Kind) -> None:
        self._one = one
        self._kind = kind
        found = one.review.extraction
        self._findings: dict[str, tuple[Kind, Any]] = {f.id: (k, f) for k in KINDS.values() for f in (k.found(found) if found else ())}
        self._findings |= {s.finding.id: (KINDS[s.kind], s.finding) for s in one.review.struck}

    def finding(self, finding_id: str) -> tuple[Kind, Any]:
        """The finding of this id with its kind, or what became of it; UsageError if there is none."""
        known = self._one.review.became.get(finding_id, finding_id)
        if known not in self._findings:
            raise UsageError(f"no {self._kind.name} {finding_id!r} in this report", "a finding that stands there", "load the page again")
        return self._findings[known]

    def draft(self, finding_id: str) -> Draft:
        """The finding in the form that is corrected."""
        kind, finding = self.finding(finding_id)
        return kind.draft(finding)

    def is_sure(self, finding_id: str) -> bool:
        """Whether it was shown as certain."""
        kind, finding = self.finding(finding_id)
        return kind.is_sure(finding)

    def standing(self, finding_id: str) -> Standing:
        """How it stands."""
        known = self.finding(finding_id)[1].id
        struck = {s.finding.id: s.standing for s in self._one.review.struck}
        return self._one.review.standings.get(known) or struck.get(known, AS_PROPOSED)

    def results(self, wish: Wish, targets: tuple[Draft, ...]) -> tuple[Draft, ...]:
        """The findings that take the place of the targets."""
        match wish.verb:
            case Verb.ACCEPT:
                return targets
            case Verb.EDIT:
                return (self._checked(wish.drafts[0], targets[0].id if targets[0].kind == self._kind.name else None),)
            case Verb.ADD:
                return (self._checked(wish.drafts[0], None),)
            case Verb.MERGE:
                return (self._checked(_merged(self._kind, targets), None),)
            case Verb.SPLIT:
                return tuple(self._checked(draft, None) for draft in _split(self._kind, targets[0]))
            case _:
                return ()

    def _checked(self, draft: Draft, finding_id: str | None) -> Draft:
        """The draft with the words at its offsets and an id; UsageError if it is no finding of its kind."""
        kind, document = self._kind, self._one.entry.document
        parts = {part.name: _pieces(document, draft.parts.get(part.name, ()), many=part.many) for part in kind.parts}
        values = {choice.name: draft.values[choice.name] for choice in kind.choices if draft.values.get(choice.name) in choice.options}
        places = [f"{name} {p.start}-{p.end}" for name, pieces in parts.items() for p in pieces]
        made = Draft(id=finding_id or digest(document.report_id, "by a person", kind.name, *places), kind=kind.name, parts=parts, values=values)
        try:
            made = kind.complete(made, self._one.review.extraction)
            kind.build(made)
        except (KeyError, ValueError) as error:
            needed = ", ".join(part.label for part in kind.parts if part.needed)
            raise UsageError(str(error), f"words marked as: {needed}", "mark them in the text") from error
        return made


def _pieces(document: Document, pieces: tuple[Passage, ...], *, many: bool) -> tuple[Passage, ...]:
    """The passages at these offsets without blanks at their ends, in text order, those that touch as one."""
    found: list[Passage] = []
    for given in sorted((p.start, p.end) for p in pieces):
        start, end = _trimmed(document, *given)
        if start < end and found and start <= found[-1].end:
            found[-1] = document.passage(found[-1].start, max(end, found[-1].end))
        elif start < end:
            found.append(document.passage(start, end))
    return tuple(found if many else found[:1])


def _trimmed(document: Document, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks at its ends; UsageError if it is none of this text."""
    if not 0 <= start < end <= len(document.text):
        raise UsageError(f"words from {start} to {end}", f"a stretch of the text of {len(document.text)} characters", "mark them in the text")
    text = document.text[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _merged(kind: Kind, targets: tuple[Draft, ...]) -> Draft:
    """One finding with the parts of all; of a part that is one piece, and of the values, those of the first that has one."""
    parts = {part.name: tuple(p for draft in targets for p in draft.parts.get(part.name, ())) for part in kind.parts}
    single = {part.name: parts[part.name][:1] for part in kind.parts if not part.many}
    values = {name: value for draft in reversed(targets) for name, value in draft.values.items()}
    return Draft(id="", kind=kind.name, parts=parts | single, values=values)


def _split(kind: Kind, target: Draft) -> tuple[Draft, ...]:
    """One finding for each piece of the main part, each with all the other parts."""
    pieces = target.parts[kind.main]
    if len(pieces) < 2:
        raise UsageError("a finding in one piece", "one whose words are in several pieces", "change its words, and add the rest as a new finding")
    return tuple(replace(target, id="", parts=target.parts | {kind.main: (piece,)}) for piece in pieces)


# ------------------------------------------------------------------ keeping


def _keep(case: Case, judgement: Judgement, touched: set[str] | None = None) -> Judgement:
    """Sign and keep a judgement, and make anew what it changes."""
    if not judgement.who.strip():
        raise UsageError("a judgement without a name", "who decides", "write your name at the head of the page")
    made = signed(judgement)
    undone = case.ledger.get(made.undoes) if made.undoes else None
    with case.db.transaction():
        case.ledger.write(made)
        case.rows.make_stale(*filter(None, {made.report_id, *(touched or ()), *(_touched(case, undone) if undone else ())}))
    shelf.fresh(case)
    return made


def _touched(case: Case, judgement: Judgement) -> set[str]:
    """The reports in which a judgement on voices shows."""
    return {report.id for voice in judgement.subject if voice.startswith("v-") for report in case.ask_for.reports_of(voice)}


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat()
