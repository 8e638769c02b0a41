"""What is counted: the noun phrase after a number, found by the forms of its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from testimonia.resolvers.figures.cores import opens
from testimonia.resolvers.figures.outcomes import outcome_of
from testimonia.resolvers.figures.words import Words, listed

REACH = 7  # words within which the noun is looked for
_NAMES = frozenset({"us", "it", "un", "is"})  # in capitals these are names
_MARKS = frozenset('"“”')
_OWNERS = frozenset({"the", "these", "those", "his", "her", "their", "its", "our"})  # only after "of": "12 of their"
_INSIDE = frozenset({"and", "or", "-", "/", '"', "“", "”", "'", "‘"})


@dataclass(frozen=True, slots=True)
class Noun:
    """Words `first` to before `end` name what is counted; `antecedent` where they only point back ("others", "of them")."""

    first: int
    end: int
    antecedent: bool = False


def noun_after(words: Words, place: int, *, single: bool) -> Noun | None:
    """The noun phrase that begins at this place; `single` for the number one."""
    begin = place
    if words.at(place) == "of" and words.at(place + 1) in ("them", "whom", "which", "us"):
        return Noun(place, place + 2, antecedent=True)
    owned = False
    while words.at(begin) in listed("counted", "lead") or words.at(begin) in _MARKS:
        if words.at(begin) in _OWNERS and not owned:
            return None
        owned = owned or words.at(begin) == "of"
        if words.at(begin) == "others" or (words.at(begin) == "other" and _ends_here(words, begin + 1)):
            return Noun(begin, begin + 1, antecedent=True)
        single = single and words.at(begin) != "of"
        begin += 1
    end = _singular_end(words, begin) if single else _plural_end(words, begin)
    return Noun(begin, end) if end > begin else None


def _ends_here(words: Words, place: int) -> bool:
    word = words.at(place)
    return not word or not word[0].isalpha() or word in listed("counted", "stop")


def _plural_end(words: Words, begin: int) -> int:
    """Where the phrase up to its first plural noun ends; `begin` where there is none within reach."""
    place, found = begin, begin
    while place < min(len(words), begin + REACH):
        if _stops(words, place):
            if words.low[place] not in _INSIDE or place == begin or not _plural_soon(words, place + 1):
                return found
        elif words.low[place] in listed("counted", "people of"):
            found = place + 1
        elif is_plural(words.raw[place]) and not _owns(words, place):
            return _run_end(words, place + 1)
        place += 1
    return found


def _plural_soon(words: Words, place: int) -> bool:
    """Whether the very next noun is plural: "Aral and Teshi fighters", but not "student and two teachers"."""
    here, after = words.at(place), words.at(place + 1)
    if not here or not here[0].isalpha() or here in listed("counted", "stop"):
        return False
    return is_plural(here) or (bool(after) and after[0].isalpha() and is_plural(after) and after not in listed("counted", "stop"))


def _run_end(words: Words, end: int) -> int:
    """A plural name may stand before the noun ("Guards members"): where the run of plurals ends."""
    while end < len(words) and is_plural(words.raw[end]) and not _stops(words, end):
        if not (words.raw[end - 1][0].isupper() or words.low[end - 1] in listed("counted", "double")):
            break
        end += 1
    return _pair_end(words, end)


def _pair_end(words: Words, end: int) -> int:
    """Two plurals joined by "and" are counted together ("women and children"), unless the second begins a clause of its own."""
    if words.at(end) not in ("and", "or") or end + 1 >= len(words) or not is_plural(words.raw[end + 1]) or _stops(words, end + 1):
        return end
    after = words.at(end + 2)
    clause = after and after[0].isalpha() and after not in listed("counted", "stop") and outcome_of(after) is None
    return end if clause else end + 2


def _owns(words: Words, place: int) -> bool:
    return words.raw[place].endswith(("'", "’")) or words.at(place + 1) in ("'", "’")


def _singular_end(words: Words, begin: int) -> int:
    place = begin
    while place < min(len(words), begin + REACH):
        if _stops(words, place) or (place > begin and _is_doing(words, place)):
            break
        place += 1
    return place if not (place == begin + 1 and _is_doing(words, begin)) else begin


def _stops(words: Words, place: int) -> bool:
    word = words.low[place]
    if word in _NAMES and words.raw[place].isupper():
        return False
    return not word[0].isalpha() or word in listed("counted", "stop") or word in listed("counted", "verb") or opens(word)


def _is_doing(words: Words, place: int) -> bool:
    """A verb, by its ending or by what it does to people."""
    word = words.low[place]
    if word.endswith("ly") or (word.endswith("ed") and len(word) > 4):
        return True
    return outcome_of(word) is not None and not is_plural(word) and word not in ("body", "death", "hostage", "casualty", "fatality", "injury")


@lru_cache(maxsize=8192)
def is_plural(raw: str) -> bool:
    """Whether a word is a plural noun by its form: an s that is none of "ss", "us", "is", no all-capital name, no verb known."""
    word = raw.lower()
    if word in listed("counted", "plural"):
        return True
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s", "’s", "ous")) or word in listed("counted", "single"):
        return False
    return not (raw.isupper() and len(raw) <= 5)


def per_after(words: Words, place: int) -> str | None:
    """What a number is given for: "a week", "per day", "daily"; also after a noun of up to two words."""
    for begin in range(place, min(place + 4, len(words))):
        word, after = words.low[begin], words.at(begin + 1)
        if word in _ADVERBS:
            return _ADVERBS[word]
        if (
            word in ("a", "an", "per", "each", "every")
            and after in _PERIODS
            and words.at(begin + 2) not in ("ago", "later", "earlier", "before", "after")
        ):
            return after
        if not word[0].isalpha() and word != "-":
            return None
    return None


_PERIODS = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "decade"})
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year", "hourly": "hour", "nightly": "night"}
