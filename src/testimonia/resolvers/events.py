"""What kind of event a trigger names: where its words leave little choice they decide, else the network."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files

from testimonia.domain import Document, Link, Mention, MentionKind

UNKNOWN = 0.9  # score from which a trigger is kept whose words name no event that we know (conflict-gold dev: event F1 .45 to .58)
EVERYDAY = 0.75  # for an everyday word; .62 for .60 without, and the same from .7 to .85
BESIDE = 40  # characters around a trigger in which a word may say what kind it is
# An attack is told by what it is made with: "chemical attack", "suicide bombing", "rocket fire". These types are looked for beside the trigger, too.
MEANS = ("chemical_attack", "assassination", "air_strike", "bombing", "bombardment")
OPEN = ("ground_assault", "air_strike", "bombardment", "bombing", "other_conflict")
# Deaths are figures of the act that caused them; `killing` stands only where nothing else in the sentence carries them (annotation guide).
CARRIES = frozenset({"air_strike", "bombardment", "bombing", "chemical_attack", "ground_assault", "clash"})
DEATHS = re.compile(r"\b(?:kill(?:s|ed|ing)?|die[sd]?|dead|deaths?)\b", re.IGNORECASE)

Found = tuple[tuple[Mention, ...], tuple[Link, ...]]


def events(document: Document, mentions: tuple[Mention, ...], links: tuple[Link, ...]) -> Found:
    """Mentions and links with every event's type decided, and without what is no event of its own."""
    typed = [replace(m, type=_type(document, m)) if m.kind is MentionKind.EVENT else m for m in mentions]
    carried = {document.sentence_at(m.start) for m in typed if m.kind is MentionKind.EVENT and m.type in CARRIES}
    kept = [number for number, m in enumerate(typed) if m.kind is not MentionKind.EVENT or _stands(document, m, carried)]
    places = {number: place for place, number in enumerate(kept)}
    ties = tuple(replace(link, of=places[link.of], to=places[link.to]) for link in links if link.of in places and link.to in places)
    return tuple(typed[number] for number in kept), ties


def _type(document: Document, event: Mention) -> str | None:
    """The network's proposal, unless the words name other types only; a kind of attack also by the words beside it."""
    possible = types_of(event.text)
    kind = event.type if not possible or event.type in possible else possible[0]
    if kind not in OPEN:
        return kind
    before = re.split(r"[.!?;:\n]", document.text[max(0, event.start - BESIDE) : event.start])[-1]
    beside = " ".join(before.split()[-2:]) + " " + event.text
    return next((means for means in types_of(beside) if means in MEANS and means not in possible), kind)


def _stands(document: Document, event: Mention, carried: set[int]) -> bool:
    if event.type == "killing" and DEATHS.fullmatch(event.text):
        return document.sentence_at(event.start) not in carried
    known = types_of(event.text)
    return event.score >= (UNKNOWN if not known else EVERYDAY if _is_everyday(event.text) else 0.0)


def _is_everyday(words: str) -> bool:
    return _patterns()["everyday"].search(words.lower()) is not None


def types_of(words: str) -> list[str]:
    """The types that these words can name, the most special first; none for unknown words."""
    return [kind for kind, pattern in _patterns().items() if kind != "everyday" and pattern.search(words.lower())]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lines = files("testimonia").joinpath("data/event_words.txt").read_text(encoding="utf-8").splitlines()
    split = (line.split(":", 1) for line in lines if line and not line.startswith("#"))
    return {kind: re.compile("|".join(_pattern(word) for word in words.split())) for kind, words in split}


def _pattern(word: str) -> str:
    plain = re.escape(word.rstrip("*")).replace("_", r"[\s-]+")
    return rf"\b{plain}" + ("" if word.endswith("*") else r"\b")
