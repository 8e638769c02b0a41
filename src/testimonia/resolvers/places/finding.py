"""From mentions of places to places with the reason for each."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from testimonia.domain import Basis, Candidate, Document, Entry, Mention, MentionKind, Place, PlaceKind
from testimonia.gazetteer import Gazetteer, key
from testimonia.resolvers.places.ranking import Weighed, rank
from testimonia.resolvers.places.reading import Name, Reader
from testimonia.resolvers.places.words import listed

OTHERS = 3  # further candidates kept
LARGE = 100_000  # inhabitants from which a town may be meant in any report; below, the rule costs .000, .003 and .001 of end-to-end F1 on dev
SMALL = frozenset({PlaceKind.TOWN, PlaceKind.QUARTER, PlaceKind.POINT, PlaceKind.DISTRICT})
COUNTRIES = 2  # countries in focus in which a name spelled otherwise is looked for


def find_places(
    document: Document, mentions: Iterable[Mention], gazetteer: Gazetteer, corrections: Mapping[str, Entry] | None = None
) -> tuple[Place, ...]:
    """Every place of the document, in text order; what cannot be placed stays, unresolved.

    `mentions` are all of the document's or its places alone; adjectives ("Kenyan") are left out. `corrections` are a person's: the name as folded
    by `gazetteer.key`, and the entry it stands for; they always win.
    """
    names = Reader(document, gazetteer).names(m for m in mentions if m.kind is MentionKind.PLACE)
    corrections = corrections or {}
    weighed = _weighed(names, gazetteer)
    found = []
    for number, name in enumerate(names):
        corrected = corrections.get(key(name.words))
        if corrected:
            found.append(_place(name, corrected, Basis(rule="correction", why="a person has said which place this is")))
        elif number in weighed:
            found.append(_resolved(name, weighed[number]))
        elif not name.adjective:
            found.append(_without_entry(name, names, weighed))
    return tuple(_doubted(place, found, {name.adjective for name in names}) for place in found)


def _doubted(place: Place, places: list[Place], adjectives: set[str | None]) -> Place:
    """A small place in a country of which the report names nothing else, while others lie elsewhere, may be another of the same name: unresolved."""
    entry = place.entry
    if entry is None or entry.kind not in SMALL or entry.population >= LARGE or place.basis.rule != "gazetteer" or entry.country in adjectives:
        return place
    elsewhere = [other.entry.country for other in places if other.entry and key(other.text) != key(place.text)]
    if len(elsewhere) < 2 or entry.country in elsewhere:
        return place
    why = f"nothing else in the report is in {entry.country}, so hardly {_lies(entry)}"
    first = Candidate(entry=entry, score=round(1 - sum(other.score for other in place.others), 3), why=_lies(entry))
    return replace(place, entry=None, basis=Basis(rule="unresolved", why=why), others=(first, *place.others)[:OTHERS])


def _weighed(names: list[Name], gazetteer: Gazetteer) -> dict[int, list[Weighed]]:
    """The candidates of every name that has any, best first; a name in no list is looked for by its spelling in the countries the rest is about."""
    entries = {number: _candidates(name, gazetteer) for number, name in enumerate(names) if not name.adjective}
    weighed = rank(names, entries)
    focus = _countries(names, weighed)
    again = {number: _spelled(names[number], focus, gazetteer) for number, found in entries.items() if not found}
    return rank(names, entries | again) if any(again.values()) else weighed


def _candidates(name: Name, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """What the gazetteer has for the name as written, else without the words that only say which part of it, or what, it is."""
    found = gazetteer.named(name.words)
    words = name.words.split()
    while not found and len(words) > 1:
        if words[0].lower() in listed("part") or words[0].lower() in listed("before"):
            words = words[1:]
        elif _says_kind(words[-1]) or words[-1].islower():
            words = words[:-1]
        else:
            break
        found = gazetteer.named(" ".join(words))
    return found


def _says_kind(word: str) -> bool:
    return any(word.lower() in listed(kind) for kind in ("country", "province", "district", "town", "quarter"))


def _countries(names: list[Name], weighed: Mapping[int, list[Weighed]]) -> tuple[str, ...]:
    """The countries most of the report's places are in."""
    counts: Counter[str] = Counter(name.adjective for name in names if name.adjective)
    counts.update(held[0].entry.country for held in weighed.values() if held and held[0].entry.country)
    return tuple(country for country, _ in counts.most_common(COUNTRIES))


def _place(name: Name, entry: Entry | None, basis: Basis, others: tuple[Candidate, ...] = (), *, inside: bool = False) -> Place:
    return Place(start=name.start, end=name.end, text=name.words, entry=entry, inside=inside, others=others, actor=name.actor, basis=basis)


def _resolved(name: Name, held: list[Weighed]) -> Place:
    best = held[0]
    total = sum(math.exp(one.score - best.score) for one in held)
    others = tuple(
        Candidate(entry=one.entry, score=round(math.exp(one.score - best.score) / total, 3), why=one.why or _lies(one.entry))
        for one in held[1 : 1 + OTHERS]
    )
    why = best.why or (
        f"the only place of this name: {_lies(best.entry)}" if len(held) == 1 else f"best fits the report's other places: {_lies(best.entry)}"
    )
    return _place(name, best.entry, Basis(rule="spelling" if name.alike else "gazetteer", why=why), others)


def _lies(entry: Entry) -> str:
    """Where an entry lies, in words."""
    above = [part for part in (entry.city, entry.district, entry.province, entry.country) if part and part != entry.name]
    return f"{entry.name}, a {entry.kind.value}" + (f" in {', '.join(dict.fromkeys(above))}" if above else "")


def _without_entry(name: Name, names: list[Name], weighed: Mapping[int, list[Weighed]]) -> Place:
    """A name the gazetteer lacks: inside a place named with it, or unresolved."""
    holder = _holder(name, names, weighed)
    if holder:
        return _place(name, holder, Basis(rule="inside", why=f"no entry of its own; somewhere in {holder.name}, as the text says"), inside=True)
    return _place(name, None, Basis(rule="unresolved", why="no place of this name is known"))


def _spelled(name: Name, focus: tuple[str, ...], gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Places of the countries in focus whose name is this one spelled otherwise; how like they are is noted on the name."""
    found = gazetteer.spelled(name.words, focus)
    name.alike = {entry.id: likeness for entry, likeness in found}
    return tuple(entry for entry, _ in found)


def _holder(name: Name, names: list[Name], weighed: Mapping[int, list[Weighed]]) -> Entry | None:
    """The town or wider place said to hold this one."""
    numbers = {id(other): number for number, other in enumerate(names)}
    for holder, _ in name.holders:
        held = weighed.get(numbers[id(holder)])
        if held and held[0].entry.kind not in {PlaceKind.REGION, PlaceKind.WATER}:
            return held[0].entry
    return None
