"""Scores that mean what they say: from dev sets, how often a finding with this score is right.

    python -m training.calibrate SHARED BUNDLE

Fits a rising step function (isotonic regression, scikit-learn) from the network's mean probability to the share that is right, a kind at a time,
and writes it to the bundle's calibration.json as corner points. Right is: at least half the characters shared with a gold span of the kind; for an
event the type too; for a claim, content and source by score/attribution.py. Conflict reports count CONFLICT times.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.isotonic import IsotonicRegression

from testimonia.domain import Claim, Extraction, Mention
from testimonia.encoder.labels import ACTORS
from testimonia.pipeline import Pipeline, standard_pipeline
from testimonia.readers.textbuilder import as_given
from training.corpora import lines

CONFLICT = 3
CORNERS = 12  # at most, a kind
Judged = Iterator[tuple[str, float, bool]]  # kind, score, right


def main(shared: Path, bundle: Path) -> None:
    """Fit, write, enter the file into the manifest."""
    _write(bundle, {})
    _write(bundle, corners := _corners(shared, bundle))
    _write(bundle, corners | {"claim": _corners(shared, bundle)["claim"]})  # a claim's score is made of its mentions', so it is fitted after them


def _corners(shared: Path, bundle: Path) -> dict[str, list[tuple[float, float]]]:
    pairs: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for kind, score, right in _judged(shared, standard_pipeline(bundle, threads=2)):
        pairs[kind].append((score, right))
    for kind, judged in sorted(pairs.items()):
        print(f"{kind:<8} {len(judged):>6} mean score {np.mean([s for s, _ in judged]):.3f} right {np.mean([r for _, r in judged]):.3f}", flush=True)
    return {kind: _fit(judged) for kind, judged in sorted(pairs.items())}


def _write(bundle: Path, corners: dict[str, list[tuple[float, float]]]) -> None:
    """Write calibration.json and enter it into the manifest."""
    text = json.dumps(corners) + "\n"
    (bundle / "calibration.json").write_text(text, encoding="utf-8")
    manifest = json.loads((bundle / "manifest.json").read_text())
    manifest["files"]["calibration.json"] = hashlib.sha256(text.encode()).hexdigest()
    (bundle / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _fit(judged: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Corner points (score, share right), rising; few, so that no single finding makes a step."""
    scores, right = np.array([score for score, _ in judged]), np.array([right for _, right in judged], dtype=float)
    fitted = IsotonicRegression(y_min=0.02, y_max=0.995, out_of_bounds="clip").fit(scores, right)
    places = np.unique(np.quantile(scores, np.linspace(0, 1, CORNERS)))
    smooth = [float(np.mean(fitted.predict(np.clip(place + np.linspace(-0.03, 0.03, 7), 0, 1)))) for place in places]
    return [(round(float(place), 3), round(share, 3)) for place, share in zip(places, np.maximum.accumulate(smooth), strict=True)]


def _judged(shared: Path, pipeline: Pipeline) -> Judged:
    scorer = _module(shared / "score" / "attribution.py")
    for record in lines(shared / "corpora" / "polnear" / "dev.jsonl"):
        extraction = pipeline.read(as_given(record["text"], record["doc_id"]))
        yield from _attributions(extraction, record["attributions"])
        yield from _claims(scorer, record, extraction.claims, record["attributions"])
    for name in ("dev.jsonl", "dev_world.jsonl"):
        for record in lines(shared / "corpora" / "conflict-gold" / name):
            extraction = pipeline.read(as_given(record["text"], record["doc_id"]))
            gold = [_pairs(one) for one in record["attributions"]]
            found = [*_attributions(extraction, gold), *_claims(scorer, record, extraction.claims, gold), *_layers(record, extraction)]
            for _ in range(CONFLICT):
                yield from found
    for record in json.loads((shared / "corpora" / "quantities" / "dev.json").read_text()):
        extraction = pipeline.read(as_given(record["text"], record["doc_id"]))
        times = [(timex["start"], timex["end"]) for timex in record["timexes"]]
        yield from (("time", m.score, _shares(m, times)) for m in extraction.mentions if m.kind == "time")
    for record in lines(shared / "corpora" / "places" / "trnews-dev.jsonl"):
        extraction = pipeline.read(as_given(record["text"], record["doc_id"]))
        places = [(place["start"], place["end"]) for place in record["places"]]
        yield from (("place", m.score, _shares(m, places)) for m in extraction.mentions if m.kind == "place")


def _attributions(extraction: Extraction, gold: list[dict[str, Any]]) -> Judged:
    for kind in ("source", "cue", "content"):
        spans = [tuple(span) for one in gold for span in one[kind]]
        yield from ((kind, m.score, _shares(m, spans)) for m in extraction.mentions if m.kind == kind)


def _claims(scorer: Any, record: dict[str, Any], claims: tuple[Claim, ...], gold: list[dict[str, Any]]) -> Judged:
    """Claims as who_said_what judges them, but that a speaker named in the paragraph before is looked at for a quotation standing alone."""
    words = scorer.word_spans(record["text"])
    wanted = [{role: scorer.words_in(one[role], words) for role in ("source", "cue", "content")} for one in gold]
    found = [
        {role: scorer.words_in([[p.start, p.end] for p in getattr(claim, role)], words) for role in ("source", "cue", "content")} for claim in claims
    ]
    right = {b for a, b in scorer.pair_up(wanted, found) if scorer.source_right(wanted[a]["source"], found[b]["source"])}
    yield from (("claim", claim.score, number in right) for number, claim in enumerate(claims))


def _layers(record: dict[str, Any], extraction: Extraction) -> Judged:
    """Actors, figures and events of conflict-gold; optional ones count as right where they are found."""
    actors = [_span(mention) for actor in record["actors"] for mention in actor["mentions"]]
    figures = [_span(figure["text"]) for figure in record["figures"]]
    events: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for event in record["events"]:
        events[event["type"]] += [_span(trigger) for trigger in (event["trigger"], *event["other_triggers"])]
    for mention in extraction.mentions:
        if mention.kind in ACTORS:
            yield "actor", mention.score, _shares(mention, actors)
        elif mention.kind == "figure":
            yield "figure", mention.score, any(mention.start < end and start < mention.end for start, end in figures)
        elif mention.kind == "event":
            yield "event", mention.score, any(mention.start < end and start < mention.end for start, end in events[mention.type or ""])


def _shares(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    """Whether at least half of both together is shared with one of the spans."""
    for start, end in spans:
        shared = min(mention.end, end) - max(mention.start, start)
        if shared > 0 and shared >= 0.5 * (max(mention.end, end) - min(mention.start, start)):
            return True
    return False


def _pairs(attribution: dict[str, Any]) -> dict[str, list[tuple[int, int]]]:
    def pairs(value: Any) -> list[tuple[int, int]]:
        return [_span(piece) for piece in (value if isinstance(value, list) else [value] if value else [])]

    return {role: pairs(attribution.get(role)) for role in ("source", "cue", "content")}


def _span(piece: dict[str, Any]) -> tuple[int, int]:
    return piece["start"], piece["end"]


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
