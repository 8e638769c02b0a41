"""One adapter a corpus: its train part as Examples; splits as given."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from testimonia.encoder.labels import MUC, MUC_TYPES
from training.examples import Attribution, Causal, Event, Example, Range

OWN = Path(__file__).parent / "own_labels.jsonl"
WRITTEN = Path(__file__).parent / "written"
SENTENCE_END = re.compile(r"""[.!?]["”’')\]]*\s+(?=["“‘'(\[]?[A-Z])|\n+""")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def polnear(corpora: Path) -> Iterator[Example]:
    """PolNeAR: source, cue, content; one annotator a document."""
    for record in lines(corpora / "polnear" / "train.jsonl"):
        attributions = [
            Attribution(*([tuple(span) for span in one[part]] for part in ("source", "cue", "content"))) for one in record["attributions"]
        ]
        yield Example(name=f"polnear:{record['doc_id']}", text=record["text"], attributions=attributions)


def causes(corpora: Path) -> Iterator[Example]:
    """Causal News Corpus V2: is there a cause, cause, effect, signals; single sentences."""
    for record in lines(corpora / "causes" / "train.jsonl"):
        relations = [(tuple(one["cause"]), tuple(one["effect"]), [tuple(tie) for tie in one["signals"]]) for one in record["relations"]]
        causal = Causal(bool(record["causal"]), relations)
        yield Example(name=f"causes:{record['doc_id']}", text=record["text"], causal=causal, sentence=True)


def event_location(corpora: Path) -> Iterator[Example]:
    """Where the event of one verb happened; other triggers and places of the sentence are not labelled."""
    for record in lines(corpora / "event_location" / "train.jsonl"):
        places = [(place["start"], place["end"]) for place in record["locations"]]
        event = Event((record["verb"]["start"], record["verb"]["end"]), roles={"place": places})
        spans = {"place": [(*place, "place") for place in places]}
        partial = frozenset({"place"})
        yield Example(name=record["id"], text=record["text"], spans=spans, events=[event], partial=partial, sentence=True)


def cameo(corpora: Path) -> Iterator[Example]:
    """CAMEO sentences: the side that acts, the side acted on, the class of the act."""
    for record in lines(corpora / "cameo_st" / "train.jsonl"):
        spans = {}
        if record["spans"] is not None:
            spans["directed"] = [(span["start"], span["end"], span["role"]) for span in record["spans"]]
        yield Example(name=record["id"], text=record["text"], spans=spans, penta=record["penta"], sentence=True)


def muc4(corpora: Path) -> Iterator[Example]:
    """MUC-4: every mention of the strings that fill a template, and the type of the first template; in restored case."""
    for number, record in enumerate(lines(corpora / "muc4" / "train.jsonl")):
        text, templates = record["text_recased"], record["gtt_templates"]
        if not templates and number % 3:
            continue  # most reports without a template teach nothing new
        spans = []
        for role in MUC:
            for mention in {mention for template in templates for entity in template[role] for mention, _ in entity}:
                found = re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text, re.IGNORECASE)
                spans += [(match.start(), match.end(), role) for match in found]
        kind = MUC_TYPES.index(templates[0]["incident_type"].split(" / ")[0]) if templates else 0
        yield Example(name=record["id"], text=text, spans={"muc": spans}, muc_type=kind)


def geovirus(corpora: Path) -> Iterator[Example]:
    """GeoVirus: places."""
    for record in lines(corpora / "places" / "geovirus.jsonl"):
        places = [(place["start"], place["end"], "place") for place in record["places"]]
        yield Example(name=f"geovirus:{record['doc_id']}", text=record["text"], spans={"place": places})


def wikiwars(corpora: Path) -> Iterator[Example]:
    """WikiWars, the articles given: time expressions, the outer ones."""
    for record in lines(corpora / "time" / "wikiwars.dev.jsonl"):
        times = [(timex["start"], timex["end"], "time") for timex in record["timexes"] if not timex.get("nested")]
        yield Example(name=f"wikiwars:{record['doc_id']}", text=record["text"], spans={"time": times})


def own(corpora: Path) -> Iterator[Example]:
    """Our own labels on conflict reports: every layer but the reasons, which are learnt from single sentences."""
    for name, text, labels in _labels(corpora):
        yield _labelled(name, text, labels)


def reasons(corpora: Path) -> Iterator[Example]:
    """The sentences of those reports that give a reason and what came of it both; a sentence without one is not labelled."""
    for name, text, labels in _labels(corpora):
        ends = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
        found: dict[int, list[tuple[Range, Range, list[Range]]]] = {}
        for label in labels:
            if label["kind"] == "X" and len(label["spans"][0]) == len(label["spans"][1]) == 1:
                (factor,), (outcome,), signals = [[tuple(span) for span in pieces] for pieces in label["spans"]]
                number = bisect_right(ends, min(factor[0], outcome[0])) - 1
                if max(factor[1], outcome[1]) <= ends[number + 1] and (factor[1] <= outcome[0] or outcome[1] <= factor[0]):
                    found.setdefault(number, []).append((factor, outcome, signals))
        for number, relations in found.items():
            start, end = ends[number], ends[number + 1]
            yield _sentence(f"{name}:{start}", text, (start, end), relations)


