"""Where the labelled corpora and their scorers are; they stand beside the repository and are never part of it."""

from __future__ import annotations

import importlib.util
import json
import os
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
    """The documents of a JSON Lines file, a JSON list or a single JSON object."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".jsonl":
        found = json.loads(text)
        return found if isinstance(found, list) else [found]
    return [json.loads(line) for line in text.split("\n") if line.strip()]
