"""The words around names of places, from place_words.txt."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from testimonia.domain import PlaceKind

KINDS = (PlaceKind.COUNTRY, PlaceKind.PROVINCE, PlaceKind.DISTRICT, PlaceKind.TOWN, PlaceKind.QUARTER, PlaceKind.WATER, PlaceKind.POINT)


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one line of the file."""
    return _lines()[name]


@cache
def kinds_of(word: str) -> frozenset[PlaceKind]:
    """What kinds of place a word may name ("county": a province or a district); empty for other words."""
    return frozenset(kind for kind in KINDS if word in listed(kind.value))


@cache
def _lines() -> dict[str, frozenset[str]]:
    lines = files("testimonia").joinpath("data/place_words.txt").read_text(encoding="utf-8").splitlines()
    split = (line.split(":", 1) for line in lines if line and not line.startswith("#"))
    return {name.strip(): frozenset(words.replace("_", " ").split()) for name, words in split}
