"""An extraction in the form of corpora/conflict-gold: attributions, actors, events, figures.

Actors are mentions of one wording, figures are read word by word: the resolvers for voices, events and figures will replace both.
"""

from __future__ import annotations

import re
from typing import Any

from testimonia.domain import Claim, Document, Extraction, LinkKind, Mention, MentionKind, Passage
from testimonia.encoder.labels import ACTORS

_ROLES = {LinkKind.AGENT_OF: "actor", LinkKind.TARGET_OF: "target", LinkKind.PLACE_OF: "place"}
_UNITS = {w: n for n, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])} | {
    w: n for n, w in enumerate(["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"], 13)
}
_TENS = {w: 10 * n for n, w in enumerate(["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 3)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000}
_LEAST = re.compile(r"at least|more than|over|upwards of|no fewer than|minimum|exceed", re.IGNORECASE)
_MOST = re.compile(r"up to|at most|fewer than|less than|no more than|under", re.IGNORECASE)
_NEARLY = re.compile(r"nearly|almost", re.IGNORECASE)
_ABOUT = re.compile(r"about|around|some|roughly|approximately|estimated|or so|~", re.IGNORECASE)


def conflict(document: Document, extraction: Extraction) -> dict[str, Any]:
    """The layers that can be filled so far."""
    actors = _actors(extraction)
    names = {number: actor["id"] for actor in actors for number in actor.pop("numbers")}
    return {
        "doc_id": document.report_id,
        "attributions": [_attribution(claim) for claim in extraction.claims],
        "actors": actors,
        "events": _events(extraction, names),
        "figures": [figure for mention in extraction.mentions if mention.kind is MentionKind.FIGURE for figure in _figure(mention)],
    }


def _attribution(claim: Claim) -> dict[str, Any]:
    """A quotation standing alone names its speaker as source_actor."""
    return {
        "id": claim.id,
        "source": {"start": claim.source[0].start, "end": claim.source[-1].end} if claim.source else None,
        "source_actor": claim.speaker.text if claim.speaker else None,
        "cue": {"start": claim.cue[0].start, "end": claim.cue[-1].end} if claim.cue else None,
        "content": [_span(piece) for piece in claim.content],
        "kind": claim.manner.value,
    }


def _actors(extraction: Extraction) -> list[dict[str, Any]]:
    """Mentions of the same wording, "the" left aside, are one actor."""
    actors: dict[str, dict[str, Any]] = {}
    for number, mention in enumerate(extraction.mentions):
        if mention.kind not in ACTORS:
            continue
        name = mention.text.removeprefix("the ").removeprefix("The ")
        actor = actors.setdefault(name, {"id": f"a{len(actors)}", "kind": mention.kind.value, "canonical": name, "mentions": [], "numbers": []})
        actor["mentions"].append(_span(mention))
        actor["numbers"].append(number)
    return list(actors.values())


def _events(extraction: Extraction, names: dict[int, str]) -> list[dict[str, Any]]:
    """Mentions of one type and wording are one event."""
    events: dict[tuple[str | None, str], dict[str, Any]] = {}
    by_number: dict[int, dict[str, Any]] = {}
    for number, mention in enumerate(extraction.mentions):
        if mention.kind is not MentionKind.EVENT:
            continue
        key = mention.type, mention.text.lower()
        if key not in events:
            roles: dict[str, Any] = {"actor": [], "target": [], "place": []}
            events[key] = {
                "id": f"e{len(events)}",
                "type": mention.type,
                "trigger": _span(mention),
                "other_triggers": [],
                "modality": mention.status,
                **roles,
            }
        else:
            events[key]["other_triggers"].append(_span(mention))
        by_number[number] = events[key]
    for link in extraction.links:
        role = _ROLES.get(link.kind)
        if role is not None:
            filler = extraction.mentions[link.of]
            value = _span(filler) if role == "place" else names[link.of]
            if value not in by_number[link.to][role]:
                by_number[link.to][role].append(value)
    return list(events.values())


def _figure(mention: Mention) -> list[dict[str, Any]]:
    """The figure, if its words hold a number: low and high by the guide's table of hedges."""
    words = re.findall(r"\d[\d,.]*|[a-z]+", mention.text.lower().replace("-", " "))
    vague = next((_VAGUE[word] for word in words if word in _VAGUE), None)
    if vague is not None:
        several = 1.5 if "several" in words else 1
        thousands = 1000 if vague < 1000 and "thousands" in words else 1
        return [{"text": _span(mention), "low": vague * several * thousands, "high": None, "approx": True, "vague": True}]
    values = _values(words)
    if not values:
        return []
    low, high = min(values), max(values)
    approximate = bool(_ABOUT.search(mention.text) or _NEARLY.search(mention.text))
    if _LEAST.search(mention.text):
        return [{"text": _span(mention), "low": low, "high": None, "approx": approximate}]
    if _MOST.search(mention.text) or _NEARLY.search(mention.text):
        return [{"text": _span(mention), "low": None, "high": high, "approx": approximate}]
    return [{"text": _span(mention), "low": low, "high": high, "approx": approximate}]


def _values(words: list[str]) -> list[float]:
    values: list[float] = []
    open_number = False
    for word in words:
        if word[0].isdigit():
            value = float(word.replace(",", "").rstrip(".") or 0) if word.count(".") < 2 else 0.0
            values.append(value)
        elif word in _UNITS or word in _TENS or (word in ("no", "none") and not values):
            value = float(_UNITS.get(word, _TENS.get(word, 0)))
            if open_number and values and values[-1] % 10 == 0 and 0 < value < 10:
                values[-1] += value
            else:
                values.append(value)
        elif word in _SCALES:
            values[-1:] = [(values[-1] if values else 1.0) * _SCALES[word]]
        open_number = word in _TENS or word in _SCALES
    return values


def _span(piece: Passage) -> dict[str, Any]:
    return {"start": piece.start, "end": piece.end, "quote": piece.text}
