"""What is done at the desk, one small function for each form: fields in, where to go next out."""

from __future__ import annotations

from typing import Any

import msgspec

from testimonia import shelf
from testimonia.actions import deciding, deleting
from testimonia.actions.deciding import Wish
from testimonia.case.store import Case
from testimonia.domain import Document, Passage, Record, Terms
from testimonia.errors import UsageError
from testimonia.judgement import ON_FINDINGS, Draft, Judgement, Verb
from testimonia.kinds import KINDS, Kind
from testimonia.web.answers import Goes, Shows
from testimonia.web.desk import Desk
from testimonia.web.forms import NOTE, Fields
from testimonia.web.ways import finding_address

PIECES = 100  # of one part: nobody marks more


def judge(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Accept, correct, reject, add, join or split findings."""
    verb = Verb(sent.choice("verb", sorted(ON_FINDINGS)))
    kind = KINDS[sent.choice("kind", KINDS)]
    report_id = sent.id("report")
    wish = Wish(
        verb=verb,
        kind=kind.name,
        report_id=report_id,
        of=sent.ids("of"),
        drafts=_drafts(case, kind, report_id, sent, desk),
        who=desk.who,
        why=sent.text("why", NOTE),
        blind=desk.blind,
    )
    made = deciding.judge(case, wish)
    return _decided(made, finding_address(report_id, kind.name, made.results[0].id if made.results else ""))


def settle(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Decide a finding on which reviewers differ the way one of them did."""
    return _decided(deciding.settle(case, sent.id("finding"), sent.id("judgement"), who=desk.who, why=sent.text("why", NOTE)), "/disputes")


def undo(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Take a decision back."""
    return _decided(deciding.undo(case, sent.id("judgement"), who=desk.who, why=sent.text("why", NOTE)), "/history")


def same(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Two voices are one."""
    voice = sent.id("voice")
    return _decided(deciding.same(case, voice, sent.id("other"), who=desk.who, why=sent.text("why", NOTE)), f"/voice/{voice}")


def apart(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Two voices are not one."""
    voice = sent.id("voice")
    return _decided(deciding.apart(case, voice, sent.id("other"), who=desk.who, why=sent.text("why", NOTE)), f"/voice/{voice}")


def level(case: Case, sent: Fields, desk: Desk) -> Goes:
    """Mark people as public or as protected."""
    people, public = sent.ids("person"), sent.choice("public", ("yes", "no")) == "yes"
    if not people:
        raise UsageError("nobody chosen", "one person or more", "choose somebody in the list")
    made = [deciding.level(case, person, public=public, who=desk.who, why=sent.text("why", NOTE)) for person in people]
    return _decided(made[-1], "/people")


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


def _drafts(case: Case, kind: Kind, report_id: str, sent: Fields, desk: Desk) -> tuple[Draft, ...]:
    given = [text for text in sent.many("draft") if text]
    if not given:
        return ()
    document = shelf.page(case, report_id, who=desk.who, blind=desk.blind).document
    return tuple(_draft(kind, document, text) for text in given)


def _draft(kind: Kind, document: Document, text: str) -> Draft:
    """A draft from its JSON: a list of [start, end] for each part, a word for each value."""
    try:
        given = msgspec.json.decode(text.encode("utf-8", "replace"), type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError) as error:
        raise UsageError("a draft that is no JSON", 'parts and values, such as {"content": [[0, 12]]}', "open the page again") from error
    parts = {part.name: _pieces(document, given[part.name]) for part in kind.parts if given.get(part.name)}
    values = {name: value for name, value in given.items() if name not in {part.name for part in kind.parts}}
    options = {choice.name: choice.options for choice in kind.choices}
    for name, value in values.items():
        if not isinstance(value, str) or len(value) > 100 or value not in options.get(name, (value,)):
            raise UsageError(f"the value of “{name[:40]}”", f"one of {', '.join(options.get(name, ('a word',)))}", "choose again")
    return Draft(id="", kind=kind.name, parts=parts, values=values)


def _pieces(document: Document, given: Any) -> tuple[Passage, ...]:
    """The passages at these places; UsageError if one is none of this text."""
    try:
        spans = msgspec.convert(given, list[tuple[int, int]])
    except msgspec.ValidationError as error:
        raise UsageError("places that are no pairs of numbers", "[[start, end], …]", "mark the words again") from error
    if len(spans) > PIECES or any(not 0 <= start < end <= len(document.text) for start, end in spans):
        raise UsageError("a place outside the text", f"0 to {len(document.text)}, start before end", "mark the words again")
    return tuple(document.passage(start, end) for start, end in sorted(set(spans)))
