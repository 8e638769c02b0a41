"""A figure in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from testimonia.domain import Passage
from testimonia.resolvers.figures.nouns import Noun
from testimonia.resolvers.figures.numbers import Number


@dataclass(slots=True)
class Draft:
    """A number of one sentence and what is known of it so far.

    `named` is where the words of `unit` stand, `told` the word that tells the outcome, `part` the place of the draft it is part of
    (-1: the last of the sentence before); `adds` where "another", "a further" stands before it.
    """

    number: Number
    noun: Noun | None
    unit: str | None = None
    named: Passage | None = None
    outcome: str | None = None
    told: int | None = None
    part: int | None = None
    per: str | None = None
    giver: Passage | None = None
    adds: bool = False
    tally: bool = False
    disputed: bool = False
    used: list[Passage] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