def _sentence(name: str, text: str, here: Range, relations: list[tuple[Range, Range, list[Range]]]) -> Example:
    start, end = here

    def moved(span: Range) -> Range:
        return span[0] - start, span[1] - start

    inside = [(moved(a), moved(b), [moved(tie) for tie in ties if start <= tie[0] and tie[1] <= end]) for a, b, ties in relations]
    return Example(name=name, text=text[start:end].rstrip(), causal=Causal(causal=True, relations=inside), sentence=True)


def _labels(corpora: Path) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    texts = _texts(corpora)
    for record in lines(OWN):
        text = texts[record["report"]][: record["length"]]
        if hashlib.sha256(text.encode()).hexdigest()[:16] != record["sha256"]:
            raise ValueError(f"{record['report']} has other words than when it was labelled")
        yield record["report"], text, record["labels"]


def _texts(corpora: Path) -> dict[str, str]:
    with (corpora / "fakes" / "reports.csv").open(encoding="utf-8", newline="") as file:
        texts = {f"fakes:{row['row']}": row["text"] for row in csv.DictReader(file)}
    texts |= {f"written:{path.stem}": path.read_text(encoding="utf-8") for path in WRITTEN.glob("*.txt")}
    return texts | {f"hrdsattack:{record['id']}": record["text"] for record in lines(corpora / "hrdsattack" / "train.jsonl")}


def _labelled(name: str, text: str, labels: list[dict[str, Any]]) -> Example:
    example = Example(name=name, text=text, spans={"actor": [], "place": [], "time": [], "figure": []}, attributions=[], events=[])
    simple = {"P": "place", "T": "time", "F": "figure"}
    for label in labels:
        spans = [[tuple(span) for span in pieces] for pieces in label["spans"]]
        if label["kind"] == "A":
            example.attributions.append(Attribution(*spans))  # type: ignore[union-attr]
        elif label["kind"] == "E":
            roles = dict(zip(("agent", "target", "place"), spans[1:], strict=True))
            example.events += [Event(trigger, label["values"][0], label["values"][1], roles) for trigger in spans[0][:1]]  # type: ignore[operator]
        elif label["kind"] == "M":
            example.spans["actor"] += [(*span, label["values"][0]) for span in spans[0]]
        elif label["kind"] in simple:
            example.spans[simple[label["kind"]]] += [(*span, simple[label["kind"]]) for span in spans[0]]
    return example


def pile(corpora: Path) -> Iterator[Example]:
    """Reports on conflict without labels of their own, for silver ones: hrdsattack's train part and the labelling pool of fakes."""
    pool = json.loads((corpora / "fakes" / "labelling_pool.json").read_text())["rows"]
    wanted = {f"fakes:{row}" for row in pool}
    for name, text in _texts(corpora).items():
        if name in wanted or name.startswith("hrdsattack:"):
            yield Example(name=f"pile:{name}", text=text)


# Corpus -> how to read it.
CORPORA: dict[str, Callable[[Path], Iterator[Example]]] = {
    "polnear": polnear,
    "causes": causes,
    "event_location": event_location,
    "cameo": cameo,
    "muc4": muc4,
    "geovirus": geovirus,
    "wikiwars": wikiwars,
    "own": own,
    "reasons": reasons,
    "pile": pile,
}

# Stage -> how many times an epoch shows each corpus (a part of 1: that share of its rows, drawn anew each epoch). First everything, then mostly
# conflict reports: in the first stage alone the labels that only they have (events, actors, figures) are seen in one batch of ten and hardly learnt.
# Last a little of each, after the weights of several runs were averaged: what two fields say together (roles) does not survive averaging.
STAGES: dict[str, dict[str, float]] = {
    "wide": {
        "polnear": 1,
        "causes": 1,
        "event_location": 0.6,
        "cameo": 2,
        "muc4": 0.4,
        "geovirus": 1,
        "wikiwars": 1,
        "own": 3,
        "pile": 0.15,
    },
    "conflict": {
        "polnear": 1,
        "causes": 4,
        "event_location": 0.3,
        "cameo": 4,
        "muc4": 0.5,
        "geovirus": 0.3,
        "wikiwars": 0.3,
        "own": 10,
        "reasons": 3,
        "pile": 0.02,
    },
    "joined": {
        "polnear": 0.25,
        "causes": 1,
        "event_location": 0.1,
        "cameo": 1,
        "muc4": 0.1,
        "geovirus": 0.1,
        "wikiwars": 0.1,
        "own": 3,
        "reasons": 1,
    },
}
