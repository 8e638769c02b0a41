"""Points of the calendar, years before Christ included, and their spelling as TIMEX3 values."""

from __future__ import annotations

import datetime
import re
from calendar import isleap, monthrange
from typing import NamedTuple

UNIT_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
UNIT_DAYS = {"D": 1, "W": 7}
_POINT = re.compile(r"(BC)?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-WE)?$")
_SEASON_MONTH = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}


class Point(NamedTuple):
    """A year, a month of it or a day of that; years before Christ are negative and there is no year 0."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def value(self) -> str:
        """The TIMEX3 value: "2014-04", "BC0490"."""
        year = f"{self.year:04d}" if self.year > 0 else f"BC{-self.year:04d}"
        return year + "".join(f"-{part:02d}" for part in (self.month, self.day) if part)

    @property
    def months(self) -> int:
        """Months on one even line."""
        return (self.year if self.year > 0 else self.year + 1) * 12 + (self.month or 1) - 1


def of_date(day: datetime.date) -> Point:
    """The day as a Point."""
    return Point(day.year, day.month, day.day)


def month_length(year: int, month: int) -> int:
    """How many days a month has; -1 is the year before the year 1, counted on as the calendar would."""
    return monthrange(2000 if isleap(year + 1 if year < 0 else year) else 2001, month)[1]


def is_real(point: Point) -> bool:
    """Whether the calendar has such a day."""
    if point.month is None:
        return True
    if not 1 <= point.month <= 12:
        return False
    return point.day is None or 1 <= point.day <= month_length(point.year, point.month)


def date_of(point: Point | None) -> datetime.date | None:
    """The first day of the Point; None before Christ."""
    if point is None or not 1 <= point.year <= 9999:
        return None
    return datetime.date(point.year, point.month or 1, point.day or 1)


def moved(point: Point, by: int, unit: str) -> Point | None:
    """The Point so many units later, as precise as unit and Point allow; None where the calendar ends or hours and less are meant."""
    if unit in UNIT_DAYS:
        day = date_of(point) if point.day else None
        try:
            return of_date(day + datetime.timedelta(by * UNIT_DAYS[unit])) if day else None
        except OverflowError:
            return None
    if unit not in UNIT_MONTHS or abs(by) > 9999:
        return None
    months = point.months + by * UNIT_MONTHS[unit]
    year, month = months // 12, months % 12 + 1
    year = year if year > 0 else year - 1
    if not -9999 <= year <= 9999:
        return None
    return Point(year, month) if unit in {"M", "Q"} and point.month else Point(year)


def week_value(day: datetime.date) -> str:
    """The week of the day, "2014-W17"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_value(point: Point) -> str:
    """The quarter of the Point's month, "2014-Q2"."""
    return f"{Point(point.year).value}-Q{((point.month or 1) + 2) // 3}"


def point_of(value: str) -> Point | None:
    """The Point at which a value stands: itself, a week's Monday, a season's middle month; None for what has no year."""
    if _WEEK.match(value):
        return _monday(value)
    match = _POINT.match(value)
    if not match or not int(match[2]):
        return None
    year = int(match[2]) * (-1 if match[1] else 1)
    tail = value[match.end() :]
    if tail[1:] in _SEASON_MONTH:
        return Point(year, _SEASON_MONTH[tail[1:]])
    if tail.startswith("-Q") and tail[2:].isdigit():
        return Point(year, int(tail[2:]) * 3)
    return Point(year, int(match[3]) if match[3] else None, int(match[4]) if match[4] else None)


def _monday(week: str) -> Point | None:
    try:
        return of_date(datetime.date.fromisocalendar(int(week[:4]), int(week[6:8]), 1))
    except ValueError:
        return None
