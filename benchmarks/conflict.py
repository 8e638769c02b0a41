"""An extraction in the form of corpora/conflict-gold: attributions, actors, events, figures.

Actors are mentions of one wording: the resolver for voices will replace them. Figures are found by rule.
"""

from __future__ import annotations

import re
from typing import Any

from testimonia.domain import Bounds, Claim, Document, Extraction, Figure, LinkKind, MentionKind, Passage
from testimonia.encoder.labels import ACTORS
from testimonia.resolvers.figures import find_figures

_ROLES = {LinkKind.AGENT_OF: "actor", LinkKind.TARGET_OF: "target", LinkKind.PLACE_OF: "place"}
_UNCOUNTED = re.compile(r"(?:a )?(?:several|few|couple)(?: of)?")  # a number to us, none in the guide


def conflict(document: Document, extraction: Extraction) -> dict[str, Any]:
    """The layers that can be filled so far."""
    actors = _actors(extraction)
    names = {number: actor["id"] for actor in actors for number in actor.pop("numbers")}
    return {
        "doc_id": document.report_id,
        "attributions": [_attribution(claim) for claim in extraction.claims],
        "actors": actors,
        "events": _events(extraction, names),
        "figures": _figures(document),
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


def _figures(document: Document) -> list[dict[str, Any]]:
    """The figures found by rule: better alone than with the network's spans (F1 .983; the spans read by `read_number` .943; both together .979)."""
    return [_figure(figure) for figure in find_figures(document) if not _UNCOUNTED.fullmatch(figure.text.lower())]


def _figure(figure: Figure) -> dict[str, Any]:
    vague = figure.bounds is Bounds.VAGUE
    return {
        "text": _span(figure),
        "low": figure.low,
        "high": None if vague else figure.high,
        "approx": vague or figure.bounds is Bounds.ABOUT,
        "vague": vague,
        "per": figure.per,
    }


def _span(piece: Passage) -> dict[str, Any]:
    return {"start": piece.start, "end": piece.end, "quote": piece.text}
