"""Figures of the layers beside attribution: events, actors, places, times, figures, and the event corpora."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from names import name_variants
from predict import predict
from shared import CORPORA, documents, hash_of, scored

from testimonia.pipeline import Pipeline

Measured = tuple[str, float, int, str]  # name, value, n, hash of the gold


def measure(pipeline: Pipeline) -> Iterator[Measured]:
    """Every figure of these layers on the dev sets."""
    yield from _conflict(pipeline)
    yield from _events(pipeline)
    yield from _places(pipeline)
    yield from _times(pipeline)
    yield from _figures(pipeline)
    yield from _names()


def _places(pipeline: Pipeline) -> Iterator[Measured]:
    """Places found, and found and put within 161 km of where they lie; the province of a report's main event."""
    for name in ("trnews-dev", "lgl-dev", "geovirus"):
        path = CORPORA / "places" / f"{name}.jsonl"
        result = _result("places", "places", path, pipeline)
        for key in ("overlap", "end_to_end"):
            yield f"places.{name}.{key}.f1", round(result[key]["f1"], 4), result[key]["gold"], hash_of(path)
    path = CORPORA / "fakes" / "province_dev_ids.json"
    given = [item for item in documents(CORPORA / "fakes" / "reports.csv") if int(item["row"]) in {one["row"] for one in documents(path)[0]["rows"]}]
    result = scored("province", path, predict("province", given, pipeline))
    yield "province.accuracy", round(result["accuracy"], 4), result["rows"], hash_of(path)


def _times(pipeline: Pipeline) -> Iterator[Measured]:
    """Times with exactly their words, and with exactly their value."""
    for name, file in (("tbaq", "time/tbaq.dev.jsonl"), ("wikiwars", "time/wikiwars.dev.jsonl"), ("quantities", "quantities/dev.json")):
        result = _result("timex", "timex", CORPORA / file, pipeline)["all"]
        for key in ("strict", "value"):
            yield f"times.{name}.{key}.f1", round(result[key]["F1"] / 100, 4), result[key]["gold"], hash_of(CORPORA / file)


def _figures(pipeline: Pipeline) -> Iterator[Measured]:
    """Figures with their bounds and what is counted, and with what became of it."""
    path = CORPORA / "quantities" / "dev.json"
    result = _result("quantities", "quantities", path, pipeline)
    for key in ("full", "outcome"):
        yield f"figures.quantities.{key}.f1", round(result["all"][key]["F1"] / 100, 4), result["all"][key]["gold"], hash_of(path)


def _names() -> Iterator[Measured]:
    """Whether two spellings are one name."""
    path = CORPORA / "name-variants" / "dev.tsv"
    result = scored("name_variants", path, name_variants(path))["all"]
    for key in ("f1", "auc"):
        yield f"names.{key}", round(result[key], 4), sum(1 for _ in path.open(encoding="utf-8")) - 1, hash_of(path)


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
