"""Source, cue and content to Claims: who is said to say what, and whether that is certain enough to print."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from statistics import fmean

from testimonia.domain import Block, Claim, Document, Link, LinkKind, Manner, Mention, MentionKind, Passage, Span, digest, whole_words
from testimonia.names import FUNCTION_WORDS
from testimonia.resolvers.doubts import Evidence, doubts
from testimonia.resolvers.quotations import Quotation, quotations
from testimonia.resolvers.transcripts import Turn, turns

SNAP = 0.5  # share of a quotation a content must hold to be widened to all of it, marks included
LONELY = 8  # words from which a quotation nobody claimed is a claim of its own; a shorter one is a scare quote or a title
STRAY = 20  # characters; an unquoted piece farther than this from quotation and cue is no part of a quotation's claim
MOSTLY = 0.6  # share of a paragraph a quotation must fill to stand alone in it

_WORD = re.compile(r"\w+")
_LEADING = re.compile(r"(?:that|as|,|:|;|-|–|—)\s+(?=\S)|[\s,:;]+", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[\s,:;–—-]|\s(?:and|but|that|as|from|by|to|of|in))+$", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:(?:do|does|did|has|have|had|is|are|was|were|would|could|can|will|should)(?:\s+not|n[’'`]?t)|cannot|never)\s+(?:\w+ly\s+)?$", re.IGNORECASE
)
_RELATIVE_CLAUSE = re.compile(r",?\s(?:who|which|whose|whom|where|that)\b.*", re.DOTALL)
# "Residents are advised to leave", "he is rumoured to have fled": the noun before a passive is spoken to or spoken of, and says nothing.
_PASSIVE = re.compile(
    r"^(?:is|are|was|were|has been|have been|had been|being)\s+(?:\w+ly\s+)?(?:advised|urged|told|asked|ordered|warned|instructed|informed|reminded"
    r"|requested|said|believed|rumou?red|thought|alleged|accused|suspected|expected|reported|feared|known|understood|considered|estimated)$",
    re.IGNORECASE,
)

RULE_NETWORK = "the reading network tied the words to this source"
RULE_BEFORE = "a quotation standing alone; the speaker is the one quoted in the paragraph before"
RULE_ALONE = "a quotation whose speaker the text does not name nearby"
RULE_TURN = "a transcript; the name before the colon speaks"


@dataclass(slots=True)
class _Draft:
    """A claim in the making."""

    source: list[Passage] = field(default_factory=list)
    cue: list[Passage] = field(default_factory=list)
    content: list[Passage] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    pointer: float = 0.0  # how far the network's pointer agrees that the source belongs to the cue
    speaker: Passage | None = None
    basis: str = RULE_NETWORK


def find_claims(document: Document, mentions: tuple[Mention, ...], links: tuple[Link, ...]) -> tuple[Claim, ...]:
    """Every attributed statement of the document, in text order."""
    quoted = quotations(document)
    drafts = [_tidy(document, draft) for draft in _draft(mentions, links)]
    drafts = [_widen(document, _without_strays(document, draft, quoted), quoted) for draft in drafts if draft.content]
    drafts += _lonely(document, drafts, quoted)
    spoken = [(turn, _spoken(document, turn)) for turn in turns(document)]
    drafts = [draft for draft in drafts if not _retold(draft, spoken)] + [draft for turn, draft in spoken if not turn.asks]
    drafts.sort(key=lambda draft: (draft.content[0].start, draft.content[0].end))
    _name_speakers(document, drafts, quoted)
    evidence = Evidence(document=document, mentions=mentions, quotations=quoted)
    claims = [_claim(document, draft, evidence) for draft in drafts]
    return tuple({claim.id: claim for claim in claims}.values())


def _draft(mentions: tuple[Mention, ...], links: tuple[Link, ...]) -> list[_Draft]:
    """One draft a cue with all that is tied to it, and one for each content that stays alone."""
    hosts = {link.of: link.to for link in links if link.kind is LinkKind.CONTINUES}
    tied = {link.of: link for link in links if link.kind is LinkKind.CONTENT_OF}
    drafts: defaultdict[int, _Draft] = defaultdict(_Draft)
    for place, mention in enumerate(mentions):
        draft = drafts[hosts.get(place, tied[place].to if place in tied else place)]
        if mention.kind is MentionKind.CUE:
            draft.cue.append(mention)
            draft.scores.append(mention.score)
        elif mention.kind is MentionKind.CONTENT:
            draft.content.append(mention)
            draft.scores.append(mention.score)
    for link in links:
        if link.kind is LinkKind.SOURCE_OF:
            drafts[link.to].source.append(mentions[link.of])
            drafts[link.to].scores.append(mentions[link.of].score)
            drafts[link.to].pointer = link.score
    return [draft for draft in drafts.values() if draft.content]


def _tidy(document: Document, draft: _Draft) -> _Draft:
    """The draft with whole words, without "that", stray commas and empty pieces, and without a passive's subject taken for the source."""
    content = [_trim(document, piece) for piece in draft.content]
    source = [_trim(document, _without_clause(document, piece)) for piece in draft.source]
    cue = [_with_negation(document, piece) for piece in draft.cue]
    kept = [piece for piece in content if piece is not None and piece.text.lower() not in FUNCTION_WORDS]
    named = [piece for piece in source if piece is not None]
    if named and cue and named[-1].end <= cue[0].start and _is_passive(document, named[-1], cue[0]):
        named = []
    return replace(draft, source=named, cue=cue, content=sorted(kept, key=lambda piece: piece.start))


