"""Readers of expressions that need another date: today, last week, two days later, the same month, the morning."""

from __future__ import annotations

import datetime

from testimonia.domain import TimeKind
from testimonia.resolvers.dates.calendar_dates import is_name, mod_of, weekday_near, year_of
from testimonia.resolvers.dates.clocks import clock_of, time_of_day
from testimonia.resolvers.dates.context import Context, Meaning, direction
from testimonia.resolvers.dates.days import Point, date_of, moved, quarter_value, week_value
from testimonia.resolvers.dates.grammar import Phrase
from testimonia.resolvers.dates.lengths import length_value
from testimonia.resolvers.dates.numbers import number_in
from testimonia.resolvers.dates.quarters import quarter_before, the_quarter

_SEASON_ENDS = {"SP": 5, "SU": 8, "FA": 11, "WI": 2}
_BACK = ("last", "previous", "past")
_ON = ("next", "following", "coming")
_TOLD = ("that", "same", "following", "previous")


def unresolved(kind: TimeKind, rule: str, why: str) -> Meaning:
    """A meaning without a value."""
    return Meaning(kind=kind, value=None, rule=rule, why=why)


def deictic(phrase: Phrase, context: Context) -> Meaning | None:
    """Today, yesterday, tomorrow, with a part of the day or an hour; in history "today" is the writer's own time."""
    if context.history:
        return Meaning(kind=TimeKind.DATE, value="PRESENT_REF", rule="today", why="In a history this is the writer's own time.")
    if is_name(phrase):
        return None
    by = int(phrase.value("deictic") or 0)
    if phrase.has("before"):
        if phrase.value("unit") != "D":
            return None
        by = by - 1 if by <= 0 else by
    hour = time_of_day(phrase)
    kind = TimeKind.TIME if hour else TimeKind.DATE
    point = moved(context.today, by, "D") if context.today else None
    if point is None:
        return unresolved(kind, "today", "The day of publication is not known.")
    value = point.value + (f"T{hour}" if hour else "")
    return Meaning(kind=kind, value=value, mod=mod_of(phrase), rule="today", why=f"Reckoned from {context.from_words()}.")


def tonight(_: Phrase, context: Context) -> Meaning:
    """Tonight."""
    if context.today is None or context.history:
        return Meaning(kind=TimeKind.TIME, value="XXXX-XX-XXTNI", rule="tonight", why="The day it was said on is not known.")
    return Meaning(kind=TimeKind.TIME, value=f"{context.today.value}TNI", rule="tonight", why=f"Reckoned from {context.from_words()}.")


def overnight(_: Phrase, context: Context) -> Meaning:
    """Overnight: the night that ended on the day of publication."""
    before = moved(context.today, -1, "D") if context.today and not context.history else None
    if before is None:
        return Meaning(kind=TimeKind.TIME, value="XXXX-XX-XXTNI", rule="overnight", why="The day is not known.")
    return Meaning(kind=TimeKind.TIME, value=f"{before.value}TNI", rule="overnight", why=f"The night that ended on {context.from_words()}.")


