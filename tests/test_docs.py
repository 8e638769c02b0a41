"""The documents tell the truth about the tree."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def _table_paths() -> list[str]:
    return sorted(set(re.findall(r"`((?:src|scripts|benchmarks|resources|tests)/[^`]*)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", _table_paths())
def test_every_path_in_contributing_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_table_names_the_places_a_newcomer_needs() -> None:
    assert len(_table_paths()) >= 20


def test_the_two_commands_of_the_readme_are_targets_of_the_makefile() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    make (\w+)", readme, re.MULTILINE)
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert commands[:2] == ["demo", "test"]
    assert set(commands) <= set(targets)


def test_every_command_in_the_readme_exists_and_every_command_is_in_it() -> None:
    from testimonia.cli import app

    names = {command.callback.__name__ for command in app.registered_commands if command.callback}
    told = set(re.findall(r"^    testimonia (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    using = (ROOT / "docs" / "using.md").read_text(encoding="utf-8")
    assert told <= names
    assert {name for name in names - told if f"testimonia {name}" not in using} == {"demo"}  # `make demo` runs it


def test_links_between_the_documents_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *ROOT.glob("docs/**/*.md"), ROOT / "benchmarks" / "README.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_run_time_lock_pins_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {line.split("==")[0].lower() for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines() if "==" in line}
    wanted = {re.split(r"[><=~ ]", dependency)[0].lower() for dependency in project["dependencies"]}
    assert wanted <= locked


def test_the_figures_in_the_readme_are_those_of_the_floors() -> None:
    import json

    floors = json.loads((ROOT / "benchmarks" / "floors.json").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for figure in ("conflict.all.attribution.f1", "polnear.who_said_what.f1", "polnear.direct.who_said_what.f1", "sample.reasons.f1"):
        assert f"{floors[figure]['measured']:.2f}".lstrip("0") in readme, figure
