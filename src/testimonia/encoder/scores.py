"""What the network says of one text: its output vectors, window by window, and how to ask them."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from testimonia.domain import Span
from testimonia.encoder.labels import LABELS

Array = NDArray[np.float32]
Range = tuple[int, int]  # pieces [start, end)


def _columns() -> dict[str, slice]:
    ends = np.cumsum(list(LABELS.values())).tolist()
    return {name: slice(end - width, end) for (name, width), end in zip(LABELS.items(), ends, strict=True)}


COLUMNS = _columns()


class Scores:
    """The output of the network for one text.

    `ids` are the pieces, `offsets` is (pieces, 2): the characters of each. `windows` are ranges of pieces, `outputs` one array
    (pieces of the window, fields) each. Where windows overlap, a piece belongs to the one in which it stands most central.
    """

    def __init__(self, *, ids: NDArray[np.int64], offsets: NDArray[np.int64], windows: list[tuple[int, int]], outputs: list[Array]) -> None:
        """Keep the outputs and find each piece's window."""
        self.ids, self.offsets = ids, offsets
        self.windows = windows
        self._outputs = outputs
        self._owner = _owners(len(offsets), windows)
        self._pointers: dict[Range, tuple[int, Array]] = {}

    @cached_property
    def _all(self) -> Array:
        whole = np.empty((len(self.offsets), self._outputs[0].shape[1]), dtype=np.float32)
        for number, (start, end) in enumerate(self.windows):
            own = np.flatnonzero(self._owner[start:end] == number)
            whole[start + own] = self._outputs[number][own]
        return whole

    def field(self, name: str) -> Array:
        """One output field for every piece, (pieces, width)."""
        return self._all[:, COLUMNS[name]]

    def span(self, start: int, end: int) -> Span:
        """The characters of the pieces `[start, end)`."""
        return Span(start=int(self.offsets[start, 0]), end=int(self.offsets[end - 1, 1]))

    def window_of(self, piece: int) -> tuple[int, Array]:
        """The first piece of the window that this piece is read from, and that window's output."""
        window = int(self._owner[piece])
        return self.windows[window][0], self._outputs[window]

    def pointer(self, run: Range, target: Range) -> float:
        """How much of the pointers of the pieces `run` falls on the pieces `target`, 0 to 1; 0 where they share no window."""
        window, summed = self._summed_pointer(run)
        first, last = self.windows[window]
        start, end = (min(max(place, first), last) - first for place in target)
        return round(float(summed[end] - summed[start]), 3)

    def _summed_pointer(self, run: Range) -> tuple[int, Array]:
        """The window of the run's middle, and the running sum of its mean pointer over that window."""
        if run not in self._pointers:
            window = int(self._owner[(run[0] + run[1] - 1) // 2])
            first, last = self.windows[window]
            output = self._outputs[window]
            inside = output[max(run[0], first) - first : min(run[1], last) - first]
            weights = softmax(inside[:, COLUMNS["query"]] @ output[:, COLUMNS["key"]].T / np.float32(8)).mean(axis=0)
            self._pointers[run] = window, np.concatenate((np.zeros(1, np.float32), np.cumsum(weights)))
        return self._pointers[run]


def _owners(count: int, windows: list[tuple[int, int]]) -> NDArray[np.int64]:
    owner = np.zeros(count, dtype=np.int64)
    central = np.full(count, -1.0)
    for number, (start, end) in enumerate(windows):
        places = np.arange(start, end)
        left = places - start + (np.inf if start == 0 else 0)
        right = end - 1 - places + (np.inf if end == count else 0)
        depth = np.minimum(np.minimum(left, right), 1e6)
        better = depth > central[start:end]
        owner[start:end][better] = number
        central[start:end][better] = depth[better]
    return owner


def softmax(logits: Array) -> Array:
    """Probabilities along the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Array = powers / powers.sum(axis=-1, keepdims=True)
    return result


def log_softmax(logits: Array) -> Array:
    """Log probabilities along the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    result: Array = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