def _with_negation(document: Document, piece: Span) -> Passage:
    """The cue as whole words, with the "did not" before it: whoever did not deny has said another thing than whoever denied."""
    start, end = whole_words(document.text, piece)
    negation = _NEGATION.search(document.text, max(0, start - 24), start)
    return document.passage(negation.start() if negation is not None else start, end)


def _without_clause(document: Document, piece: Span) -> Span:
    """The source without its relative clause: "Tom Berek, who left in May" is Tom Berek."""
    clause = _RELATIVE_CLAUSE.search(document.text, piece.start + 1, piece.end)
    return Span(start=piece.start, end=clause.start()) if clause is not None else piece


def _is_passive(document: Document, source: Passage, cue: Passage) -> bool:
    """Whether the cue is passive, so that the noun before it is spoken to or of: it is no source."""
    return _PASSIVE.search(document.text[source.end : cue.end].strip(" ,")) is not None


def _trim(document: Document, piece: Span) -> Passage | None:
    start, end = whole_words(document.text, piece)
    lead = _LEADING.match(document.text, start, end)
    while lead is not None:
        start = lead.end()
        lead = _LEADING.match(document.text, start, end)
    trail = _TRAILING.search(document.text, start, end)
    end = trail.start() if trail is not None else end
    return document.passage(start, end) if start < end and _WORD.search(document.text, start, end) else None


def _without_strays(document: Document, draft: _Draft, quoted: tuple[Quotation, ...]) -> _Draft:
    """The draft of a quotation without unquoted pieces that stand apart from it and from the cue: the writer's words, tied to it by mistake."""

    def is_quoted(piece: Span) -> bool:
        return any(q.start - 1 <= piece.start and piece.end <= q.end + 1 for q in quoted)

    def is_near(piece: Span, other: Span) -> bool:
        here, there = _sentence_number(document, piece), _sentence_number(document, other)
        goes_on = here == there or piece.start - document.sentences[here - 1].start <= 1  # in another sentence only from its beginning
        return _gap(piece, other) <= STRAY and goes_on

    anchors: list[Passage] = [piece for piece in draft.content if is_quoted(piece)]
    if not anchors or not draft.cue:
        return draft
    anchors += draft.cue
    return replace(draft, content=[piece for piece in draft.content if is_quoted(piece) or any(is_near(piece, other) for other in anchors)])


def _sentence_number(document: Document, span: Span) -> int:
    return bisect_right(document.sentences, span.start, key=lambda sentence: sentence.start)


def _gap(one: Span, other: Span) -> int:
    return max(0, max(one.start, other.start) - min(one.end, other.end))


def _widen(document: Document, draft: _Draft, quoted: tuple[Quotation, ...]) -> _Draft:
    """The draft with each content that holds most of a quotation widened to all of it; pieces that then touch are one."""
    merged: list[tuple[int, int]] = []
    for piece in draft.content:
        start, end = piece.start, piece.end
        for quotation in quoted:
            shared = min(end, quotation.end) - max(start, quotation.start)
            if shared >= SNAP * (quotation.end - quotation.start):
                start, end = min(start, quotation.start), max(end, quotation.end)
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return replace(draft, content=[document.passage(start, end) for start, end in merged])


