"""What speaks for and against a run of capitalised words being a person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from testimonia.names import FUNCTION_WORDS, fold
from testimonia.people.words import ARTICLES, PARTICLES, Word, is_english, is_given_name, is_in, is_land, is_ordinary

_SHORT_TITLES = frozenset(["don", "pan", "gen", "chief", "sp", "rep", "adv"])  # parts of other people's names, too
AGE = re.compile(r"\s*(?:,\s*(?:aged\s+|age\s+)?\d{1,2}(?=\s*(?:[,.;)–—]|years?\b|and\b))|\(\s*(?:aged\s+)?\d{1,2}\s*\))")
_WHO = re.compile(r"\s*,\s+(?:who|whose|whom|himself|herself|then|now|formerly)\b")
_APPOSITION = re.compile(r"\s*,\s+([^,.;:“”\"()]{2,90})")
_OPENS = re.compile(r"(?:an?|the|his|her|their|its|my|our|one|whose|another|[^\W\d_]+[’']s?)\s|\w")
_DATES = frozenset(["jan", "mar", "jun", "sep", "mon", "sun", "sat"])  # names, too
_LONGEST = 6  # words of a name with its particles; more are a list, of people only where a given name stands in it
_DIGITS = re.compile(r"\d\.? [^\W\d]|[^\W\d]\.? \d")
_BEFORE = re.compile(r"([\w’'‘`-]+)(\s*,)?[\s“\"‘'(]*$")


@dataclass(slots=True)
class Run:
    """A run of capitalised words, with what was found for and against its being a person; `words` is what is left of the name."""

    words: list[Word]
    all_words: list[Word]
    strong: bool = False
    cued: bool = False  # strong by words beside the name, and not only by a given name of its own
    weak: bool = False
    shut: bool = False  # a place or a body by its own words
    at_place: bool = False
    office: tuple[int, int] | None = None

    @property
    def name(self) -> tuple[str, ...]:
        """The folded words of the name."""
        return tuple(word.folded for word in self.words)


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the text a run stands in: where sentences begin, who speaks (start, end, folded words), and the words written small in it."""

    openings: set[int]
    speakers: list[tuple[int, int, set[str]]]
    small: set[str]


def judged(words: list[Word], before: Word | None, text: str, around: Around, *, is_loud: bool) -> Run:
    """The run with what speaks for and against it, and with what stands before the name taken off."""
    run = Run(words, words)
    is_opening = words[0].start in around.openings or text[max(0, words[0].start - 1) : words[0].start] in ("“", '"', "‘", "«", "(", "\n", "")
    _strip(run, around.small, is_opening=is_opening)
    if not run.words:
        return run
    previous = before if before is not None and re.fullmatch(r"[\s“\"‘'(,]*", text[before.end : words[0].start].removeprefix("’s")) else None
    if len(run.words) < len(words):
        lead = words[words.index(run.words[0]) - 1] if words[0] is not run.words[0] else None
        previous = lead if lead is not None else previous
    _look_before(run, previous, text)
    _look_after(run, text, around.small)
    run.cued = run.strong
    _look_within(run, text, around, is_loud=is_loud, is_opening=is_opening)
    return run


def _strip(run: Run, small: set[str], *, is_opening: bool) -> None:
    """Take off what stands before the name: titles (a cue), peoples, months, an ordinary word that only opens a sentence."""
    words = run.words
    titled = [place for place, word in enumerate(words[:-1]) if is_in(word.folded, "titles") and (place == 0 or word.folded not in _SHORT_TITLES)]
    if titled:
        run.strong = True
        first = next((place for place in titled if is_in(words[place].folded, "offices")), None)
        if first is not None:
            run.office = (words[0].start, words[-1].end)
        words = words[titled[-1] + 1 :]
    words = _after_body(run, words)
    while words and (
        is_in(words[0].folded, "peoples", "calendar")
        or (words[0].folded in FUNCTION_WORDS and words[0].start in (run.all_words[0].start, -1) and is_opening)
        or (is_opening and words[0] is run.all_words[0] and words[0].folded.endswith("ly") and len(words) > 1)
        or (
            is_opening
            and words[0] is run.all_words[0]
            and not is_in(words[0].folded, "orgs", "lands")
            and (words[0].folded in small or is_in(words[0].folded, "ordinary"))
            and not _given(words[0])
        )
    ):
        words = words[1:]
    while words and is_in(words[-1].folded, "calendar", "peoples") and not (len(words) == 2 and _given(words[0]) and _is_month(words[1])):
        words = words[:-1]
    while len(words) > 2 and _is_work(words[-1].folded):
        words = words[:-1]
    run.words = words


