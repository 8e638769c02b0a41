"""Readers of feast days and of dates of the Hijri calendar."""

from __future__ import annotations

import datetime
import re

from testimonia.domain import Precision, TimeKind
from testimonia.resolvers.dates.calendar_dates import is_name, year_of
from testimonia.resolvers.dates.context import Context, Meaning
from testimonia.resolvers.dates.days import Point, of_date
from testimonia.resolvers.dates.extent import Extent
from testimonia.resolvers.dates.grammar import Phrase

_FEASTS = {"eid_fitr": (10, 1), "eid_adha": (12, 10), "ashura": (1, 10)}
_MOON = "The Hijri month begins when the new moon is seen, so the day may be one off either way."
_ONE = datetime.timedelta(1)


def holiday(phrase: Phrase, context: Context) -> Meaning | None:
    """Feasts of fixed date, Easter (western) and the two Eids."""
    name = phrase.value("holiday") or ""
    if is_name(phrase):
        return None
    given = year_of(phrase)
    anchor = context.anchor
    year = given or (anchor.year if anchor else None)
    if year is None or not 1 <= year <= 9998:
        return Meaning(kind=TimeKind.DATE, value=None, rule="feast", why="No year is given and no other date tells which.")
    if name in _FEASTS:
        month, day = _FEASTS[name]
        return _hijri_day(_hijri_year(Point(year, anchor.month if anchor and not given else 7), month), month, day)
    point = of_date(_easter(year)) if name == "easter" else Point(year, int(name[:2]), int(name[3:]))
    if given is None and not context.history and anchor and point > anchor and context.published and point.months - anchor.months > 6:
        point = Point(year - 1, point.month, point.day)
    return Meaning(
        kind=TimeKind.DATE, value=point.value, rule="feast", why="A feast of fixed date." if given else f"Reckoned from {context.from_words()}."
    )


def _easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar (the anonymous rule of 1876, in Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return datetime.date(year, month, day + 1)


def hijri(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "12 Ramadan 1435", "Ramadan": worked out by the tables of Umm al-Qura, one day either way."""
    month = int(phrase.value("hijri") or 0)
    day = next((int(re.sub(r"\D", "", phrase.words.written[n])) for n in phrase.places("day", "ordinal_day")), None)
    years = [int(phrase.words.written[n]) for n in phrase.places("digits") if phrase.is_at(n + 1, "hijri_era")]
    if day is None and not years and month in {2, 7, 8} and not phrase.is_at(phrase.first - 1, "in", "since", "of", "until"):
        return None  # names of people, too
    year = years[0] if years else _hijri_year(context.anchor, month) if context.anchor else None
    if year is None:
        return Meaning(kind=TimeKind.DATE, value=None, rule="hijri", why="No year is given and no other date tells which.")
    return _hijri_day(year, month, day)


def _hijri_year(anchor: Point | None, month: int) -> int | None:
    """The Hijri year whose month of that number lies nearest to the anchor."""
    if anchor is None or anchor.year < 1925:
        return None
    here = anchor.months + (anchor.day or 15) / 30
    years = range(int((anchor.year - 622) * 1.0307) - 1, int((anchor.year - 622) * 1.0307) + 3)
    dated = [(year, _gregorian(year, month, 15)) for year in years]
    return min((year for year, day in dated if day), key=lambda year: abs(_months(_gregorian(year, month, 15)) - here), default=None)


def _months(day: datetime.date | None) -> float:
    return day.year * 12 + day.month - 1 + day.day / 30 if day else 1e9


def _gregorian(year: int, month: int, day: int) -> datetime.date | None:
    from hijridate import Hijri

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return datetime.date(found.year, found.month, found.day)


def _hijri_day(year: int | None, month: int, day: int | None) -> Meaning:
    first = _gregorian(year, month, day or 1) if year else None
    if first is None:
        why = "The tables of the Hijri calendar do not reach there, or it has no such day."
        return Meaning(kind=TimeKind.DATE, value=None, rule="hijri", why=why)
    if day:
        low, high = (first - _ONE).isoformat(), (first + _ONE).isoformat()
        found = Extent(f"{first.isoformat()}~", low, high, Precision.DAY)
        return Meaning(kind=TimeKind.DATE, value=first.isoformat(), mod="APPROX", rule="hijri", why=_MOON, extent=found)
    last = _gregorian(year or 0, month, 30) or _gregorian(year or 0, month, 29) or first
    value = f"{first.isoformat()}/{last.isoformat()}"
    found = Extent(f"{first.isoformat()}~/{last.isoformat()}~", (first - _ONE).isoformat(), (last + _ONE).isoformat(), Precision.MONTH)
    return Meaning(kind=TimeKind.DATE, value=value, mod="APPROX", rule="hijri", why=_MOON, extent=found)
