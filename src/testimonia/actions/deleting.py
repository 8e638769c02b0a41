"""Deleting a report or a person: out of the tables, the index, the originals and the exports kept in the case; a tombstone stays."""

from __future__ import annotations

import dataclasses
import datetime
import hmac
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from testimonia import shelf, views
from testimonia.case.ledger import Left, Tombstone
from testimonia.case.store import Case, Entry
from testimonia.domain import Document, Passage
from testimonia.errors import UsageError
from testimonia.judgement import Draft
from testimonia.protection import MASK, Guard
from testimonia.protection.masking import Masker

A_REPORT, A_PERSON, A_NAME = "a report", "a person", "a name in a report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """What a deletion did: `left` are files written earlier, outside the case, that hold what was deleted: only their keeper can destroy them."""

    left: tuple[Left, ...]
    notes: tuple[str, ...]


def delete_report(case: Case, report_id: str, *, who: str, why: str) -> Deleted:
    """Delete a report with all that was found in it and decided on it."""
    _need_a_reason(who, why)
    case.entry(report_id)
    original = case.original(report_id)
    left = _called_back(case, {report_id})
    with case.db.transaction():
        rest = case.erase(report_id)
        case.ledger.bury(Tombstone(id=report_id, what=A_REPORT, who=who, when=_now(), why=why))
    notes = _drop_original(original, rest)
    shelf.fresh(case)
    case.db.scrub()
    return Deleted(left=left, notes=notes)


def delete_person(case: Case, person_id: str, *, who: str, why: str) -> Deleted:
    """Delete a person: the claims they make, their name wherever it stands, the files as received that hold it, and an interview with them whole.

    The name is blacked out letter by letter, so that every other finding keeps its place. The reports stay as they were read: they are never read
    again from a file, which would bring the name back.
    """
    _need_a_reason(who, why)
    name = shelf.person(case, person_id).name
    account = views.account(case)
    blotter = _Blotter(Masker(account, Guard(public=frozenset(_others(case, person_id)))))
    touched = [page.report.id for page in account.pages if blotter.names_them(page.document.text, page.report.id)]
    touched += [r for r in case.ask_for.reports_naming(person_id) if r not in touched]
    interviews = [p.report.id for p in account.pages if p.report.interview and blotter.names_them(p.report.interview.asked, p.report.id)]
    left = _called_back(case, {*touched, *interviews})
    notes: tuple[str, ...] = ()
    for report_id in dict.fromkeys((*touched, *interviews)):
        notes += _drop_original(case.original(report_id), 0)
    with case.db.transaction():
        for report_id in touched:
            if report_id not in interviews:
                _blacken(case, case.entry(report_id), blotter)
                case.ledger.bury(Tombstone(id=f"name {report_id}", what=A_NAME, who=who, when=_now(), why=why))
        case.blacken_rest(blotter.text)
    for report_id in interviews:
        delete_report(case, report_id, who=who, why=why)
    with case.db.transaction():
        case.ledger.bury(Tombstone(id=_keyed(case, name), what=A_PERSON, who=who, when=_now(), why=why))
    shelf.fresh(case)
    case.db.scrub()
    return Deleted(left=left, notes=tuple(dict.fromkeys(notes)))


def _others(case: Case, person_id: str) -> set[str]:
    """Everybody but this person."""
    found: set[str] = set()
    for start in range(0, case.ask_for.count_people(), shelf.LONG):
        found |= {row.id for row in shelf.people(case, start=start).rows}
    return found - {person_id}


def _blacken(case: Case, entry: Entry, blotter: _Blotter) -> None:
    """Lay a report without the name, and without what the person says, in place of the report."""
    document = replace(entry.document, text=blotter.text(entry.document.text, entry.report.id))
    extraction = entry.extraction
    if extraction is not None:
        extraction = blotter.of(extraction, document)
        gone = {claim.id for claim in extraction.claims if claim.speaker is not None and MASK in claim.speaker.text}
        claims = tuple(claim for claim in extraction.claims if claim.id not in gone)
        extraction = replace(extraction, claims=claims, explanations=tuple(x for x in extraction.explanations if x.claim not in gone))
    report = blotter.of(entry.report, document)
    judgements = [blotter.of(judgement, document) for judgement in case.ledger.on_report(entry.report.id)]
    kept = [judgement for judgement in judgements if not any(_says(draft) for draft in (*judgement.of, *judgement.results))]
    case.replace_with(Entry(report=report, document=document, extraction=extraction), kept)


def _says(draft: Draft) -> bool:
    """Whether the deleted person makes this claim."""
    return any(MASK in p.text for name in ("source", "speaker") for p in draft.parts.get(name, ()))


class _Blotter:
    """Blacks out one person's name in texts and in everything that holds texts."""

    def __init__(self, masker: Masker) -> None:
        self._masker = masker

    def names_them(self, text: str, report_id: str) -> bool:
        """Whether the name stands in a text."""
        return self.text(text, report_id) != text

    def text(self, text: str, report_id: str | None = None) -> str:
        """The text with every letter of the name blacked out."""
        letters = list(text)
        masked = self._masker.mask(text, report_id)
        for start, end, begin, stop in masked.moves:
            if MASK not in masked.text[begin:stop]:
                letters[start:end] = MASK * (end - start)
        return "".join(letters)

    def of(self, value: Any, document: Document) -> Any:
        """The same value with the name blacked out; passages hold what stands at their place in the blackened document."""
        if isinstance(value, Passage):
            there = document.text[value.start : value.end]
            return replace(value, text=there if len(there) == len(value.text) else self.text(value.text, document.report_id))
        if isinstance(value, str) and type(value) is str:
            return self.text(value, document.report_id)
        if isinstance(value, tuple):
            return tuple(self.of(one, document) for one in value)
        if isinstance(value, dict):
            return {key: self.of(one, document) for key, one in value.items()}
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            changed = {f.name: self.of(getattr(value, f.name), document) for f in dataclasses.fields(value) if f.name not in _IDS}
            return replace(value, **changed)
        return value


_IDS = frozenset(["id", "report_id", "document_id", "kind", "after", "undoes", "who", "when", "subject", "network", "manner", "claim", "verb"])


# ------------------------------------------------------------------ what deletion reaches


def _called_back(case: Case, report_ids: set[str]) -> tuple[Left, ...]:
    """The files that hold these reports: those kept in the case are destroyed, the others are named."""
    holding = [left for left in case.ledger.left() if report_ids & set(left.reports)]
    outside = []
    for left in holding:
        path = Path(left.file)
        if case.folder is not None and path.is_relative_to(case.folder.resolve()):
            path.unlink(missing_ok=True)
        else:
            outside.append(left)
    return tuple(outside)


def _drop_original(original: Path | None, others: int) -> tuple[str, ...]:
    """Destroy the file as received; others that came in it stay as they were read."""
    if original is None:
        return ()
    original.unlink(missing_ok=True)
    if others:
        return (f"The file as received is gone; {others} other reports that came in it stay as they were read, and cannot be read again.",)
    return ("The file as received is gone.",)


def _keyed(case: Case, name: str) -> str:
    """What stands for the name on the tombstone: only who holds the case's key could tell that it is this name."""
    return "p-" + hmac.new(case.ledger.key(), name.encode(), "sha256").hexdigest()[:16]


def _need_a_reason(who: str, why: str) -> None:
    if not who.strip() or not why.strip():
        raise UsageError("a deletion without a name or a reason", "who deletes, and why", "write both")


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
