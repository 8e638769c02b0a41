"""The house numbers: small modules, small functions, few arguments, docstrings, and no word to the outside."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "testimonia"
MODULES = sorted(SOURCE.rglob("*.py"))
NAMES = [path.relative_to(SOURCE).as_posix() for path in MODULES]

NAMESPACES = ("http://schemas.openxmlformats.org/", "http://www.w3.org/", "http://purl.org/")  # names of formats; nobody goes there

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, Function))


def _arguments(function: Function) -> int:
    given = function.args
    names = [arg.arg for arg in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_has_at_most_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_function_has_at_most_40_lines_and_6_arguments(path: Path) -> None:
    long = {function.name: function.end_lineno - function.lineno + 1 for function in _functions(path) if function.end_lineno}
    assert {name: lines for name, lines in long.items() if lines > 40} == {}
    assert {function.name: _arguments(function) for function in _functions(path) if _arguments(function) > 6} == {}


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_everything_public_has_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [node for node in tree.body if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")]
    assert ast.get_docstring(tree)
    assert [node.name for node in public if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    prints = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]
    assert path.name == "cli.py" or prints == []


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_file_of_a_developers_machine_is_named(path: Path) -> None:
    assert re.findall(r"/(?:home|root|Users|work|tmp)/|[A-Z]:\\\\?Users", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_an_address_of_the_network_stands_only_where_addresses_are_recognised_or_a_format_is_named(path: Path) -> None:
    strings = [node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)]
    addresses = {text for text in strings if isinstance(text, str) and re.search(r"https?://\w", text)}
    assert {text for text in addresses if not any(text.lstrip("{").startswith(known) for known in NAMESPACES)} == set()


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_nothing_that_opens_a_connection_is_imported(path: Path) -> None:
    forbidden = {"socket", "ssl", "http", "http.client", "urllib.request", "requests", "httpx", "aiohttp", "urllib3", "ftplib", "smtplib"}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    assert imported & forbidden == set()
