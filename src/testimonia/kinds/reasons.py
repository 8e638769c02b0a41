"""What is given as the cause of what: cause, effect and the words that tie them."""

from __future__ import annotations

from dataclasses import replace

from testimonia.domain import Claim, Explanation, Extraction, Passage, Span
from testimonia.judgement import Draft
from testimonia.kinds.kind import Kind, Part

MOSTLY = 0.5  # share of the cause and of the effect that must lie in a claim's content for the claim's speaker to be its teller


def _draft(reason: Explanation) -> Draft:
    parts = {"cause": (reason.cause,), "effect": (reason.effect,), "signal": reason.signals}
    return Draft(id=reason.id, kind="reason", parts=parts, values={"claim": reason.claim} if reason.claim else {})


def _build(draft: Draft) -> Explanation:
    cause, effect = draft.parts["cause"][:1], draft.parts["effect"][:1]
    if not cause or not effect:
        raise ValueError("a reason without cause or effect")
    signals = draft.parts.get("signal", ())
    return Explanation(id=draft.id, cause=cause[0], effect=effect[0], signals=signals, claim=draft.values.get("claim"), score=1.0)


def teller(cause: Passage, effect: Passage, claims: tuple[Claim, ...]) -> Claim | None:
    """The smallest claim whose content holds most of both; None is the report's own voice."""
    holders = [claim for claim in claims if all(_share(claim, part) >= MOSTLY for part in (cause, effect))]
    return min(holders, key=lambda claim: sum(piece.end - piece.start for piece in claim.content), default=None)


def _share(claim: Claim, part: Span) -> float:
    inside = sum(max(0, min(part.end, piece.end) - max(part.start, piece.start)) for piece in claim.content)
    return inside / (part.end - part.start)


def _complete(draft: Draft, extraction: Extraction | None) -> Draft:
    """The draft with the claim that holds cause and effect: whose speaker gives the reason."""
    cause, effect = draft.parts["cause"][:1], draft.parts["effect"][:1]
    holder = teller(cause[0], effect[0], extraction.claims if extraction else ()) if cause and effect else None
    return replace(draft, values={"claim": holder.id} if holder else {})


def _put(extraction: Extraction, findings: tuple[Explanation, ...]) -> Extraction:
    return replace(extraction, explanations=findings)


REASON = Kind(
    name="reason",
    many="reasons",
    label="Reasons given",
    main="cause",
    parts=(
        Part(name="cause", label="What is given as the cause", css="k", needed=True, many=False),
        Part(name="effect", label="What it is the cause of", css="f", needed=True, many=False),
        Part(name="signal", label="The words that tie them", css="g"),
    ),
    found=lambda extraction: extraction.explanations,
    put=_put,
    draft=_draft,
    build=_build,
    is_sure=lambda _: False,
    complete=_complete,
)
