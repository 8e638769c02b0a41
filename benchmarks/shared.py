"""Where the labelled corpora and their scorers are; they stand beside the repository and are never part of it."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("TESTIMONIA_SHARED", ROOT.parent / "shared"))
CORPORA = SHARED / "corpora"


def is_here() -> bool:
    """Whether the corpora and scorers can be used."""
    return (SHARED / "score").is_dir() and CORPORA.is_dir()


def scorer(name: str) -> ModuleType:
    """The scorer `name` as a module."""
    spec = importlib.util.spec_from_file_location(f"score_{name}", SHARED / "score" / f"{name}.py")
    assert spec is not None and spec.loader is not None  # noqa: PT018, S101
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def documents(path: Path) -> list[dict[str, Any]]:
    """The documents of a JSON Lines file, a JSON list, a single JSON object or a CSV with column names."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(text, newline="")))
    if path.suffix != ".jsonl":
        found = json.loads(text)
        return found if isinstance(found, list) else [found]
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def scored(task: str, gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """What the scorer of a task prints as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "predictions.jsonl")
        file.write_text("".join(json.dumps(line) + "\n" for line in predictions), encoding="utf-8")
        command = [sys.executable, str(SHARED / "score" / f"{task}.py"), str(gold), str(file), "--json"]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    result: dict[str, Any] = json.loads(output)
    return result


def hash_of(path: Path) -> str:
    """What stands for the contents of a gold file beside a figure measured on it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
