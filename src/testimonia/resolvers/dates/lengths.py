"""Readers of lengths of time, repeated times, and words that only say past, present or future."""

from __future__ import annotations

import re

from testimonia.domain import TimeKind
from testimonia.resolvers.dates.calendar_dates import is_name, weekday_near
from testimonia.resolvers.dates.context import Context, Meaning
from testimonia.resolvers.dates.grammar import Phrase
from testimonia.resolvers.dates.numbers import number_in, plain

_YEARS = {"DE": 10, "CE": 100}


def length_value(number: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units; None is an unknown number ("PXD")."""
    if number is None:
        return {"H": "PTXH", "MIN": "PTXM", "S": "PTXS", "DE": "PXDE", "CE": "PXC"}.get(unit, f"PX{unit}")
    if unit in _YEARS:
        return f"P{plain(number * _YEARS[unit])}Y"
    halves = {"Y": ("Y", "6M"), "D": ("D", "T12H"), "H": ("H", "30M"), "MIN": ("M", "30S")}
    prefix = "PT" if unit in {"H", "MIN", "S"} else "P"
    if number != int(number) and number * 2 == int(number * 2) and unit in halves:
        letter, rest = halves[unit]
        whole = f"{int(number)}{letter}" if number >= 1 else ""
        return f"{prefix}{whole}{rest}"
    return f"{prefix}{plain(number)}{'M' if unit == 'MIN' else unit}"


def _unit(phrase: Phrase) -> str:
    return phrase.value("unit") or phrase.value("units") or phrase.value("minute") or ""


def _length(phrase: Phrase, number: float | None, why: str) -> Meaning:
    mod = phrase.value("approx") or phrase.value("over")
    return Meaning(kind=TimeKind.DURATION, value=length_value(number, _unit(phrase)), mod=mod, rule="length", why=why)


def _number(phrase: Phrase) -> float | None:
    if phrase.has("few", "several", "many", "hundreds", "or"):
        return None
    if phrase.has("couple"):
        return 2
    number = number_in(phrase)
    if number is None:
        return None if phrase.has("units") else 0.5 if phrase.has("half") else 1
    return number + (0.5 if phrase.has("a_half") else 0)


def duration(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "Two years", "a few days", "400-day", "weeks"; no ages and no rates."""
    if _is_age(phrase) or (phrase.value("minute") == "S" and not phrase.has("digits", "numword")):
        return None
    if (_is_bare(phrase) and not _led(phrase)) or _unit(phrase) == "Q":
        return None
    if phrase.places("a") and not phrase.has("half") and _is_rate(phrase):
        return Meaning(kind=TimeKind.SET, value=length_value(1, _unit(phrase)), rule="rate", why="So much or so often in each such time.")
    number = _number(phrase)
    if number is not None and phrase.value("approx") is None and phrase.has("dash") and not phrase.has("digits", "numword", "decimal"):
        number = None
    return _length(phrase, number, "The words give a length of time." if number is not None else "The words do not say how many.")


def _is_age(phrase: Phrase) -> bool:
    rest = phrase.words.text[phrase.end : phrase.end + 8].lower()
    inside = phrase.words.text[phrase.start : phrase.end].lower()
    return bool(re.match(r"[-\s]?(?:old\b|of age)", rest)) or inside.endswith("old") or _after(phrase, "aged ")


def _is_bare(phrase: Phrase) -> bool:
    return phrase.last - phrase.first == 1


def _led(phrase: Phrase) -> bool:
    after = phrase.words.written[phrase.last] if phrase.last < len(phrase.words.written) else ""
    return phrase.is_at(phrase.first - 1, "lead") or after in {"of", "after", "before"}


def _is_rate(phrase: Phrase) -> bool:
    """Whether "a year" follows an amount: "$5 a year", "three times a day", "thousands of people a month"."""
    if phrase.has("approx", "over", "just", "a_half", "numword", "digits") or not phrase.first:
        return False
    before = phrase.words.text[max(0, phrase.start - 14) : phrase.start].rstrip().lower()
    return bool(re.search(r"(?:\d|%|million|billion|hundred|thousand|times|once|twice|people|tons|tonnes|barrels|dollars)$", before))


def window(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "The last two weeks", "the next few days"."""
    if _unit(phrase) == "Q" and not context.business:
        return None
    if _unit(phrase) == "M":
        context.quarter = None  # "the nine months" of accounts: "a year earlier" is the year before, not a quarter of it
    return _length(phrase, _number(phrase), "A length of time beside the present or the date last mentioned.")


def repeated(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "Every day", "daily", "Fridays", "per month"."""
    if phrase.has("weekdays", "parts"):
        return _weekdays(phrase, context)
    if _unit(phrase) == "Q" and not context.business:
        return None
    if is_name(phrase):
        return None
    if phrase.has("set"):
        return Meaning(kind=TimeKind.SET, value=phrase.value("set"), rule="repeated", why="A repeated time.")
    if phrase.reader == "set" and phrase.has("a") and not phrase.has("every", "per"):
        return duration(phrase, context)
    return Meaning(kind=TimeKind.SET, value=_every(phrase), rule="repeated", why="A repeated time.")


def _every(phrase: Phrase) -> str:
    weekday, part, month, season = (phrase.value(name) for name in ("weekday", "part", "month", "season"))
    if weekday:
        return f"XXXX-WXX-{weekday}"
    if part:
        return f"XXXX-XX-XXT{part}"
    if month:
        return f"XXXX-{int(month):02d}"
    if season:
        return f"XXXX-{season}"
    if phrase.has("weekend"):
        return "XXXX-WXX-WE"
    number = number_in(phrase, "digits", "numword") or (2 if phrase.has("other") else 1)
    return length_value(number, _unit(phrase))


def _weekdays(phrase: Phrase, context: Context) -> Meaning | None:
    number = phrase.value("weekdays")
    if number is None and not phrase.has("weekday"):
        return None
    day = context.published
    if number and day and context.possessive_lost and not phrase.has("parts") and not phrase.is_at(phrase.first - 1, "on", "every"):
        found = weekday_near(day, int(number), ahead=False)
        why = "The text has lost its apostrophes: the last such day on or before the day of publication."
        return Meaning(kind=TimeKind.DATE, value=found.isoformat() if found else None, rule="weekday", why=why)
    tail = f"T{phrase.value('parts')}" if phrase.has("parts") else ""
    return Meaning(kind=TimeKind.SET, value=f"XXXX-WXX-{number or phrase.value('weekday')}{tail}", rule="repeated", why="A repeated weekday.")


def reference(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "Now", "recently", "the future": no more than past, present or future; "former" counts in history, where it tells of a time."""
    after_as = re.search(r"\bas $", phrase.words.text[max(0, phrase.start - 4) : phrase.start])
    if after_as or (phrase.is_at(phrase.first, "historic") and not context.history):
        return None
    if phrase.has("soon") and not _lies_ahead(phrase):
        return None
    if phrase.has("present"):
        value = "PRESENT_REF"
    elif phrase.has("past_ref"):
        value = "PAST_REF"
    else:
        value = phrase.value("the_ref") or phrase.value("historic") or "FUTURE_REF"
    return Meaning(kind=TimeKind.DATE, value=value, rule="reference", why="The words say no more than past, present or future.")


def _lies_ahead(phrase: Phrase) -> bool:
    """Whether "soon" stands beside a word of the future, and does not only say that something followed."""
    words, beside = phrase.words.written, {"will", "may", "could", "can", "would", "to", "should"}
    return any(0 <= at < len(words) and words[at] in beside for at in (phrase.first - 1, phrase.last))


def _after(phrase: Phrase, words: str) -> bool:
    return phrase.words.text[max(0, phrase.start - len(words)) : phrase.start].lower() == words
