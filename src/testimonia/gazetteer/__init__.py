"""Names of places and what they name: the world's, and the packs that a case adds."""

from __future__ import annotations

from typing import Protocol

from testimonia.domain import Entry, PlaceKind
from testimonia.gazetteer.keys import key
from testimonia.gazetteer.packs import Pack, load_pack
from testimonia.gazetteer.world import World, world
from testimonia.spelling import Likeness, compare

__all__ = ["Gazetteer", "Names", "Pack", "World", "key", "load_pack", "standard_gazetteer", "world"]

# What a spelling must be more like than, to be held for the same place's: .95 where the matcher itself is content with .5, since many are compared.
UNLIKE = Likeness(score=0.95, same=False, why="")
LONGER = 6  # letters by which two spellings of one name differ at most, as far as we compare them
# Degrees up to which two tables may put one place apart; a tenth for towns.
SAME_GROUND = {PlaceKind.COUNTRY: 20.0, PlaceKind.PROVINCE: 1.0, PlaceKind.DISTRICT: 0.4}


class Names(Protocol):
    """What can be asked of the world and of a pack alike."""

    def named(self, name: str) -> tuple[Entry, ...]:
        """Every place with exactly this name (folded), the most populous first, then by id."""

    def spelled(self, name: str, countries: tuple[str, ...]) -> tuple[tuple[Entry, str], ...]:
        """Places of these countries with a name whose consonants are those of the given one, and that name."""

    def adjective(self, word: str) -> str | None:
        """The country that an adjective means."""


class Gazetteer:
    """Several tables of names asked as one, the packs first."""

    def __init__(self, *tables: Names) -> None:
        """Ask these tables, in this order."""
        self._tables = tables

    def named(self, name: str) -> tuple[Entry, ...]:
        """Every place with exactly this name (folded), each table's in its own order."""
        return _merged([table.named(name) for table in self._tables])

    def spelled(self, name: str, countries: tuple[str, ...]) -> tuple[tuple[Entry, Likeness], ...]:
        """Places of these countries (by name) with a name that is the given one spelled otherwise, and how like the likest is."""
        likest: dict[str, Likeness] = {}
        tables = [table.spelled(name, countries) for table in self._tables]
        for entry, other in (pair for pairs in tables for pair in pairs):
            if abs(len(name) - len(other)) > LONGER:
                continue
            likeness = compare(name, other)
            if likeness.score > likest.get(entry.id, UNLIKE).score:
                likest[entry.id] = likeness
        once = [tuple({entry.id: entry for entry, _ in pairs if entry.id in likest}.values()) for pairs in tables]
        return tuple((entry, likest[entry.id]) for entry in _merged(once))

    def adjective(self, word: str) -> str | None:
        """The country that an adjective or a people's name means."""
        return next((found for table in self._tables if (found := table.adjective(word))), None)


def standard_gazetteer(*packs: Pack) -> Gazetteer:
    """The world's places and those of these packs."""
    return Gazetteer(*packs, world())


def _merged(tables: list[tuple[Entry, ...]]) -> tuple[Entry, ...]:
    """The entries of all tables; what an earlier table tells of a place counts, not a later one's."""
    found: list[Entry] = []
    for entries in tables:
        found += [entry for entry in entries if not any(_same_ground(entry, other) for other in found)] if found else entries
    return tuple(found)


def _same_ground(one: Entry, other: Entry) -> bool:
    """Whether two entries with a name in common are one place told by two tables: of one kind and close together for its size."""
    apart = max(abs(one.latitude - other.latitude), abs(one.longitude - other.longitude))
    return one.kind is other.kind and apart < SAME_GROUND.get(one.kind, 0.1)
