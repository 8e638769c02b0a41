"""The desk while it runs: on this machine alone, its address said once, no word in any log, and a clean end on Ctrl-C."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from testimonia.errors import CaseError
from testimonia.web import serve

RUN = """
    import os, signal, sys, threading, time, urllib.request
    from pathlib import Path
    from testimonia.web import serve
    opened = []
    import webbrowser
    webbrowser.open = lambda address: opened.append(address)

    def visit(address):
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
        page = opener.open(address).read().decode()
        print("PAGE", "<h1" in page, flush=True)
        host = address.split("?")[0]
        print("SEARCH", opener.open(host + "search?words=Berek").status, flush=True)
        answer = opener.open(host + "reports")
        print("HEADERS", sorted(name for name in answer.headers if name in ("server", "date")), flush=True)
        time.sleep(0.3)
        print("OPENED", len(opened), opened and address.split("token=")[1] not in opened[0], flush=True)
        os.kill(os.getpid(), signal.SIGINT)

    def say(line):
        print("SAID", line, flush=True)
        if "http://" in line:
            address = next(word for word in line.split() if word.startswith("http://"))
            threading.Thread(target=visit, args=(address,), daemon=True).start()

    serve(Path(sys.argv[1]), who="One", blind=False, port=int(sys.argv[2]), open_browser=True, say=say)
    print("ENDED", flush=True)
"""
TAKEN = """
    import sys
    from pathlib import Path
    import socket
    from testimonia.errors import UsageError
    from testimonia.web import serve
    held = socket.create_server(("127.0.0.1", 0))
    for port in (held.getsockname()[1], 70000, -1):
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
    assert "http://127.0.0.1:" in said[0]
    assert "?token=" in said[0]
    assert "closed" in said[-1]
    for line in ("PAGE True", "SEARCH 200", "HEADERS ['date']", "OPENED 1 True", "ENDED"):
        assert line in done.stdout.splitlines(), done.stdout
    assert "Berek" not in done.stdout


def test_a_port_that_is_taken_is_said_in_words(copied: Path) -> None:
    done = run(TAKEN, str(copied))
    assert done.stdout.count("REFUSED") == 3, done.stderr
    assert done.stderr == ""


def test_what_is_no_case_is_said_before_anything_listens(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no case in"):
        serve(tmp_path, who="", blind=False, port=0, open_browser=False, say=lambda _: None)
