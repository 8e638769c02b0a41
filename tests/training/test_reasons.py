"""Reasons among our own labels as single sentences to learn from."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from training import corpora

TEXT = "The town fell on 3 May. Hunger broke the town, a nurse said, because no food came in.\nThe guards left. They were afraid.\n"


def labelled(factor: str, outcome: str, signal: str | None) -> dict[str, object]:
    spans = [[] if words is None else [[TEXT.index(words), TEXT.index(words) + len(words)]] for words in (factor, outcome, signal)]
    return {"kind": "X", "values": ["other"], "spans": spans}


def sentences(monkeypatch: pytest.MonkeyPatch, folder: Path, labels: list[dict[str, object]]) -> list[tuple[str, list[tuple[str, ...]]]]:
    record = {"report": "here:1", "length": len(TEXT), "sha256": hashlib.sha256(TEXT.encode()).hexdigest()[:16], "labels": labels}
    (folder / "own.jsonl").write_text(json.dumps(record))
    monkeypatch.setattr(corpora, "OWN", folder / "own.jsonl")
    monkeypatch.setattr(corpora, "_texts", lambda _: {"here:1": TEXT})
    found = []
    for example in corpora.reasons(folder):
        assert example.causal is not None
        found.append(
            (example.text, [tuple(example.text[slice(*span)] for span in (cause, effect, *ties)) for cause, effect, ties in example.causal.relations])
        )
    return found


def test_a_sentence_holds_its_reasons_and_nothing_of_its_neighbours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    labels = [labelled("no food came in", "Hunger", "because"), labelled("Hunger", "the town, a", None)]
    whole = "Hunger broke the town, a nurse said, because no food came in."
    assert sentences(monkeypatch, tmp_path, labels) == [(whole, [("no food came in", "Hunger", "because"), ("Hunger", "the town, a")])]


def test_a_reason_across_two_sentences_or_within_its_own_outcome_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    across, within = labelled("They were afraid", "The guards left", None), labelled("no food", "no food came in", None)
    assert sentences(monkeypatch, tmp_path, [across, within]) == []