def _is_work(word: str) -> bool:
    """Whether a word after a name says what the person is, and is no name itself: "Ana Tarn Executive Director"."""
    return is_in(word, "roles", "offices") and not is_in(word, "given", "ordinary", "named", "honours") and word != "imam"


def _is_month(word: Word) -> bool:
    return is_in(word.folded, "calendar") and not word.folded.endswith(("day", "days"))


def _after_body(run: Run, words: list[Word]) -> list[Word]:
    """The words after a body or a place that only stands before the name: "Suburbs Bus Company Rasul Taleb"."""
    bodies = [
        place for place, word in enumerate(words[:-2]) if is_in(word.folded, "orgs", "lands", "countries") and not is_in(word.folded, "ordinary")
    ]
    rest = words[bodies[-1] + 1 :] if bodies else words
    if not bodies or any(is_ordinary(word.folded) for word in rest):
        return words
    run.strong = run.strong or _given(rest[0])
    return rest


def _given(word: Word) -> bool:
    return is_in(word.folded.split("-")[0], "given", "named")


def _look_before(run: Run, previous: Word | None, text: str) -> None:
    if previous is None:
        return
    gap = text[previous.end : run.words[0].start]
    word = previous.folded.rsplit("-", 1)[-1]
    if word == "old" and "-" in previous.folded and "," not in gap:
        run.strong = True  # "19-year-old Ana Tarn"
    if is_in(word, "roles", "titles", "relatives", "naming") and not (word == "as" and len(run.words) == 1):
        run.strong = run.strong or "," not in gap or len(run.words) > 1
        if is_in(word, "offices") and "," not in gap:
            run.office = (previous.start, run.words[-1].end)
    elif is_in(word, "saying") or (word == "to" and text[: previous.start].rstrip().lower().endswith("according")):
        run.weak = True
    elif (not run.words[-1].owns and "," not in gap and (is_in(word, "places") or (is_in(word, "leaving") and len(run.words) == 1))) or (
        "," not in gap and (is_in(word, "spots") or (word == "of" and _of_place(text[: previous.start])))
    ):
        run.at_place = True
    elif word in ("the", "a", "an") and "," not in gap and not run.strong:
        run.shut = True


def _of_place(text: str) -> bool:
    """Whether what stands before "of" is a kind of place: "the city of …", "the Kagara area of …"."""
    last = re.search(r"([\w-]+)\s*$", text)
    return last is not None and is_in(fold(last[1]), "spots", "lands", "offices")


def _look_after(run: Run, text: str, small: set[str]) -> None:
    last = run.words[-1]
    rest = text[last.end : last.end + 140]
    if last.owns:
        rest = rest.lstrip("’'‘`").removeprefix("s")
        owned = re.match(r"\s*(?:[\w-]+\s+)?([\w-]+)", rest)
        run.strong = run.strong or bool(owned and any(is_in(fold(word), "relatives") for word in owned.group().split()[:2]))
        return
    if AGE.match(rest) or _WHO.match(rest):
        run.strong = run.strong or len(run.words) > 1 or not is_ordinary(last.folded) or (is_english(last.folded) and last.folded not in small)
    apposition = _APPOSITION.match(rest)
    told = [fold(word) for word in re.findall(r"[\w’'-]+", re.sub(r"[’']s\b", "", apposition[1]))][:9] if apposition else []
    if apposition and any(is_in(word, "roles", "titles") for word in told) and _OPENS.match(apposition[1]) and not apposition[1][:1].isupper():
        run.strong = True
    if apposition and _is_office(told):
        run.office = run.office or (run.words[0].start, last.end + apposition.end())
    thing = re.match(r"\s+([a-z][\w-]+)", rest)
    if thing and len(run.words) == 1 and _is_thing(fold(thing[1])) and not run.strong:
        run.shut = True  # "Tarn fighters", "the Tarn regime"
    following = re.match(r"\s+(?:also\s+|then\s+|had\s+|has\s+|was\s+|were\s+|is\s+|are\s+|being\s+|been\s+){0,2}([^\W\d_]+)", rest)
    run.weak = run.weak or bool(following and is_in(fold(following[1]), "verbs"))


