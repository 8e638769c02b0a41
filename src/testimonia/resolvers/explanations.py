"""Cause, effect and signal to Explanations: a claimed reason, and which claim it stands in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from testimonia.domain import Claim, Document, Explanation, Link, LinkKind, Mention, Passage, Span, digest, whole_words
from testimonia.kinds.reasons import teller
from testimonia.names import FUNCTION_WORDS
from testimonia.resolvers.connectives import Said, said_outright
from testimonia.resolvers.quotations import quotations

_WORD = re.compile(r"\w+")
_EDGE = " \t,;:"


def find_explanations(
    document: Document, mentions: tuple[Mention, ...], links: tuple[Link, ...], claims: tuple[Claim, ...]
) -> tuple[Explanation, ...]:
    """Every claimed reason, in text order: what the network marks, and what a connective says outright where the network is silent."""
    stretches = (*quotations(document), *(piece for claim in claims for piece in claim.content))
    outright = [_said(document, said, claims) for said in said_outright(document, stretches)]
    found = [*outright, *(other for other in _marked(document, mentions, links, claims) if not any(_overlap(other, said) for said in outright))]
    found = [explanation for explanation in found if _says_something(explanation.cause) and _says_something(explanation.effect)]
    found.sort(key=lambda explanation: (explanation.cause.start, explanation.effect.start))
    return tuple({explanation.id: explanation for explanation in found}.values())


def _marked(document: Document, mentions: tuple[Mention, ...], links: tuple[Link, ...], claims: tuple[Claim, ...]) -> Iterator[Explanation]:
    signals: defaultdict[int, list[Passage]] = defaultdict(list)
    for link in links:
        if link.kind is LinkKind.SIGNAL_OF:
            signals[link.to].append(_trim(document, mentions[link.of]))
    for link in links:
        if link.kind is LinkKind.CAUSE_OF:
            parts = _trim(document, mentions[link.of]), _trim(document, mentions[link.to])
            yield _explanation(document, parts, tuple(signals[link.of]), claims, link.score)


def _said(document: Document, said: Said, claims: tuple[Claim, ...]) -> Explanation:
    cause, effect, signal = (document.passage(part.start, part.end) for part in (said.cause, said.effect, said.signal))
    return _explanation(document, (cause, effect), (signal,), claims, said.score)


def _overlap(one: Explanation, other: Explanation) -> bool:
    """Whether a part of one stands where the other's connective or parts stand: they read the same words."""
    return any(a.touches(b) for a in (one.cause, one.effect, *one.signals) for b in (other.cause, other.effect, *other.signals))


def _explanation(
    document: Document, parts: tuple[Passage, Passage], signals: tuple[Passage, ...], claims: tuple[Claim, ...], score: float
) -> Explanation:
    cause, effect = parts
    claim = teller(cause, effect, claims)
    return Explanation(
        id=digest(document.report_id, "because", str(cause.start), str(cause.end), str(effect.start), str(effect.end)),
        cause=cause,
        effect=effect,
        signals=signals,
        claim=claim.id if claim else None,
        score=score,
    )


def _says_something(part: Passage) -> bool:
    """Whether a part holds a word that can be a cause or an effect."""
    return any(len(word) > 2 and word not in FUNCTION_WORDS for word in _WORD.findall(part.text.lower()))


def _trim(document: Document, span: Span) -> Passage:
    start, end = whole_words(document.text, span)
    while start < end - 1 and document.text[start] in _EDGE:
        start += 1
    while end > start + 1 and document.text[end - 1] in _EDGE:
        end -= 1
    return document.passage(start, end)
