"""The measuring itself: what it looks at, and that floors hold."""

from __future__ import annotations

import pytest
import quality
from factories import FakeTagger
from predict import TASKS, predict
from quality import Figure, undercut, updated

from testimonia.pipeline import Pipeline

FLOORS = {"a.f1": {"floor": 0.6, "measured": 0.61, "n": 10, "gold": "x"}}


@pytest.mark.parametrize("task", sorted(TASKS))
def test_predictions_look_at_nothing_but_id_and_text(task: str) -> None:
    class Strict(dict[str, object]):
        def __getitem__(self, key: str) -> object:
            assert key in ("doc_id", "text"), f"{key} was looked at"
            return super().__getitem__(key)

    given = Strict(doc_id="d1", text="The mayor said the bridge is gone.", attributions=[1], relations=[2], causal=1)
    found = predict(task, [given], Pipeline(FakeTagger()))
    assert [line["doc_id"] for line in found] == ["d1"]


def test_a_figure_below_its_floor_is_told() -> None:
    assert undercut([Figure("a.f1", 0.59, 10, "x")], FLOORS) == ["a.f1: 0.59 is below its floor 0.6"]
    assert undercut([Figure("a.f1", 0.60, 10, "x")], FLOORS) == []


def test_a_figure_on_other_gold_or_without_a_floor_is_told() -> None:
    assert "gold has changed" in undercut([Figure("a.f1", 0.9, 10, "y")], FLOORS)[0]
    assert "no floor" in undercut([Figure("b.f1", 0.9, 10, "x")], FLOORS)[0]


def test_updating_raises_a_floor_and_lowers_it_only_when_told_to() -> None:
    assert updated([Figure("a.f1", 0.7, 10, "x")], FLOORS, allow_lower=False)["a.f1"]["floor"] == pytest.approx(0.69)
    assert updated([Figure("a.f1", 0.5, 10, "x")], FLOORS, allow_lower=False) == FLOORS
    assert updated([Figure("a.f1", 0.5, 10, "x")], FLOORS, allow_lower=True)["a.f1"]["floor"] == pytest.approx(0.49)


def test_missing_corpora_are_named_and_only_the_sample_is_measured(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(quality, "is_here", lambda: False)
    figures = list(quality.measure(Pipeline(FakeTagger())))
    assert {figure.name for figure in figures} == {"sample.claims.f1", "sample.reasons.f1", "people.sample.hidden", "people.sample.readable"}
    assert "skipped: attribution, causes, conflict" in capsys.readouterr().out
