"""Why a speaker is not certain, in words; no doubt means the speaker may be shown as certain."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from testimonia.domain import Claim, Document, Manner, Mention, MentionKind, Passage, Span
from testimonia.resolvers.quotations import Quotation

# Set on PolNeAR dev and conflict-gold dev so that at least 98 of 100 claims without doubt, quoted or paraphrased, have the right speaker, and in
# conflict reports as nearly as it goes the right words; scores are calibrated ones. benchmarks/quality.py measures it again.
SOURCE_SCORE = 0.7
CUE_SCORE = 0.8
CONTENT_SCORE = 0.9
EDGES = 0.9
POINTER = 0.5

_RELATIVE = re.compile(r"(?:who|which|that|whom|whose|it|this|these|those)", re.IGNORECASE)

_NAME_BEFORE = re.compile(r"\b[A-Z]\w+\s+(?:of|for|and)\s+(?:the\s+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the doubts look at beside the claim itself."""

    document: Document
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]


def doubts(claim: Claim, evidence: Evidence, *, pointer: float, rule_based: bool) -> tuple[str, ...]:
    """The reasons to doubt the speaker of `claim`; `pointer` is the network's agreement that source and cue belong together."""
    if claim.speaker is None:
        return ("the text names nobody who says it",)
    if rule_based:
        return ()
    checks = (
        (not claim.source, "the speaker stands in another paragraph"),
        (not claim.cue, "no word says that somebody speaks"),
        (len(claim.source) > 1, "several names stand as the source"),
        (_RELATIVE.fullmatch(claim.speaker.text) is not None, "the source is a pronoun that may stand for a thing"),
        (_is_cut(claim, evidence.document), "the source may be the end of a longer name"),
        (_lowest(claim.source, evidence, MentionKind.SOURCE) < SOURCE_SCORE, "the network is not sure who speaks"),
        (_lowest(claim.cue, evidence, MentionKind.CUE) < CUE_SCORE, "the network is not sure that this is speech"),
        (bool(claim.cue) and pointer < POINTER, "the network is not sure that this speaker belongs to these words"),
        (_apart(claim, evidence.document), "the speaker stands in another sentence than the words of saying"),
        (_far(claim, evidence.document), "the words stand in another paragraph than their speaker"),
        (_rival(claim, evidence), "another possible speaker stands as near"),
        (_damaged(claim, evidence), "a quotation mark is missing"),
        (_frayed(claim, evidence), "the network is not sure where the words begin or end"),
    )
    return tuple(reason for holds, reason in checks if holds)


def _is_cut(claim: Claim, document: Document) -> bool:
    """Whether a name goes on to the left of the source: "the Observatory for | Human Rights"."""
    return any(piece.text[:1].isupper() and _NAME_BEFORE.search(document.text, max(0, piece.start - 40), piece.start) for piece in claim.source)


def _lowest(pieces: tuple[Passage, ...], evidence: Evidence, kind: MentionKind) -> float:
    scores = [m.score for m in evidence.mentions if m.kind is kind and any(piece.touches(m) for piece in pieces)]
    return min(scores, default=0.0)


def _frayed(claim: Claim, evidence: Evidence) -> bool:
    """Whether the network doubts what belongs to the words said; the ends of a quotation are its marks."""
    contents = [m for m in evidence.mentions if m.kind is MentionKind.CONTENT and any(piece.touches(m) for piece in claim.content)]
    return any(m.score < CONTENT_SCORE or (m.edges < EDGES and claim.manner is not Manner.DIRECT) for m in contents)


def _sentence(document: Document, span: Span) -> int:
    return bisect_right(document.sentences, span.start, key=lambda sentence: sentence.start)


def _block(document: Document, span: Span) -> int:
    return bisect_right(document.blocks, span.start, key=lambda block: block.start)


def _apart(claim: Claim, document: Document) -> bool:
    return bool(claim.cue and claim.source) and _sentence(document, claim.source[-1]) != _sentence(document, claim.cue[0])


def _far(claim: Claim, document: Document) -> bool:
    home = (claim.cue or claim.source)[:1]
    return any(_block(document, piece) != _block(document, at) for piece in claim.content for at in home)


def _rival(claim: Claim, evidence: Evidence) -> bool:
    """Whether another source mention outside all quotations stands no farther from the cue than the chosen one, in its sentence."""
    if not claim.cue or not claim.source:
        return False
    cue, chosen = claim.cue[0], claim.source[-1]
    gap = _gap(chosen, cue)
    others = (m for m in evidence.mentions if m.kind is MentionKind.SOURCE and not any(m.touches(piece) for piece in claim.source))
    return any(_gap(m, cue) <= gap and _sentence(evidence.document, m) == _sentence(evidence.document, cue) for m in others)


def _gap(one: Span, other: Span) -> int:
    return max(0, max(one.start, other.start) - min(one.end, other.end))


def _damaged(claim: Claim, evidence: Evidence) -> bool:
    """Whether a quotation in the content lacks its closing mark and does not run on into the next paragraph."""
    opening = {q.start for q in evidence.quotations if q.resumes}
    return any(
        not q.closed and not any(q.end < start <= q.end + 3 for start in opening)
        for q in evidence.quotations
        if any(q.touches(p) for p in claim.content)
    )
