"""Scores turned into shares right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonia.domain import MentionKind
from testimonia.encoder.bundle import open_bundle
from testimonia.encoder.calibration import Calibration

CORNERS = {"cue": [(0.5, 0.4), (0.9, 0.8)], "actor": [(0.2, 0.1), (0.8, 0.9)]}


def test_between_two_corners_the_share_lies_between() -> None:
    assert Calibration(CORNERS)("cue", 0.7) == pytest.approx(0.6)


def test_beyond_the_corners_the_share_stays() -> None:
    assert [Calibration(CORNERS)("cue", score) for score in (0.0, 1.0)] == [0.4, 0.8]


def test_every_kind_of_actor_is_measured_as_one() -> None:
    assert Calibration(CORNERS)(MentionKind.GROUP, 0.8) == Calibration(CORNERS)(MentionKind.STATE, 0.8) == pytest.approx(0.9)


def test_what_was_not_measured_keeps_its_score(tmp_path: Path) -> None:
    assert Calibration(CORNERS)("signal", 0.7) == 0.7
    assert Calibration.of(tmp_path)("cue", 0.7) == 0.7


@pytest.mark.weights
@given(st.sampled_from(["source", "cue", "content", "claim", "actor", "place", "time", "figure", "event"]), st.floats(0, 1), st.floats(0, 1))
def test_in_the_bundle_a_higher_score_is_never_worth_less(kind: str, one: float, other: float) -> None:
    calibration = open_bundle().calibration()
    low, high = sorted((one, other))
    assert 0 <= calibration(kind, low) <= calibration(kind, high) <= 1


@pytest.mark.weights
def test_the_bundle_says_what_every_kind_of_mention_is_worth() -> None:
    folder = open_bundle().folder
    measured = set(json.loads((folder / "calibration.json").read_text(encoding="utf-8")))
    assert {"source", "cue", "content", "claim", "actor", "place", "time", "figure", "event"} <= measured
