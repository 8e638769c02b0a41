"""The desk while it runs: on this machine alone, its address said once, no word in any log, and a clean end on Ctrl-C."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from testimonia.errors import CaseError
from testimonia.web import serve

HAS_SIX = Path("/proc/net/if_inet6").exists() and " lo" in Path("/proc/net/if_inet6").read_text("ascii")
RUN = """
    import os, signal, socket, stat, sys, threading, time, urllib.request
    from pathlib import Path
    from urllib.parse import urlsplit
    from urllib.request import url2pathname
    from testimonia.web import serve
    opened = []
    import webbrowser
    webbrowser.open = lambda address: opened.append(address)

    def visit(address):
        while not opened:
            time.sleep(0.05)
        door = Path(url2pathname(urlsplit(opened[0]).path))
        token = address.split("token=")[1]
        print("DOOR", opened[0].startswith("file://"), token in opened[0], token in door.read_text(), flush=True)
        print("MODES", oct(stat.S_IMODE(door.stat().st_mode)), oct(stat.S_IMODE(door.parent.stat().st_mode)), flush=True)
        port = int(urlsplit(address).port)
        for host, family in (("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6)):
            try:
                socket.socket(family).bind((host, port))
                print("FREE", host, flush=True)
            except OSError:
                pass
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
        page = opener.open(address).read().decode()
        print("PAGE", "<h1" in page, flush=True)
        host = address.split("?")[0]
        print("SEARCH", opener.open(host + "search?words=Berek").status, flush=True)
        answer = opener.open(host + "reports")
        print("HEADERS", sorted(name for name in answer.headers if name in ("server", "date")), flush=True)
        print("GONE", not door.exists(), not door.parent.exists(), flush=True)
        os.kill(os.getpid(), signal.SIGINT)

    def say(line):
        print("SAID", line, flush=True)
        if "http://" in line:
            address = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
            threading.Thread(target=visit, args=(address,), daemon=True).start()

    serve(Path(sys.argv[1]), who="One", blind=False, port=int(sys.argv[2]), open_browser=True, say=say)
    print("ENDED", flush=True)
"""
UNUSED = """
    import os, signal, sys, threading, time
    from pathlib import Path
    from testimonia.web import serve
    import webbrowser

    def opened(address):
        print("DOOR", len(list(Path(sys.argv[1]).glob(".opening-*/desk.html"))) == 1, flush=True)
        os.kill(os.getpid(), getattr(signal, sys.argv[2]))

    webbrowser.open = opened
    serve(Path(sys.argv[1]), who="One", blind=False, port=0, open_browser=True, say=lambda line: None)
"""
TAKEN = """
    import sys
    from pathlib import Path
    import socket
    from testimonia.errors import UsageError
    from testimonia.web import serve
    held = socket.create_server(("127.0.0.1", 0))
    held6 = socket.create_server(("::1", 0), family=socket.AF_INET6) if len(sys.argv) > 2 else held
    for port in (held.getsockname()[1], held6.getsockname()[1], 70000, -1):
        try:
            serve(Path(sys.argv[1]), who="One", blind=False, port=port, open_browser=False, say=print)
        except UsageError as error:
            print("REFUSED", error.found.split()[-1])
"""


def run(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.run([sys.executable, "-c", textwrap.dedent(code), *words], env=env, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT of one's own there")
def test_it_opens_says_its_address_answers_and_ends_on_ctrl_c_without_a_word_in_any_log(copied: Path) -> None:
    done = run(RUN, str(copied), "0")
    said = [line for line in done.stdout.splitlines() if line.startswith("SAID")]
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert re.search(r"this machine only: http://desk-[0-9a-f]{20}\.localhost:\d+/\?token=\S{43}$", said[0])
    assert re.search(r"^http://127\.0\.0\.1:\d+/\?token=\S{43}$", done.stdout, re.MULTILINE)
    assert "closed" in said[-1]
    for line in ("PAGE True", "SEARCH 200", "HEADERS ['date']", "DOOR True False True", "MODES 0o600 0o700", "GONE True True", "ENDED"):
        assert line in done.stdout.splitlines(), done.stdout
    assert "Berek" not in done.stdout
    assert "FREE" not in done.stdout  # nobody else can listen on the other address that browsers try for a name of this machine


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM of one's own there")
@pytest.mark.parametrize("signal", ["SIGINT", "SIGTERM"])
def test_the_file_that_opens_the_desk_goes_with_the_desk_if_nobody_used_it(copied: Path, signal: str) -> None:
    done = run(UNUSED, str(copied), signal)
    assert "DOOR True" in done.stdout, done.stderr
    assert not list(copied.glob(".opening-*"))


def test_a_port_that_is_taken_is_said_in_words(copied: Path) -> None:
    """Taken on either address of the machine: a browser might go to whoever listens on the other."""
    done = run(TAKEN, str(copied), *(["both"] if HAS_SIX else []))
    assert done.stdout.count("REFUSED") == 4, done.stderr
    assert done.stderr == ""


def test_what_is_no_case_is_said_before_anything_listens(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no case in"):
        serve(tmp_path, who="", blind=False, port=0, open_browser=False, say=lambda _: None)
