"""Desks in a real browser: on a short report read without a network, and on the sample pile."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing_factory import KNOWN, TEXT, Reader, Running
from factories import FakeTagger
from playwright.sync_api import Browser, sync_playwright

from testimonia import actions
from testimonia.case.store import Case
from testimonia.pipeline import Pipeline, standard_pipeline

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None and "CI" in os.environ:
        pytest.fail("chromium is not installed: CI installs it, and skips nothing")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: the desk is not tried in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with one short report, read without a network."""
    (tmp_path / "vale.txt").write_text(TEXT, encoding="utf-8")
    with Case(tmp_path / "case") as opened:
        actions.add(opened, [tmp_path / "vale.txt"], Pipeline(FakeTagger(*KNOWN)))
        opened.ask("Why did they leave Vale?")
    return tmp_path / "case"


@pytest.fixture
def desk(case: Path) -> Iterator[Running]:
    running = Running(case)
    yield running
    running.stop()


@pytest.fixture
def reader(chromium: Browser, desk: Running) -> Iterator[Reader]:
    """Somebody who has the report open; whatever the browser complains of fails the test."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    somebody = Reader(page, desk)
    somebody.open_report()
    yield somebody
    page.close()
    assert somebody.complaints == []


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The desk on the sample pile, read with the network; for looking only."""
    folder = tmp_path_factory.mktemp("sample") / "case"
    with Case(folder) as opened:
        actions.add(opened, [actions.SAMPLE], standard_pipeline())
        opened.ask(actions.SAMPLE_QUESTION)
    running = Running(folder)
    yield running
    running.stop()
