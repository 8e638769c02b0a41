"""What a number's sentence says of it: part of another, a running total, denied, contested."""

from __future__ import annotations

from testimonia.resolvers.figures.drafts import Draft
from testimonia.resolvers.figures.words import Words, listed

_AMONG = frozenset({"including", "include", "includes", "included", "among", "amongst", "whom", "them", "which"})
_TO_THEM = frozenset({"the", "at", "were", "was", "are", "also", "an", "a", "another", "some", "them", "of", ",", "–", "-", "whom"})
_SUMS = frozenset({"toll", "number", "total", "tally", "count", "figure", "casualties", "dead", "deaths"})
_AGAINST = frozenset({"while", "whereas", "but", "although", "though", "however"})
SINCE = 14  # words after what is counted within which "since" makes it a running total


def connected(words: Words, before: Draft, draft: Draft) -> bool:
    """Whether two numbers stand in one list: nothing but "and", commas and the like between them."""
    begin = before.noun.end if before.noun is not None else before.number.end
    return begin <= draft.number.first and all(word in listed("counted", "joint") for word in words.low[begin : draft.number.first])


def part_of(words: Words, drafts: list[Draft], place: int) -> int | None:
    """The number of the draft, in this sentence, that this one is part of; -1 for one of the sentence before."""
    draft = drafts[place]
    following = drafts[place + 1] if place + 1 < len(drafts) else None
    if following is not None and _of_the_next(words, draft, following):
        return place + 1
    before = drafts[place - 1] if place else None
    if _points_back(words, draft):
        return -1 if before is None else place - 1 if before.part is None or before.part > place else before.part
    if before is not None and before.part is not None and before.part < place and connected(words, before, draft) and not _own_passive(draft):
        return before.part
    return None


def _own_passive(draft: Draft) -> bool:
    return draft.told is not None and draft.noun is not None and draft.told >= draft.noun.end and draft.adds


def _of_the_next(words: Words, draft: Draft, following: Draft) -> bool:
    """As in "12 of the 40", "30 children were among 39 people"."""
    between = words.low[draft.number.end : following.number.first]
    if between in (["of", "the"], ["of"], ["of", "those"], ["out", "of"], ["out", "of", "the"]):
        return True
    return len(between) > 1 and between[-1] != "them" and "among" in between[-2:] and following.number.first - draft.number.end < 9


def _points_back(words: Words, draft: Draft) -> bool:
    """As in "including 10", "among them 10", "10 of whom"."""
    if draft.noun is not None and draft.noun.antecedent and words.at(draft.noun.first) == "of":
        return True
    at = draft.number.first - 1
    while at >= 0 and words.low[at] in _TO_THEM:
        if words.low[at] in ("them", "whom"):
            return words.at(at - 1) in ("among", "amongst", "of")
        at -= 1
    return at >= 0 and words.low[at] in ("including", "include", "includes", "included")


def listed_part(words: Words, drafts: list[Draft], place: int) -> int | None:
    """As in "ten children and 13 rebels were among 48": both are parts."""
    following = drafts[place + 1] if place + 1 < len(drafts) else None
    if following is None or following.part is None or following.part <= place + 1 or not connected(words, drafts[place], following):
        return None
    return following.part


def is_tally(words: Words, draft: Draft, begin: int, limit: int) -> bool:
    """Whether the number is a running total: "rose to 12", "since spring", "so far"."""
    before = words.low[begin : draft.number.first]
    if any(word in _SUMS for word in before) and any(word in listed("sayings", "rising") for word in before):
        return True
    if any(word in ("total", "bringing", "brings", "brought") for word in before[-4:]):
        return True
    after = words.low[draft.number.end : min(limit, draft.number.end + SINCE)]
    return _holds(after, "tally") or ("since" in after and draft.outcome is not None)


def is_denied(words: Words, draft: Draft) -> bool:
    """As in "did not kill five", "not 12"; a count of nought is a number like another."""
    first = draft.number.first
    if words.at(first - 1) == "not":
        return True
    if draft.told is None:
        return False
    span = words.low[max(0, draft.told - 3) if draft.told < first else draft.number.end : draft.told]
    return any(word in listed("sayings", "not") for word in span) and "only" not in span


def says_disputed(words: Words) -> bool:
    """Whether the sentence says that numbers are contested."""
    accounts, vary, against = (listed("sayings", key) for key in ("accounts", "vary", "against"))
    pairs = zip(words.low, words.low[1:], strict=False)
    if any((one in accounts and other in vary) or (one in against and other in accounts) for one, other in pairs):
        return True
    depends = (place for place, word in enumerate(words.low) if word in ("depending", "depends", "depend") and words.at(place + 1) == "on")
    return any(words.at(place + 2) in listed("sayings", "asks") for place in depends) or _holds(words.low, "disputed")


def _holds(low: list[str], key: str) -> bool:
    """Whether a phrase of this list stands among the words, whole."""
    said = f" {' '.join(low)} "
    return any(f" {phrase} " in said for phrase in listed("sayings", key))


def contrasted(words: Words, before: Draft, draft: Draft) -> bool:
    """Two numbers of one outcome set against each other, each with a giver of its own: "eight, while the council gave 12"."""
    if before.giver is None or draft.giver is None or before.giver == draft.giver or draft.outcome is None or before.outcome != draft.outcome:
        return False
    different = (before.number.low, before.number.high) != (draft.number.low, draft.number.high)
    return different and draft.part is None and any(word in _AGAINST for word in words.low[before.number.end : draft.number.first])
