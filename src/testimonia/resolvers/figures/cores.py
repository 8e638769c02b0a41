"""A single number without its hedges: figures with their groups, number words, dozens, vague words, shares."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from testimonia.resolvers.figures.words import Words, entries, listed

_GROUPED = re.compile(r"\d{1,3}(?:[.,٬'’\u00a0\u202f\u2009]\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}")
_DECIMAL = re.compile(r"(\d+)[.,٫](\d+)")
_SHORT = re.compile(r"(\d[\d.,]*)(k|m|mn|bn)")
_SHORT_SCALE = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}
MAX_DIGITS = 12  # longer is a telephone number or an account
MARKS = re.compile(r"[^\d]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """A number's own words end before word `end`; `scale` is the scale it was said in (thousand); `rough` where it was said in dozens."""

    low: float
    high: float | None
    end: int
    scale: float = 1.0
    rough: bool = False
    word: str | None = None
    share: bool = False


@cache
def _values() -> dict[str, float]:
    return {word: float(key) for key, line in entries("numbers") if key.isdigit() for word in line.split()}


@cache
def _scales(kind: str) -> dict[str, float]:
    """Scales, vague words or shares: the word and its value."""
    keyed = ((key.split(), line) for key, line in entries("numbers"))
    return {word.replace("_", " "): float(key[1]) for key, line in keyed if key[0] == kind for word in line.split()}


@cache
def _few() -> dict[tuple[str, ...], tuple[float, float]]:
    keyed = ((key.split(), line) for key, line in entries("numbers"))
    return {tuple(w.split("_")): (float(key[1]), float(key[2])) for key, line in keyed if key[0] == "few" for w in line.split()}


@cache
def anchors() -> re.Pattern[str]:
    """What every number begins with, or holds: a digit or a number word."""
    known = [*_values(), *_scales("scale"), *_scales("vague"), *_scales("share"), *(word for few in _few() for word in few[-1:])]
    plain = sorted({re.escape(word) for word in known if len(word) > 2 and " " not in word} | {"no", "none", "nobody"}, key=len, reverse=True)
    return re.compile(rf"\d|\b(?:{'|'.join(plain)})\b", re.IGNORECASE)


def opens(word: str) -> bool:
    """Whether a word in small letters is a number or begins one."""
    return word[:1].isdigit() or word in _values() or word in _scales("scale") or word in _scales("vague") or (word,) in _few()


def core_at(words: Words, place: int) -> Core | None:
    """The number whose words begin at this place."""
    if not 0 <= place < len(words):
        return None
    word = words.low[place]
    if word[0].isdigit():
        return _figures(words, place)
    if not (word in _opening() or "-" in word):
        return None
    return _share(words, place) or _vague(words, place) or _spoken(words, place)


@cache
def _opening() -> frozenset[str]:
    shares = {word.split()[0] for word in _scales("share")}
    return frozenset({*_values(), *_scales("scale"), *_scales("vague"), *shares, *(few[0] for few in _few()), "a", "an", "many"})


# ------------------------------------------------------------------ in figures


def _figures(words: Words, place: int) -> Core | None:
    short = _SHORT.fullmatch(words.low[place])
    if short is not None:
        return _shortened(words, place, short)
    value = _value(words.low[place])
    if value is None:
        return None
    whole, number = value
    end = place + 1
    if whole and "." not in words.low[place] and "," not in words.low[place]:
        number, end = _blank_groups(words, place, number)
    scaled = _scaled(words, number, end)
    return scaled if whole or scaled.scale > 1 else None  # 7.62 counts nothing; 1.5 million does


def _value(word: str) -> tuple[bool, float] | None:
    """Whether it is a whole number, and which."""
    if len(word) > 2 * MAX_DIGITS:
        return None
    if word.isdecimal() and len(word) <= MAX_DIGITS:
        return True, float(int(word))
    if _GROUPED.fullmatch(word) and not word.startswith("0"):
        digits = MARKS.sub("", word)
        return (True, float(int(digits))) if len(digits) <= MAX_DIGITS else None
    decimal = _DECIMAL.fullmatch(word)
    if decimal is None or len(word) > MAX_DIGITS:
        return None
    return False, float(int(decimal[1])) + float(int(decimal[2])) / 10.0 ** len(decimal[2])


def _blank_groups(words: Words, place: int, number: float) -> tuple[float, int]:
    """Groups of three set off by a blank ("12 000"), unless the first one is a day of a month."""
    end = place + 1
    if len(words.low[place]) > 3 or words.low[place].startswith("0") or words.at(place - 1) in listed("measures", "month"):
        return number, end
    while end < len(words) and len(words.low[end]) == 3 and words.low[end].isdecimal() and words.starts[end] == words.ends[end - 1] + 1:
        number = number * 1000 + int(words.low[end])
        end += 1
        if end - place > 3:
            break
    return number, end


def _shortened(words: Words, place: int, match: re.Match[str]) -> Core | None:
    """As in "12k", "1.2m": only before people, since m is a metre first."""
    value = _value(match[1])
    if value is None or (words.at(place + 1).removesuffix("s") not in listed("counted", "people") and words.at(place + 1) != "people"):
        return None
    scale = _SHORT_SCALE[match[2]]
    return Core(low=value[1] * scale, high=value[1] * scale, end=place + 1, scale=scale)


