"""Search: findings by words and facets, and places in the running text."""

from __future__ import annotations

from collections.abc import Mapping

from testimonia.case.queries import FACETS, Wanted
from testimonia.case.store import Case, Hit
from testimonia.domain import Report
from testimonia.names import fullest
from testimonia.shelf.listing import listed
from testimonia.shelf.shown import Facet, Listed, Searched

PASSAGES = 20  # places in the running text shown beside the findings
VALUES = 12  # values shown of each facet


def search(case: Case, asked: str, facets: Mapping[str, str], *, start: int = 0) -> Searched:
    """Findings that hold all these words and fit the facets, places in the running text, and how the findings could be narrowed."""
    chosen = tuple((name, value) for name, value in facets.items() if name in FACETS)
    wanted = Wanted(facets=chosen, words=asked)
    if not asked.strip() and not chosen:
        return Searched(findings=Listed(rows=(), total=0), passages=(), facets=())
    places = [hit for hit in case.find(asked) if hit.kind == "text"][:PASSAGES] if asked.strip() and not chosen else []
    return Searched(
        findings=listed(case, wanted, "bearing", start),
        passages=tuple(_passage(case, hit) for hit in places),
        facets=tuple(_facet(case, name, found) for name, found in case.ask_for.facets(wanted, VALUES).items()),
    )


def _passage(case: Case, hit: Hit) -> tuple[Report, int, str]:
    entry = case.entry(hit.report_id)
    block = next(block for block in entry.document.blocks if block.start == int(hit.ref))
    return entry.report, block.start, entry.document.text[block.start : block.end]


def _facet(case: Case, name: str, found: list[tuple[str, int]]) -> Facet:
    called = {value: fullest(case.ask_for.forms(value)) for value, _ in found} if name == "said_by" else {}
    return Facet(name=name, values=tuple((value, called.get(value) or value, count) for value, count in found if value))
