"""What the network marks, brought to the forms of the event corpora: cameo_st, event_location, muc4.

Of a document only the input fields of its task are looked at. These readouts stand here, not in the product: nobody who investigates asks for a
MUC-4 template; the corpora measure whether the network sees who did what to whom, where, and how many.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import numpy as np

from testimonia.domain import whole_words
from testimonia.encoder.events import filling, pooled
from testimonia.encoder.labels import MUC, MUC_TYPES
from testimonia.encoder.scores import Scores
from testimonia.encoder.spans import runs
from testimonia.encoder.tagger import NetworkTagger
from testimonia.readers.textbuilder import as_given

INSIDE = 0.5  # probability from which a piece fills the place of an event
SIDES = ("source", "target", "both")


def cameo_st(item: dict[str, Any], tagger: NetworkTagger) -> dict[str, Any]:
    """The sides of the sentence's act, and its class."""
    scores = _scores(item["text"], tagger)
    spans = [{"role": SIDES[run.kind], **_whole(item["text"], scores, run.start, run.end)} for run in runs(scores.field("directed"))]
    return {"id": item["id"], "penta": int(pooled(scores, "penta", slice(None)).argmax()), "spans": spans}


def event_location(item: dict[str, Any], tagger: NetworkTagger) -> dict[str, Any]:
    """The places of one event, given by its verb: runs of pieces likely to be its place; a place mention is taken whole."""
    text, scores = item["text"], _scores(item["text"], tagger)
    verb = int(np.searchsorted(scores.offsets[:, 1], item["verb"]["start"], side="right"))
    first, likely = filling(scores, min(verb, len(scores.offsets) - 1), "place")
    found = []
    for run in runs(scores.field("place")):
        inside = likely[max(run.start - first, 0) : max(run.end - first, 0)]
        if len(inside) and float(inside.mean()) >= INSIDE:
            found.append(_whole(text, scores, run.start, run.end))
    return {"id": item["id"], "locations": found}


def muc4(item: dict[str, Any], tagger: NetworkTagger) -> dict[str, Any]:
    """One template for the report's likeliest kind of attack, filled by every string marked as one of its entities."""
    text = item.get("text_cased") or item["text_recased"]
    scores = _scores(text, tagger)
    best: dict[str, Counter[str]] = {role: Counter() for role in MUC}
    for run in runs(scores.field("muc")):
        span = _whole(text, scores, run.start, run.end)
        best[MUC[run.kind]][text[span["start"] : span["end"]].lower()] += 1
    kinds = [pooled(scores, "muc_type", slice(start, end)) for start, end in scores.windows]
    kind = int(np.max([kind[1:] for kind in kinds], axis=0).argmax()) + 1
    told = max(1 - float(kind[0]) for kind in kinds) > 0.5
    if not told:
        return {"id": item["id"], "templates": []}
    entities = {role: _entities(counts) for role, counts in best.items()}
    return {"id": item["id"], "templates": [{"incident_type": MUC_TYPES[kind], **entities}]}


def _entities(counts: Counter[str]) -> list[list[str]]:
    """Strings of which one holds the other as whole words are one entity; its longest string stands for it."""
    kept: list[str] = []
    for name in sorted(counts, key=len, reverse=True):
        if not any(re.search(rf"\b{re.escape(name)}\b", other) for other in kept):
            kept.append(name)
    return [[name] for name in kept]


def _scores(text: str, tagger: NetworkTagger) -> Scores:
    scores = tagger.scores(as_given(text, "x"))
    if scores is None:
        raise ValueError("an empty text")
    return scores


def _whole(text: str, scores: Scores, start: int, end: int) -> dict[str, int]:
    first, last = whole_words(text, scores.span(start, end))
    return {"start": first, "end": last}
