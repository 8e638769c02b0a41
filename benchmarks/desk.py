"""How long the pages of the desk take on a large case: the shared pile of real reports, multiplied.

desk.py [--reports N] [--rounds N] [--case FOLDER]: reads the pile once with the network, copies its reports under new ids until there are N, and asks
every page of a desk that listens on this machine, taking turns; each figure is the median over the rounds, with the slowest. With Chromium here, the
first contentful paint of a report's page is measured, too. Nothing here fails a test: the machine decides the figures.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from shared import CORPORA, is_here
from starlette.testclient import TestClient

from testimonia import actions, shelf
from testimonia.actions.deciding import Wish, ask, judge, undo
from testimonia.case.store import Case, Entry
from testimonia.domain import Extraction, Reading, digest
from testimonia.judgement import Verb
from testimonia.pipeline import standard_pipeline
from testimonia.web.app import build
from testimonia.web.desk import Desk

PORT = 8000  # only named in the Host header: the pages are asked within the process
CHROMIUM = shutil.which("chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def multiplied(entries: list[Entry], number: int) -> Iterator[tuple[Reading, Extraction | None]]:
    """The reports over and over under new ids, `number` in all."""
    for count in range(number):
        entry, copy = entries[count % len(entries)], str(count // len(entries))
        report = replace(entry.report, id=digest(entry.report.id, copy), row=str(count + 1))
        document = replace(entry.document, id=digest(entry.document.id, copy), report_id=report.id)
        yield Reading(report=report, document=document), _copied(entry.extraction, document.id, copy)


def _copied(found: Extraction | None, document_id: str, copy: str) -> Extraction | None:
    if found is None:
        return None
    claims = tuple(replace(claim, id=digest(claim.id, copy)) for claim in found.claims)
    reasons = tuple(replace(x, id=digest(x.id, copy), claim=digest(x.claim, copy) if x.claim else None) for x in found.explanations)
    return replace(found, document_id=document_id, claims=claims, explanations=reasons)


def made(folder: Path, number: int) -> Case:
    """The case with `number` reports and a question."""
    with actions.read_files([CORPORA / "fakes" / "reports.csv"], standard_pipeline(threads=2)) as read:
        entries = list(read.entries())
    case = Case(folder)
    for reading, extraction in multiplied(entries, number):
        case.add(reading, extraction, "")
    start = time.perf_counter()
    shelf.fresh(case)
    print(f"laying out {number} reports: {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    ask(case, "Who shelled the civilians?")
    print(f"asking a question: {time.perf_counter() - start:.2f} s")
    return case


def pages(case: Case) -> dict[str, str]:
    """Every page, by what it is."""
    first = shelf.queue(case).rows[0]
    voice = shelf.voices(case).rows[0].id
    lists = ("question/1", "reports", "reports?start=2500", "voices", "reasons", "search?words=hospital", "search?words=the", "network", "sources")
    lists += ("people", "review/list", "disputes", "unattached", "history", "export", "help", f"voice/{voice}", f"f/{first.id}")
    return {"overview": "/", "a report": f"/report/{first.report.id}"} | {
        name.replace(voice, "…").replace(first.id, "…"): f"/{name}" for name in lists
    }


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each round."""
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - start))
    return found


def told(name: str, times: list[float]) -> None:
    """One line of the table."""
    print(f"{name:26} {statistics.median(times):8.0f} ms   slowest {max(times):8.0f}")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--case", type=Path, help="a case to measure instead")
    options = parser.parse_args()
    if not options.case and not is_here():
        print("skipped: the shared corpora are not here; name a case with --case")
        return
    with tempfile.TemporaryDirectory() as folder:
        case = Case(options.case) if options.case else made(Path(folder) / "case", options.reports)
        measure(case, options.rounds)
        case.close()


def measure(case: Case, rounds: int) -> None:
    """Ask every page, decide, and paint."""
    assert case.folder is not None  # noqa: S101 - made in a folder
    desk = Desk(folder=case.folder, who="Reviewer", blind=False, port=PORT, say=lambda _: None)
    client = TestClient(build(desk), base_url=f"http://127.0.0.1:{PORT}")
    client.get(f"/?token={desk.token}")
    for name, path in pages(case).items():
        assert client.get(path).status_code == 200, path  # noqa: S101
        told(name, timed(lambda path=path: client.get(path), rounds))
    row = shelf.queue(case).rows[0]
    wish = Wish(verb=Verb.ACCEPT, kind=row.kind, report_id=row.report.id, of=(row.id,), who="Reviewer")
    told("a decision and its undoing", timed(lambda: undo(case, judge(case, wish).id, who="Reviewer"), rounds))
    if CHROMIUM:
        told("first paint of a report", list(painted(client.get(f"/report/{row.report.id}").text, rounds)))


def painted(html: str, rounds: int) -> Iterator[float]:
    """The first contentful paint of a page in a browser, its style and script served beside it."""
    from playwright.sync_api import sync_playwright

    from testimonia import looks

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for _ in range(rounds):
            page = browser.new_page()
            page.route(
                "**/static/*",
                lambda route: route.fulfill(body=looks.static(route.request.url.rsplit("/", 1)[1]), content_type=_kind(route.request.url)),
            )
            page.route("**/page", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
            page.goto("http://desk.invalid/page")
            page.wait_for_timeout(300)
            yield page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
            page.close()
        browser.close()


def _kind(url: str) -> str:
    return "text/css" if url.endswith(".css") else "text/javascript"


if __name__ == "__main__":
    main()
