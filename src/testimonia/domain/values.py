"""What the words of time, number and place mean: values with the reason for each, never more precise than the words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from testimonia.domain.text import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Why a value is what it is: the rule's name, one sentence for the reader, and the passages it leans on beside its own words."""

    rule: str
    why: str
    used: tuple[Passage, ...] = ()


# ------------------------------------------------------------------ time


class TimeKind(StrEnum):
    """What a time expression names, in the terms of TIMEX3."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"


class Precision(StrEnum):
    """The unit a date is known to."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"
    QUARTER = "quarter"
    MONTH = "month"
    PART_OF_YEAR = "part of year"
    PART_OF_MONTH = "part of month"
    WEEK = "week"
    DAY = "day"
    PART_OF_DAY = "part of day"
    MINUTE = "minute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval(Passage):
    """A time expression and what it means.

    `value` and `mod` are TIMEX3 ("2014-04" with END); `edtf` (ISO 8601-2) says the same as an interval for dates and times and is None for
    durations, sets and what is not resolved. `first` and `last` are the first and last day it can mean (ISO 8601 dates), None where open or unknown.
    A duration has `value` alone. Nothing resolved: all None but `kind` and `basis`, which says what is missing.
    """

    kind: TimeKind
    value: str | None
    mod: str | None
    edtf: str | None
    first: str | None
    last: str | None
    precision: Precision | None
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationCheck:
    """A length of time said of two dates, set against the calendar.

    `fewest` and `most` are the days that can lie between the dates, as exactly as the words give them; `agrees` says whether the length said,
    with the looseness of its unit and its hedge, fits any of them. Disagreement is a finding, not an error: either may be wrong.
    """

    length: Interval
    start: Interval
    end: Interval
    fewest: int
    most: int
    agrees: bool
    basis: Basis


# ------------------------------------------------------------------ figures


class Bounds(StrEnum):
    """How a number is hedged."""

    EXACT = "exact"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    ABOUT = "about"
    BETWEEN = "between"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Passage):
    """A number as claimed, its hedge among its words; None is a bound nobody claims.

    `unit` is what is counted, in words ("civilians"; an elided one restored), `outcome` what became of them ("killed"), `per` what for ("day").
    `of` is the number, in the tuple of the document's figures, of the larger figure this one is part of ("including 22 children").
    `tally` is a running total; `disputed` is set where the text itself says that the number is contested. `giver` is who gives it, as written.
    """

    low: float | None
    high: float | None
    bounds: Bounds
    unit: str | None
    outcome: str | None
    basis: Basis
    per: str | None = None
    of: int | None = None
    negated: bool = False
    tally: bool = False
    disputed: bool = False
    giver: Passage | None = None


# ------------------------------------------------------------------ places


class PlaceKind(StrEnum):
    """How precisely a place is known, from a point to a whole country; `AREA` is a stretch inside a known place that has no entry of its own."""

    POINT = "point"
    QUARTER = "quarter"
    TOWN = "town"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"
    REGION = "region"
    WATER = "water"
    AREA = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place of a gazetteer: its id there, its usual name, where it lies (degrees), and what it lies in; `radius` is its rough extent in km."""

    id: str
    name: str
    latitude: float
    longitude: float
    kind: PlaceKind
    country: str | None = None
    province: str | None = None
    district: str | None = None
    city: str | None = None
    population: int = 0
    radius: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entry a name may stand for, its score 0 to 1, and one sentence why."""

    entry: Entry
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Passage):
    """A place mention and what it is held to be.

    `entry` is None where it could not be placed: its words stand, and `basis` says why. `inside` is set where the name itself has no entry but the
    place it lies in has: it is an area in there with that uncertainty. `others` are the next candidates, best first. `actor` is set where the
    place stands for its government or people ("Damascus said").
    """

    entry: Entry | None
    inside: bool
    others: tuple[Candidate, ...]
    actor: bool
    basis: Basis
