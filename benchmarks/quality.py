"""How well testimonia reads, against floors that fail the build when undercut.

quality.py [--json] [--update [--allow-lower]]

Reads the sample pile (always) and the dev parts of the shared corpora (where they stand beside the repository; else they are skipped by name).
floors.json holds a floor a figure and the hash of the gold it was measured on; --update raises floors to what was measured, less the tolerance,
and refuses to lower one unless --allow-lower is given.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import layers
import people
import sample
from predict import predict
from shared import CORPORA, documents, hash_of, is_here, scored, scorer

from testimonia.domain import Claim, Manner
from testimonia.pipeline import Pipeline, standard_pipeline
from testimonia.readers.textbuilder import as_given

FLOORS = Path(__file__).with_name("floors.json")
TOLERANCE = 0.01  # other processors round the network's sums otherwise


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `gold` is the hash of what it was measured on."""

    name: str
    value: float
    n: int
    gold: str


def measure(pipeline: Pipeline) -> Iterator[Figure]:
    """Every figure that can be measured here."""
    answers = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(sample.ANSWERS.glob("*.yaml")))).hexdigest()[:16]
    for name, count in sample.measure(pipeline).items():
        yield Figure(f"sample.{name}.f1", round(count.f1, 4), count.wanted, answers)
    yield from _people(pipeline)
    if not is_here():
        print("skipped: attribution, causes, conflict, certainty, the other layers (the shared corpora are not beside the repository)")
        return
    yield from _attribution(pipeline)
    yield from _causes(pipeline)
    yield from _conflict(pipeline)
    yield from _certainty(pipeline)
    yield from (Figure(*one) for one in layers.measure(pipeline))


def _people(pipeline: Pipeline) -> Iterator[Figure]:
    """Of the people named, how many leave under a pseudonym; of the other words, how many stay readable."""
    golds = {
        "sample": people.PEOPLE,
        "dev": CORPORA / "conflict-gold" / "dev.jsonl",
        "dev_world": CORPORA / "conflict-gold" / "dev_world.jsonl",
        "victims": CORPORA / "hrdsattack" / "dev.jsonl",
    }
    for name, count in people.people_recall(pipeline).items():
        if name != "sample" and not is_here():
            continue
        yield Figure(f"people.{name}.hidden", round(count.recall, 4), count.named, hash_of(golds[name]))
        if count.words:
            yield Figure(f"people.{name}.readable", round(count.readable, 4), count.words, hash_of(golds[name]))
    if is_here() and people.PILE.is_file():
        count = people.pile_readable()
        yield Figure("people.pile.readable", round(count.readable, 4), count.words, hash_of(people.PILE))


def _attribution(pipeline: Pipeline) -> Iterator[Figure]:
    path = CORPORA / "polnear" / "dev.jsonl"
    gold = documents(path)
    result = scorer("attribution").score(gold, predict("attribution", gold, pipeline))
    for name in ("who_said_what", "direct.who_said_what", "indirect.who_said_what"):
        yield Figure(f"polnear.{name}.f1", round(result[name]["f1"], 4), result[name]["gold"], hash_of(path))


def _causes(pipeline: Pipeline) -> Iterator[Figure]:
    path = CORPORA / "causes" / "dev.jsonl"
    gold = documents(path)
    result = scored("causes", path, predict("causes", gold, pipeline))
    for name, value in (
        ("official.f1", result["official"]["all"]["F1"]),
        ("fair.f1", result["fair"]["all"]["F1"]),
        ("causal.f1", result["causal"]["F1"]),
    ):
        yield Figure(f"causes.{name}", round(value, 4), len(gold), hash_of(path))


def _conflict(pipeline: Pipeline) -> Iterator[Figure]:
    totals = [0, 0, 0]
    for name in ("dev", "dev_world"):
        path = CORPORA / "conflict-gold" / f"{name}.jsonl"
        result = scored("conflict", path, predict("conflict", documents(path), pipeline))["attribution"]
        counts = [result[key] for key in ("tp", "fp", "fn")]
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        yield Figure(f"conflict.{name}.attribution.f1", round(_f1(counts), 4), counts[0] + counts[2], hash_of(path))
    yield Figure("conflict.all.attribution.f1", round(_f1(totals), 4), totals[0] + totals[2], "both of the above")


def _f1(counts: list[int]) -> float:
    right, spurious, missed = counts
    return 2 * right / (2 * right + spurious + missed)


