"""Figures of the layers beside attribution: events, actors, places, times, figures, and the event corpora."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from predict import predict
from shared import CORPORA, documents, hash_of, scored

from testimonia.pipeline import Pipeline

Measured = tuple[str, float, int, str]  # name, value, n, hash of the gold


def measure(pipeline: Pipeline) -> Iterator[Measured]:
    """Every figure of these layers on the dev sets."""
    yield from _conflict(pipeline)
    yield from _events(pipeline)
    for name in ("trnews-dev", "lgl-dev"):
        path = CORPORA / "places" / f"{name}.jsonl"
        overlap = _result("places", "places", path, pipeline)["overlap"]
        yield f"places.{name}.overlap.f1", round(overlap["f1"], 4), overlap["gold"], hash_of(path)
    path = CORPORA / "quantities" / "dev.json"
    relaxed = _result("timex", "timex", path, pipeline)["all"]["relaxed"]
    yield "times.quantities.span_relaxed.f1", round(relaxed["F1"] / 100, 4), relaxed["gold"], hash_of(path)


def _conflict(pipeline: Pipeline) -> Iterator[Measured]:
    """Events by type and trigger, their status and roles, and figures, over both dev sets together."""
    paths = [CORPORA / "conflict-gold" / f"{name}.jsonl" for name in ("dev", "dev_world")]
    results = [_result("conflict", "conflict", path, pipeline) for path in paths]
    gold = ",".join(hash_of(path) for path in paths)
    for name, key in (("event", "event"), ("event.actor", "role actor"), ("event.target", "role target"), ("figure", "figure")):
        right, spurious, missed = (sum(result[key][count] for result in results) for count in ("tp", "fp", "fn"))
        yield f"conflict.{name}.f1", round(2 * right / (2 * right + spurious + missed), 4), right + missed, gold
    right, total = (sum(result["modality"][count] for result in results) for count in ("ok", "n"))
    yield "conflict.event.status.accuracy", round(right / total, 4), total, gold


def _events(pipeline: Pipeline) -> Iterator[Measured]:
    """The event corpora, each by its own headline."""
    for task, script, find in (
        ("cameo_st", "events_cameo", {"source.f1": ("overlap", "source", "f1"), "target.f1": ("overlap", "target", "f1"), "triple": ("triple",)}),
        ("event_location", "events_evloc", {"span.f1": ("span", "f1")}),
        ("muc4", "events_muc4", {"tf.f1": ("tf", "micro", "f1"), "ree.f1": ("ree", "micro", "f1")}),
        ("case21_types", "events_case21", {"weighted.f1": ("subtask3", "weighted_f1")}),
        ("isaf", "events_isaf", {"core": ("accuracy", "core")}),
    ):
        path = CORPORA / task / "dev.jsonl"
        result = _result(task, script, path, pipeline)
        for name, keys in find.items():
            value: Any = result
            for key in keys:
                value = value[key]
            yield f"{task}.{name}", round(float(value), 4), len(documents(path)), hash_of(path)


def _result(task: str, script: str, path: Path, pipeline: Pipeline) -> dict[str, Any]:
    return scored(script, path, predict(task, documents(path), pipeline))
