"""What a person decides on the desk: on findings, voices, people, terms and questions; each becomes a Judgement and is kept for good."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from testimonia import shelf, views
from testimonia.actions.drafting import Drafting
from testimonia.case.store import Case
from testimonia.domain import Document, Terms
from testimonia.errors import UsageError
from testimonia.judgement import AS_PROPOSED, ON_FINDINGS, Draft, Judgement, Standing, State, Verb, effective, signed
from testimonia.kinds import KINDS
from testimonia.review.attach import quote
from testimonia.review.counting import SURE
from testimonia.review.joins import Joins
from testimonia.shelf.people import PROTECTED, PUBLIC
from testimonia.wire import to_json

ON_VOICES = (Verb.SAME, Verb.APART)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to decide on findings of one report.

    Accept and reject name one finding in `of`; edit one, with its new form in `drafts` (of another `kind`, if it is something else); add none,
    with the new finding in `drafts`; merge two or more; split one. Of a draft's passages only the offsets count. A `blind` reviewer decides
    without the judgements of others. `seen` is what the page had before them (see `seen`); empty if they look at nothing older than now.
    """

    verb: Verb
    kind: str
    report_id: str
    who: str
    of: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()
    why: str = ""
    blind: bool = False
    seen: str = ""


_COUNTS = {Verb.ACCEPT: (1, 1, 0), Verb.REJECT: (1, 1, 0), Verb.EDIT: (1, 1, 1), Verb.ADD: (0, 0, 1), Verb.MERGE: (2, 99, 0), Verb.SPLIT: (1, 1, 0)}
"""How many findings at least and at most a verb takes, and how many drafts."""


def judge(case: Case, wish: Wish) -> Judgement:
    """Decide on findings; the findings that stand afterwards are in the judgement's `results`."""
    least, most, drafts = _COUNTS.get(wish.verb, (1, 0, 0))
    if wish.kind not in KINDS or not least <= len(wish.of) <= most or len(wish.drafts) != drafts:
        raise UsageError(f"{wish.verb} of {len(wish.of)} findings of kind {wish.kind!r}", "findings and a form that fit", "choose them on the report")
    with case.db.transaction():  # nobody decides between our reading and our writing
        one = views.checked(case.entry(wish.report_id), case.ledger.on_report(wish.report_id), only=wish.who if wish.blind else None)
        made = _keep(case, _judgement(wish, one.entry.document, Drafting(one, KINDS[wish.kind])))
    shelf.fresh(case)
    return made


def _judgement(wish: Wish, document: Document, desk: Drafting) -> Judgement:
    targets = tuple(desk.draft(finding_id) for finding_id in wish.of)
    if wish.verb is not Verb.EDIT and any(target.kind != wish.kind for target in targets):
        raise UsageError(f"findings that are no {KINDS[wish.kind].many}", f"{KINDS[wish.kind].many} only", "choose them on the report")
    if wish.seen and wish.seen.split() != seen(document, desk.standing(wish.of[0]) if wish.of else AS_PROPOSED).split():
        raise UsageError("a page older than what stands", "the report as it is now", "load the page again")
    results = desk.results(wish.verb, targets, wish.drafts)
    knew = {j.id: None for finding_id in wish.of for j in desk.standing(finding_id).judgements}
    words = {(p.start, p.end): p for draft in (*targets, *results) for p in draft.words}
    return Judgement(
        verb=wish.verb,
        who=wish.who,
        when=_now(),
        why=wish.why,
        report_id=wish.report_id,
        document_id=document.id,
        kind=wish.kind,
        of=targets,
        results=results,
        quotes=tuple(quote(document, passage) for passage in words.values()),
        value=SURE if wish.of and all(desk.is_sure(finding_id) for finding_id in wish.of) else "",
        after=tuple(knew),
    )


def seen(document: Document, standing: Standing) -> str:
    """What a page has before the reviewer: the reading, and the last judgement on the finding; so that nobody signs what changed since."""
    return f"{document.id} {standing.judgements[-1].id if standing.judgements else ''}".strip()


def settle(case: Case, finding_id: str, judgement_id: str, *, who: str, why: str = "") -> Judgement:
    """Decide a finding on which reviewers differ the way one of them did."""
    chosen = case.ledger.get(judgement_id)
    if chosen is None or chosen.verb not in ON_FINDINGS:
        raise UsageError(f"no judgement {judgement_id!r} on a finding", "one of the judgements shown", "open it from the list of disputes")
    with case.db.transaction():
        one = views.checked(case.entry(chosen.report_id), case.ledger.on_report(chosen.report_id))
        sides = Drafting(one, KINDS[chosen.kind]).standing(finding_id).judgements
        if judgement_id not in {j.id for j in sides} or one.review.standings.get(finding_id, AS_PROPOSED).state is not State.DISPUTED:
            raise UsageError("a judgement on something else, or settled already", "one of those that differ", "load the page again")
        targets = chosen.of or tuple(replace(draft, id=finding_id) for draft in chosen.results)
        verb = Verb.EDIT if chosen.verb is Verb.ADD else chosen.verb
        made = _keep(case, replace(chosen, id="", verb=verb, who=who, when=_now(), why=why, of=targets, after=tuple(j.id for j in sides)))
    shelf.fresh(case)
    return made


