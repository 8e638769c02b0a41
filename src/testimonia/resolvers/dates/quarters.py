"""Readers of quarters and halves of a year."""

from __future__ import annotations

from testimonia.domain import TimeKind
from testimonia.resolvers.dates.calendar_dates import year_of
from testimonia.resolvers.dates.context import Context, Meaning
from testimonia.resolvers.dates.days import Point, moved, quarter_value
from testimonia.resolvers.dates.grammar import Phrase
from testimonia.resolvers.dates.numbers import number_in


def _last_quarter(context: Context) -> Point | None:
    """The last quarter that was over on the day of publication: the one reported on."""
    today = context.today
    return moved(Point(today.year, today.month), -3, "M") if today else context.focus


def quarter(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "The third quarter of 1990", "third-quarter"."""
    if phrase.value("unit") != "Q":
        return None
    number = number_in(phrase, "ordinal", "ordinal_day")
    if number is None or not 1 <= number <= 4:
        return None
    year = year_of(phrase)
    if year is None and not context.business:
        return None
    year = year or _quarter_year(context, int(number))
    if year is None:
        return None
    return _quarter_at(Point(year, int(number) * 3), context, "the words name a quarter")


def _quarter_year(context: Context, number: int) -> int | None:
    """The year of a quarter named without one: the last that has begun."""
    anchor = context.anchor
    if anchor is None or anchor.year < 2:
        return None
    return anchor.year - (1 if anchor.month and number * 3 - 2 > anchor.month else 0)


def _quarter_at(point: Point, context: Context, why: str) -> Meaning:
    last = _last_quarter(context)
    if last is None or point.months <= last.months + 3:
        context.quarter = point
    return Meaning(kind=TimeKind.DATE, value=quarter_value(point), rule="quarter", why=f"{why[0].upper()}{why[1:]}.")


def the_quarter(context: Context) -> Meaning | None:
    """As in "The quarter": the one spoken of, else the last one that was over on the day of publication."""
    if not context.business:
        return None
    point = context.quarter or _last_quarter(context)
    return _quarter_at(point, context, "the quarter last spoken of, or the last one that is over") if point else None


def year_ago(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "The year-ago quarter", "the quarter a year ago"."""
    if phrase.has("ago") and phrase.value("unit") != "Q":
        return None
    return quarter_before(phrase, context)


def quarter_before(phrase: Phrase, context: Context) -> Meaning | None:
    """The quarter spoken of, a year before; the year before where none is."""
    ordinal = number_in(phrase, "ordinal", "ordinal_day")
    point = context.quarter
    if ordinal and point and 1 <= ordinal <= 4:
        point = Point(point.year, int(ordinal) * 3)
    before = moved(point, -12, "M") if point else moved(Point(context.anchor.year), -1, "Y") if context.anchor else None
    if before is None:
        return None
    why = "The quarter spoken of, a year before." if point else f"The year before that of {context.from_words()}."
    return Meaning(kind=TimeKind.DATE, value=quarter_value(before) if point else before.value, rule="year ago", why=why)


def half(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "The second half of 2009"."""
    number = number_in(phrase, "ordinal") or (1 if phrase.value("fuzzy") == "START" else 2)
    if phrase.has("unit") and phrase.value("unit") != "Y":
        return None
    year = year_of(phrase) or (context.anchor.year if phrase.has("unit") and context.anchor else None)
    if year is None or number not in (1, 2):
        return None
    return Meaning(kind=TimeKind.DATE, value=f"{Point(year).value}-H{int(number)}", rule="half", why="The words name half a year.")


def fiscal(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "Fiscal 1989"."""
    year = year_of(phrase)
    return (
        Meaning(kind=TimeKind.DATE, value=Point(year).value, rule="year", why="A business year, which may begin in the year before.")
        if year
        else None
    )
