"""From a TIMEX3 value to its interval: EDTF, first and last day, and the unit it is known to."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from testimonia.domain import Precision
from testimonia.resolvers.dates.days import month_length

# "Early", "mid" and "late": thirds of a month, four months of a year, of a decade and a century a little more than thirds, since words are loose.
_MONTH_PARTS = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}
_YEAR_PARTS = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}
_SEASONS = {"SP": (21, 3, 5), "SU": (22, 6, 8), "FA": (23, 9, 11)}
_VALUE = re.compile(r"(?P<bc>BC)?(?P<year>\d{2,4})(?:-(?P<part>[A-Z0-9]+)(?:-(?P<day>\d\d|WE))?)?(?:T(?P<clock>.+))?")


class Extent(NamedTuple):
    """What a value covers; first and last are ISO 8601 days."""

    edtf: str | None
    first: str | None
    last: str | None
    precision: Precision | None


NOWHERE = Extent(None, None, None, None)


def extent(value: str | None, mod: str | None = None) -> Extent:
    """The interval of a date or time; nothing for durations, repeated times and references."""
    match = _VALUE.fullmatch(value or "")
    if not match:
        return NOWHERE
    found = _plain(match)
    if mod in {"START", "MID", "END"}:
        return _narrowed(match, found, mod)
    if mod == "APPROX" and found.edtf and "T" in found.edtf:
        return found._replace(edtf=found.first)  # "about 3 p.m." is sure of the day
    if mod == "APPROX" and found.edtf and "/" not in found.edtf:
        return found._replace(edtf=found.edtf + "~", first=None, last=None)
    return found


def opened(found: Extent, *, start: bool) -> Extent:
    """The interval that is open at its start ("until May") or its end ("since May")."""
    if found.edtf is None:
        return found
    ends = found.edtf.split("/")
    if start:
        return found._replace(edtf=f"../{ends[-1]}", first=None)
    return found._replace(edtf=f"{ends[0]}/..", last=None)


def _plain(match: re.Match[str]) -> Extent:
    year, part, day = match["year"], match["part"], match["day"]
    if len(year) < 4:
        return _long(match)
    number = -int(year) if match["bc"] else int(year)
    if part is None or not number:
        return _spanned(_edtf_year(number), number, (1, 12), Precision.YEAR) if number else NOWHERE
    if part in _SEASONS or part == "WI":
        return _season(number, part)
    if part[0] in "QH" and part[1:].isdigit():
        return _part_of_year(number, part)
    if part[0] == "W":
        return _week(number, int(part[1:]), weekend=day == "WE") if part[1:].isdigit() and number > 0 else NOWHERE
    return _month_or_day(match, number)


def _month_or_day(match: re.Match[str], year: int) -> Extent:
    part, day, clock = match["part"], match["day"], match["clock"]
    if not part.isdigit() or not 1 <= int(part) <= 12:
        return NOWHERE
    month = int(part)
    if day is None:
        return _spanned(f"{_edtf_year(year)}-{month:02d}", year, (month, month), Precision.MONTH)
    if not day.isdigit() or not 1 <= int(day) <= month_length(year, month):
        return NOWHERE
    exact = _day(year, month, int(day))
    if clock is None:
        return Extent(exact, exact, exact, Precision.DAY)
    if re.fullmatch(r"\d\d:\d\d(?::\d\d)?", clock) and not clock.startswith("24"):
        return Extent(f"{exact}T{clock}" + (":00" if len(clock) == 5 else ""), exact, exact, Precision.MINUTE)
    return Extent(exact, exact, exact, Precision.PART_OF_DAY)


def _edtf_year(year: int) -> str:
    return f"{year:04d}" if year > 0 else f"-{-year - 1:04d}" if year < -1 else "0000"


def _day(year: int, month: int, day: int) -> str:
    return f"{_edtf_year(year)}-{month:02d}-{day:02d}"


def _spanned(edtf: str, year: int, months: tuple[int, int], precision: Precision) -> Extent:
    return Extent(edtf, _day(year, months[0], 1), _day(year, months[1], month_length(year, months[1])), precision)


def _long(match: re.Match[str]) -> Extent:
    """A decade (three figures) or a century (two)."""
    figures = match["year"]
    length, precision = (10, Precision.DECADE) if len(figures) == 3 else (100, Precision.CENTURY)
    low = int(figures) * length
    if match["part"]:
        return NOWHERE
    if match["bc"]:
        low += 1 if length == 100 else 0  # the fifth century before Christ is 500 to 401, the 490s are 499 to 490
        first, last = -(low + length - 1), -max(low, 1)
        return Extent(f"{_edtf_year(first)}/{_edtf_year(last)}", _day(first, 1, 1), _day(last, 12, 31), precision)
    low = max(low, 1)
    last = int(figures) * length + length - 1
    return Extent(figures + "X" * (4 - len(figures)), _day(low, 1, 1), _day(last, 12, 31), precision)


def _season(year: int, part: str) -> Extent:
    if part == "WI":  # the winter of a year may be the one it begins with or the one it ends with
        following = year + 1 if year != -1 else 1
        return Extent(f"{_edtf_year(year)}-24", _day(year, 1, 1), _day(following, 2, month_length(following, 2)), Precision.SEASON)
    code, low, high = _SEASONS[part]
    return _spanned(f"{_edtf_year(year)}-{code}", year, (low, high), Precision.SEASON)


def _part_of_year(year: int, part: str) -> Extent:
    size, base, precision = (3, 32, Precision.QUARTER) if part[0] == "Q" else (6, 39, Precision.PART_OF_YEAR)
    number = int(part[1:])
    if not 1 <= number <= 12 // size:
        return NOWHERE
    return _spanned(f"{_edtf_year(year)}-{base + number}", year, (number * size - size + 1, number * size), precision)


def _week(year: int, week: int, *, weekend: bool) -> Extent:
    try:
        monday = datetime.date.fromisocalendar(year, week, 1)
    except ValueError:
        return NOWHERE
    first = monday + datetime.timedelta(5 if weekend else 0)
    last = monday + datetime.timedelta(6)
    return Extent(f"{first.isoformat()}/{last.isoformat()}", first.isoformat(), last.isoformat(), Precision.WEEK)


def _narrowed(match: re.Match[str], found: Extent, mod: str) -> Extent:
    """Its early, middle or late part; for units without thirds of their own, the unit itself, marked as approximate where EDTF can."""
    year, part = match["year"], match["part"]
    number = -int(year) if match["bc"] else int(year)
    if len(year) < 4 and not match["bc"] and not part:
        return _third(found, int(year), len(year), mod)
    if len(year) == 4 and number and part is None:
        low, high = _YEAR_PARTS[mod]
        narrow = _spanned("", number, (low, high), Precision.PART_OF_YEAR)
        return narrow._replace(edtf=f"{_edtf_year(number)}-{low:02d}~/{_edtf_year(number)}-{high:02d}~")
    if len(year) == 4 and number and part.isdigit() and match["day"] is None and 1 <= int(part) <= 12:
        low, high = _MONTH_PARTS[mod]
        first, last = _day(number, int(part), low), _day(number, int(part), min(high, month_length(number, int(part))))
        return Extent(f"{first}~/{last}~", first, last, Precision.PART_OF_MONTH)
    return found


def _third(found: Extent, figures: int, digits: int, mod: str) -> Extent:
    length = 10 if digits == 3 else 100
    low, high = {"START": (0, 0.4), "MID": (0.3, 0.7), "END": (0.6, 1)}[mod]
    first, last = figures * length + round(low * length), figures * length + round(high * length) - 1
    return Extent(f"{first:04d}~/{last:04d}~", _day(max(first, 1), 1, 1), _day(last, 12, 31), found.precision)
