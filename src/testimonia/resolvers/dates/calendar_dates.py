"""Readers of dates of the calendar: days, months, years, seasons, quarters, decades, centuries, numeric dates."""

from __future__ import annotations

import datetime
import re

from testimonia.domain import TimeKind
from testimonia.resolvers.dates.clocks import time_of_day
from testimonia.resolvers.dates.context import Context, Meaning, direction, in_told_sentence, month_year, sentence
from testimonia.resolvers.dates.days import Point, date_of, is_real, moved, of_date
from testimonia.resolvers.dates.grammar import Phrase
from testimonia.resolvers.dates.numbers import number_in
from testimonia.resolvers.dates.words import OTHER, STOP

_WORDS_TOO = frozenset({"may", "march"})  # at the start of a sentence, where every word has its capital
_NO_YEAR = frozenset({"$", "£", "€", "#", "-", "/", "+"})
_LOOSE = ("lpar", "to", "of", "and", "dash", "after", "before")
_COUNTED = re.compile(r"\s?(?:%|percent|per cent|[a-z]+s\b(?<!ss)(?<!us)(?<!\bas)(?<!was)(?<!has)|people\b|men\b|women\b|children\b)")
_SHORT = frozenset({"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "ab", "aab"}) | frozenset(
    {"mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun"}
)


def mod_of(phrase: Phrase) -> str | None:
    """The mod that the phrase's own words give: early, late, about, nearly."""
    for name in ("fuzzy", "edge", "dayedge", "approx"):
        value = phrase.value(name)
        if value:
            return value
    return None


def year_of(phrase: Phrase) -> int | None:
    """The year written in the phrase, negative before Christ."""
    era = phrase.value("era")
    for place in reversed(phrase.places("year", "digits", "short_year")):
        written = phrase.words.written[place]
        if phrase.is_at(place, "year") or (era and phrase.is_at(place + 1, "era")) or phrase.is_at(place - 1, "ad_before"):
            number = int(written)
            if 0 < number <= 9999:
                return -number if era == "BC" else number
    return None


def _year_pointed(phrase: Phrase, context: Context) -> int | None:
    """The year that "last year" or "that year" inside a date names."""
    if not phrase.has("unit"):
        return None
    base = context.today if phrase.has("last", "next", "this") and not context.history else context.focus
    if phrase.has("that", "same") and context.year:
        base = Point(context.year)
    base = base or context.focus
    if base is None:
        return None
    step = -1 if phrase.has("last", "previous") else 1 if phrase.has("next", "following") else 0
    found = moved(Point(base.year), step, "Y")
    return found.year if found else None


def calendar(phrase: Phrase, context: Context) -> Meaning | None:
    """A date by its names: any of weekday, day, month, season, year, with a part of the day or a clock time."""
    year = year_of(phrase) or _year_pointed(phrase, context)
    month = phrase.value("month")
    if phrase.has("season", "fall"):
        return _season(phrase, context, year)
    if _is_short(phrase):
        return None
    if month is None:
        return _without_month(phrase, context, year)
    return _with_month(phrase, context, int(month), year)


def _with_month(phrase: Phrase, context: Context, month: int, year: int | None) -> Meaning | None:
    given, day = year is not None, _day_of(phrase)
    if _is_count(phrase, day, given=given) or (day is None and not given and is_name(phrase)):
        return None
    found = year or _best_year(context, month, day, phrase)
    if found is None:
        return _yearless(phrase, month, day)
    point = Point(found, month, day)
    if is_real(point):
        return _dated(phrase, point, _why_year(phrase, context, given=given), context if not given else None)
    return Meaning(kind=TimeKind.DATE, value=None, rule="calendar", why="The calendar has no such day.") if given else None


def _is_short(phrase: Phrase) -> bool:
    """Whether a short form ("Sun", "Jan", "Mar") stands without figures or full stop, and may be a name."""
    names = phrase.places("month", "weekday")
    bare = [n for n in names if len(phrase.words.written[n]) <= 5 and phrase.words.written[n] in _SHORT]
    return len(bare) == len(names) > 0 and not phrase.has("digits", "ordinal_day")


def is_name(phrase: Phrase) -> bool:
    """Whether a capitalised word stands right before a capitalised word of time ("the Long March", "Red Dawn")."""
    words, at = phrase.words, phrase.first
    if not at:
        return words.written[at] in _WORDS_TOO and phrase.last == 1
    if not phrase.is_at(at, "month", "dawn", "holiday", "deictic", "this", "set") or not words.text[words.starts[at]].isupper():
        return False
    before = words.text[words.starts[at - 1] : words.starts[at]]
    if words.letters[at - 1] == STOP:
        return words.written[at] in _WORDS_TOO and phrase.last - phrase.first == 1
    inside = words.letters[at - 1] == OTHER or (at > 1 and words.letters[at - 2] != STOP)
    return inside and before[0].isupper() and before[1:-1].islower() and before.endswith(" ")


def _is_count(phrase: Phrase, day: int | None, *, given: bool) -> bool:
    """Whether "May 20" in "in May 20 people" is a month and a count of people."""
    if day is None or given or phrase.places("month")[0] > phrase.places("day", "ordinal_day")[0]:
        return False
    return phrase.is_at(phrase.first - 1, "in", "since", "until") and bool(
        re.match(r"\s(?:[a-z]+s\b(?<!\bas)(?<!was)(?<!has)|people\b|men\b|women\b|children\b)", phrase.words.text[phrase.end : phrase.end + 25])
    )


def _day_of(phrase: Phrase) -> int | None:
    month = phrase.places("month")[0]
    near = [place for place in phrase.places("day", "ordinal_day") if abs(place - month) <= 2]
    clock = phrase.places("halfday", "zone", "oclock")
    near = [place for place in near if place + 1 not in clock]
    if not near:
        return None
    value = int(re.sub(r"\D", "", phrase.words.written[near[0]]))
    return value if 1 <= value <= 31 else None


def _best_year(context: Context, month: int, day: int | None, phrase: Phrase) -> int | None:
    today = context.today
    if day and today and not context.history:
        ahead = direction(phrase)
        years = [today.year - 1, today.year, today.year + 1]
        near = [year for year in years if is_real(Point(year, month, day))]
        return min(near, key=lambda year: _distance(year, month, day, today, ahead), default=None)
    return month_year(context, month, phrase)


def _distance(year: int, month: int, day: int, today: Point, ahead: int) -> int:
    """Days to the publication; a day on the side where the words do not point counts double, and fourfold where the words leave no doubt."""
    there, here = date_of(Point(year, month, day)), date_of(today)
    if there is None or here is None:
        return 10**6
    apart = (there - here).days
    wrong = apart > 0 if ahead < 1 else apart < 0
    return abs(apart) * ((4 if ahead else 2) if wrong else 1)


def _why_year(phrase: Phrase, context: Context, *, given: bool) -> str:
    if given:
        return "the words give the date"
    if in_told_sentence(context, phrase):
        return "the year is that of the date before it in the same sentence"
    return f"the year is taken from {context.from_words()}"


def _dated(phrase: Phrase, point: Point, why: str, context: Context | None) -> Meaning:
    hour = time_of_day(phrase)
    kind = TimeKind.TIME if hour else TimeKind.DATE
    mod = mod_of(phrase)
    used = context.used() if context and (context.history or not context.published) else ()
    return Meaning(kind=kind, value=point.value + (f"T{hour}" if hour else ""), mod=mod, rule="calendar", why=sentence(why), used=used)


def _yearless(phrase: Phrase, month: int, day: int | None) -> Meaning:
    value = f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
    return Meaning(kind=TimeKind.DATE, value=value, mod=mod_of(phrase), rule="calendar", why="No year is given and no other date tells which.")


def _without_month(phrase: Phrase, context: Context, year: int | None) -> Meaning | None:
    if phrase.has("weekday"):
        return _weekday(phrase, context)
    if year is None:
        return _day_of_month(phrase, context) if phrase.has("day", "part") else None
    if not phrase.has("era", "ad_before") and not _is_year(phrase):
        return None
    trimmed = mod_of(phrase)
    return Meaning(kind=TimeKind.DATE, value=Point(year).value, mod=trimmed, rule="year", why="The words give the year.")


def _day_of_month(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "The night of 3": a day of the month last mentioned."""
    day, focus = phrase.value("day"), context.focus
    if day is None or focus is None or focus.month is None:
        return None
    point = Point(focus.year, focus.month, int(day))
    why = f"the month is that of the date last mentioned, {focus.value}"
    return _dated(phrase, point, why, context) if is_real(point) else None


def _is_year(phrase: Phrase) -> bool:
    """Whether four figures alone are a year and not a count ("1500 fighters", "$2000")."""
    place = phrase.places("year")[-1]
    number, text = int(phrase.words.written[place]), phrase.words.text
    start, end = phrase.words.starts[place], phrase.words.ends[place]
    led = phrase.has("fuzzy", "edge", "in") or phrase.is_at(phrase.first - 1, "in", "since", "until", "from", "by", "between", "the")
    if _COUNTED.match(text, end) and (number < 1800 or not led):
        return False
    if re.match(r"[-/]\d{3}(?!\d)|[-/]\d{5}|[.,]\d|/\d", text[end : end + 6]):
        return False
    if text[max(0, start - 1) : start] in _NO_YEAR and not text[max(0, start - 2) : start - 1].isdigit():
        return led
    ranged = phrase.is_at(phrase.last, "dash") and phrase.is_at(phrase.last + 1, "year")
    return 1900 <= number <= 2050 or led or ranged or phrase.is_at(phrase.first - 1, *_LOOSE)


def _weekday(phrase: Phrase, context: Context) -> Meaning:
    number = int(phrase.value("weekday") or 1)
    hour = time_of_day(phrase)
    tail = f"T{hour}" if hour else ""
    kind = TimeKind.TIME if hour else TimeKind.DATE
    base = date_of(context.focus if context.history and context.focus and context.focus.day else context.today)
    if base is None:
        why = "The weekday has no date to be reckoned from."
        return Meaning(kind=kind, value=f"XXXX-WXX-{number}{tail}", mod=mod_of(phrase), rule="weekday", why=why)
    ahead = direction(phrase) > 0
    day = weekday_near(base, number, ahead=ahead)
    if day is None:
        return Meaning(kind=kind, value=None, rule="weekday", why="The day would lie outside the calendar.")
    side = "first on or after" if ahead else "last on or before"
    why = f"The {side} {context.from_words()}, since the words speak of what {'is to come' if ahead else 'has happened'}."
    return Meaning(kind=kind, value=day.isoformat() + tail, mod=mod_of(phrase), rule="weekday", why=why)


def weekday_near(base: datetime.date, number: int, *, ahead: bool) -> datetime.date | None:
    """The weekday's last day on or before the base, or its first on or after it."""
    back = (base.isoweekday() - number) % 7
    try:
        return base + datetime.timedelta(((number - base.isoweekday()) % 7) if ahead else -back)
    except OverflowError:
        return None


def _season(phrase: Phrase, context: Context, year: int | None) -> Meaning | None:
    season = phrase.value("season") or phrase.value("fall")
    if phrase.has("fall") and year is None and phrase.value("fall") and not phrase.has("fuzzy", "edge"):
        return None
    given = year is not None
    if year is None:
        anchor = context.anchor
        year = _season_year(anchor, season or "", context) if anchor else None
    value = f"{Point(year).value}-{season}" if year else f"XXXX-{season}"
    why = _why_year(phrase, context, given=given) if year else "no year is given and no other date tells which"
    return Meaning(kind=TimeKind.DATE, value=value, mod=mod_of(phrase), rule="season", why=sentence(why))


def _season_year(anchor: Point, season: str, context: Context) -> int:
    month = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[season]
    if anchor.month is None:
        return anchor.year
    step = 1 if context.history and season == "WI" and anchor.month >= 9 else 0
    if not context.history:
        step = -1 if month > anchor.month else 0
    found = moved(Point(anchor.year), step, "Y")
    return found.year if found else anchor.year


def numeric(phrase: Phrase, context: Context) -> Meaning | None:
    """A date in figures: year first, or day and month in the text's own order; where that is open, not resolved."""
    written = phrase.value("iso") or phrase.value("slashed") or ""
    numbers = [int(part) for part in re.split(r"[./-]", written)]
    if phrase.has("iso"):
        point = Point(numbers[0], numbers[1], numbers[2])
        return _in_figures(point, "the year stands first") if is_real(point) and point.day and point.year else None
    first, second, year = numbers
    if year < 100:
        year += 2000 if year < 70 else 1900
    options = [Point(year, second, first), Point(year, first, second)]
    real = [point for point in options if is_real(point) and point.month and point.day]
    if len(real) == 1 or (real and real[0] == real[1]):
        return _in_figures(real[0], "only one order of day and month is possible")
    if not real:
        return None
    return _by_habit(real, context)


def _in_figures(point: Point, why: str) -> Meaning:
    return Meaning(kind=TimeKind.DATE, value=point.value, rule="numeric", why=f"In figures; {why}.")


def _by_habit(real: list[Point], context: Context) -> Meaning:
    if context.day_first is not None:
        chosen = real[0] if context.day_first else real[1]
        return _in_figures(chosen, f"the text's other dates put the {'day' if context.day_first else 'month'} first")
    if context.published and of_date(context.published) in real:
        return _in_figures(of_date(context.published), "read the way that gives the day of publication")
    why = f"It is {real[0].value} with the day first and {real[1].value} with the month first, and nothing in the text tells which."
    return Meaning(kind=TimeKind.DATE, value=None, rule="numeric", why=why)


def decade(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "The 1990s", "the '80s", "the nineties"."""
    written = phrase.value("decade") or phrase.value("short_decade") or phrase.value("decades") or ""
    figures = re.sub(r"\D", "", written)
    if len(figures) == 2:
        if phrase.has("decades") and not phrase.is_at(phrase.places("decades")[0] - 1, "the", "fuzzy", "dash", "of"):
            return None
        base = context.anchor.year if context.anchor and context.anchor.year > 0 else 2000
        century = base // 100 - (1 if int(figures) > base % 100 else 0)
        figures = f"{century:02d}{figures}"
    era = "BC" if phrase.value("era") == "BC" else ""
    if not era and len(figures) < 4:
        return None
    value = era + figures.zfill(4)[:3]
    return Meaning(kind=TimeKind.DATE, value=value, mod=mod_of(phrase), rule="decade", why="The words name a decade.")


def century(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "The 20th century": the years from 1900 on, as TIMEX3 counts them."""
    if phrase.value("unit") != "CE":
        return None
    number = number_in(phrase, "ordinal", "ordinal_day")
    if number is None or not 1 <= number <= 99:
        return None
    era = "BC" if phrase.value("era") == "BC" else ""
    return Meaning(kind=TimeKind.DATE, value=f"{era}{int(number) - 1:02d}", mod=mod_of(phrase), rule="century", why="The words name a century.")


def year_beyond(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "1990 and beyond"."""
    year = year_of(phrase)
    return Meaning(kind=TimeKind.DATE, value=Point(year).value, mod="ON_OR_AFTER", rule="year", why="From the year on.") if year else None


def spelled_year(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "Nineteen ninety-six"."""
    number = number_in(phrase, "numword")
    first = phrase.value("numword")
    if number is None or not 1900 <= number <= 2050 or first not in {"19", "20"}:
        return None
    return Meaning(kind=TimeKind.DATE, value=Point(int(number)).value, rule="year", why="The words give the year.")
