"""Readers of expressions that make two, one for each end; and of lengths of time before or after an event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from testimonia.domain import TimeKind
from testimonia.resolvers.dates.calendar_dates import calendar
from testimonia.resolvers.dates.context import Context, Meaning
from testimonia.resolvers.dates.days import Point, is_real, point_of
from testimonia.resolvers.dates.grammar import Phrase
from testimonia.resolvers.dates.lengths import duration, length_value
from testimonia.resolvers.dates.numbers import number_in

Parts = Iterator[tuple[Phrase, Meaning]]
# The word before an expression that leaves its interval open at one end.
LEADING = {"since": "end", "after": "end", "until": "start", "till": "start", "before": "start", "by": "start"}
_RANGE = "The other end of the range gives the rest."


def day_range(phrase: Phrase, state: Context) -> Parts:
    """As in "3-7 May", "between 3 and 7 May", "May 3-7"."""
    days = [n for n in phrase.places("day", "ordinal_day") if not phrase.is_at(n, "year")][:2]
    month = phrase.places("month")[0]
    if month < days[0]:
        whole, ends = phrase.part(phrase.first, days[0] + 1), ((phrase.first, days[0] + 1), (days[1], phrase.last))
        dated = calendar(Phrase(words=phrase.words, first=phrase.first, last=phrase.last, reader="calendar"), state)
    else:
        whole, ends = phrase.part(days[1], phrase.last), ((days[0], days[0] + 1), (days[1], phrase.last))
        dated = calendar(whole, state)
    point = point_of(dated.value) if dated and dated.value else None
    if point is None or dated is None:
        return
    for place, (first, last) in zip(days, ends, strict=True):
        day = Point(point.year, point.month, int(number_in(phrase.part(place, place + 1), "day", "ordinal_day") or 0))
        if is_real(day) and day.day:
            yield phrase.part(first, last), replace(dated, value=day.value, rule="range", why=f"{dated.why} {_RANGE}", mod=None)


def month_range(phrase: Phrase, state: Context) -> Parts:
    """As in "April-June 2014", "from November to February 2015": the year at the end serves both."""
    second = phrase.part(phrase.places("month")[1], phrase.last)
    dated = calendar(second, state)
    point = point_of(dated.value) if dated and dated.value else None
    if point is None or point.month is None or dated is None:
        return
    first = int(phrase.value("month") or 1)
    year = point.year if first <= point.month else point.year - 1
    at = phrase.places("month")[0]
    yield phrase.part(at, at + 1), replace(dated, value=Point(year or -1, first).value, rule="range", why=_RANGE, mod=None)
    yield second, dated


def year_range(phrase: Phrase, state: Context) -> Parts:
    """As in "492-490 BC", "2012-14": what the end leaves out the other gives."""
    del state
    first, second = (n for n in phrase.places("digits", "short_year"))
    low, high = int(phrase.words.written[first]), int(phrase.words.written[second])
    if phrase.has("era"):
        sign = -1 if phrase.value("era") == "BC" else 1
        values = (Point(sign * low).value, Point(sign * high).value) if low and high and max(low, high) <= 9999 else ()
    else:
        full = low // 100 * 100 + high
        values = (Point(low).value, Point(full).value) if 1800 <= low <= 2050 and full > low else ()
    for value, (start, end) in zip(values, ((first, first + 1), (second, phrase.last)), strict=False):
        yield phrase.part(start, end), Meaning(kind=TimeKind.DATE, value=value, rule="range", why=_RANGE)


def length_range(phrase: Phrase, state: Context) -> Parts:
    """As in "Two to six days": two lengths of the same unit."""
    middle = next(
        n for n in phrase.places("to", "or", "dash") if n > phrase.first and (phrase.is_at(n, "to", "or") or phrase.is_at(n - 1, "digits", "decimal"))
    )
    second = phrase.part(middle + 1, phrase.last)
    dated = duration(second, state)
    number = number_in(phrase.part(phrase.first, middle))
    if dated is None or number is None:
        return
    unit = phrase.value("units") or phrase.value("unit") or phrase.value("minute") or ""
    yield phrase.part(phrase.first, middle), replace(dated, value=length_value(number, unit), why=_RANGE)
    yield second, dated


def after_event(phrase: Phrase, state: Context) -> Parts:
    """As in "Four days | after the vote": the length is known, the date is not."""
    shorter = phrase.part(phrase.first, phrase.last - 1)
    said = duration(shorter, state)
    if said and said.kind is TimeKind.DURATION:
        why = f"A length of time {phrase.words.written[phrase.last - 1]} something whose date these words do not give."
        yield shorter, replace(said, rule="beside an event", why=why)


RANGES: dict[str, Callable[[Phrase, Context], Parts]] = {
    "day_range": day_range,
    "month_range": month_range,
    "year_range": year_range,
    "length_range": length_range,
    "after_event": after_event,
}
