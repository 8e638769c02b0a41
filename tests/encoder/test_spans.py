"""Runs of tagged pieces, on scores made by hand."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from testimonia.encoder.scores import Array
from testimonia.encoder.spans import Run, runs

TAGS = 5  # outside; begin and inside of two kinds
LOGITS = st.floats(-20, 20, width=32)


def logits(*tags: int) -> Array:
    made = np.zeros((len(tags), TAGS), dtype=np.float32)
    made[np.arange(len(tags)), list(tags)] = 9
    return made


def where(found: list[Run]) -> list[tuple[int, int, int]]:
    return [(run.kind, run.start, run.end) for run in found]


def test_a_run_goes_on_to_the_last_inside_piece() -> None:
    assert where(runs(logits(0, 1, 2, 2, 0, 3))) == [(0, 1, 4), (1, 5, 6)]


def test_a_begin_tag_parts_two_runs_that_touch() -> None:
    assert where(runs(logits(1, 2, 1, 2))) == [(0, 0, 2), (0, 2, 4)]


def test_an_inside_tag_without_a_beginning_opens_a_run() -> None:
    assert where(runs(logits(0, 2, 2, 0))) == [(0, 1, 3)]


def test_one_kind_for_a_run_the_one_likeliest_over_all_its_pieces() -> None:
    assert where(runs(logits(1, 4, 4))) == [(1, 0, 3)]


def test_nothing_tagged_is_no_run() -> None:
    assert runs(logits(0, 0)) == []


@given(st.integers(1, 40).flatmap(lambda pieces: arrays(np.float32, (pieces, TAGS), elements=LOGITS)))
def test_runs_stand_in_order_apart_and_have_probabilities(values: Array) -> None:
    found = runs(values)
    assert all(0 <= run.start < run.end <= len(values) and 0 <= run.score <= 1.001 and run.kind in (0, 1) for run in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