def _is_thing(word: str) -> bool:
    return is_in(word, "orgs", "lands", "spots") or is_in(word.removesuffix("s"), "orgs", "lands", "spots", "roles")


def _is_office(told: list[str]) -> bool:
    return any(is_in(word, "offices") for word in told) or (any(is_in(word, "leads") for word in told) and any(is_in(word, "led") for word in told))


def _look_within(run: Run, text: str, around: Around, *, is_loud: bool, is_opening: bool) -> None:
    parts = [part for word in run.words for part in _parts(word)]
    is_dated = len(run.words) == 2 and _given(run.words[0]) and _is_month(run.words[1])
    if is_in(parts[0], "honours") and len(parts) > 1:
        run.strong = True
    is_given = len(run.words) > 1 and _given(run.words[0])
    name = parts[:-1] if is_given and len(parts) == 2 and is_in(parts[1], "countries", "peoples", "cities") else parts  # "Jack London"
    bodies = [part for part in name if is_in(part, "orgs", "lands", "cities", "calendar") or is_land(part)]
    if any(not ((run.strong or is_given) and is_in(part, "ordinary", "given")) for part in bodies) and not is_dated:
        run.shut = True
    is_rare = not is_loud and all(is_english(part) and part not in around.small for part in parts)  # "Fan Haze"
    may_be_ordinary = is_rare or _may_be_ordinary(run, parts, is_opening=is_opening, is_given=is_given)
    if all(is_ordinary(part) or part in PARTICLES for part in parts) and not may_be_ordinary:
        run.shut = True
    if _is_no_name(run, parts, text):
        run.shut = True
    if len(run.words) == 1 and _is_sign(run.words[0].text) and (not run.strong or len(parts[0]) < 5):
        run.shut = (
            not is_opening or len(parts[0]) < 4 or text.count(f"{run.words[0].text}:") < 2
        )  # "TARN: I stayed." of an interview, "KARSA: …" once
        run.weak = not run.shut
    if any(start <= run.words[0].start < end and set(run.name) <= name for start, end, name in around.speakers):
        run.weak = run.weak or not run.shut
    if (
        len(run.words) > 1
        and (_given(run.words[0]) or any(len(word.text) == 1 for word in run.words[1:-1]))
        and not (is_loud and _all_small(run, around.small))
    ):
        run.strong = run.strong or not run.shut
    elif (
        len(run.words) > 1
        and not is_loud
        and len(run.words) <= 5
        and not any(word.folded in around.small for word in run.words if word.folded not in FUNCTION_WORDS)
    ) or (len(run.words) == 1 and is_given_name(run.words[0].folded) and run.words[0].folded not in around.small and not is_loud):
        run.weak = True


def _is_no_name(run: Run, parts: list[str], text: str) -> bool:
    """Whether a run is a row of acronyms, a day of the calendar, or a list too long for one name and without a given name in it."""
    if len(run.words) > 1 and all(_is_sign(word.text) and len(word.text) < 5 for word in run.words):
        return True
    if all(part in _DATES for part in parts) and _DIGITS.search(text[max(0, run.words[0].start - 3) : run.words[-1].end + 3]):
        return True
    return len(run.words) > _LONGEST and not any(is_given_name(part) for part in parts)


def _may_be_ordinary(run: Run, parts: list[str], *, is_opening: bool, is_given: bool) -> bool:
    """Whether ordinary words may be a name here: "Mark Stone", "Captain Hill"; "the Attorney General" is none."""
    if is_given and len(parts) > 1:
        return True
    lists = ("ordinary", "cities", "both") if len(parts) == 1 else ("ordinary", "cities", "both", "english")
    return run.strong and all(is_in(part, *lists) for part in parts) and (len(parts) > 1 or not is_opening)


def _parts(word: Word) -> list[str]:
    """The parts of a word joined by hyphens; a particle stays with what it belongs to: "al-Ras" is no cape."""
    first, *others = re.split(r"[-‐‑–’']", word.folded)
    return [word.folded] if others and first in ARTICLES else [first, *others]


def _all_small(run: Run, small: set[str]) -> bool:
    return all(word.folded in small or is_ordinary(word.folded) for word in run.words)


def _is_sign(word: str) -> bool:
    """Whether a word is written as an acronym."""
    return word.isupper() and len(word) > 1
