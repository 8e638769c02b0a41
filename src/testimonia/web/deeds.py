"""What is done at the desk, one small function for each form: fields in, where to go next out."""

from __future__ import annotations

import msgspec

from testimonia.actions import deciding, deleting
from testimonia.actions.deciding import Wish
from testimonia.case.store import Case
from testimonia.domain import Passage, Record, Terms
from testimonia.errors import UsageError
from testimonia.judgement import ON_FINDINGS, Draft, Judgement, Verb
from testimonia.kinds import KINDS, Kind
from testimonia.web.answers import Goes, Shows
from testimonia.web.desk import Desk
from testimonia.web.forms import NOTE, Fields
from testimonia.web.ways import finding_address


def judge(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Accept, correct, reject, add, join or split findings."""
    verb = Verb(sent.choice("verb", sorted(ON_FINDINGS)))
    kind = KINDS[sent.choice("kind", KINDS)]
    report_id, of = sent.id("report"), sent.ids("of")
    wish = Wish(
        verb=verb,
        kind=kind.name,
        report_id=report_id,
        of=of,
        drafts=tuple(_draft(kind, text) for text in sent.many("draft") if text),
        who=desk.who,
        why=sent.text("why", NOTE),
        blind=desk.blind,
        seen=_seen(sent, of),
    )
    made = deciding.judge(case, wish)
    return _decided(made, finding_address(report_id, kind.name, made.results[0].id if made.results else ""))


def settle(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Decide a finding on which reviewers differ the way one of them did."""
    return _decided(deciding.settle(case, sent.id("finding"), sent.id("judgement"), who=desk.who, why=sent.text("why", NOTE)), "/disputes")


def undo(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Take a decision back; in a second reading only one's own."""
    judgement = case.ledger.get(sent.id("judgement"))
    if desk.blind and (judgement is None or judgement.who != desk.who):
        raise UsageError("a decision of somebody else", "one of your own: in a second reading you know of no other", "end it where your name stands")
    made = deciding.undo(case, sent.id("judgement"), who=desk.who, why=sent.text("why", NOTE))
    return _decided(made, f"/report/{made.report_id}" if desk.blind else "/history")


def same(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Two voices are one."""
    voice = sent.id("voice")
    return _decided(deciding.same(case, voice, sent.id("other"), who=desk.who, why=sent.text("why", NOTE)), f"/voice/{voice}")


def apart(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Two voices are not one."""
    voice = sent.id("voice")
    return _decided(deciding.apart(case, voice, sent.id("other"), who=desk.who, why=sent.text("why", NOTE)), f"/voice/{voice}")


def level(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Mark one person as public or as protected: nobody loses protection in a heap."""
    public = sent.choice("public", ("yes", "no")) == "yes"
    return _decided(deciding.level(case, sent.id("person"), public=public, who=desk.who, why=sent.text("why", NOTE)), "/people")


def terms(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Set the terms of an interview."""
    agreed = Terms(
        record=Record(sent.choice("record", [record.value for record in Record])),
        may_be_named=sent.flag("named"),
        until=sent.day("until"),
    )
    return _decided(deciding.set_terms(case, sent.id("report"), agreed, who=desk.who, why=sent.text("why", NOTE)), "/sources")


def ask(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Put a question on record."""
    del desk
    words = sent.needed("words", NOTE)
    deciding.ask(case, words)
    return Goes(to=f"/question/{case.questions().index(' '.join(words.split())) + 1}")


def delete_report(case: Case, sent: Fields, desk: Desk) -> Shows:
    """Delete a report for good; shows what has left already."""
    deleted = deleting.delete_report(case, sent.id("id"), who=desk.who, why=sent.needed("why", NOTE))
    return Shows(template="desk/deleted.html", context={"deleted": deleted, "what": "report"})


def delete_person(case: Case, sent: Fields, desk: Desk) -> Shows:
    """Delete a person for good; shows what has left already."""
    deleted = deleting.delete_person(case, sent.id("id"), who=desk.who, why=sent.needed("why", NOTE))
    return Shows(template="desk/deleted.html", context={"deleted": deleted, "what": "person"})


def sit(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Who sits at the desk from now on, and whether without seeing what others decided."""
    del case
    desk.who, desk.blind = sent.needed("name", 100), sent.flag("blind")
    return Goes(to="/")


# ------------------------------------------------------------------ inside


def _decided(judgement: Judgement, to: str) -> Goes:
    return Goes(to=to, judgement=judgement.id, finding=judgement.results[0].id if judgement.results else "")


def _seen(sent: Fields, of: tuple[str, ...]) -> str:
    """What the reviewer had before them: the reading, and the last decision on the finding (of several that are merged: on the first).

    Which are merged is known only when the form is sent, so that form names the last decision on each as "finding=decision".
    """
    seen = sent.raw("seen").split()
    last = dict(word.split("=", 1) for word in seen if "=" in word)
    return " ".join([*(word for word in seen if "=" not in word), *filter(None, [last.get(of[0], "") if of else ""])])


def _draft(kind: Kind, text: str) -> Draft:
    """A draft from its JSON: a list of [start, end] for each part, a word for each value; whether they fit is not said here."""
    try:
        given = msgspec.json.decode(text.encode("utf-8", "replace"), type=dict[str, list[tuple[int, int]] | str])
        parts = {name: tuple(Passage(start=s, end=e, text="") for s, e in pieces) for name, pieces in given.items() if isinstance(pieces, list)}
    except (ValueError, RecursionError) as error:
        raise UsageError("a form that cannot be read", 'parts and values, such as {"content": [[0, 12]]}', "open the page again") from error
    return Draft(id="", kind=kind.name, parts=parts, values={name: value for name, value in given.items() if isinstance(value, str)})
