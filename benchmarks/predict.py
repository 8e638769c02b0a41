"""predict.py TASK DOCS OUT: predictions in the form the scorer of the task reads, one JSON object a line.

Of a document only the input fields of its task are looked at. Tasks:
 attribution, causes, conflict, cameo_st, event_location, muc4, case21_types, isaf, places, province; timex, quantities and name-variants without
 the network.
The variable TESTIMONIA_BUNDLE names another network than the installed one.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import events
from case21 import case21_types
from conflict import conflict
from isaf import isaf
from names import name_variants
from quantities import quantities
from shared import documents
from times import timex
from where import places, province

from testimonia.domain import Document, Extraction, Passage, Span
from testimonia.encoder.tagger import NetworkTagger
from testimonia.pipeline import Pipeline, standard_pipeline
from testimonia.readers.textbuilder import as_given


def attribution(document: Document, extraction: Extraction) -> dict[str, Any]:
    """Every claim as source, cue and content."""
    claims = [{"source": _pairs(c.source), "cue": _pairs(c.cue), "content": _pairs(c.content)} for c in extraction.claims]
    return {"doc_id": document.report_id, "attributions": claims}


def causes(document: Document, extraction: Extraction) -> dict[str, Any]:
    """Every explanation as cause, effect and signals, the surest first."""
    ordered = sorted(extraction.explanations, key=lambda e: -e.score)
    relations = [{"cause": [e.cause.start, e.cause.end], "effect": [e.effect.start, e.effect.end], "signals": _pairs(e.signals)} for e in ordered]
    return {"doc_id": document.report_id, "causal": int(bool(relations)), "relations": relations}


def _pairs(pieces: tuple[Passage, ...]) -> list[list[int]]:
    return [[piece.start, piece.end] for piece in pieces]


def _one_sentence(document: Document) -> Document:
    """The document as the single sentence that each document of the causes corpus is."""
    return replace(document, sentences=(Span(start=0, end=len(document.text)),)) if document.text else document


TASKS: dict[str, Callable[[Document, Extraction], dict[str, Any]]] = {
    "attribution": attribution,
    "causes": causes,
    "conflict": conflict,
}
# Tasks of the resolvers, which need no network.
RESOLVER_TASKS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"timex": timex, "quantities": quantities}
# Tasks of a table instead of documents.
FILE_TASKS: dict[str, Callable[[Path], list[dict[str, Any]]]] = {"name-variants": name_variants}
# Tasks that ask the network alone, not the whole reading.
EVENT_TASKS: dict[str, Callable[[dict[str, Any], NetworkTagger], dict[str, Any]]] = {
    "cameo_st": events.cameo_st,
    "event_location": events.event_location,
    "muc4": events.muc4,
    "case21_types": case21_types,
    "isaf": isaf,
    "places": places,
    "province": province,
}


def predict(task: str, given: list[dict[str, Any]], pipeline: Pipeline | None) -> list[dict[str, Any]]:
    """The predictions for these documents, in their order; the tasks of the resolvers do without the pipeline."""
    if task in RESOLVER_TASKS:
        return [RESOLVER_TASKS[task](item) for item in given]
    if pipeline is None:
        raise ValueError(f"the task {task} needs the network")
    if task in EVENT_TASKS:
        return [EVENT_TASKS[task](item, pipeline.tagger) for item in given]
    found = []
    for item in given:
        document = as_given(item["text"], str(item["doc_id"]))
        document = _one_sentence(document) if task == "causes" else document
        found.append(TASKS[task](document, pipeline.read(document)))
    return found


def main(task: str, docs: str, out: str) -> None:
    """Read DOCS, write OUT."""
    known = (*TASKS, *EVENT_TASKS, *RESOLVER_TASKS, *FILE_TASKS)
    if task not in known:
        sys.exit(f"predict.py: no task {task!r}; needed: one of {', '.join(known)}")
    bundle = os.environ.get("TESTIMONIA_BUNDLE")
    if task in FILE_TASKS:
        lines = FILE_TASKS[task](Path(docs))
    else:
        pipeline = None if task in RESOLVER_TASKS else standard_pipeline(Path(bundle) if bundle else None, threads=2)
        lines = predict(task, documents(Path(docs)), pipeline)
    Path(out).write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
