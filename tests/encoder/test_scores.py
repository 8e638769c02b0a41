"""Overlapping windows: whose word counts for a piece, and how pointers are summed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimonia.encoder.labels import LABELS
from testimonia.encoder.scores import COLUMNS, Array, Scores, log_softmax, softmax
from testimonia.encoder.tagger import OVERLAP, WINDOW, _windows

WIDTH = sum(LABELS.values())


def scores(count: int, windows: list[tuple[int, int]], seed: int = 0) -> tuple[Scores, list[Array]]:
    """Scores of random outputs; field `count` of each piece is the number of its window."""
    random = np.random.default_rng(seed)
    outputs = [random.normal(size=(end - start, WIDTH)).astype(np.float32) for start, end in windows]
    for number, output in enumerate(outputs):
        output[:, COLUMNS["count"]] = number
    offsets = np.array([(place, place + 1) for place in range(count)])
    return Scores(ids=np.arange(len(offsets)), offsets=offsets, windows=windows, outputs=outputs), outputs


def owners(count: int, windows: list[tuple[int, int]]) -> list[int]:
    return [int(row[0]) for row in scores(count, windows)[0].field("count")]


@given(st.integers(1, 2000))
def test_the_windows_cover_every_piece_none_longer_than_the_network_takes(count: int) -> None:
    windows = _windows(count)
    assert windows[0][0] == 0
    assert windows[-1][1] == count
    assert all(0 < end - start <= WINDOW for start, end in windows)
    assert all(following[0] < end for (_, end), following in pairwise(windows))
    assert all(end - following[0] >= OVERLAP for (_, end), following in pairwise(windows))


@settings(max_examples=30)
@given(st.integers(1, 1500))
def test_every_piece_belongs_to_a_window_it_stands_in_and_in_no_other_stands_more_central(count: int) -> None:
    windows = _windows(count)

    def depth(place: int, window: tuple[int, int]) -> float:
        left = place - window[0] if window[0] else float("inf")  # the text's own edge cuts nothing off
        right = window[1] - 1 - place if window[1] < count else float("inf")
        return min(left, right)

    for place, owner in enumerate(owners(count, windows)):
        inside = [window for window in windows if window[0] <= place < window[1]]
        assert windows[owner] in inside
        assert depth(place, windows[owner]) == max(depth(place, window) for window in inside)


def test_fields_stand_in_the_order_of_the_labels_and_fill_the_output() -> None:
    made, (output,) = scores(3, [(0, 3)])
    assert [made.field(name).shape for name in LABELS] == [(3, width) for width in LABELS.values()]
    assert np.array_equal(np.concatenate([made.field(name) for name in LABELS], axis=1), output)


@given(st.integers(0, 50), st.integers(2, 12), st.data())
def test_the_pointer_of_a_run_over_targets_that_part_the_window_sums_to_one(seed: int, count: int, data: st.DataObject) -> None:
    made, _ = scores(count, [(0, count)], seed)
    start = data.draw(st.integers(0, count - 1))
    run = (start, data.draw(st.integers(start + 1, count)))
    cuts = sorted({0, count, *data.draw(st.lists(st.integers(0, count), max_size=4))})
    shares = [made.pointer(run, target) for target in pairwise(cuts)]
    assert all(0 <= share <= 1 for share in shares)
    assert sum(shares) == pytest.approx(1, abs=0.001 * len(shares) + 0.001)


@given(st.integers(0, 50), st.data())
def test_over_several_windows_pointers_never_sum_to_more_than_one(seed: int, data: st.DataObject) -> None:
    windows = [(0, 6), (3, 9), (6, 12)]
    made, _ = scores(12, windows, seed)
    start = data.draw(st.integers(0, 11))
    run = (start, data.draw(st.integers(start + 1, 12)))
    assert sum(made.pointer(run, (place, place + 1)) for place in range(12)) <= 1.02


def test_a_run_and_a_target_that_share_no_window_are_not_tied() -> None:
    made, _ = scores(12, [(0, 6), (3, 9), (6, 12)])
    assert made.pointer((0, 1), (10, 12)) == 0
    assert made.pointer((11, 12), (0, 2)) == 0


def test_the_pointer_is_the_mean_share_of_the_pieces_of_the_run() -> None:
    made, (output,) = scores(5, [(0, 5)])
    shares = softmax(output[:, COLUMNS["query"]] @ output[:, COLUMNS["key"]].T / 8)
    assert made.pointer((1, 3), (2, 5)) == pytest.approx(shares[1:3, 2:5].sum(axis=1).mean(), abs=1e-3)


def test_probabilities_sum_to_one_however_large_the_logits() -> None:
    logits = np.array([[1e4, -1e4, 0], [0, 0, 0]], dtype=np.float32)
    assert softmax(logits).sum(axis=1) == pytest.approx([1, 1])
    assert np.exp(log_softmax(logits)).sum(axis=1) == pytest.approx([1, 1])
