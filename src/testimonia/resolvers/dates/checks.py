"""Lengths of time that a text says of two dates, worked out against the dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from math import inf

from testimonia.domain import Basis, Document, DurationCheck, Interval, TimeKind
from testimonia.resolvers.dates.extent import extent

_LENGTH = re.compile(r"P(\d+(?:\.\d+)?)([YMWD])(?:(\d+)M)?")
_DAYS = {"Y": 365.2425, "M": 30.436875, "W": 7.0, "D": 1.0}
# How loosely people say a whole number of units, as a share of the unit: "two years" of 21 months to 27.
_LOOSE = {"Y": 0.25, "M": 0.5, "W": 0.5, "D": 1.0}
_ABOUT = 0.15  # "about", "nearly" and "more than" reach so far, as a share of the number
# Words right before a length that tie it to what the sentence dates: the siege ended "after two years", "lasted 700 days".
_TIES = re.compile(
    r"(?:\bafter|\bfor|\blasted|\blasting|\btook|\bending an?|\bended an?|\bending the|\bended the|,)\s+(?:its\s+|their\s+|the\s+|an?\s+)?$"
)
_STARTS = re.compile(r"\b(?:since|from|between|began (?:in|on)|started (?:in|on)|beginning (?:in|on)|begun (?:in|on))\s+(?:the\s+)?$")
_REACH = 30


def check_durations(document: Document, times: tuple[Interval, ...]) -> tuple[DurationCheck, ...]:
    """Every length of time that is said of two dates in its sentence, or in its and the one before, with what the calendar says.

    Nothing is checked unless a word ties the length to the sentence ("after two years", "lasted 700 days"), one date is marked as the beginning
    ("since June 2012") and exactly one later date stands in reach.
    """
    found = (_checked(length, *ends) for length in times for ends in _ends(document, times, length))
    return tuple(check for check in found if check)


def _ends(document: Document, times: tuple[Interval, ...], length: Interval) -> Iterator[tuple[Interval, Interval]]:
    """The beginning and the end that the length is said of, if there are just these two."""
    if not _is_tied(document, length):
        return
    home = document.sentence_at(length.start)
    dates = [time for time in times if time.kind is TimeKind.DATE and _days(time) is not None]
    for sentences in ({home}, {home - 1, home}):
        near = [time for time in dates if document.sentence_at(time.start) in sentences]
        starts = [time for time in near if _STARTS.search(document.text[max(0, time.start - _REACH) : time.start])]
        if len(starts) == 1 and len(_apart(near)) == 2:
            end = next(time for time in near if time.value != starts[0].value)
            if _later(starts[0], end):
                yield starts[0], end
            return


def _apart(dates: list[Interval]) -> set[str | None]:
    return {date.value for date in dates}


def _is_tied(document: Document, length: Interval) -> bool:
    if length.kind is not TimeKind.DURATION or length.basis.rule != "length" or not _LENGTH.fullmatch(length.value or ""):
        return False
    return _TIES.search(document.text[max(0, length.start - _REACH) : length.start]) is not None


def _days(time: Interval) -> tuple[datetime.date, datetime.date] | None:
    """First and last day the date can be, whichever end its sentence leaves open."""
    found = extent(time.value, time.mod)
    try:
        return (datetime.date.fromisoformat(found.first), datetime.date.fromisoformat(found.last)) if found.first and found.last else None
    except ValueError:  # before Christ
        return None


def _later(start: Interval, end: Interval) -> bool:
    first, second = _days(start), _days(end)
    return first is not None and second is not None and second[1] > first[0]


def _checked(length: Interval, start: Interval, end: Interval) -> DurationCheck | None:
    said, first, second = _said(length), _days(start), _days(end)
    if said is None or first is None or second is None:
        return None
    fewest, most = max(0, (second[0] - first[1]).days), (second[1] - first[0]).days
    agrees = said[0] <= most and fewest <= said[1]
    between = str(fewest) if fewest == most else f"{fewest} to {most}"
    why = (
        f"From {start.value} to {end.value} is {between} days; \u201c{length.text}\u201d can be {_range(*said)}: "
        f"{'they agree' if agrees else 'they do not agree'}."
    )
    return DurationCheck(
        length=length, start=start, end=end, fewest=fewest, most=most, agrees=agrees, basis=Basis(rule="arithmetic", why=why, used=(start, end))
    )


def _range(fewest: float, most: float) -> str:
    return f"at least {round(fewest)}" if most == inf else f"{round(fewest)} to {round(most)}"


def _said(length: Interval) -> tuple[float, float] | None:
    """The fewest and most days that the length's words can mean."""
    match = _LENGTH.fullmatch(length.value or "")
    if match is None:
        return None
    unit = _DAYS[match[2]]
    days = float(match[1]) * unit + int(match[3] or 0) * _DAYS["M"]
    loose, about = _LOOSE[match[2]] * unit, days * _ABOUT
    spans = {
        "LESS_THAN": (days - max(about, loose), days + (loose if match[2] != "D" else 0)),
        "EQUAL_OR_LESS": (0.0, days + loose),
        "MORE_THAN": (days - (loose if match[2] != "D" else 0), days + max(about, unit)),
        "EQUAL_OR_MORE": (days - loose, inf),
        "APPROX": (days - max(about, loose), days + max(about, loose)),
    }
    return spans.get(length.mod or "", (days - loose, days + loose))