def _lonely(document: Document, drafts: list[_Draft], quoted: tuple[Quotation, ...]) -> list[_Draft]:
    """A draft for each long quotation that no draft touches: nobody's words are lost because the network passed over them."""
    taken = [piece for draft in drafts for piece in draft.content]
    free = (q for q in quoted if len(_WORD.findall(document.text, q.start, q.end)) >= LONELY and not any(q.touches(piece) for piece in taken))
    return [_Draft(content=[document.passage(q.start, q.end)], scores=[0.5]) for q in free]


def _spoken(document: Document, turn: Turn) -> _Draft:
    name = document.passage(turn.name.start, turn.name.end)
    speech = document.passage(turn.speech.start, turn.speech.end)
    return _Draft(source=[name], content=[speech], scores=[0.95], pointer=1.0, speaker=name, basis=RULE_TURN)


def _retold(draft: _Draft, spoken: list[tuple[Turn, _Draft]]) -> bool:
    """Whether a draft merely says again what a turn says (its speaker's own "I think", or no other source), or stands in a question."""
    inside = [(turn, said) for turn, said in spoken if said.content[0].touches(draft.content[0])]
    own = not draft.source or draft.source[-1].text.lower() in ("i", "we") or any(draft.source[-1].touches(said.source[0]) for _, said in inside)
    return bool(inside) and (own or any(turn.asks for turn, _ in inside))


def _name_speakers(document: Document, drafts: list[_Draft], quoted: tuple[Quotation, ...]) -> None:
    """Give every draft its speaker: its source, or for a quotation standing alone the last speaker of the paragraph before."""
    spoken: dict[int, _Draft] = {}  # block number -> the last draft in it with a speaker
    for draft in drafts:
        block = _block_number(document, draft.content[0])
        if draft.source:
            draft.speaker = draft.source[-1]
        elif not draft.cue and draft.speaker is None and _stands_alone(document.blocks[block], draft, quoted):
            before = spoken.get(block) or spoken.get(block - 1)
            draft.speaker = before.speaker if before else None
            draft.basis = RULE_BEFORE if before else RULE_ALONE
        if draft.speaker is not None:
            spoken[block] = draft


def _stands_alone(block: Block, draft: _Draft, quoted: tuple[Quotation, ...]) -> bool:
    """Whether quotations among the content fill most of the paragraph."""
    length = sum(q.end - q.start for q in quoted if any(piece.touches(q) for piece in draft.content) and block.holds(q))
    return length >= MOSTLY * (block.end - block.start)


def _block_number(document: Document, span: Span) -> int:
    return next((number for number, block in enumerate(document.blocks) if block.touches(span)), 0)


def _claim(document: Document, draft: _Draft, evidence: Evidence) -> Claim:
    manner = _manner(draft.content, evidence.quotations) if draft.basis != RULE_TURN else Manner.DIRECT
    parts = (draft.source, draft.cue, draft.content)
    score = round(fmean(draft.scores), 3)
    claim = Claim(
        id=digest(document.report_id, *(f"{piece.start}-{piece.end}" for part in parts for piece in [*part, Passage(start=0, end=1, text="")])),
        source=tuple(draft.source),
        cue=tuple(draft.cue),
        content=tuple(draft.content),
        manner=manner,
        speaker=draft.speaker,
        score=score,
        sure=False,
        doubts=(),
        basis=draft.basis,
    )
    why = doubts(claim, evidence, pointer=draft.pointer, rule_based=draft.basis == RULE_TURN)
    return replace(claim, doubts=why, sure=not why)


def _manner(content: list[Passage], quoted: tuple[Quotation, ...]) -> Manner:
    """Direct where at least four words in five stand between quotation marks, mixed where some do, else indirect."""
    total = sum(piece.end - piece.start for piece in content)
    inside = sum(max(0, min(piece.end, q.end) - max(piece.start, q.start)) for piece in content for q in quoted if q.touches(piece))
    if inside >= 0.8 * total:
        return Manner.DIRECT
    return Manner.MIXED if inside else Manner.INDIRECT
