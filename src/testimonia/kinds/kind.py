"""What a kind of finding has to say of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from testimonia.domain import Extraction
from testimonia.judgement import Draft


class Finding(Protocol):
    """What every finding has."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def score(self) -> float:
        """How likely it is right, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a finding that stands in the text: its name, what it is called, its class on the page.

    `needed`: without it there is no finding. `many`: it may be in several pieces.
    """

    name: str
    label: str
    css: str
    needed: bool = False
    many: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value of a finding that is chosen from a few."""

    name: str
    label: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of finding.

    `main` is the part its words are told by. `found` takes its findings out of an Extraction, `put` lays others in their place, `draft` and
    `build` turn one into the form people correct and back (`build` raises KeyError or ValueError for a draft without what it needs).
    `apart` says in words why findings cannot be merged. `complete` fills in what follows from the other findings of the report (who gives a reason).
    """

    name: str
    many: str
    label: str
    main: str
    parts: tuple[Part, ...]
    choices: tuple[Choice, ...] = ()
    found: Callable[[Extraction], tuple[Any, ...]]
    put: Callable[[Extraction, tuple[Any, ...]], Extraction]
    draft: Callable[[Any], Draft]
    build: Callable[[Draft], Any]
    is_sure: Callable[[Any], bool]
    apart: Callable[[tuple[Draft, ...]], str | None] = lambda _: None
    complete: Callable[[Draft, Extraction | None], Draft] = lambda draft, _: draft

    def part(self, name: str) -> Part:
        """The part of this name; KeyError if there is none."""
        return {part.name: part for part in self.parts}[name]

    def start(self, finding: Any) -> int:
        """Where its words begin in the text."""
        pieces = self.draft(finding).parts
        return min(p.start for part in self.parts if part.needed for p in pieces[part.name])