def undo(case: Case, judgement_id: str, *, who: str, why: str = "") -> Judgement:
    """Take a judgement back; it stays on record. A taking back is not taken back: one decides anew."""
    judgement = case.ledger.get(judgement_id)
    if judgement is None or judgement.verb is Verb.UNDO:
        raise UsageError(f"no judgement {judgement_id!r} that can be taken back", "one of the judgements on record", "open it from the history")
    with case.db.transaction():
        standing = effective(case.ledger.on_report(judgement.report_id))
        if judgement.who != who:
            raise UsageError(f"a judgement of {judgement.who}", "one of your own", "decide anew on the finding: both stay on record")
        if judgement not in standing:
            raise UsageError("a judgement that was taken back already", "one that holds", "see the history")
        if any(judgement_id in later.after and _share(later, judgement) for later in standing):
            raise UsageError("a judgement others were made upon", "the last one on its findings", "take the later one back first")
        made = Judgement(verb=Verb.UNDO, who=who, when=_now(), why=why, report_id=judgement.report_id, undoes=judgement_id)
        made = _on_voices(case, made, judgement.subject) if judgement.verb in ON_VOICES else _keep(case, made)
    shelf.fresh(case)
    return made


def _share(later: Judgement, earlier: Judgement) -> bool:
    """Whether the later one is on what the earlier one was on, or left."""
    return bool({draft.id for draft in later.of} & {draft.id for draft in (*earlier.of, *earlier.results)})


def same(case: Case, voice_id: str, other_id: str, *, who: str, why: str = "") -> Judgement:
    """Hold two voices to be one."""
    return _pair(case, Verb.SAME, (voice_id, other_id), who, why)


def apart(case: Case, voice_id: str, other_id: str, *, who: str, why: str = "") -> Judgement:
    """Hold two voices not to be one; with the id of a report as `other_id`, whoever bears the name there to be somebody else."""
    return _pair(case, Verb.APART, (voice_id, other_id), who, why)


def _pair(case: Case, verb: Verb, subject: tuple[str, str], who: str, why: str) -> Judgement:
    if subject[0] == subject[1]:
        raise UsageError("one voice twice", "two voices", "choose another one")
    names = tuple(_called(case, one) for one in subject)
    with case.db.transaction():
        knew = tuple(j.id for j in effective(case.ledger.on_report("")) if j.verb in ON_VOICES and set(j.subject) == set(subject))
        made = _on_voices(case, Judgement(verb=verb, who=who, when=_now(), why=why, subject=subject, names=names, after=knew), subject)
    shelf.fresh(case)
    return made


def _on_voices(case: Case, judgement: Judgement, subject: tuple[str, ...]) -> Judgement:
    """Keep a judgement on voices (or its taking back), and put every claim of theirs to the voice that stands for it now."""
    made = _keep(case, judgement)
    case.rows.make_stale(*(one for one in subject if not one.startswith("v-")))
    case.rows.rejoin(Joins(case.ledger.on_report("")).root)
    return made


def _called(case: Case, subject: str) -> str:
    if not subject.startswith("v-"):
        report = case.entry(subject).report
        return report.title or report.file
    return shelf.voice(case, subject)[0].name


def level(case: Case, person_id: str, *, public: bool, who: str, why: str = "") -> Judgement:
    """Mark a person public (the name may leave) or protected again."""
    name = shelf.person(case, person_id).name
    value = PUBLIC if public else PROTECTED
    with case.db.transaction():
        knew = tuple(j.id for j in effective(case.ledger.on_report("")) if j.verb is Verb.LEVEL and j.subject == (person_id,))
        return _keep(case, Judgement(verb=Verb.LEVEL, who=who, when=_now(), why=why, subject=(person_id,), names=(name,), value=value, after=knew))


def set_terms(case: Case, report_id: str, terms: Terms, *, who: str, why: str = "") -> Judgement:
    """Put on record on which terms an interview may be used from now on."""
    if case.entry(report_id).report.interview is None:
        raise UsageError("a report that is no interview", "an interview note", "open it from Sources and terms")
    try:
        datetime.date.fromisoformat(terms.until or "2000-01-01")
    except ValueError as error:
        raise UsageError(f"the day {terms.until!r}", "a day as YYYY-MM-DD, or none", "mend it") from error
    with case.db.transaction():
        knew = tuple(j.id for j in effective(case.ledger.on_report(report_id)) if j.verb is Verb.TERMS)
        made = _keep(case, Judgement(verb=Verb.TERMS, who=who, when=_now(), why=why, report_id=report_id, value=to_json(terms), after=knew))
    shelf.fresh(case)
    return made


def ask(case: Case, words: str) -> None:
    """Put a question on record and find what bears on it."""
    shelf.fresh(case)
    case.ask(words)
    shelf.weigh(case)


def _keep(case: Case, judgement: Judgement) -> Judgement:
    """Sign and keep a judgement, and mark what it changes. Within a transaction."""
    if not judgement.who.strip():
        raise UsageError("a judgement without a name", "who decides", "write your name at the head of the page")
    made = signed(judgement)
    case.ledger.write(made)
    case.rows.make_stale(*filter(None, [made.report_id]))
    return made


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat()
