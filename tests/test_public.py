"""What Python sees of testimonia."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import testimonia
from testimonia.actions import add
from testimonia.case.store import Case
from testimonia.domain import Manner
from testimonia.errors import CaseError
from testimonia.pipeline import standard_pipeline

TEXT = "The governor, Talal Barazi, said on Friday: “The last fighters have left the city.”\n"


def test_the_public_names_are_these_and_all_are_there() -> None:
    assert sorted(testimonia.__all__) == ["__version__", "account", "open_case", "read"]
    assert all(hasattr(testimonia, name) for name in testimonia.__all__)


def test_the_version_is_that_of_the_package() -> None:
    assert testimonia.__version__.count(".") == 2


def test_importing_it_loads_no_library() -> None:
    code = "import sys, testimonia; print([m for m in ('msgspec', 'numpy', 'onnxruntime', 'sqlite3', 'trafilatura', 'typer') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_opening_what_is_no_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no case in"):
        testimonia.open_case(tmp_path)


@pytest.mark.weights
def test_reading_a_file_gives_its_account_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, "utf-8")
    account = testimonia.read(tmp_path / "report.txt")
    (line,) = account.lines
    assert "Talal Barazi" in line.teller
    assert (line.claim.words, line.claim.manner) == ("“The last fighters have left the city.”", Manner.DIRECT)
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


@pytest.mark.weights
def test_a_case_made_before_is_opened_and_gives_the_same_account_as_its_files(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "report.txt").write_text(TEXT, "utf-8")
    with Case(tmp_path / "case") as made:
        add(made, [pile], standard_pipeline())
    with testimonia.open_case(str(tmp_path / "case")) as case:
        assert testimonia.account(case) == testimonia.read(str(pile))
