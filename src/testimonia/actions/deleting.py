"""Deleting a report or a person: out of the tables, the index, the originals and the exports kept in the case; a tombstone stays."""

from __future__ import annotations

import datetime
import hmac
from dataclasses import dataclass, replace
from pathlib import Path

from testimonia import shelf, views
from testimonia.case.ledger import Left, Tombstone
from testimonia.case.store import Case, Entry
from testimonia.domain import Document, digest
from testimonia.errors import UsageError
from testimonia.judgement import Judgement, Quote
from testimonia.names import words
from testimonia.protection.blotting import Blotter
from testimonia.review.attach import quote
from testimonia.views import Page

A_REPORT, A_PERSON, A_NAME, A_FILE = "a report", "a person", "a name in a report", "a file as received"
UNFINISHED = (
    "Not finished: another program has the case open, so traces may still stand in its file. Close the other programs; "
    "the next start of the desk, or the next testimonia add, wipes them."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """What a deletion did: `left` are files written earlier, outside the case, that hold what was deleted: only their keeper can destroy them."""

    left: tuple[Left, ...]
    notes: tuple[str, ...]


def delete_report(case: Case, report_id: str, *, who: str, why: str) -> Deleted:
    """Delete a report with all that was found in it and decided on it."""
    _need_a_reason(who, why)
    case.entry(report_id)
    left = _called_back(case, {report_id})
    notes = _erase(case, report_id, who, why)
    return Deleted(left=left, notes=(*notes, *_finish(case)))


def delete_person(case: Case, person_id: str, *, who: str, why: str) -> Deleted:
    """Delete a person: the claims they make, their name wherever it stands, the files as received that hold it, and an interview with them whole.

    The name is blacked out letter by letter, so that every other finding keeps its place. The reports stay as they were read: they are never read
    again from a file, which would bring the name back.
    """
    _need_a_reason(who, why)
    name = shelf.person(case, person_id).name
    account = views.account(case)
    blotter = Blotter(account, person_id)
    named = set(case.ask_for.reports_naming(person_id))
    pages = [page for page in account.pages if page.report.id in named or blotter.is_on(page.report, page.document)]
    interviews = [p.report.id for p in pages if p.report.interview and blotter.names_them(p.report.interview.asked, p.report.id)]
    left = _called_back(case, {page.report.id for page in pages})
    notes: tuple[str, ...] = ()
    with case.db.transaction():
        for page in pages:
            if page.report.id in interviews:
                notes += _erase(case, page.report.id, who, why)
            else:
                notes += _drop_original(case, case.original(page.report.id), 0, who, why)
                _blacken(case, page, blotter)
                case.ledger.bury(Tombstone(id=named_in(page.report.id), what=A_NAME, who=who, when=_now(), why=why))
        case.blacken_rest(blotter.text, lambda file: blotter.file(file, digest(file)), person_id)
        case.ledger.bury(Tombstone(id=keyed(case, name), what=A_PERSON, who=who, when=_now(), why=why))
    return Deleted(left=left, notes=tuple(dict.fromkeys((*notes, *_finish(case)))))


def _erase(case: Case, report_id: str, who: str, why: str) -> tuple[str, ...]:
    original = case.original(report_id)
    with case.db.transaction():
        rest = case.erase(report_id)
        case.ledger.bury(Tombstone(id=report_id, what=A_REPORT, who=who, when=_now(), why=why))
        return _drop_original(case, original, rest, who, why)


def _finish(case: Case) -> tuple[str, ...]:
    """Make the lists anew and wipe what is left in the file; a sentence if another program keeps that from being done now."""
    shelf.fresh(case)
    return () if case.scrub() else (UNFINISHED,)


def _blacken(case: Case, page: Page, blotter: Blotter) -> None:
    """Lay a report without the name, and without what the person says, in place of the report."""
    entry = case.entry(page.report.id)
    document = replace(entry.document, text=blotter.text(entry.document.text, entry.report.id))
    gone = _said_by_them(page, blotter)
    extraction = blotter.of(entry.extraction, document) if entry.extraction else None
    if extraction is not None:
        claims = tuple(claim for claim in extraction.claims if claim.id not in gone)
        extraction = replace(extraction, claims=claims, explanations=tuple(x for x in extraction.explanations if x.claim not in gone))
    judgements = [blotter.of(j, document) for j in case.ledger.on_report(entry.report.id) if not {d.id for d in (*j.of, *j.results)} & gone]
    judgements = [replace(j, quotes=tuple(_quote(document, j, one) for one in j.quotes)) for j in judgements]
    case.replace_with(Entry(report=blotter.of(entry.report, document), document=document, extraction=extraction), judgements)


def _quote(document: Document, judgement: Judgement, old: Quote) -> Quote:
    """The quotation anew from the blackened text: its neighbours may have cut the name."""
    here = judgement.document_id == document.id and document.text[old.passage.start : old.passage.end] == old.passage.text
    return quote(document, old.passage) if here else replace(old, before="", after="")


def _said_by_them(page: Page, blotter: Blotter) -> frozenset[str]:
    """The ids of the claims the person makes here, by name or as "he" or "she", those that were rejected too."""
    lines = [item for item in (*page.lines, *page.struck) if item.line is item]
    own = {line.id for line in lines if line.line and blotter.names_them(line.line.teller, page.report.id)}
    voices = {line.line.voice for line in lines if line.line and line.id in own}
    return frozenset(line.id for line in lines if line.id in own or (line.line and line.line.voice in voices and line.line.voice is not None))


# ------------------------------------------------------------------ what deletion reaches


def _called_back(case: Case, report_ids: set[str]) -> tuple[Left, ...]:
    """The files that hold these reports: those kept in the case are destroyed, the others are named."""
    outside = []
    for left in (left for left in case.ledger.left() if report_ids & set(left.reports)):
        path = Path(left.file)
        if path.is_absolute():
            outside.append(left)
        elif case.folder is not None:
            (case.folder / path).unlink(missing_ok=True)
    return tuple(outside)


def _drop_original(case: Case, original: Path | None, others: int, who: str, why: str) -> tuple[str, ...]:
    """Destroy the file as received, and let it never come back; others that came in it stay as they were read. Within a transaction."""
    if original is None:
        return ()
    case.ledger.bury(Tombstone(id=f"file {original.stem}", what=A_FILE, who=who, when=_now(), why=why))
    original.unlink(missing_ok=True)
    if others:
        return (f"The file as received is gone; {others} other reports that came in it stay as they were read, and cannot be read again.",)
    return ("The file as received is gone.",)


def named_in(report_id: str) -> str:
    """The id of the tombstone of a name in a report."""
    return f"name {report_id}"


def keyed(case: Case, name: str) -> str:
    """What stands for a name on the tombstone: only who holds the case's key could tell that it is this name."""
    return "p-" + hmac.new(case.ledger.key(), " ".join(words(name)).encode(), "sha256").hexdigest()[:16]


def _need_a_reason(who: str, why: str) -> None:
    if not who.strip() or not why.strip():
        raise UsageError("a deletion without a name or a reason", "who deletes, and why", "write both")


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
