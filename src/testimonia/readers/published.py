"""When a report was published: from its dateline, the page's metadata or the pile's column, in that order of trust."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from testimonia.domain import DateBasis, Published

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_MONTH_FIRST = rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}".replace("month", "month2").replace("day", "day2").replace("year", "year2")
_YEAR_FIRST = r"(?P<year3>(?:19|20|21)\d\d)(?P<mark>[-/.])(?P<month3>[01]?\d)(?P=mark)(?P<day3>[0-3]?\d)"
FULL_DATE = re.compile(rf"\b(?:{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}|{_MONTH_FIRST}|{_YEAR_FIRST})(?!\d)", re.IGNORECASE)
_NUMERIC = re.compile(r"(?<!\d)(?P<first>[0-3]?\d)[/.-](?P<second>[0-3]?\d)[/.-](?P<year>(?:19|20|21)\d\d)(?!\d)")
_COMPACT = re.compile(r"\s*(?P<year>(?:19|20|21)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T?\d{4,6}Z?)?\s*")  # 20310404, as databases write it
_ANNOUNCED = re.compile(r"\s*(?:(?:first|last)\s+)?(?:published|posted|updated|released|issued)(?:\s+(?:on|at))?:?\s*", re.IGNORECASE)

# A dateline opens its line: perhaps a place in capitals or a weekday, then a full date, all within this many characters.
DATELINE_REACH = 80


def find_dateline(text: str) -> str | None:
    """The opening words of `text` up to the end of a full date, if they read as a dateline; else None."""
    match = FULL_DATE.search(text[: DATELINE_REACH + 20])
    if match is None or match.start() > DATELINE_REACH:
        return None
    before = text[: match.start()]
    if _ANNOUNCED.fullmatch(before):
        return text[: match.end()]
    is_dateline = not re.search(r"[.!?;“”\"]\s|\b(?:on|in|since|until|from|by|after|before|of|the|was|were|is|are|has|have|had)\s*$", before)
    has_clause = re.search(r"\b(?:said|says|was|were|is|are|has|have|had|will)\b", before)
    return text[: match.end()] if is_dateline and not has_clause else None


def iso_date(words: str, *, day_first: bool | None = None) -> str | None:
    """The full date `words` name, as YYYY-MM-DD; None if there is none, or if day and month cannot be told apart."""
    match = FULL_DATE.search(words)
    if match is not None:
        group = match.groupdict()
        year, day = group["year"] or group["year2"] or group["year3"], group["day"] or group["day2"] or group["day3"]
        name = group["month"] or group["month2"]
        return _valid(int(year), _MONTHS[name.lower()] if name else int(group["month3"]), int(day))
    compact = _COMPACT.fullmatch(words)
    if compact is not None:
        return _valid(int(compact["year"]), int(compact["month"]), int(compact["day"]))
    match = _NUMERIC.search(words)
    if match is None:
        return None
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if first > 12 or second > 12 or first == second:
        day_first = first > 12
    if day_first is None:
        return None
    return _valid(year, second, first) if day_first else _valid(year, first, second)


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def habit(values: Iterable[str]) -> bool | None:
    """Whether a column writes the day first (True), the month first (False), or never tells (None).

    One slip in fifty dates that tell does not unsettle the habit; a column that goes both ways has none.
    """
    day_first, telling = 0, 0
    for value in values:
        match = _NUMERIC.search(value)
        if match and (int(match["first"]) > 12) != (int(match["second"]) > 12):
            telling += 1
            day_first += int(match["first"]) > 12
    if day_first * 50 <= telling:
        return False if telling else None
    return True if (telling - day_first) * 50 <= telling else None


def published(
    *,
    dateline: str | None = None,
    metadata: str | None = None,
    column: str | None = None,
    front_matter: str | None = None,
    day_first: bool | None = None,
) -> Published | None:
    """The first of these that gives a full date, in order of trust; None is *unknown*, never today."""
    candidates = (
        (dateline, DateBasis.DATELINE),
        (front_matter, DateBasis.FRONT_MATTER),
        (metadata, DateBasis.METADATA),
        (column, DateBasis.COLUMN),
    )
    for words, basis in candidates:
        date = iso_date(words, day_first=day_first) if words else None
        if words and date:
            return Published(date=date, words=words, basis=basis)
    return None
