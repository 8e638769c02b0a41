"""The dossier in a real browser, and on paper."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from factories import FakeTagger

from testimonia import actions
from testimonia.pipeline import Pipeline

CHROMIUM = shutil.which("chromium")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="chromium is not installed: the dossier is not tried in a browser"),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("browser") / "page.html"
    with actions.read_files([actions.SAMPLE / "white-ferry"], Pipeline(FakeTagger())) as case:
        case.ask("Why did the flour not come?")
        actions.export(case, "dossier", target, "2031-06-01")
    return target


def browse(page: Path, *asked: str) -> subprocess.CompletedProcess[str]:
    """Open the page in a browser with an empty profile."""
    command = [CHROMIUM or "", *QUIET, f"--user-data-dir={page.parent / 'profile'}", *asked, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)


def test_the_page_is_read_by_a_browser_and_has_no_script(page: Path) -> None:
    shown = browse(page, "--dump-dom").stdout
    assert "<script" not in shown
    assert "<title>Why did the flour not come?</title>" in shown
    assert "White Ferry Relief appeals to all parties" in shown


def test_the_style_passes_the_page_s_own_policy(page: Path) -> None:
    """A style whose hash is wrong is refused, and Chromium says so."""
    assert "Content Security Policy" not in browse(page, "--enable-logging=stderr", "--v=0", "--dump-dom").stderr


def test_the_page_prints_whole(page: Path) -> None:
    paper = page.parent / "page.pdf"
    browse(page, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    document = pypdfium2.PdfDocument(paper)
    text = " ".join(" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in document)
    document.close()
    assert "Why did the flour not come?" in text
    assert "White Ferry Relief appeals to all parties" in text
