"""Scores to cause, effect and signal mentions: sentence by sentence, one relation a slot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from testimonia.domain import Document, Link, LinkKind, Mention, MentionKind
from testimonia.encoder.scores import Array, Range, Scores, log_softmax, softmax

SLOTS = 3
CAUSE, EFFECT = 1, 3  # the begin tags among a slot's five; the inside tag is one more
# The network learnt causes from single sentences: alone it finds twice as many (sample pile: F1 .26 against .14 inside its window), so a sentence
# with a word of cause is read once more alone, a fifth of all text. Elsewhere only the very sure is kept.
ENOUGH_ALONE = 0.5  # probability from which a sentence read alone is held to give a cause
ENOUGH_WITHIN = 0.9
WORTH_ALONE = re.compile(
    r"\b(?:because|cause[sd]?|causing|due to|l(?:ed|eads?|eading) to|result(?:s|ed|ing)?|reasons?|why|so that|and so|in order to|since|thanks to"
    r"|owing to|blam\w+|role|play\w* a part|forc(?:ed|ing)|therefore|thus|hence|drove|driven|hasten\w*|prompt(?:ed|ing|s)?|trigger\w*|spark\w*"
    r"|response|retaliat\w+|revenge|aim(?:ed|ing|s)?|out of|helped)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Relation:
    """One cause and effect with its signals, in pieces, and the probability that the sentence gives a cause."""

    cause: Range
    effect: Range
    signals: tuple[Range, ...]
    certainty: float


def decode_causes(document: Document, scores: Scores, alone: dict[int, Scores], offset: int) -> tuple[list[Mention], list[Link]]:
    """The relations of every sentence the network holds to be causal; `alone` are sentences read alone, links count mentions from `offset`."""
    mentions: list[Mention] = []
    links: list[Link] = []
    for relation in _relations(document, scores, alone):
        cause = offset + len(mentions)
        mentions.append(_mention(document, scores, relation.cause, MentionKind.CAUSE, relation.certainty))
        mentions.append(_mention(document, scores, relation.effect, MentionKind.EFFECT, relation.certainty))
        links.append(Link(kind=LinkKind.CAUSE_OF, of=cause, to=cause + 1, score=relation.certainty))
        for signal in relation.signals:
            links.append(Link(kind=LinkKind.SIGNAL_OF, of=offset + len(mentions), to=cause, score=relation.certainty))
            mentions.append(_mention(document, scores, signal, MentionKind.SIGNAL, relation.certainty))
    return mentions, links


def _relations(document: Document, scores: Scores, alone: dict[int, Scores]) -> Iterator[_Relation]:
    starts = scores.offsets[:, 0]
    for number, sentence in enumerate(document.sentences):
        first, last = (int(place) for place in np.searchsorted(starts, (sentence.start, sentence.end)))
        if last - first < 2:
            continue
        if len(document.sentences) == 1:
            yield from _of_sentence(scores, (first, last), 0, ENOUGH_ALONE)
        elif number in alone:
            yield from _tied(_of_sentence(alone[number], (0, last - first), first, ENOUGH_ALONE))
        else:
            yield from _tied(_of_sentence(scores, (first, last), 0, ENOUGH_WITHIN))


def _tied(relations: Iterator[_Relation]) -> Iterator[_Relation]:
    """Those with words that tie cause and effect: in reports, of 41 read without any none was a reason anybody gives, of 9 with some 5 were."""
    return (relation for relation in relations if relation.signals)


def _of_sentence(scores: Scores, pieces: Range, shift: int, enough: float) -> Iterator[_Relation]:
    """The relations in the pieces of one sentence, moved by `shift` pieces; none if it is not likely enough to give a cause."""
    here = slice(*pieces)
    is_causal, causal, signal, count = (scores.field(name)[here] for name in ("is_causal", "causal", "signal", "count"))
    weights = softmax(is_causal[:, 1])
    certainty = float(1 / (1 + np.exp(-(weights @ is_causal[:, 0]))))
    if certainty <= enough:
        return
    for slot in range(min(1 + int((weights @ count).argmax()), SLOTS)):
        cause, effect = best_pair(causal[:, 5 * slot : 5 * slot + 5])
        signals = _signals(signal[:, 3 * slot : 3 * slot + 3])
        start = pieces[0] + shift
        moved = [(a + start, b + start) for a, b in (cause, effect, *signals)]
        yield _Relation(moved[0], moved[1], tuple(moved[2:]), round(certainty, 3))


def best_pair(logits: Array) -> tuple[Range, Range]:
    """The cause and the effect, one each and apart, that together are most likely; `logits` is (pieces, 5), two pieces at least."""
    scores = log_softmax(logits)
    cause, effect = _Segments(scores, CAUSE), _Segments(scores, EFFECT)
    ahead = cause.best_before[1:-1] + effect.best_after[1:-1]
    behind = effect.best_before[1:-1] + cause.best_after[1:-1]
    if ahead.max() >= behind.max():
        cut = 1 + int(ahead.argmax())
        return cause.before(cut), effect.after(cut)
    cut = 1 + int(behind.argmax())
    return cause.after(cut), effect.before(cut)


class _Segments:
    """How much each segment of one role gains over leaving its pieces outside; `best_before[cut]` and `best_after[cut]` are the best gains."""

    def __init__(self, scores: Array, begin: int) -> None:
        inside = np.concatenate(([0.0], np.cumsum(scores[:, begin + 1] - scores[:, 0])))
        opening = scores[:, begin] - scores[:, begin + 1] - inside[:-1]
        ending = inside[1:] + np.maximum.accumulate(opening)  # best segment with this last piece
        starting = opening + np.maximum.accumulate(inside[:0:-1])[::-1]  # best segment with this first piece
        self._inside, self._opening, self._ending, self._starting = inside, opening, ending, starting
        self.best_before = np.concatenate(([-np.inf], np.maximum.accumulate(ending)))
        self.best_after = np.concatenate((np.maximum.accumulate(starting[::-1])[::-1], [-np.inf]))

    def before(self, cut: int) -> Range:
        """The best segment that ends at or before `cut`."""
        last = int(self._ending[:cut].argmax())
        return int(self._opening[: last + 1].argmax()), last + 1

    def after(self, cut: int) -> Range:
        """The best segment that starts at or after `cut`."""
        first = cut + int(self._starting[cut:].argmax())
        return first, first + 1 + int(self._inside[first + 1 :].argmax())


def _signals(logits: Array) -> list[Range]:
    """The runs of signal pieces: outside, begin, inside, by the larger of the two."""
    tags = logits.argmax(axis=1)
    ranges: list[Range] = []
    for place, tag in enumerate(tags.tolist()):
        if tag and ranges and ranges[-1][1] == place and tag == 2:
            ranges[-1] = (ranges[-1][0], place + 1)
        elif tag:
            ranges.append((place, place + 1))
    return ranges


def _mention(document: Document, scores: Scores, pieces: Range, kind: MentionKind, score: float) -> Mention:
    start, end = int(scores.offsets[pieces[0], 0]), int(scores.offsets[pieces[1] - 1, 1])
    return Mention(start=start, end=end, text=document.text[start:end], kind=kind, score=score)
