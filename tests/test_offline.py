"""No network: the whole demonstration runs where nothing can be connected to, and twice gives the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

# Every way Python has to reach out, shut; what tries is told apart from what fails for another reason. `bind` stays: urllib3, which comes with
# trafilatura, binds a socket to ::1 when it is imported, to see whether the machine knows IPv6, and sends nothing.
PRELUDE = """
import socket, sys
def shut(*args, **kwargs):
    print("REACHED OUT", args, file=sys.stderr)
    raise RuntimeError("reached out")
for name in ("connect", "connect_ex", "sendto", "sendmsg"):
    setattr(socket.socket, name, shut)
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"):
    setattr(socket, name, shut)
"""
RUN = "import sys; from testimonia.cli import main; sys.argv = ['testimonia', *sys.argv[1:]]; main()"


def shut_in(folder: Path, *words: str, code: str = RUN) -> subprocess.CompletedProcess[str]:
    """The command where no socket opens, no cache of anybody's is found and no proxy is set."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")}
    env = kept | {"HOME": str(folder), "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", PRELUDE + code, *words]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, encoding="utf-8")


def test_the_walls_hold(tmp_path: Path) -> None:
    """What the other test would miss if it did not: a name looked up, a connection opened."""
    for way in ("socket.create_connection(('localhost', 9))", "socket.socket().connect(('127.0.0.1', 9))", "socket.getaddrinfo('localhost', 9)"):
        tried = shut_in(tmp_path, code=way)
        assert tried.returncode != 0
        assert "REACHED OUT" in tried.stderr
    through_a_library = shut_in(tmp_path, code="import urllib.request; urllib.request.urlopen('http://localhost:9')")
    assert "REACHED OUT" in through_a_library.stderr


@pytest.mark.weights
def test_the_whole_demonstration_runs_shut_in_and_gives_the_same_page_twice(tmp_path: Path) -> None:
    first, second = (shut_in(tmp_path, "demo", "--output", name) for name in ("first.html", "second.html"))
    assert (first.returncode, first.stderr) == (0, "")
    assert second.returncode == 0
    page = (tmp_path / "first.html").read_bytes()
    assert page.startswith(b"<!doctype html>")
    assert page == (tmp_path / "second.html").read_bytes()
    told = [line for line in first.stdout.replace("first.html", "second.html").splitlines() if not line.startswith("A new case in")]
    assert told == second.stdout.splitlines()  # where the case lies is said once


@pytest.mark.weights
def test_a_case_is_made_asked_searched_and_exported_shut_in(tmp_path: Path) -> None:
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.txt").write_text("The governor, Talal Barazi, said on Friday: “The last fighters have left the city.”\n", "utf-8")
    commands = (
        ("add", "case", "pile"),
        ("question", "case", "Who left?"),
        ("search", "case", "fighters"),
        ("export", "case", "jsonl", "-o", "out.jsonl"),
        ("export", "case", "csv", "-o", "out.csv"),
        ("dossier", "case", "-o", "page.html"),
        ("reread", "case"),
    )
    for command in commands:
        done = shut_in(tmp_path, *command)
        assert (done.returncode, done.stderr) == (0, ""), command
    assert {"out.jsonl", "out.csv", "page.html"} <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.enable_socket
def test_the_desk_answers_on_this_machine_and_reaches_out_to_nobody(tmp_path: Path) -> None:
    """It listens, and is asked; itself it may connect to nothing."""
    made = shut_in(tmp_path, code="from testimonia.case.store import Case; Case(__import__('pathlib').Path('case'))")
    assert made.returncode == 0, made.stderr
    command = [sys.executable, "-c", PRELUDE + RUN, "desk", "case", "--no-browser", "--as", "Ana"]
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stdout is not None
            address = next(word for line in desk.stdout for word in line.split() if word.startswith("http://127.0.0.1:"))
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
            page = opener.open(address, timeout=30).read().decode()
        finally:
            desk.terminate()
            _, errors = desk.communicate(timeout=30)
    assert "<main" in page
    assert "REACHED OUT" not in errors
