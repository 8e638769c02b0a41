"""What a relative expression is reckoned from: the day of publication, or the date last mentioned; and whether the text tells history or news."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from testimonia.domain import Passage, TimeKind
from testimonia.resolvers.dates.days import Point, moved, of_date
from testimonia.resolvers.dates.extent import Extent
from testimonia.resolvers.dates.grammar import Phrase
from testimonia.resolvers.dates.words import STOP, Words, lexicon

# History names its years; news leaves them to the day of publication. Told apart by counting: at least so many years written out, and so many of
# them to each word that leans on the day of publication (a weekday, "today", "last week").
HISTORY_YEARS = 5
HISTORY_TO_NEWS = 4
NEAR_MONTHS = 2  # a month so soon to come is meant when none is named: of the one ten months ago people say "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an expression means: kind, TIMEX3 value and mod, the rule, why, and the passages it leans on; value None is not resolved.

    `extent` stands only where the value does not tell it (Hijri dates).
    """

    kind: TimeKind
    value: str | None
    rule: str
    why: str
    mod: str | None = None
    used: tuple[Passage, ...] = ()
    extent: Extent | None = None


@dataclass(slots=True)
class Context:
    """Where the reading stands: `focus` is the date last mentioned and `focus_words` its passage, `year` the year last mentioned.

    `told` counts the words before the last month that has its year beside it.
    """

    published: datetime.date | None
    history: bool
    day_first: bool | None
    possessive_lost: bool
    business: bool
    focus: Point | None = None
    focus_words: Passage | None = None
    quarter: Point | None = None
    year: int | None = None
    told: int | None = None

    @property
    def today(self) -> Point | None:
        """The day of publication; in history it says nothing about the times told of."""
        return of_date(self.published) if self.published else None

    @property
    def anchor(self) -> Point | None:
        """What "last year" or a month without a year is reckoned from: in history the date last mentioned, else the day of publication."""
        return self.focus if self.history else self.today

    def used(self) -> tuple[Passage, ...]:
        """The passage of the date last mentioned, if there is one."""
        return (self.focus_words,) if self.focus_words else ()

    def from_words(self) -> str:
        """Where a value is reckoned from, in words."""
        if self.history or self.published is None:
            return f"the date last mentioned, {self.focus.value}" if self.focus else "no date"
        return f"the day of publication, {self.published.isoformat()}"


def context(words: Words, published: str | None) -> Context:
    """The state at the start of a text; a day of publication that is no ISO date counts as unknown."""
    try:
        day = datetime.date.fromisoformat(published[:10]) if published else None
    except ValueError:
        day = None
    return Context(
        published=day,
        history=_is_history(words, day),
        day_first=_day_first(words),
        possessive_lost=not _has_apostrophes(words),
        business=_business().search(words.text) is not None,
    )


@cache
def _business() -> re.Pattern[str]:
    lines = files("testimonia").joinpath("data/business_words.txt").read_text(encoding="utf-8").splitlines()
    words = [word.replace("_", " ") for line in lines if not line.startswith("#") for word in line.split()]
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@cache
def _counted(names: str) -> re.Pattern[str]:
    return re.compile("[" + "".join(lexicon().letters_of(name) for name in names.split()) + "]")


def _is_history(words: Words, published: datetime.date | None) -> bool:
    years = [int(words.written[match.start()]) for match in _counted("year").finditer(words.letters)]
    told = [year for year in years if published is None or year < published.year]
    told += [0] * len(_counted("era").findall(words.letters))
    leaning = len(_counted("weekday deictic tonight").findall(words.letters))
    return len(told) >= HISTORY_YEARS and len(told) >= HISTORY_TO_NEWS * leaning


def _day_first(words: Words) -> bool | None:
    """Whether the text's own numeric dates that leave no choice put the day first; None where none does or they differ."""
    habits = set()
    for match in _counted("slashed").finditer(words.letters):
        first, second = (int(part) for part in re.split(r"[./-]", words.written[match.start()])[:2])
        if (first > 12) != (second > 12):
            habits.add(first > 12)
    return habits.pop() if len(habits) == 1 else None


def _has_apostrophes(words: Words) -> bool:
    return "'" in words.text or "’" in words.text


@cache
def _tenses() -> dict[str, int]:
    found = {}
    for line in files("testimonia").joinpath("data/tense_words.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, listed = line.split(": ", 1)
            found.update(dict.fromkeys(listed.split(), 1 if name == "ahead" else -1))
    return found


def direction(phrase: Phrase, *, reach: int = 12) -> int:
    """1 where the words around speak of what lies ahead, -1 of what lies behind, 0 where nothing tells; words before weigh more."""
    words = phrase.words
    before = range(phrase.first - 1, max(-1, phrase.first - 1 - reach), -1)
    after = range(phrase.last, min(len(words.written), phrase.last + reach))
    for places in (before, after):
        for place in places:
            if words.letters[place] == STOP:
                break
            told = _tense_at(words, place)
            if told:
                return told
    return 0


def _tense_at(words: Words, place: int) -> int:
    word = words.written[place]
    told = _tenses().get(word, 0)
    if not told and len(word) > 4 and word.endswith("ed"):
        return -1
    return told


def in_told_sentence(context: Context, phrase: Phrase, sentences: int = 1) -> bool:
    """Whether a month with its year stands before in the same sentence, or in one of so many."""
    return context.told is not None and phrase.words.letters.count(STOP, context.told, phrase.first) < sentences


def sentence(words: str) -> str:
    """The words as a sentence."""
    return f"{words[0].upper()}{words[1:]}."


def month_year(context: Context, month: int, phrase: Phrase) -> int | None:
    """The year of a month named without one; None where nothing tells."""
    if context.focus and (in_told_sentence(context, phrase) or (context.published is None and in_told_sentence(context, phrase, sentences=2))):
        return _told_year(context.focus, month)
    anchor = context.anchor
    if anchor is None:
        return None
    if phrase.words.written[phrase.first - 1 : phrase.first] == ["until"]:
        phrase = phrase.part(phrase.first - 1, phrase.last)
    if context.history:
        return _told_year(anchor, month)
    here = anchor.month or 1
    soon = 1 <= (month - here) % 12 <= NEAR_MONTHS
    if soon or direction(phrase) > 0:
        return anchor.year if month >= here else anchor.year + 1
    return anchor.year if month <= here else anchor.year - 1


def _told_year(anchor: Point, month: int) -> int:
    """A story goes on: a month that lies more than half a year before the last one belongs to the year after."""
    if anchor.month is None:
        return anchor.year
    behind = anchor.month - month
    following = moved(Point(anchor.year), 1, "Y")
    earlier = moved(Point(anchor.year), -1, "Y")
    if behind > 6 and following:
        return following.year
    return earlier.year if behind < -9 and earlier else anchor.year
