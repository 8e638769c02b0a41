"""Scores to mentions and links, in characters of Document.text.

The network gives every piece seven attribution tags (outside; begin and inside of source, cue, content), a query and
a key (a source or content piece points at its cue's first piece), and for each of three slots five cause/effect and
three signal tags, plus whether the sentence gives a cause at all. Actors, places, times, figures and events have tags
of their own (`mentions.py`, `events.py`).
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from testimonia.domain import Document, Link, LinkKind, Mention, MentionKind
from testimonia.encoder.causes import decode_causes
from testimonia.encoder.events import decode_events
from testimonia.encoder.mentions import decode_mentions
from testimonia.encoder.scores import Scores, log_softmax, softmax

KINDS = (MentionKind.SOURCE, MentionKind.CUE, MentionKind.CONTENT)

# Chosen together on PolNeAR dev: who-said-what F1 .697 against .677 for the nearest cue alone and .656 for the pointer alone;
# halves of dev agree within .004, and any distance scale from 15 to 60 does about as well.
PARAGRAPH = 20.0  # what a paragraph break counts as, in pieces
SCALE = 15.0  # pieces of distance that outweigh a pointer e times as strong
FLOOR = 0.02  # added to a pointer's mass, so that a silent pointer does not rule a cue out
CONTENT_REACH = 60.0  # pieces; a content farther from its best cue stands alone
SOURCE_REACH = 30.0
CUE_REACH = 25.0
NEIGHBOURS = 8  # candidates looked at on each side
# Added to the tags before the best path is sought: less is found, and a content is less readily cut in two. PolNeAR dev .712 to .721 (precision
# .72 to .77), conflict-gold dev .789 to .782, within its noise.
CAUTION = np.array([0, -0.6, -0.6, -0.6, -0.6, -1.4, -0.6], dtype=np.float32)
CUE_POINTER = 0.5  # a cue that points to the cue before it more than this continues it ("was quoted … as saying")


@dataclass(frozen=True, slots=True)
class _Run:
    """A tagged run of pieces `[start, end)` with the index of its kind in KINDS."""

    kind: int
    start: int
    end: int


def decode(document: Document, scores: Scores, alone: dict[int, Scores]) -> tuple[tuple[Mention, ...], tuple[Link, ...]]:
    """The mentions of the best tag path in text order, each source and content tied to its cue, and all other mentions.

    After them come causes and effects, then actors, places, times and figures, then events.


    `alone` holds, by number, the scores of sentences that were also read alone.
    """
    attribution = scores.field("attribution")
    probabilities = softmax(attribution)
    runs = _runs(best_path(attribution + CAUTION))
    mentions = [_mention(document, scores, probabilities, run) for run in runs]
    links = _links(document, scores, runs)
    causes, ties = decode_causes(document, scores, alone, offset=len(mentions))
    before = len(mentions) + len(causes)
    named = decode_mentions(document, scores)
    events, roles = decode_events(document, scores, named, before)
    return (*mentions, *causes, *named, *events), (*links, *ties, *roles)


def best_path(logits: NDArray[np.float32]) -> list[int]:
    """The most likely tag sequence in which an inside tag only follows the same kind (Viterbi); tags 2k+1 begin, 2k+2 are inside."""
    scores = log_softmax(logits)
    tags = scores.shape[1]
    illegal = np.zeros((tags, tags), dtype=np.float32)
    illegal[:, 2::2] = -1e4
    for inside in range(2, tags, 2):
        illegal[inside - 1, inside] = illegal[inside, inside] = 0.0
    state = scores[0].copy()
    state[2::2] = -1e4
    back = np.zeros((len(scores), tags), dtype=np.int8)
    for row in range(1, len(scores)):
        candidates = state[:, None] + illegal
        back[row] = candidates.argmax(axis=0)
        state = candidates.max(axis=0) + scores[row]
    path = [int(state.argmax())]
    for row in range(len(scores) - 1, 0, -1):
        path.append(int(back[row, path[-1]]))
    return path[::-1]


def _runs(path: list[int]) -> list[_Run]:
    runs: list[_Run] = []
    for place, tag in enumerate(path):
        if tag == 0:
            continue
        kind = (tag - 1) // 2
        if tag % 2 == 0 and runs and runs[-1].end == place and runs[-1].kind == kind:
            runs[-1] = _Run(kind, runs[-1].start, place + 1)
        else:
            runs.append(_Run(kind, place, place + 1))
    return runs


def _mention(document: Document, scores: Scores, probabilities: NDArray[np.float32], run: _Run) -> Mention:
    start, end = int(scores.offsets[run.start, 0]), int(scores.offsets[run.end - 1, 1])
    tags = probabilities[run.start : run.end, 2 * run.kind + 1 : 2 * run.kind + 3].sum(axis=1)
    score, edges = round(float(tags.mean()), 3), round(_edges(probabilities, run), 3)
    return Mention(start=start, end=end, text=document.text[start:end], kind=KINDS[run.kind], score=score, edges=edges)


def _edges(probabilities: NDArray[np.float32], run: _Run) -> float:
    """The less sure of both ends: that the first piece begins and no piece before it belongs, that the last belongs and the next does not go on."""
    begins, inside = probabilities[:, 2 * run.kind + 1], probabilities[:, 2 * run.kind + 2]
    belongs = begins + inside
    before = belongs[run.start - 1] if run.start else 0.0
    after = inside[run.end] if run.end < len(inside) else 0.0
    return float(min(belongs[run.start], belongs[run.end - 1], max(1 - before, begins[run.start]), 1 - after))


def _links(document: Document, scores: Scores, runs: list[_Run]) -> list[Link]:
    """Each content to its best cue, each cue to its best source, and a cue to the one it continues; scores are shares of the pointer."""
    cues = [place for place, run in enumerate(runs) if KINDS[run.kind] is MentionKind.CUE]
    if not cues:
        return []
    ties = _Ties(document, scores, runs)
    hosts = {cue: cue for cue in cues}
    links = []
    for before, cue in pairwise(cues):
        if ties.gap(cue, before) <= CUE_REACH and ties.pointer(cue, before) > CUE_POINTER:
            hosts[cue] = hosts[before]
            links.append(Link(kind=LinkKind.CONTINUES, of=cue, to=hosts[cue], score=ties.pointer(cue, before)))
    for place, run in enumerate(runs):
        if KINDS[run.kind] is MentionKind.CONTENT:
            best = ties.best([(place, cue) for cue in _near(cues, place)])
            if ties.distance(*best) <= CONTENT_REACH:
                links.append(Link(kind=LinkKind.CONTENT_OF, of=place, to=hosts[best[1]], score=ties.pointer(*best)))
    sources = [place for place, run in enumerate(runs) if KINDS[run.kind] is MentionKind.SOURCE]
    for cue in cues if sources else []:
        best = ties.best([(source, cue) for source in _near(sources, cue)])
        if hosts[cue] == cue and ties.distance(*best) <= SOURCE_REACH:
            links.append(Link(kind=LinkKind.SOURCE_OF, of=best[0], to=cue, score=ties.pointer(*best)))
    return links


def _near(places: list[int], place: int) -> list[int]:
    """The candidates around `place` that can be within reach at all, so that a long report costs no more a page than a short one."""
    middle = bisect(places, place)
    return places[max(0, middle - NEIGHBOURS) : middle + NEIGHBOURS]


class _Ties:
    """How strongly a run is tied to a cue: the network's pointer against the distance between them, in pieces."""

    def __init__(self, document: Document, scores: Scores, runs: list[_Run]) -> None:
        starts = np.array([block.start for block in document.blocks])
        self._paragraphs = np.searchsorted(starts, scores.offsets[:, 0], side="right")
        self._runs = runs
        self._scores = scores

    def best(self, pairs: list[tuple[int, int]]) -> tuple[int, int]:
        """The pair of run and cue most strongly tied."""
        return max(pairs, key=lambda pair: self.strength(*pair))

    def pointer(self, place: int, cue: int) -> float:
        """How much of the run's pointer falls on the cue."""
        run, target = self._runs[place], self._runs[cue]
        return self._scores.pointer((run.start, run.end), (target.start, target.end))

    def gap(self, place: int, cue: int) -> float:
        """Pieces between the two."""
        one, other = self._runs[place], self._runs[cue]
        return float(max(0, max(one.start, other.start) - min(one.end, other.end)))

    def distance(self, place: int, cue: int) -> float:
        """The gap, paragraph breaks counted in."""
        one, other = self._runs[place], self._runs[cue]
        breaks = abs(int(self._paragraphs[one.start]) - int(self._paragraphs[other.start]))
        return self.gap(place, cue) + PARAGRAPH * breaks

    def strength(self, place: int, cue: int) -> float:
        """Larger is stronger; only comparisons mean something."""
        return float(np.log(self.pointer(place, cue) + FLOOR)) - self.distance(place, cue) / SCALE