def _scaled(words: Words, number: float, end: int) -> Core:
    """The number times the scales after it ("two hundred thousand")."""
    scale, rough = 1.0, False
    scales = _scales("scale")
    while words.at(end) in scales and not (words.at(end) == "score" and words.at(end + 1) != "of"):
        rough = rough or words.at(end) == "dozen"
        scale *= scales[words.at(end)]
        end += 1
        if scale > 1e12:
            break
    return Core(low=number * scale, high=number * scale, end=end, scale=scale, rough=rough)


# ------------------------------------------------------------------ in words


def _spoken(words: Words, place: int) -> Core | None:
    """As in "twenty-five", "one hundred and five thousand", "a hundred"."""
    begin = place
    if words.low[place] in ("a", "an"):
        if words.at(place + 1) not in _scales("scale") or words.at(place + 1) == "score":
            return None
        core = _scaled(words, 1.0, place + 1)
    elif words.low[place] in _scales("scale"):
        if words.low[place] not in ("hundred", "thousand", "million", "billion", "dozen"):
            return None
        core = _scaled(words, 1.0, place)
    else:
        small = _small(words, place)
        if small is None:
            return None
        core = _scaled(words, *small)
    return _more(words, core) if core.end > begin else None


def _small(words: Words, place: int) -> tuple[float, int] | None:
    """A number below a hundred: its value and where it ends."""
    word, values = words.at(place), _values()
    if word in values:
        value, unit = values[word], values.get(words.at(place + 1), 0.0)
        if value >= 20 and 0 < unit < 10:
            return value + unit, place + 2
        return value, place + 1
    tens, mark, unit_word = word.partition("-")
    if mark and values.get(tens, 0) >= 20 and 0 < values.get(unit_word, 0) < 10:
        return values[tens] + values[unit_word], place + 1
    return None


def _more(words: Words, core: Core) -> Core:
    """What follows a hundred or thousand and belongs to it: "… and five", "… two hundred"."""
    while core.scale >= 100 and core.low % 100 == 0:
        after = core.end + (words.at(core.end) == "and")
        small = _small(words, after)
        if small is None:
            return core
        rest = _scaled(words, *small)
        if rest.low >= core.low or rest.scale not in (1, 100, 1000):
            return _raised(core, rest) if rest.scale >= 1000 and core.scale == 100 else core
        core = replace(core, low=core.low + rest.low, high=core.low + rest.low, end=rest.end, scale=rest.scale)
    return core


def _raised(core: Core, rest: Core) -> Core:
    """As in "one hundred and five thousand": the thousand belongs to both."""
    value = core.low * rest.scale + rest.low
    return replace(core, low=value, high=value, end=rest.end, scale=rest.scale)


# ------------------------------------------------------------------ vague words and shares


def _vague(words: Words, place: int) -> Core | None:
    """As in "dozens", "tens of thousands", "several hundred", "a few"."""
    word, vague = words.low[place], _scales("vague")
    if word in vague:
        larger = vague.get(words.at(place + 2), 0.0) if words.at(place + 1) == "of" else 0.0
        if larger >= 2000:
            return Core(low=vague[word] * larger / 2, high=None, end=place + 3, word=f"{word} of {words.at(place + 2)}")
        return Core(low=vague[word], high=None, end=place + 1, word=word) if word != "tens" or words.at(place + 1) == "of" else None
    for few, (low, high) in _few().items():
        if tuple(words.low[place : place + len(few)]) == few:
            return _few_of(words, place, place + len(few), low, high)
    if word == "many" and words.at(place + 1) in vague:
        return Core(low=vague[words.at(place + 1)], high=None, end=place + 2, word=f"many {words.at(place + 1)}")
    return None


def _few_of(words: Words, place: int, end: int, low: float, high: float) -> Core | None:
    scales, vague = _scales("scale"), _scales("vague")
    following = words.at(end)
    singular = following.removesuffix("s") if following in vague else following
    if singular in scales and singular != "score":
        scale = scales[singular]
        said = words.phrase(place, end + 1).lower().removeprefix("a ")
        return Core(low=low * scale, high=high * scale, end=end + 1, scale=scale, word=said)
    said = words.phrase(place, end).lower()
    return Core(low=low, high=high, end=end, word=said.removeprefix("a "))


def _share(words: Words, place: int) -> Core | None:
    """As in "half the …", "a third of …": a part of something counted; "half a dozen" and "half a million" are numbers."""
    word = words.low[place]
    if word == "half" and words.at(place + 1) in ("a", "an") and words.at(place + 2) in _scales("scale"):
        value = _scales("scale")[words.at(place + 2)] / 2
        return Core(low=value, high=value, end=place + 3, scale=value, rough=words.at(place + 2) == "dozen")
    begin = place + (word == "a")
    part = _scales("share").get(words.at(begin))
    if part is not None and words.at(begin + 1) == "of" and words.at(begin + 2) == "a" and words.at(begin + 3) in _scales("scale"):
        value = part * _scales("scale")[words.at(begin + 3)]
        return Core(low=value, high=value, end=begin + 4, scale=value)
    for length in (2, 1):
        share = _scales("share").get(" ".join(words.low[begin : begin + length]))
        if share is not None and (words.at(begin + length) == "of" or (share == 0.5 and words.at(begin + length) in ("the", "its", "their", "his"))):
            return (
                Core(low=share, high=share, end=begin + length, share=True) if share == 0.5 or begin > place or length == 2 or "-" in word else None
            )
    return None
