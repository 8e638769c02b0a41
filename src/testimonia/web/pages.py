"""The pages, one small function each: the case in, what the template shows out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from testimonia import shelf
from testimonia.actions import deciding
from testimonia.case.store import Case
from testimonia.errors import UsageError
from testimonia.judgement import AS_PROPOSED, State, Verb, effective
from testimonia.kinds import KINDS
from testimonia.looks import marking
from testimonia.shelf import LONG, Listed, VoiceRow
from testimonia.views import Page
from testimonia.web.desk import Desk
from testimonia.web.forms import Fields
from testimonia.web.picture import picture

Context = dict[str, Any]

FACETS = ("kind", "said_by", "outlet", "state", "sure", "year")
OTHERS = 12  # voices proposed as perhaps the same: a glance, not a list


def overview(case: Case, asked: Fields, desk: Desk) -> Context:
    """What the pile holds, what to do next, what could not be read, how far the review is."""
    del asked
    return {"overview": shelf.overview(case), "left_to_check": shelf.queue(case, who=desk.who, blind=desk.blind).total}


def question(case: Case, asked: Fields, desk: Desk) -> Context:
    """One question with what bears on it; the first one if none is named."""
    del desk
    questions = case.questions()
    number = asked.number("number")
    if not questions and not number:
        return {"questions": (), "answer": None, "start": 0, "long": LONG}
    if number > len(questions):
        raise UsageError(f"no question number {number}", f"one of {len(questions)}", "choose one of the list")
    start = asked.number("start")
    return {"questions": questions, "answer": shelf.answer(case, number or 1, start=start), "start": start, "long": LONG}


def reports(case: Case, asked: Fields, desk: Desk) -> Context:
    """The reports, those whose file, title or outlet holds these words."""
    del desk
    words = asked.text("words")
    return {"listed": shelf.reports(case, words=words, start=asked.number("start")), "words": words}


def report(case: Case, asked: Fields, desk: Desk) -> Context:
    """One report with its findings; `f` is the one to look at, `beside` asks for the original, `queue` says that the review led here."""
    page = shelf.page(case, asked.id("id"), who=desk.who, blind=desk.blind)
    focus = asked.raw("f") if asked.raw("f") in {item.id for item in (*page.shown, *page.struck)} else ""
    kind = asked.raw("kind") if asked.raw("kind") in KINDS else ""
    before, after = (case.entry(other).report if other else None for other in case.ask_for.neighbours(page.report.id))
    return {
        "page": page,
        "sheet": marking.sheet(page),
        "seen": lambda standing=AS_PROPOSED: deciding.seen(page.document, standing),
        "merging": {name: _merging(page, name) for name in KINDS},
        "kinds": KINDS,
        "kind": kind,
        "focus": focus,
        "beside": "original" if asked.raw("beside") == "original" else "",
        "queue": asked.flag("queue"),
        "skip": f"/review?after={focus}" if asked.flag("queue") and focus else "",
        "before": before,
        "after": after,
        "files": page.files,
    }


def voices(case: Case, asked: Fields, desk: Desk) -> Context:
    """The voices, those whose name holds these words."""
    del desk
    words = asked.text("words")
    return {"listed": shelf.voices(case, words=words, start=asked.number("start")), "words": words}


def voice(case: Case, asked: Fields, desk: Desk) -> Context:
    """One voice with all it says, and the voices that may be the same."""
    del desk
    row, said = shelf.voice(case, asked.id("id"), start=asked.number("start"))
    words = asked.text("words") or _last_word(row.name)
    found = shelf.voices(case, words=words).rows if words else ()
    reports = case.ask_for.reports_of(row.id)
    return {"voice": row, "said": said, "joined": _joined(case, row), "others": _others(row, found), "words": words, "reports": reports}


def reasons(case: Case, asked: Fields, desk: Desk) -> Context:
    """The reasons given."""
    del desk
    return {"listed": shelf.reasons(case, start=asked.number("start"))}


def search(case: Case, asked: Fields, desk: Desk) -> Context:
    """What holds these words (with `person` the name of a person: a name has no place in an address), narrowed by what was chosen."""
    del desk
    person = asked.id("person") if asked.raw("person") else ""
    words = shelf.person(case, person).name if person else asked.text("words")
    chosen = {name: asked.text(name) for name in FACETS if asked.text(name)}
    searched = shelf.search(case, words, chosen, start=asked.number("start"))
    called = shelf.voice(case, chosen["said_by"])[0].name if "said_by" in chosen else ""
    return {
        "words": words,
        "asked": {"person": person} if person else {"words": words},
        "chosen": chosen,
        "labels": {("said_by", chosen.get("said_by", "")): called},
        "states": tuple(State),
        "searched": searched,
        "places": [(report, f"/report/{report.id}#at-{start}", text) for report, start, text in searched.passages],
    }


def network(case: Case, asked: Fields, desk: Desk) -> Context:
    """Which outlet quotes whom, as a picture and as a table."""
    del desk
    ties, start = shelf.ties(case), asked.number("start")
    listed = Listed(rows=ties[start : start + LONG], total=len(ties), start=start)
    return {"ties": ties, "listed": listed, "picture": picture(ties)}


def sources(case: Case, asked: Fields, desk: Desk) -> Context:
    """The interviews with their terms, and what was deleted."""
    del asked, desk
    return {"consents": shelf.consents(case), "tombstones": shelf.tombstones(case)}


def people(case: Case, asked: Fields, desk: Desk) -> Context:
    """The people named in the pile, protected unless somebody marked them public."""
    del desk
    words, proposed = asked.text("words"), asked.flag("proposed")
    return {"listed": shelf.people(case, words=words, proposed=proposed, start=asked.number("start")), "words": words, "proposed": proposed}


def queue(case: Case, asked: Fields, desk: Desk) -> Context:
    """What still needs a look, neediest first."""
    kind = asked.raw("kind") if asked.raw("kind") in KINDS else ""
    listed = shelf.queue(case, who=desk.who, blind=desk.blind, kind=kind, start=asked.number("start"))
    return {"listed": listed, "kind": kind, "kinds": KINDS}


def disputes(case: Case, asked: Fields, desk: Desk) -> Context:
    """On what reviewers differ, and how far they agree."""
    del asked, desk
    return {"disputes": shelf.disputes(case), "agreement": shelf.overview(case).agreement}


def unattached(case: Case, asked: Fields, desk: Desk) -> Context:
    """Decisions whose words are not in their reports as read now."""
    del asked, desk
    return {"unattached": shelf.unattached(case)}


def history(case: Case, asked: Fields, desk: Desk) -> Context:
    """Every decision, the newest first."""
    del desk
    held = {judgement.id for judgement in effective(case.ledger.all())}
    listed = shelf.history(case, start=asked.number("start"))
    undone = {one.id for one in listed.rows if one.verb is not Verb.UNDO and one.id not in held}
    return {"listed": listed, "undone": undone, "meant": {one.undoes: case.ledger.get(one.undoes) for one in listed.rows if one.undoes}}


def delete_report(case: Case, asked: Fields, desk: Desk) -> Context:
    """What deleting this report reaches, and whether it is meant."""
    page = shelf.page(case, asked.id("id"), who=desk.who, blind=desk.blind)
    return {"what": "report", "id": page.report.id, "page": page, "person": None} | _reached(case, {page.report.id})


def delete_person(case: Case, asked: Fields, desk: Desk) -> Context:
    """What deleting this person reaches, and whether it is meant."""
    del desk
    person = shelf.person(case, asked.id("id"))
    return {"what": "person", "id": person.id, "page": None, "person": person} | _reached(case, set(case.ask_for.reports_naming(person.id)))


def sitting(case: Case, asked: Fields, desk: Desk) -> Context:
    """Who sits at the desk."""
    del case, asked, desk
    return {}


def manual(case: Case, asked: Fields, desk: Desk) -> Context:
    """The keys, and what the words on the pages mean."""
    del case, asked, desk
    return {}


def _reached(case: Case, report_ids: set[str]) -> Context:
    """The files written before that hold one of these reports: those kept in the case go with it, the others are out of reach."""
    holding = [one for one in shelf.left(case) if report_ids & set(one.reports)]
    inside = [one for one in holding if not Path(one.file).is_absolute()]
    return {"inside": inside, "outside": [one for one in holding if one not in inside]}


def _merging(page: Page, kind: str) -> str:
    """What the form for merging has before the reviewer: the reading, and the last decision on each finding of the kind ("finding=decision")."""
    last = [f"{item.id}={item.standing.judgements[-1].id}" for item in page.shown if item.kind == kind and item.standing.judgements]
    return " ".join([deciding.seen(page.document, AS_PROPOSED), *last])


def _joined(case: Case, row: VoiceRow) -> list[tuple[str, str]]:
    """The voices a person joined into this one, under the names they had then."""
    names = {one: name for j in case.ledger.on_report("") if j.verb is Verb.SAME for one, name in zip(j.subject, j.names, strict=False)}
    return [(one, names.get(one, one)) for one in row.joined]


def _others(row: VoiceRow, found: tuple[VoiceRow, ...]) -> tuple[VoiceRow, ...]:
    return tuple(other for other in found if other.id != row.id and other.id not in row.joined)[:OTHERS]


def _last_word(name: str) -> str:
    return (name.split() or [""])[-1].strip(".,;:’'”“()")
