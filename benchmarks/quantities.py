"""Figures in the form of corpora/quantities: no network, the resolver alone."""

from __future__ import annotations

from typing import Any

from testimonia.domain import Bounds, Figure
from testimonia.readers.textbuilder import as_given
from testimonia.resolvers.figures import find_figures, read_number

_MODS = {
    Bounds.EXACT: "exact",
    Bounds.ABOUT: "approx",
    Bounds.AT_LEAST: "at_least",
    Bounds.MORE_THAN: "more_than",
    Bounds.AT_MOST: "at_most",
    Bounds.LESS_THAN: "less_than",
    Bounds.BETWEEN: "range",
    Bounds.VAGUE: "vague",
}


def quantities(item: dict[str, Any]) -> dict[str, Any]:
    """Every figure of the record in the scorer's fields."""
    document = as_given(item["text"], str(item["doc_id"]))
    return {"doc_id": document.report_id, "quantities": [_quantity(figure) for figure in find_figures(document)]}


def _quantity(figure: Figure) -> dict[str, Any]:
    low, high = figure.low, figure.high
    if figure.bounds is Bounds.ABOUT:  # "nearly 40" is 40 to the scorer, and no more than 40 to us
        low, high = (high, high) if low is None else (low, low if high is None else high)
    number = read_number(figure.text)
    return {
        "start": figure.start,
        "end": figure.end,
        "lo": low,
        "hi": high,
        "mod": _MODS[figure.bounds],
        "word": number.word if number is not None else None,
        "unit": figure.unit,
        "outcome": figure.outcome.replace(" ", "_") if figure.outcome else None,
        "source": figure.giver.text if figure.giver is not None else "",
    }
