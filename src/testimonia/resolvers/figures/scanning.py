"""The numbers of a sentence that count something, each with the noun it counts."""

from __future__ import annotations

from testimonia.domain import Bounds
from testimonia.resolvers.figures.cores import opens
from testimonia.resolvers.figures.counting import counts, measures, one_counts
from testimonia.resolvers.figures.drafts import Draft
from testimonia.resolvers.figures.nouns import Noun, noun_after, per_after
from testimonia.resolvers.figures.numbers import Number, number_at
from testimonia.resolvers.figures.outcomes import after, inside
from testimonia.resolvers.figures.words import Words, listed

_NONE = frozenset({"no", "none", "nobody"})
_MORE = frozenset({"another", "further", "additional", "other", "more"})


def scan(words: Words) -> list[Draft]:
    """The numbers of these words that count something, in their order."""
    found: list[Draft] = []
    place = 0
    while place < len(words):
        draft = _nought(words, place) if words.low[place] in _NONE else None
        number = draft.number if draft is not None else _number(words, place)
        if draft is None and number is not None and counts(words, number) and one_counts(words, number):
            draft = _draft(words, number)
        if draft is not None:
            found.append(draft)
        place = number.end if number is not None else place + 1
    return found


def _number(words: Words, place: int) -> Number | None:
    word = words.low[place]
    if not (opens(word) or word in ("a", "half", "third", "quarter", "many") or "-" in word):
        return None
    return number_at(words, place)


def _draft(words: Words, number: Number) -> Draft | None:
    single = number.high == 1 and not number.share
    noun = noun_after(words, number.end, single=single)
    if number.high == 0 and (noun is None or not _people(words, noun)):
        return None
    if noun is None and (number.share or words.is_number(number.end)):
        return None
    if noun is not None and not noun.antecedent and measures(words, noun.end - 1):
        return None
    per = per_after(words, noun.end if noun is not None else number.end)
    adds = words.at(number.first - 1) in _MORE or words.at(number.core - 1) in _MORE
    return Draft(number, noun, per=per, adds=adds)


def _nought(words: Words, place: int) -> Draft | None:
    """As in "no soldiers died", "no one was hurt", "no casualties": an explicit none of people."""
    word = words.low[place]
    if word == "no" and words.at(place + 1) not in ("one", "longer", "more", "fewer", "less"):
        noun = noun_after(words, place + 1, single=False) or noun_after(words, place + 1, single=True)
        if noun is None or not _people(words, noun):
            return None
        end = noun.end
    else:
        noun, end = None, place + 1 + (word == "no")
        if word == "no" and words.at(place + 1) != "one":
            return None
    told = after(words, end, len(words))
    if told is None and (noun is None or inside(words, noun.first, noun.end) is None):
        return None
    why = f"“{words.phrase(place, end)}” says that there were none."
    core_end = place + 1 if noun is not None else end
    return Draft(Number(low=0, high=0, bounds=Bounds.EXACT, first=place, core=place, end=core_end, why=why), noun)


def _people(words: Words, noun: Noun) -> bool:
    head = words.low[noun.end - 1]
    return head in listed("counted", "people") or head.removesuffix("s") in listed("counted", "people")
