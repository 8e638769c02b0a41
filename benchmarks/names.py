"""The task name-variants: whether two spellings are one name."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from testimonia.spelling import compare


def name_variants(path: Path) -> list[dict[str, Any]]:
    """The likeness of every pair of a tab-separated file; only its columns id, a and b are read."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    likenesses = [(row["id"], compare(row["a"], row["b"])) for row in rows]
    return [{"id": id_, "score": likeness.score, "same": likeness.same} for id_, likeness in likenesses]
