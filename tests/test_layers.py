"""Who may import whom: the contracts in pyproject.toml hold, and they have teeth."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

WRONG = {
    "a resolver into the case": ("resolvers/claims.py", "import testimonia.case.store"),
    "one finding's resolver into another's": ("resolvers/claims.py", "import testimonia.resolvers.explanations"),
    "the case into the pipeline": ("case/store.py", "import testimonia.pipeline"),
    "an export into the encoder": ("exports/tables.py", "import testimonia.encoder.decode"),
    "a reader into another reader": ("readers/html.py", "import testimonia.readers.pdf"),
    "the command line into SQL": ("cli.py", "import sqlite3"),
    "a view into the neural runtime": ("views.py", "import onnxruntime"),
    "the domain into the wire": ("domain/text.py", "import testimonia.wire"),
    "the pipeline into the readers": ("pipeline.py", "import testimonia.readers"),
    "a module nobody has placed": ("stray.py", ""),
    "a cycle, hidden in a function": ("names.py", "def lazy() -> None:\n    import testimonia.relevance"),
}


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the import linter on the package in `folder`, which must stand first on the path."""
    code = "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)


def _copy(folder: Path) -> Path:
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("bundles", "sample", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in ("bundles", "sample"):
        (folder / "src" / "testimonia" / name).mkdir()
    return folder


def test_the_contracts_hold() -> None:
    result = _lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_an_untouched_copy_passes_so_that_a_refusal_means_the_wrong_import(tmp_path: Path) -> None:
    result = _lint(_copy(tmp_path))
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_import_is_refused(wrong: str, tmp_path: Path) -> None:
    file, line = WRONG[wrong]
    path = _copy(tmp_path) / "src" / "testimonia" / file
    before = path.read_text(encoding="utf-8") if path.exists() else '"""Stray."""\n'
    path.write_text(f"{before}\n\n{line}\n", encoding="utf-8")
    assert _lint(tmp_path).returncode != 0
