"""Scores of one layer of begin and inside tags to runs of pieces, without a loop over pieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from testimonia.encoder.scores import Array, softmax


@dataclass(frozen=True, slots=True)
class Run:
    """A tagged run of pieces `[start, end)`, the index of its kind, and the mean probability of that kind."""

    kind: int
    start: int
    end: int
    score: float


def runs(logits: Array) -> list[Run]:
    """The runs of a layer; `logits` is (pieces, 1 + 2 × kinds).

    A run ends before a piece that is outside or begins another. Its kind is the likeliest over all its pieces.
    """
    probabilities = softmax(logits)
    outside = probabilities[:, 0]
    kinds = probabilities[:, 1::2] + probabilities[:, 2::2]
    inside = outside < kinds.sum(axis=1)
    begins = inside & (probabilities[:, 1::2].sum(axis=1) > probabilities[:, 2::2].sum(axis=1))
    starts = np.flatnonzero(inside & (begins | ~np.concatenate(([False], inside[:-1]))))
    if not len(starts):
        return []
    ends = _ends(starts, inside)
    totals = np.concatenate((np.zeros((1, kinds.shape[1])), np.cumsum(kinds, axis=0, dtype=np.float64)))
    means = (totals[ends] - totals[starts]) / (ends - starts)[:, None]
    best = means.argmax(axis=1)
    return [
        Run(kind, start, end, round(score, 3))
        for kind, start, end, score in zip(best.tolist(), starts.tolist(), ends.tolist(), means[np.arange(len(best)), best].tolist(), strict=True)
    ]


def _ends(starts: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Where each run ends: at the next start or at the first piece outside."""
    outside = np.concatenate((np.flatnonzero(~inside), [len(inside)]))
    after = outside[np.searchsorted(outside, starts)]
    following = np.concatenate((starts[1:], [len(inside)]))
    return np.minimum(after, following)