def _certainty(pipeline: Pipeline) -> Iterator[Figure]:
    """Of the claims whose speaker is shown as certain: how many have the right speaker; and how many of all are shown so.

    Only those whose words the gold holds too can be judged; right is a source that shares a word with the gold's.
    """
    paths = [CORPORA / "polnear" / "dev.jsonl", *(CORPORA / "conflict-gold" / f"{name}.jsonl" for name in ("dev", "dev_world"))]
    judged = [pair for path in paths for item in documents(path) for pair in _judged(item, pipeline)]
    gold_hash = ",".join(hash_of(path) for path in paths)
    for name, wanted in (("direct", {Manner.DIRECT}), ("indirect", {Manner.INDIRECT, Manner.MIXED})):
        claims = [(claim, right) for claim, right in judged if claim.manner in wanted]
        sure = [right for claim, right in claims if claim.sure and right is not None]
        share = sum(claim.sure for claim, _ in claims) / len(claims)
        for number, what in enumerate(("speaker_right", "words_exact")):
            yield Figure(f"certain.{name}.{what}", round(sum(right[number] for right in sure) / len(sure), 4), len(sure), gold_hash)
        yield Figure(f"certain.{name}.share_shown_certain", round(share, 4), len(claims), gold_hash)


def _judged(item: dict[str, Any], pipeline: Pipeline) -> list[tuple[Claim, tuple[bool, bool] | None]]:
    """Each claim of a gold document with whether its speaker is right and its words are the gold's; None where the gold does not hold its words."""
    module = scorer("attribution")
    words = module.word_spans(item["text"])
    gold = [_word_sets(module, words, _as_pairs(attribution)) for attribution in item["attributions"]]
    claims = pipeline.read(as_given(item["text"], str(item["doc_id"]))).claims
    found = [_word_sets(module, words, _claim_pairs(claim)) for claim in claims]
    pairs = {b: a for a, b in module.pair_up(gold, found)}
    rights = {}
    for number, other in pairs.items():
        said = _without_that(gold[other]["content"], words, item["text"])
        rights[number] = (bool(gold[other]["source"] & found[number]["source"]), said == found[number]["content"])
    return [(claim, rights.get(number)) for number, claim in enumerate(claims)]


def _without_that(content: frozenset[int], words: Any, text: str) -> frozenset[int]:
    """PolNeAR counts the "that" before what is said to it, the annotation guide and we do not."""
    first = min(content, default=None)
    return content - {first} if first is not None and text[slice(*words[first][:2])].lower() == "that" else content


def _as_pairs(attribution: dict[str, Any]) -> dict[str, list[list[int]]]:
    """PolNeAR's pairs as they are; conflict-gold's objects as pairs."""

    def pairs(value: Any) -> list[list[int]]:
        pieces = value if isinstance(value, list) else [value] if value else []
        return [[piece["start"], piece["end"]] if isinstance(piece, dict) else piece for piece in pieces]

    return {"source": pairs(attribution.get("source")), "content": pairs(attribution.get("content"))}


def _claim_pairs(claim: Claim) -> dict[str, list[list[int]]]:
    speaker = claim.source or ((claim.speaker,) if claim.speaker else ())
    return {"source": [[p.start, p.end] for p in speaker], "content": [[p.start, p.end] for p in claim.content]}


def _word_sets(module: Any, words: Any, pieces: dict[str, list[list[int]]]) -> dict[str, frozenset[int]]:
    return {role: module.words_in(spans, words) for role, spans in pieces.items()}


# ------------------------------------------------------------------ floors


def undercut(figures: list[Figure], floors: dict[str, dict[str, Any]]) -> list[str]:
    """What is wrong: a figure below its floor, without one, or measured on other gold."""
    problems = []
    for figure in figures:
        floor = floors.get(figure.name)
        if floor is None:
            problems.append(f"{figure.name}: no floor; run quality.py --update")
        elif floor["gold"] != figure.gold:
            problems.append(f"{figure.name}: the gold has changed since the floor was set; look at it, then run quality.py --update")
        elif figure.value < floor["floor"]:
            problems.append(f"{figure.name}: {figure.value} is below its floor {floor['floor']}")
    return problems


def updated(figures: list[Figure], floors: dict[str, dict[str, Any]], *, allow_lower: bool) -> dict[str, dict[str, Any]]:
    """The floors raised to what was measured, less the tolerance; lowered only where that is allowed."""
    new = dict(floors)
    for figure in figures:
        floor = round(figure.value - TOLERANCE, 4)
        if allow_lower or figure.name not in floors or floor > floors[figure.name]["floor"] or floors[figure.name]["gold"] != figure.gold:
            new[figure.name] = {"floor": floor, "measured": figure.value, "n": figure.n, "gold": figure.gold}
    return new


def main() -> None:
    """Measure, print, compare; exit 1 when a floor is undercut."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for flag in ("--json", "--update", "--allow-lower"):
        arguments.add_argument(flag, action="store_true")
    asked = arguments.parse_args()
    figures = list(measure(standard_pipeline(threads=2)))
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if asked.json:
        print(json.dumps([asdict(figure) for figure in figures], indent=1))
    else:
        for figure in figures:
            print(f"{figure.name:<42} {figure.value:.4f}   floor {floors.get(figure.name, {}).get('floor', '-')}   n {figure.n}")
    if asked.update:
        FLOORS.write_text(json.dumps(updated(figures, floors, allow_lower=asked.allow_lower), indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return
    problems = undercut(figures, floors)
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
