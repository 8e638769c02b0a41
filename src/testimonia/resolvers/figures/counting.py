"""Whether a number counts something, or is a date, an age, a measure, a name, the number of a law."""

from __future__ import annotations

from functools import cache

from testimonia.resolvers.figures.numbers import Number
from testimonia.resolvers.figures.words import Words, listed

_YEARS = range(1800, 2100)
_JOINS = frozenset({"and", "or", "to", "-", "–", "—", ",", "/", "&", "until", "through"})


def counts(words: Words, number: Number) -> bool:
    """Whether the number counts people, things, attacks or settlements, as far as the words beside it tell."""
    if _is_measure(words, number) or _is_named(words, number) or _is_dated(words, number) or _is_attached(words, number):
        return False
    return not _is_age(words, number)


def _is_measure(words: Words, number: Number) -> bool:
    """Followed by a unit of money, time, length, weight, or by a noun that counts nothing here ("two sides")."""
    end = number.end + (
        words.at(number.end) in ("-", "more", "further", "additional", "other", "of", "long", "full", "whole", "consecutive", "successive")
    )
    if measures(words, end) or measures(words, number.end):
        return True
    if words.at(number.end) in listed("measures", "idle"):
        return True
    joined = words.at(number.end) in _JOINS and words.is_number(number.end + 1)
    return joined and measures(words, number.end + 2)


def measures(words: Words, place: int) -> bool:
    """Whether a unit of money, time, length, weight stands at this place."""
    word = words.at(place).rstrip("'’")
    known = listed("measures", "after")
    if f"{word} {words.at(place + 1)}" in known:
        return True
    if word == "second":
        return False
    bare = word.removesuffix("s")
    return bool(word) and (word in known or (bare in known and len(bare) > 1)) and not (word in ("old", "feet") and words.at(place + 1) == "of")


def _is_named(words: Words, number: Number) -> bool:
    """After the noun of a numbered thing ("Camp 1070", "resolution 12", "$ 30"), or one in a list of such numbers."""
    before = words.at(number.first - 1)
    if before in "$€£#№§" and before:
        return True
    if not words.is_number(number.core):
        return False
    if before == "." and words.at(number.first - 2) in ("no", "nos", "p", "pp", "art", "para", "sec", "vol", "ch", "fig"):
        return True
    if before in listed("measures", "before") and number.first == number.core:
        return before not in ("no", "number", "m", "g", "p", "case", "file", "mark", "point", "item", "issue", "group") or words.touch(
            number.first - 1
        )
    return before in _JOINS and words.is_number(number.first - 2) and words.at(number.first - 3) in listed("measures", "before")


def _is_dated(words: Words, number: Number) -> bool:
    """A day of a month, a year, or one of two joined to such."""
    if not words.is_number(number.core):
        return False
    months = listed("measures", "month")
    after, before = words.at(number.end), words.at(number.first - 1)
    if after in months and (after not in ("may", "march", "august") or words.raw[number.end][0].isupper()):
        return True
    small = (number.high or number.low or 0) <= 31
    if small and _month_before(words, number.first):
        return True
    if (
        small
        and before in _JOINS
        and words.is_number(number.first - 2)
        and _month_before(words, number.first - 2)
        and not _noun_follows(words, number.end)
    ):
        return True
    if small and after in _JOINS and words.is_number(number.end + 1) and words.at(number.end + 2) in months:
        return True
    return _is_year(words, number)


def _month_before(words: Words, place: int) -> bool:
    """Whether a month ends just before this place, in capitals where it may be another word; "in March. 12 people" is no date."""
    at = place - 1 - (words.at(place - 1) == "." and len(words.at(place - 2)) <= 4)
    return words.at(at) in listed("measures", "month") and (words.raw[at][0].isupper() or words.is_number(at - 1))


def _noun_follows(words: Words, place: int) -> bool:
    return words.at(place).removesuffix("s") in listed("counted", "people") or words.at(place) in listed("counted", "people")


def _is_year(words: Words, number: Number) -> bool:
    said = words.low[number.core]
    if len(said) != 4 or not said.isdecimal() or int(said) not in _YEARS:
        return False
    if _month_before(words, number.core) or _month_before(words, number.core - 1) or (number.end < len(words) and words.raw[number.end][0].isupper()):
        return True
    hedged = number.first < number.core and words.at(number.core - 1) not in ("over", "around", "about", "some", "under", "between", "from")
    if hedged or _noun_follows(words, number.end):
        return False
    return words.at(number.core - 1) in listed("measures", "year") or not _noun_follows(words, number.end + 1)


def _is_attached(words: Words, number: Number) -> bool:
    """Glued to a letter, mark or another number: part of a name ("T-72"), an address, a score, a compound ("two-day")."""
    start, end = words.starts[number.core], words.ends[number.end - 1]
    before, after = words.text[start - 1 : start], words.text[end : end + 1]
    if before in tuple("-–@#_/\\=&.:") and before and (start < 2 or not words.text[start - 2].isspace()):
        return True
    if after in tuple("/\\@_=:°²³*×") and after and words.text[end + 1 : end + 2].strip():
        return True
    if after in ("°", "′", "″", "%", "²"):
        return True
    if after in tuple("-–") and after and words.text[end + 1 : end + 2].strip():
        return True
    if after == " " and words.at(number.end) == "(" and len(words.at(number.end + 1)) == 1 and words.at(number.end + 2) == ")":
        return True
    return after == ")" and before in ("", "(", "\n") and words.at(number.core - 1) in ("(", "")


def _is_age(words: Words, number: Number) -> bool:
    """As in "Name, 34, said": an age in an apposition of its own; "aged six"."""
    before, after = words.at(number.first - 1), words.at(number.end)
    if before in ("aged", "age", "ages", "ageing") or (before == "between" and words.at(number.first - 2) == "aged"):
        return True
    value = number.low or 0
    if number.first < number.core or number.low != number.high or value > 110:
        return False
    named = number.first >= 2 and words.raw[number.first - 2][0].isupper()
    return before in (",", "(") and after in (",", ")", ".") and named and (words.is_number(number.core) or after == ",")


@cache
def _idle_after_one() -> frozenset[str]:
    return listed("measures", "pronoun") | listed("counted", "stop") | listed("measures", "idle")


def one_counts(words: Words, number: Number) -> bool:
    """Whether "one" is a number here and no pronoun: "one student", "at least one", "one killed", "one of whom"."""
    if words.low[number.core] != "one" or number.end > number.core + 1 or number.first < number.core:
        return True
    before, after = words.at(number.first - 1), words.at(number.end)
    if before in listed("measures", "before one"):
        return before in ("only", "another", "the", "for", "or") and _noun_follows(words, number.end)
    if after == "of" and words.at(number.end + 1) in ("whom", "them"):
        return True
    return after not in _idle_after_one()