def pointed(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "Last week", "this summer", "the following day", "that month", "next Friday"."""
    told = phrase.has(*_TOLD) or (phrase.has("the") and phrase.has("next")) or context.history
    base = context.focus if told and context.focus else context.anchor
    step = -1 if phrase.has(*_BACK) else 1 if phrase.has(*_ON) else 0
    if phrase.has("last", "final") and phrase.value("unit") == "D":
        return None
    if phrase.value("unit") == "Q" and not context.business:
        return None
    if base is None:
        return _nothing_before(phrase)
    for name, reader in (("weekend", _weekend), ("season", _season), ("fall", _season), ("month", _month), ("weekday", _weekday), ("part", _part)):
        if phrase.has(name):
            found = reader(phrase, base, step, context)
            break
    else:
        found = _unit(phrase, base, step, context)
    if found is None:
        return None
    kind = TimeKind.TIME if "T" in found else TimeKind.DURATION if found.startswith("P") else TimeKind.DATE
    why = f"Reckoned from {'the date last mentioned' if base is context.focus else 'the day of publication'}, {base.value}."
    return Meaning(kind=kind, value=found, mod=mod_of(phrase), rule="pointed", why=why, used=context.used() if base is context.focus else ())


def _nothing_before(phrase: Phrase) -> Meaning:
    kind = TimeKind.TIME if phrase.has("part") else TimeKind.DATE
    return unresolved(kind, "pointed", "No date is mentioned before and the day of publication is not known.")


def _weekend(phrase: Phrase, base: Point, step: int, context: Context) -> str | None:
    day = date_of(base) if base.day else None
    if day is None:
        return None
    if step == 0 and not phrase.has("this") and direction(phrase) < 1 and day.isoweekday() < 6 and not context.history:
        step = -1
    return week_value(day + datetime.timedelta(7 * step)) + "-WE"


def _season(phrase: Phrase, base: Point, step: int, _: Context) -> str | None:
    season = phrase.value("season") or phrase.value("fall") or ""
    month = base.month or 1
    year = base.year
    if step < 0 and (month <= _SEASON_ENDS[season] or season == "WI"):
        year -= 1
    if step > 0 and month >= _SEASON_ENDS[season] - 2:
        year += 1
    return f"{Point(year or -1).value}-{season}"


def _month(phrase: Phrase, base: Point, step: int, _: Context) -> str | None:
    month, here = int(phrase.value("month") or 1), base.month or 1
    year = base.year
    if step < 0 and month >= here:
        year -= 1
    if step > 0 and month <= here:
        year += 1
    return Point(year or -1, month).value


def _weekday(phrase: Phrase, base: Point, step: int, _: Context) -> str | None:
    day = date_of(base) if base.day else None
    if day is None:
        return None
    number = int(phrase.value("weekday") or 1)
    if step:
        start = day + datetime.timedelta(step)
        found = weekday_near(start, number, ahead=step > 0)
    else:
        found = weekday_near(day, number, ahead=direction(phrase) > 0 or phrase.has("this"))
    return found.isoformat() if found else None


def _part(phrase: Phrase, base: Point, step: int, _: Context) -> str | None:
    point = moved(base, step, "D")
    if point is None:
        known = f"{base.value}-XX" if base.month else "XXXX-XX-XX"
        return f"{known}T{phrase.value('part')}" if phrase.has("that") else None
    return f"{point.value}T{phrase.value('part')}"


def _unit(phrase: Phrase, base: Point, step: int, context: Context) -> str | None:
    unit = phrase.value("unit") or ""
    if unit == "W":
        day = date_of(base) if base.day else None
        return week_value(day + datetime.timedelta(7 * step)) if day and datetime.date(2, 1, 1) < day < datetime.date(9998, 1, 1) else None
    if phrase.has("past") and unit in {"Y", "M", "DE", "CE"} and not phrase.has("this"):
        return length_value(1, unit)
    if unit == "Q":
        return _quarter(phrase, base, step, context)
    point = moved(base, step, unit)
    if point is None:
        return "PRESENT_REF" if step == 0 and unit == "D" and phrase.has("this") else None
    return _truncated(point, unit)


def _truncated(point: Point, unit: str) -> str | None:
    year = f"{abs(point.year):04d}"
    era = "BC" if point.year < 0 else ""
    if unit == "M":
        return Point(point.year, point.month).value if point.month else None
    if unit == "D":
        return point.value
    return {"Y": era + year, "DE": era + year[:3], "CE": era + year[:2]}.get(unit)


def _quarter(phrase: Phrase, base: Point, step: int, context: Context) -> str | None:
    if phrase.has("latest") and not context.history:
        step = -1
    elif phrase.has("that", "same", "full") and context.quarter:
        return quarter_value(context.quarter)
    point = moved(base, 3 * step, "M") if base.month else None
    return quarter_value(point) if point else None


def the_unit(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "The day before", "the weekend", "year-end", "year's end"."""
    if phrase.has("year_end", "edge"):
        anchor = context.anchor
        if anchor is None or phrase.value("unit") not in {None, "Y"}:
            return None
        return Meaning(kind=TimeKind.DATE, value=Point(anchor.year).value, mod="END", rule="year end", why=f"Reckoned from {context.from_words()}.")
    if phrase.has("before", "after", "following"):
        return _day_beside(phrase, context)
    if phrase.value("unit") == "Q" or phrase.has("period"):
        return the_quarter(context) if phrase.value("unit") == "Q" or context.quarter else None
    if phrase.has("unit"):
        return _the_whole(phrase, context)
    return None if phrase.has("season") else pointed(phrase, context)


def _the_whole(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "The year", "the week": the one last spoken of or that of the publication; no "the day of the attack"."""
    following = phrase.words.written[phrase.last] if phrase.last < len(phrase.words.written) else ""
    if phrase.value("unit") == "Y" and following in {"ended", "ending", "to"}:
        return Meaning(kind=TimeKind.DURATION, value="P1Y", rule="length", why="A year that is told by its end.")
    if following in {"of", "that", "when", "the", "in", "he", "she", "they"} or phrase.value("unit") not in {"D", "W", "M", "Y"}:
        return None
    before = phrase.words.written[phrase.first - 1] if phrase.first else ""
    return pointed(phrase, context) if before in {"for", "in", "of", "during", "throughout", "through", "over", "within", "and"} else None


def _day_beside(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "The day before", unless the words go on to say before what."""
    unit = phrase.value("unit") or ""
    if _goes_on(phrase):
        return None
    point = moved(context.focus, -1 if phrase.has("before") else 1, unit) if context.focus else None
    value = _truncated(point, unit) if point else None
    if value is None:
        return unresolved(TimeKind.DATE, "beside", "The date it is reckoned from is not given.") if unit in {"D", "Y", "M"} else None
    why = f"Reckoned from the date last mentioned, {context.focus.value if context.focus else ''}."
    return Meaning(kind=TimeKind.DATE, value=value, rule="beside", why=why, used=context.used())


def _goes_on(phrase: Phrase) -> bool:
    """Whether a noun follows: "the day before | the vote"."""
    words, at = phrase.words, phrase.last
    if at >= len(words.written) or not words.written[at].isalpha():
        return False
    return (
        phrase.is_at(at, "the", "a", "its", "that", "this")
        or words.text[words.starts[at]].isupper()
        or words.written[at] in {"he", "she", "they", "it"}
    )


def offset(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "Two days ago", "three weeks later", "a year earlier"."""
    unit = phrase.value("unit") or phrase.value("units") or phrase.value("minute") or ""
    back = phrase.has("ago", "earlier")
    number = count_in(phrase)
    if number is None:
        side = "PAST_REF" if back else "FUTURE_REF"
        return Meaning(kind=TimeKind.DATE, value=side, rule="offset", why="The words do not say how many.", used=context.used())
    if back and unit == "Y" and number == 1 and context.business and not context.history:
        return quarter_before(phrase, context)
    told = not phrase.has("ago") or context.history
    base = (context.focus if told else context.today) or (context.anchor if back else None)
    whole = number == int(number)
    point = moved(base, int(number) * (-1 if back else 1), unit) if base and whole else None
    value = _offset_value(point, unit) if point else None
    if value is None or base is None:
        return unresolved(TimeKind.DATE, "offset", "The date it is reckoned from is not given, or not exactly enough.")
    used = context.used() if base is context.focus else ()
    return Meaning(
        kind=TimeKind.DATE,
        value=value,
        mod=phrase.value("approx") or phrase.value("over"),
        rule="offset",
        why=f"Reckoned from {base.value}.",
        used=used,
    )


def _offset_value(point: Point, unit: str) -> str | None:
    if unit == "W":
        day = date_of(point)
        return week_value(day) if day else None
    return Point(point.year).value if unit in {"Y", "DE", "CE"} else point.value


def count_in(phrase: Phrase) -> float | None:
    """How many units: a number, or 1 for "a"; None where the words leave it open ("a few")."""
    if phrase.has("few", "several", "many"):
        return None
    if phrase.has("couple"):
        return 2
    number = number_in(phrase)
    if number is None:
        return None if phrase.places("units") else 0.5 if phrase.has("half") else 1
    return number + (0.5 if phrase.has("a_half") else 0)


def dayparts(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "The morning", "at dawn", "noon": on the day last mentioned, else on the day of publication."""
    hour = time_of_day(phrase)
    if is_name(phrase) or (phrase.last - phrase.first == 1 and phrase.has("part") and not phrase.is_at(phrase.first - 1, "at")):
        return None
    base = context.focus if context.focus and (context.focus.day or context.history) else context.today
    if hour is None:
        return None
    if base is None or base.day is None:
        return Meaning(kind=TimeKind.TIME, value=f"XXXX-XX-XXT{hour}", mod=mod_of(phrase), rule="part of day", why="The day is not given.")
    used = context.used() if base is context.focus else ()
    return Meaning(kind=TimeKind.TIME, value=f"{base.value}T{hour}", mod=mod_of(phrase), rule="part of day", why=f"On {base.value}.", used=used)


def clock(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "6 p.m.", "18:00", "0500 GMT"."""
    if clock_of(phrase) is None:
        return None
    if phrase.has("clock") and not phrase.has("halfday", "zone") and not _is_clock(phrase):
        return None
    return dayparts(phrase, context)


def _is_clock(phrase: Phrase) -> bool:
    """Whether figures with a colon are led by a word of time, and not a score or a verse."""
    return phrase.is_at(phrase.first - 1, "at", "by", "since", "until", "from", "to", "between", "after", "before") or phrase.has("approx", "part")


def ordinal_day(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "The second day": counted from a beginning that is not dated, unless the words say that it is today."""
    if phrase.value("unit") not in {"D", None} or not phrase.has("the", "its"):
        return None
    kind = TimeKind.TIME if phrase.has("part") else TimeKind.DATE
    before = phrase.words.written[phrase.first - 1] if phrase.first else ""
    if before in {"is", "'s", "entered", "enters", "entering", "into"} and context.today and not context.history and kind is TimeKind.DATE:
        return Meaning(kind=kind, value=context.today.value, rule="ordinal day", why=f"The words say that it is {context.from_words()}.")
    return unresolved(kind, "ordinal day", "Counted from a beginning whose date is not given.")


def yearquarter(phrase: Phrase, context: Context) -> Meaning | None:
    """A quarter told by its year: "this year's third quarter"."""
    number = number_in(phrase, "ordinal", "ordinal_day")
    year = year_of(phrase)
    if year:
        return _quarter_in(year, number, context) if phrase.has("period") or phrase.value("unit") == "Q" else None
    today = context.today or context.focus
    if today is None or phrase.value("unit") != "Y":
        return None
    step = -1 if phrase.has("last") else 1 if phrase.has("next") else 0
    month = int(number) * 3 if number and number <= 4 else context.quarter.month if context.quarter else None
    found = moved(Point(today.year), step, "Y")
    if month is None or found is None:
        return None
    context.quarter = Point(found.year, month)
    return Meaning(kind=TimeKind.DATE, value=quarter_value(context.quarter), rule="quarter", why=f"Reckoned from {context.from_words()}.")


def _quarter_in(year: int, number: float | None, context: Context) -> Meaning:
    """As in "The 1988 quarter", "the 1988 period": the one spoken of, in that year."""
    month = int(number) * 3 if number and number <= 4 else context.quarter.month if context.quarter else None
    value = quarter_value(Point(year, month)) if month else Point(year).value
    return Meaning(kind=TimeKind.DATE, value=value, rule="quarter", why="The words give the year.")
