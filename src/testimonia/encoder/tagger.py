"""Tagger.tag(document): text to pieces, pieces through the network window by window, scores to mentions and links."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from testimonia.domain import Document, Link, Mention
from testimonia.encoder.causes import WORTH_ALONE
from testimonia.encoder.decode import decode
from testimonia.encoder.scores import Scores

if TYPE_CHECKING:
    from testimonia.encoder.bundle import Bundle

WINDOW = 254  # pieces; what the network was trained on, without its two marker pieces
OVERLAP = 64  # pieces two neighbouring windows share; a piece is read from the window where it stands most central


class Tagger(Protocol):
    """Whatever proposes mentions and links for a document."""

    @property
    def version(self) -> str:
        """Name and version, kept with every finding."""
        ...

    def tag(self, document: Document) -> tuple[tuple[Mention, ...], tuple[Link, ...]]:
        """The mentions in text order, and the links between them."""
        ...


class NetworkTagger:
    """The tagger on onnxruntime."""

    def __init__(self, bundle: Bundle, threads: int = 1) -> None:
        """Open the bundle's network; `threads` windows are read at a time, which changes no result."""
        self.version = bundle.version
        self._tokenizer = bundle.tokenizer()
        self._session = bundle.session()
        self._first, self._last = bundle.manifest.first, bundle.manifest.last
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None

    def tag(self, document: Document) -> tuple[tuple[Mention, ...], tuple[Link, ...]]:
        """The mentions in text order, and the links between them."""
        scores = self.scores(document)
        return decode(document, scores, self._alone(document, scores)) if scores is not None else ((), ())

    def scores(self, document: Document) -> Scores | None:
        """What the network says of every piece; None for a text without any."""
        encoding = self._tokenizer.encode(document.text, add_special_tokens=False)
        if not encoding.ids:
            return None
        ids = np.array(encoding.ids, dtype=np.int64)
        offsets = np.array([_without_blanks(document.text, *offset) for offset in encoding.offsets], dtype=np.int64)
        windows = _windows(len(ids))
        run = self._pool.map if self._pool else map
        outputs = list(run(lambda window: self._forward(ids[window[0] : window[1]]), windows))
        return Scores(ids=ids, offsets=offsets, windows=windows, outputs=outputs)

    def _alone(self, document: Document, scores: Scores) -> dict[int, Scores]:
        """The scores of the sentences that are worth reading alone, by number."""
        ids, offsets = scores.ids, scores.offsets
        ranges = {}
        if len(document.sentences) < 2:
            return {}
        for number, sentence in enumerate(document.sentences):
            if WORTH_ALONE.search(document.text, sentence.start, sentence.end):
                first, last = (int(place) for place in np.searchsorted(offsets[:, 0], (sentence.start, sentence.end)))
                if 2 <= last - first <= WINDOW:
                    ranges[number] = (first, last)
        run = self._pool.map if self._pool else map
        outputs = run(lambda pieces: self._forward(ids[pieces[0] : pieces[1]]), ranges.values())
        return {
            number: Scores(ids=ids[first:last], offsets=offsets[first:last], windows=[(0, last - first)], outputs=[output])
            for (number, (first, last)), output in zip(ranges.items(), outputs, strict=True)
        }

    def _forward(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """One window through the network, alone: dynamic int8 scales over the whole batch, so batches would change scores."""
        row = np.concatenate(([self._first], ids, [self._last]))[None]
        output: NDArray[np.float32] = self._session.run(None, {"ids": row, "mask": np.ones_like(row)})[0][0, 1:-1]
        return output


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """A piece may take the blank before its word in."""
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _windows(count: int) -> list[tuple[int, int]]:
    """Ranges of pieces that cover `count` pieces, the last one full where it can be."""
    if count <= WINDOW:
        return [(0, count)]
    starts = [*range(0, count - WINDOW, WINDOW - OVERLAP), count - WINDOW]
    return [(start, start + WINDOW) for start in starts]
