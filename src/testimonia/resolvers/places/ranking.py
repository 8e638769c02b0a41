"""Which of the places of a name a report means."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from testimonia.domain import Entry, PlaceKind
from testimonia.gazetteer import key
from testimonia.resolvers.places.reading import Name

T = TypeVar("T")
# Weights of the grounds, chosen on TR-News dev, LGL dev, GeoVirus (end-to-end F1 within 161 km) and provinces of FA-KES dev.
PEOPLE = 0.45  # for each tenfold of inhabitants
NOBODY = -2.0  # a town whose inhabitants nobody has counted
KIND = {
    PlaceKind.COUNTRY: 2.0,
    PlaceKind.REGION: 2.7,
    PlaceKind.WATER: 2.5,
    PlaceKind.PROVINCE: 0.5,
    PlaceKind.DISTRICT: 0.3,
    PlaceKind.QUARTER: 0.0,
}
SAID = 1.8  # the words beside say it is of this kind
NOT_SAID = -0.65  # they say it is of another
HELD = 2.5  # it lies in the place named right after it, behind a comma
HELD_IN = 2.0  # the same in other words
COUNTRY = 2.2  # share of the report's places in its country
PROVINCE = 0.6
NEAR = 1.4  # for places near by
CROWD = 1.0  # places near by that count
FAR = 150.0  # km at which nearness has fallen to a third
ALIKE = 12.0  # from a spelling that is only just the same to the same
OWN_NAME = 0.5  # the name is its usual one
WEIGHED = 15  # candidates a name that are weighed fully
ROUNDS = 3


@dataclass(slots=True)
class Weighed:
    """A candidate with its grounds."""

    entry: Entry
    prior: float
    score: float
    why: str


@dataclass(slots=True)
class Focus:
    """Where a report is: shares of its countries and provinces, and points it names surely."""

    countries: Mapping[str, float]
    provinces: Mapping[tuple[str | None, str], float]
    points: list[tuple[float, float, str]]


def rank(names: list[Name], entries: Mapping[int, tuple[Entry, ...]]) -> dict[int, list[Weighed]]:
    """The candidates of every name (by its number), best first; `entries` holds what the gazetteer has for each."""
    weighed = {number: _prior(names[number], found) for number, found in entries.items() if found}
    _hold(names, weighed)
    for held in weighed.values():
        held.sort(key=_best)
        del held[WEIGHED:]
    focus = _focus(names, weighed, sure=True)
    for _ in range(ROUNDS):
        for number, held in weighed.items():
            for one in held:
                one.score = one.prior + _in_focus(one.entry, focus, key(names[number].words))
            held.sort(key=_best)
        focus = _focus(names, weighed, sure=False)
    return weighed


def _best(one: Weighed) -> tuple[float, str]:
    return -one.score, one.entry.id


def _prior(name: Name, found: Iterable[Entry]) -> list[Weighed]:
    """What the name and the words beside it say, before the rest of the report is looked at."""
    held = []
    for entry in found:
        score = PEOPLE * math.log10(entry.population + 10) + KIND.get(entry.kind, 0.0)
        if not entry.population and entry.kind is PlaceKind.TOWN:
            score += NOBODY
        why = []
        if name.kinds:
            score += SAID if entry.kind in name.kinds else NOT_SAID
            why += [f"called a {entry.kind.value}"] if entry.kind in name.kinds else []
        if key(entry.name) == key(name.words):
            score += OWN_NAME
        likeness = name.alike.get(entry.id)
        if likeness:
            score += ALIKE * (likeness.score - 1)
            why.append(f"spelled like {entry.name} ({likeness.why})")
        held.append(Weighed(entry, score, score, "; ".join(why)))
    return held


def _hold(names: list[Name], weighed: dict[int, list[Weighed]]) -> None:
    """Add to candidates that lie in a candidate of the place named as holding them, and to that one, too."""
    numbers = {id(name): number for number, name in enumerate(names)}
    for number, held in weighed.items():
        for holder, comma in names[number].holders:
            above = weighed.get(numbers.get(id(holder), -1), [])
            for one in held:
                within = [big for big in above if lies_in(one.entry, big.entry)]
                if within:
                    bonus = HELD if comma else HELD_IN
                    one.prior += bonus
                    one.why = "; ".join(filter(None, (one.why, f"in {holder.words}, as the text says")))
                    _strengthen(within, bonus)
                one.score = one.prior


def _strengthen(holders: list[Weighed], bonus: float) -> None:
    """What is said to hold a place is likelier the one that can, once."""
    for holder in holders:
        if holder.score == holder.prior:
            holder.prior += bonus / 4


def lies_in(small: Entry, big: Entry) -> bool:
    """Whether a place lies in another, by its country, province, district or city, or by where it is."""
    if small.id == big.id:
        return False
    match big.kind:
        case PlaceKind.COUNTRY:
            return small.kind is not PlaceKind.COUNTRY and small.country == big.name
        case PlaceKind.PROVINCE:
            same = small.province in {big.province, big.name}
            return same and small.country == big.country and small.kind is not PlaceKind.COUNTRY and small.kind is not PlaceKind.PROVINCE
        case PlaceKind.DISTRICT:
            return small.kind in {PlaceKind.TOWN, PlaceKind.QUARTER} and small.district == big.name and small.country == big.country
        case PlaceKind.TOWN:
            return small.kind in {PlaceKind.QUARTER, PlaceKind.POINT} and (small.city == big.name or kilometres(small, big) <= big.radius + 5)
        case _:
            return kilometres(small, big) <= big.radius


def _focus(names: list[Name], weighed: Mapping[int, list[Weighed]], *, sure: bool) -> Focus:
    """Shares of countries and provinces among the best candidates; with `sure`, of those alone that have no rival."""
    countries: Counter[str] = Counter()
    provinces: Counter[tuple[str | None, str]] = Counter()
    points: dict[str, tuple[float, float, str]] = {}
    for name in names:
        if name.adjective:
            countries[name.adjective] += 1
    for number, held in weighed.items():
        best = held[0]
        rivals = [other for other in held[1:] if other.entry.country != best.entry.country]
        if sure and rivals and best.prior - rivals[0].prior < 1.5:
            continue
        if best.entry.country:
            countries[best.entry.country] += 1
            if best.entry.province:
                provinces[best.entry.country, best.entry.province] += 1
        if best.entry.kind not in {PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.WATER}:
            points[key(names[number].words)] = (best.entry.latitude, best.entry.longitude, key(names[number].words))
    return Focus(_shares(countries), _shares(provinces), list(points.values()))


def _shares(counts: Counter[T]) -> dict[T, float]:
    total = sum(counts.values())
    return {what: count / total for what, count in counts.items()} if total else {}


def _in_focus(entry: Entry, focus: Focus, own: str) -> float:
    """How well a candidate fits where the report is; its own name does not speak for it."""
    score = COUNTRY * focus.countries.get(entry.country or "", 0.0)
    if entry.province:
        score += PROVINCE * focus.provinces.get((entry.country, entry.province), 0.0)
    if entry.kind in {PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.WATER} or not focus.points:
        return score
    near = sum(math.exp(-_roughly(entry, lat, lon) / FAR) for lat, lon, name in focus.points if name != own)
    return score + NEAR * min(near, CROWD)


def _roughly(entry: Entry, lat: float, lon: float) -> float:
    """Kilometres between an entry and a point, good to a few in a hundred where that matters."""
    away = abs(lon - entry.longitude)
    return 111.2 * math.hypot(lat - entry.latitude, min(away, 360 - away) * math.cos(math.radians((lat + entry.latitude) / 2)))


def kilometres(one: Entry, other: Entry) -> float:
    """Kilometres between two entries."""
    return _roughly(one, other.latitude, other.longitude)
