"""What became of those counted: the word that says so after the number, before it, or in what is counted."""

from __future__ import annotations

from functools import cache, lru_cache

from testimonia.resolvers.figures.cores import opens
from testimonia.resolvers.figures.words import Words, entries, listed

_GROUPS = ("killed", "wounded")
FAR = 14  # words within which the verb of a number's clause is looked for
NOUN_REACH = 10  # words from "toll" to its number


@lru_cache(maxsize=8192)
def outcome_of(word: str) -> str | None:
    """The outcome this word in small letters tells, if any."""
    whole, stems = _telling()
    return whole.get(word) or next((outcome for stem, outcome in stems if word.startswith(stem)), None)


@cache
def _telling() -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Whole words and stems with the outcome each tells."""
    keyed = [(key.removeprefix("outcome "), word) for key, line in entries("outcomes") if key.startswith("outcome ") for word in line.split()]
    return {word: key for key, word in keyed if not word.endswith("*")}, [(word[:-1], key) for key, word in keyed if word.endswith("*")]


@lru_cache(maxsize=64)
def befalls_people(outcome: str | None) -> bool:
    """Whether only people meet it."""
    return outcome is not None and outcome in listed("outcomes", "people")


def after(words: Words, place: int, limit: int) -> tuple[str, int] | None:
    """The outcome told after what is counted, before word `limit`, and where: "were killed", "dead", "who had been seized"."""
    near = place
    helped = False
    if words.at(place) == "the" and words.at(place + 1) in ("number", "total"):
        return next(((told, at) for at in range(place + 2, min(limit, place + 6)) if (told := outcome_of(words.low[at])) is not None), None)
    while near < limit and (words.low[near] in listed("outcomes", "helper") or words.low[near].endswith("ly")):
        helped = helped or words.low[near] in ("were", "was", "been", "are", "be", "being")
        near += 1
    if near + 2 < limit and words.low[near] == "among" and words.low[near + 1] in ("the", "those") and outcome_of(words.low[near + 2]) is not None:
        return outcome_of(words.low[near + 2]) or "", near + 2
    if words.at(near) in ("sustained", "suffered", "received"):
        return next(((told, at) for at in range(near + 1, min(limit, near + 4)) if (told := outcome_of(words.low[at])) == "wounded"), None)
    if near + 1 < limit and words.low[near] in ("in", "into", "under", "as") and outcome_of(words.low[near + 1]) in ("arrested", "abducted"):
        return outcome_of(words.low[near + 1]) or "", near + 1
    if near < limit:
        told = _told(words, near, helped=helped)
        if told is not None:
            return _joined(words, near, told)
    return _later(words, place, limit)


def _told(words: Words, place: int, *, helped: bool) -> str | None:
    """The outcome of a participle, or of what one does by oneself; not of a verb with an object: "gunmen killed two"."""
    word = words.low[place]
    outcome = outcome_of(word)
    if outcome is None or word.endswith("ing") or (word in listed("outcomes", "noun") and word not in ("dead", "missing")):
        return outcome if word in ("dying", "missing", "fleeing") else None
    if helped or word in listed("outcomes", "own"):
        return outcome
    if word.endswith("s") or word in ("kill", "injure", "wound"):
        return None
    following = words.at(place + 1)
    active = following in ("a", "an", "the", "his", "her", "their", "its", "at", "more", "up", "some")
    listing = outcome_of(words.at(place + 2)) is not None or outcome_of(words.at(place + 3)) is not None  # "12 killed 30 injured", commas lost
    return None if active or (opens(following) and not listing) else outcome


def _joined(words: Words, place: int, outcome: str) -> tuple[str, int]:
    """As in "killed or wounded" is one outcome of the same people."""
    if words.at(place + 1) in ("or", "and", "and/or") and outcome in _GROUPS:
        other = outcome_of(words.at(place + 2))
        if other in _GROUPS and other != outcome:
            return "killed or wounded", place + 2
    return outcome, place


def _later(words: Words, place: int, limit: int) -> tuple[str, int] | None:
    """A passive further on in the same clause: "jihadists from the northern hills were killed"."""
    inserted = False
    for at in range(place, min(limit, place + FAR)):
        word = words.low[at]
        if word in listed("outcomes", "break") or (word == "," and not inserted and words.at(at + 1) not in listed("outcomes", "insert")):
            return None
        inserted = inserted or word == ","
        if word in ("were", "was", "been", "being", "are") or word in listed("outcomes", "own"):
            step = at
            while step < limit and (words.low[step] in listed("outcomes", "helper") or words.low[step].endswith("ly")):
                step += 1
            told = _told(words, step, helped=True) if step < limit else None
            if told is not None and words.low[step] not in ("dead", "dying"):
                return _joined(words, step, told)
    return None


def before(words: Words, first: int, begin: int) -> tuple[str, int] | None:
    """The outcome told before the number, from word `begin` on, and where: "killed", "killing another", "a toll of"."""
    clear = True
    listing = words.at(first - 1) in ("and", ",") or "a" in words.low[max(begin, first - 6) : first]
    for place in range(first - 1, begin - 1, -1):
        word = words.low[place]
        outcome = outcome_of(word) if not _in_name(words, place) else None
        if clear and word in ("on", "against", "at") and words.at(place - 1) in listed("outcomes", "aimed"):
            return "targeted", place - 1
        if outcome is not None and (word == "toll" or first - place <= NOUN_REACH or "number" in words.low[max(0, place - 3) : place]):
            if _names(words, place):
                return outcome, place
            if clear and not _is_passive(words, place):
                return _both(words, place, begin, outcome), place
        if word in (".", ";", ":", "!", "?"):
            return None
        clear = clear and (word in listed("outcomes", "between") or word.endswith("ly") or outcome is not None or (listing and _is_plain(word)))
    return None


def _in_name(words: Words, place: int) -> bool:
    """Whether a capitalised word between two others is part of a name ("Civil Toll Monitor"), not of a headline, where nearly all have capitals."""
    around = words.raw[max(0, place - 1) : place + 2]
    if len(around) < 3 or not all(word[0].isupper() and not word.isupper() for word in around):
        return False
    return sum(len(word) > 3 and word.islower() for word in words.raw[place + 2 : place + 2 + FAR]) > 1


def _is_plain(word: str) -> bool:
    """Whether a word may be a noun of a list ("destroyed a lorry, two tanks and")."""
    return (word[0].isalpha() or word == ",") and word not in listed("counted", "stop") and word not in listed("sayings", "say")


def _names(words: Words, place: int) -> bool:
    """A noun that the number stands to: "a death toll of", "the toll rose to", "the deaths of", "the number killed to"."""
    word = words.low[place]
    if word == "toll":
        return True
    if word in listed("outcomes", "noun"):
        return words.at(place + 1) in ("of", "count", "to", "at", ":", "rose", "reached", "stood")
    return "number" in words.low[max(0, place - 3) : place]


def _is_passive(words: Words, place: int) -> bool:
    """As in "were killed and" tells of those before it."""
    word = words.low[place]
    if word in listed("outcomes", "own"):
        return True
    back = place - 1
    while back >= 0 and words.low[back].endswith("ly"):
        back -= 1
    return word.endswith(("ed", "n")) and words.at(back) in ("were", "was", "been", "being", "are", "be", "is")


def _both(words: Words, place: int, begin: int, outcome: str) -> str:
    """As in "killed or wounded 12"."""
    if outcome in _GROUPS and words.at(place - 1) in ("or", "and") and place - 2 >= begin:
        other = outcome_of(words.low[place - 2])
        if other in _GROUPS and other != outcome and not _is_passive(words, place - 2):
            return "killed or wounded"
    return outcome


def inside(words: Words, first: int, end: int) -> str | None:
    """The outcome that what is counted carries itself: "wounded children", "civilian deaths"; not "destroyers"."""
    for place in range(first, end):
        word = words.low[place]
        carries = place == end - 1 or word.endswith("ed") or word in listed("outcomes", "state")
        outcome = outcome_of(word) if carries and not word.endswith(("ers", "ors", "er", "or")) else None
        if outcome is not None and outcome != "targeted":
            return outcome
    return None


def names_itself(head: str) -> bool:
    """Whether a noun that is counted is the outcome ("deaths", "casualties"), whatever verb stands before it."""
    return head in listed("outcomes", "noun")
