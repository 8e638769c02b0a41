"""Search on the command line."""

from __future__ import annotations

from dataclasses import dataclass

from testimonia import shelf
from testimonia.case.store import Case, Entry, Hit
from testimonia.errors import UsageError
from testimonia.views import NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place found by `search`: what it is in, and its words."""

    headline: str
    words: str


def search(case: Case, words: str, *, said_by: str | None = None, report: str | None = None) -> list[Place]:
    """Where all these words stand, findings first; `said_by` keeps those of one voice, `report` the reports whose file or title holds it."""
    shelf.fresh(case)
    hits = case.find(words, said_by)
    entries = {entry.report.id: entry for entry in case.entries()}
    if report is not None:
        kept = {r for r, entry in entries.items() if report.lower() in f"{entry.report.file} {entry.report.title or ''}".lower()}
        if not kept:
            raise UsageError(f"no report named {report!r}", "part of a file name or title", "see the names with: testimonia search CASE WORDS")
        hits = tuple(hit for hit in hits if hit.report_id in kept)
    ordered = sorted(hits, key=lambda hit: (hit.kind == "text", hit.kind))
    return [place for hit in ordered if (place := _place(case, hit, entries[hit.report_id])) is not None]


def _place(case: Case, hit: Hit, entry: Entry) -> Place | None:
    name = entry.report.title or entry.report.file
    if hit.kind == "text":
        block = next(block for block in entry.document.blocks if block.start == int(hit.ref))
        return Place(headline=f"{name} [{entry.report.file}], {block.kind}", words=entry.document.text[block.start : block.end])
    found = case.ask_for.finding(hit.ref)
    if found is None or found[0].state == "rejected":
        return None
    teller = found[0].teller or ("the report’s own voice" if hit.kind == "reason" else NOBODY)
    return Place(headline=f"{teller} — {name} [{entry.report.file}]{', a reason' if hit.kind == 'reason' else ''}", words=found[0].words)
