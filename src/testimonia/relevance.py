"""How far a text bears on the questions of a case: by their words, the ways these are spelled, and a few words that mean the same in war."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Protocol

from testimonia.names import may_be_same_word, words

# What a question is made of besides its subject.
_ASKING = frozenset(
    words(
        "why how who what when where which did do does was were is are has have had will would the a an of in on at to from by for with "
        "and or that this it its their his her be been there they after before about up out off"
    )
)

# Words that reports of any war use for one another; a question that holds one of a line is answered by the others.
_SENSES = tuple(
    frozenset(words(line))
    for line in (
        (
            "give gave given giving abandon abandoned surrender surrendered surrendering withdraw withdrew withdrawn withdrawal leave left "
            "leaving quit retreat retreated fall fell fallen lose lost loss losing sign signed yield yielded capitulate capitulated collapse "
            "collapsed evacuate evacuated evacuation defeat defeated handed"
        ),
        "defenders fighters rebels insurgents militants gunmen garrison",
        "army troops soldiers forces military",
        "truce ceasefire cease-fire armistice",
        "die died dead death deaths killed kill killing killings casualties victims",
        "shelling shelled shells bombardment bombarded bombing bombed artillery rockets mortars",
        "hunger hungry starvation starved starving famine food",
    )
)


class Pile(Protocol):
    """What has to be known of a pile to weigh the words of a question."""

    def vocabulary(self) -> frozenset[str]:
        """Every folded word in it."""

    def blocks(self) -> int:
        """How many paragraphs it has."""

    def holding(self, forms: Iterable[str]) -> int:
        """How many of its paragraphs hold one of these folded words."""


class Relevance:
    """Compares texts with questions: the share of a question's words, weighted by how rare they are in the pile, that a text holds in some form."""

    def __init__(self, questions: Iterable[str], pile: Pile) -> None:
        """Weigh the words of the questions against the paragraphs of the whole pile."""
        self._questions = [[word for word in words(question) if word not in _ASKING] for question in questions]
        terms = {term for question in self._questions for term in question}
        vocabulary, size = (pile.vocabulary(), pile.blocks()) if terms else (frozenset[str](), 0)
        spelled = {term: frozenset(word for word in vocabulary if may_be_same_word(term, word)) for term in terms}
        self._forms = {term: spelled[term] | _of_same_sense(term) for term in terms}
        # Rarity is that of the word itself: what means the same must not make a telling word common.
        self._weight = {term: math.log(1 + size / (1 + pile.holding(spelled[term]))) for term in terms}

    def of(self, text: str) -> float:
        """The best share over the questions, 0 to 1."""
        return max(self.each(text), default=0.0)

    def each(self, text: str) -> tuple[float, ...]:
        """The share of each question, in their order, 0 to 1."""
        return self.each_of(words(text))

    def each_of(self, found: Iterable[str]) -> tuple[float, ...]:
        """The same for a text given as its folded words."""
        here = frozenset(found) if self._questions else frozenset[str]()
        return tuple(self._share(question, here) for question in self._questions)

    def _share(self, question: list[str], here: frozenset[str]) -> float:
        total = sum(self._weight[term] for term in question)
        held = sum(self._weight[term] for term in question if not self._forms[term].isdisjoint(here))
        return round(held / total, 3) if total else 0.0


def _of_same_sense(term: str) -> frozenset[str]:
    """The words that stand for a word of the question in reports of war."""
    return frozenset[str]().union(*(sense for sense in _SENSES if term in sense))
