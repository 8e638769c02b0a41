"""Desks for the tests: with a small case, with an empty one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from desk_factory import Sitting, make, sit

from testimonia.case.store import Case


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that was read; never changed, only copied."""
    return make(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with nothing in it."""
    folder = tmp_path_factory.mktemp("bare") / "case"
    Case(folder).close()
    return folder


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    """The case, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "case"))


@pytest.fixture
def at(copied: Path) -> Sitting:
    """Somebody at the desk with that case."""
    return sit(copied)


@pytest.fixture
def at_bare(bare: Path, tmp_path: Path) -> Sitting:
    """Somebody at the desk with an empty case."""
    return sit(Path(shutil.copytree(bare, tmp_path / "bare")))
