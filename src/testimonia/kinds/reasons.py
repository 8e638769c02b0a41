"""What is given as the cause of what: cause, effect and the words that tie them."""

from __future__ import annotations

from dataclasses import replace

from testimonia.domain import Explanation, Extraction
from testimonia.judgement import Draft
from testimonia.kinds.kind import Kind, Part


def _draft(reason: Explanation) -> Draft:
    parts = {"cause": (reason.cause,), "effect": (reason.effect,), "signal": reason.signals}
    return Draft(id=reason.id, kind="reason", parts=parts, values={"claim": reason.claim} if reason.claim else {})


def _build(draft: Draft) -> Explanation:
    cause, effect = draft.parts["cause"][:1], draft.parts["effect"][:1]
    if not cause or not effect:
        raise ValueError("a reason without cause or effect")
    signals = draft.parts.get("signal", ())
    return Explanation(id=draft.id, cause=cause[0], effect=effect[0], signals=signals, claim=draft.values.get("claim"), score=1.0)


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
    is_sure=lambda reason: False,
)
