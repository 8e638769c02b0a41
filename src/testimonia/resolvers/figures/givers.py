"""Who gives a number: the nearest attribution in its sentence, told by the order of words alone."""

from __future__ import annotations

from dataclasses import dataclass

from testimonia.resolvers.figures.cores import opens
from testimonia.resolvers.figures.words import Words, listed

FAR = 16  # words beyond which an attribution before the number gives way to one twice as near behind it
LONGEST = 14  # words of somebody's name and office
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "another", "one", "some", "several", "many"})
_TIES = frozenset({"of", "for", "and", "in", "from", "at", "with", "&", "-", "de", "al", "bin", "ibn"})
_QUOTES = frozenset("\"“”'‘’")
_BETWEEN = frozenset({"has", "had", "have", "also", "later", "earlier", "then", "now", "further", "who", "which", "that", "meanwhile", "however"})
_PLACED = frozenset({"in", "on", "at", "inside", "outside", "near", "of", "from", "with", "by", "into", "to", "across"})
_NEVER = frozenset({"it", "i", "we", "that", "this", "there", "as", "being", "is", "was", "are", "were", "been", "be", "reportedly", "to", "not"})
_GIVES = frozenset({"put", "puts", "gave", "gives"})


@dataclass(frozen=True, slots=True)
class Cue:
    """An attribution: its word, and words `first` to before `end` that name who gives it."""

    place: int
    first: int
    end: int
    joins: bool = False  # "according to": it belongs to what stands just before it as well as after


def cues(words: Words) -> list[Cue]:
    """The attributions of the sentence that name somebody."""
    found = []
    for place, word in enumerate(words.low):
        cue = _by(words, place) or (_saying(words, place) if word in listed("sayings", "say") else None)
        if cue is not None:
            found.append(cue)
    return found


def giver(places: list[Cue], first: int, end: int) -> Cue | None:
    """The attribution a number at words `first` to `end` stands under: one just after it by "according to", else the nearest before, else after."""
    before = [cue for cue in places if cue.place < first]
    after = [cue for cue in places if cue.place >= end]
    joined = next((cue for cue in after if cue.joins), None)
    if joined is not None and joined is after[0]:
        return joined
    if before and after:
        behind, ahead = first - before[-1].place, after[0].place - end
        return after[0] if behind > FAR and ahead < behind / 2 else before[-1]
    return before[-1] if before else after[0] if after else None


def _by(words: Words, place: int) -> Cue | None:
    """As in "according to", "citing" and whoever follows."""
    for length in (2, 1):
        if " ".join(words.low[place : place + length]) in listed("sayings", "by"):
            end = _right(words, place + length)
            return Cue(place, place + length, end, joins=True) if end > place + length else None
    return None


def _saying(words: Words, place: int) -> Cue | None:
    """A verb of saying, with its subject before it, or, where none stands there, after it ("said the mayor")."""
    if _is_other(words, place):
        return None
    first, end = _subject(words, place)
    following = _right(words, place + 1)
    counted = first < end and opens(words.at(first - 1)) and words.raw[first].islower()  # "killed two soldiers said the council", commas lost
    if first < end and not (counted and following > place + 1):
        alone = words.low[first] in _NEVER and end - first == 1 and words.low[place] not in ("said", "says")
        return None if alone else Cue(place, first, end)
    quoted = place == 0 or words.at(place - 1) in _QUOTES or words.at(place - 1) == ","
    past = words.low[place].endswith(("ed", "d", "s"))
    return Cue(place, place + 1, following) if following > place + 1 and past and (quoted or counted) else None


def _subject(words: Words, place: int) -> tuple[int, int]:
    """The words before a verb of saying that name who says it; an empty stretch where there are none."""
    end = place
    while end > 0 and (words.low[end - 1] in _BETWEEN or words.low[end - 1].endswith("ly")):
        end -= 1
    if words.at(end - 1) == ",":
        end = _past_apposition(words, end - 1)
    first = _left(words, end) if end > 0 else end
    return _past_relative(words, first, end) if first < end and words.at(first - 1) in _PLACED else (first, end)


def _is_other(words: Words, place: int) -> bool:
    """A word of saying in another use: part of a name, "reported dead", "claimed 12 lives", "gave up"."""
    word = words.low[place]
    if (place and words.raw[place][0].isupper()) or words.at(place + 1) in ("dead", "killed", "missing", "wounded", "injured", "to"):
        return True
    if word in _GIVES:
        return not _is_count(words, place)
    return word == "claimed" and any(life in words.low[place : place + 6] for life in ("lives", "life"))


def _is_count(words: Words, place: int) -> bool:
    """As in "put the toll at", "gave a death toll of": other uses of these words give no number."""
    return any(word in ("toll", "number", "figure", "total", "count", "dead", "deaths", "casualties") for word in words.low[place : place + 7])


def _past_apposition(words: Words, comma: int) -> int:
    """Where the subject before an apposition in commas ends: "the mayor, a former judge, said"."""
    for place in range(comma - 1, max(0, comma - LONGEST) - 1, -1):
        if words.low[place] == ",":
            return place
    return comma + 1


def _past_relative(words: Words, first: int, end: int) -> tuple[int, int]:
    """The subject before a relative clause without commas: "the council which relies on contacts abroad said"."""
    for place in range(first - 1, max(0, first - LONGEST), -1):
        if words.low[place] in ("who", "which"):
            start = _left(words, place)
            return (start, place) if start < place else (first, end)
    return first, end


def _left(words: Words, end: int) -> int:
    """Where the noun phrase that ends before word `end` begins; `end` where there is none."""
    place = end
    while place > max(0, end - LONGEST):
        word = words.low[place - 1]
        if word in listed("sayings", "he"):
            return place - 1 if place == end else _without_ties(words, place, end)
        if word in _ARTICLES and place < end and words.at(place - 2) in _TIES - {"and"} and place > 2 and _names(words, place - 3):
            place -= 2
            continue
        if word in _ARTICLES:
            return place - 1 if place < end else end
        if words.at(place - 2) in _ARTICLES and word.endswith(("ing", "ed")) and place < end:
            return place - 2
        if not (_names(words, place - 1) or (word in _TIES and place - 1 > 0 and place < end and _names(words, place - 2))):
            break
        place -= 1
    return _without_ties(words, place, end)


def _without_ties(words: Words, place: int, end: int) -> int:
    while place < end and words.low[place] in _TIES:
        place += 1
    return place


def _names(words: Words, place: int) -> bool:
    """Whether a word may be part of a name or office."""
    word, raw = words.low[place], words.raw[place]
    if not word[0].isalpha() or opens(word) or (word in listed("counted", "stop") and raw.islower()) or word in listed("counted", "verb"):
        return False
    if word in listed("counted", "single") and word.endswith("day"):
        return False
    return raw[0].isupper() or not word.endswith(("ed", "ing", "ly"))


def _right(words: Words, begin: int) -> int:
    """Where the noun phrase that begins here ends."""
    place = begin
    while place < min(len(words), begin + LONGEST):
        word = words.low[place]
        fits = _names(words, place) and word not in listed("sayings", "say")
        ties = (word in _ARTICLES or word in listed("sayings", "he")) and place == begin
        ties = ties or (place > begin and word in (*_TIES, "the", "'s", "’s") and place + 1 < len(words) and _follows(words, place + 1))
        if not (fits or ties):
            break
        place += 1
    return place


def _follows(words: Words, place: int) -> bool:
    return words.low[place] in _ARTICLES or _names(words, place)
