"""Numbers in words and figures, with what hedges them, read to a low and a high."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from testimonia.domain import Bounds
from testimonia.resolvers.figures.cores import Core, core_at
from testimonia.resolvers.figures.words import Words, entries, listed, words_of

_FILLERS = frozenset({"at", "another"})  # "at least another 12", "at least at 85"
_ONE_SIDED = {Bounds.AT_LEAST: "low", Bounds.MORE_THAN: "low", Bounds.AT_MOST: "high", Bounds.LESS_THAN: "high"}
_NEARLY = "nearly"
LONGEST = 5  # words in a hedge


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as read: its bounds (None is one nobody claims), and where its words stand.

    `first` and `end` count words, hedges included; `core` is the first word of the number itself. `word` is set for vague words ("dozens") and
    `share` for parts of a whole ("a third of"). `why` is one sentence.
    """

    low: float | None
    high: float | None
    bounds: Bounds
    first: int
    core: int
    end: int
    why: str
    word: str | None = None
    share: bool = False


def read_number(text: str) -> Number | None:
    """The first number said in these words ("at least 12", "two to three thousand", "no"); None if they say none."""
    words = words_of(text)
    for place in range(len(words)):
        found = number_at(words, place)
        if found is not None:
            return found
    none = next((place for place, word in enumerate(words.low) if word in ("no", "none", "nobody", "neither")), None)
    if none is None:
        return None
    return Number(low=0, high=0, bounds=Bounds.EXACT, first=none, core=none, end=none + 1, why=f"“{words.raw[none]}” says that there are none.")


def number_at(words: Words, place: int) -> Number | None:
    """The number whose first own word stands at this place, hedges taken in; None if there is none."""
    core = core_at(words, place)
    if core is None:
        return None
    other = _other_end(words, place, core)
    number = _plain(place, core) if other is None else _range(words, place, core, other)
    return _hedged(words, number)


def _plain(place: int, core: Core) -> Number:
    if core.word is not None:
        why = f"“{core.word}” names no number; it is at least {core.low:g}" + (f" and at most {core.high:g}." if core.high is not None else ".")
        bounds = Bounds.VAGUE
    elif core.rough:
        why, bounds = "a number in dozens is rounded.", Bounds.ABOUT
    else:
        why, bounds = "a number without a hedge.", Bounds.EXACT
    why = why[0].upper() + why[1:]
    return Number(low=core.low, high=core.high, bounds=bounds, first=place, core=place, end=core.end, why=why, word=core.word, share=core.share)


# ------------------------------------------------------------------ ranges


def _other_end(words: Words, place: int, core: Core) -> Core | None:
    """The upper end, where this number is the lower end of a range."""
    joint = words.at(core.end)
    if core.word is not None or core.high is None:
        return None
    if joint in "-–—−" and joint:
        if not (words.touch(core.end - 1) and words.touch(core.end)):
            return None
    elif not (joint in ("to", "or") or (joint == "and" and words.at(place - 1) == "between")):
        return None
    if joint == "to" and "from" in (words.at(place - 1), words.at(place - 2)) and _changes(words, place):
        return None
    upper = core_at(words, core.end + 1)
    if upper is None or upper.word is not None or upper.high is None:
        return None
    low = _scaled(core, upper)
    wide = joint == "or" and upper.high > 3 * low
    return upper if low < upper.high and not wide else None


def _changes(words: Words, place: int) -> bool:
    """Whether "from A to B" tells of a change: then both are numbers of their own."""
    return any(word in listed("sayings", "changing") for word in words.low[max(0, place - 7) : place])


def _scaled(lower: Core, upper: Core) -> float:
    """The lower end: in "two to three thousand" both are thousands."""
    low = lower.low or 0.0
    return low * upper.scale if lower.scale == 1 and upper.scale > 1 and low < (upper.high or 0) / upper.scale else low


def _range(words: Words, place: int, core: Core, upper: Core) -> Number:
    between = words.at(place - 1) == "between" and words.at(core.end) == "and"
    ranged = between or words.at(place - 1) == "from"
    first = place - 1 if ranged else place
    why = f"Two numbers joined by “{words.raw[core.end]}” are the ends of a range."
    return Number(low=_scaled(core, upper), high=upper.high, bounds=Bounds.BETWEEN, first=first, core=place, end=upper.end, why=why)


# ------------------------------------------------------------------ hedges


@cache
def hedges(side: str) -> dict[tuple[str, ...], str]:
    """The hedges on one side of a number, by their words."""
    return {
        tuple(hedge.replace("_", " ").split()): key.split(" ", 1)[1]
        for key, line in entries("hedges")
        if key.startswith(side)
        for hedge in line.split()
    }


def _hedged(words: Words, number: Number) -> Number:
    """The number with the hedges before and after it; of several the outermost that bounds it holds."""
    found = []
    first = number.first
    while (hedge := _before(words, first)) is not None:
        first, kind = hedge
        found.append((kind, first))
    end = number.end
    after = _after(words, end)
    if after is not None:
        end, kind = after
        found.append((kind, number.end))
    kinds = [kind for kind, _ in found]
    kind = next((k for k in reversed(kinds) if k not in ("about", _NEARLY)), kinds[-1] if kinds else "")
    if not kind:
        return number
    at = next(place for k, place in found if k == kind)
    said = words.phrase(at, end) if at == number.end else words.phrase(at, number.first)
    return _bounded(replace(number, first=first, end=end), kind, said)


def _before(words: Words, place: int) -> tuple[int, str] | None:
    """The hedge that ends before this place: where it begins, and its kind."""
    for stop in (place, place - 1) if words.at(place - 1) in _FILLERS else (place,):
        for length in range(min(LONGEST, stop), 0, -1):
            kind = hedges("before").get(tuple(words.low[stop - length : stop]))
            if kind is not None:
                return stop - length, kind
    return None


def _after(words: Words, place: int) -> tuple[int, str] | None:
    """The hedge that begins at this place, unless it belongs to a number after it: where it ends, and its kind."""
    for length in range(min(LONGEST, len(words) - place), 0, -1):
        kind = hedges("after").get(tuple(words.low[place : place + length]))
        if kind is not None and core_at(words, place + length) is None:
            touching = words.at(place) != "+" or words.touch(place - 1)
            return (place + length, kind) if touching else None
    return None


def _bounded(number: Number, kind: str, said: str) -> Number:
    bounds = Bounds.ABOUT if kind == _NEARLY else Bounds(kind)
    side = _ONE_SIDED.get(bounds)
    why = f"“{said}” beside the number: " + _MEANS[kind]
    if number.bounds is Bounds.VAGUE:
        return replace(number, low=None, why=why) if side == "high" and number.high is not None else number
    if number.bounds is Bounds.BETWEEN and side is None:
        return number
    low, high = number.low, number.high
    if side == "low":
        high = None
    elif side == "high" or kind == _NEARLY:
        low = None
    return replace(number, low=low, high=high, bounds=bounds, why=why)


_MEANS = {
    "at least": "no upper bound is claimed.",
    "more than": "no upper bound is claimed.",
    "at most": "no lower bound is claimed.",
    "less than": "no lower bound is claimed.",
    "nearly": "a rounded number, not quite reached.",
    "about": "a rounded number.",
}
