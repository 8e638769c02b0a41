"""Every page opens, fits, and can be used by everybody; nothing is asked of any other machine."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing_factory import Reader, Running
from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.weights]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = (
    *("/", "/question", "/reports", "/voices", "/reasons", "/search?words=flour", "/network", "/sources", "/people", "/review", "/review/list"),
    *("/disputes", "/unattached", "/history", "/export", "/help", "/who", "/report/none"),
)
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"width": 1280, "color_scheme": "light"},
    "dark": {"width": 1280, "color_scheme": "dark"},
    "phone": {"width": 390, "color_scheme": "light"},
}


@pytest.fixture(params=LOOKS)
def anybody(request: pytest.FixtureRequest, chromium: Browser, sample: Running) -> Reader:
    look = LOOKS[request.param]
    scheme: Literal["light", "dark"] = look["color_scheme"]
    return Reader(chromium.new_page(viewport={"width": look["width"], "height": 900}, color_scheme=scheme, reduced_motion="reduce"), sample)


def violations(reader: Reader) -> list[tuple[str, str]]:
    """What axe finds, with the element."""
    found = Axe().run(reader.page, options={"runOnly": WCAG}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


def test_every_page_opens_fits_and_passes_axe(anybody: Reader) -> None:
    wrong = {}
    anybody.go("/reports")
    report = anybody.page.locator("main a[href^='/report/']").first.get_attribute("href") or ""
    anybody.go("/voices")
    voice = anybody.page.locator("main a[href^='/voice/']").first.get_attribute("href") or ""
    for path in (*PAGES, report, f"{report}?beside=original", voice):
        anybody.go(path)
        overflow = anybody.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if (found := violations(anybody)) or overflow > 0:
            wrong[path] = (found, overflow)
    anybody.page.close()
    assert wrong == {}
    assert [words for words in anybody.complaints if "404" not in words] == []  # one page of the list is not there


def test_headings_are_in_order_and_each_page_has_one_title(anybody: Reader) -> None:
    for path in PAGES:
        anybody.go(path)
        levels = anybody.page.evaluate("[...document.querySelectorAll('main :is(h1,h2,h3,h4)')].map(e => Number(e.tagName[1]))")
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
    anybody.page.close()


def test_an_opened_finding_its_form_and_its_panel_pass_axe(anybody: Reader) -> None:
    anybody.go("/review")
    assert violations(anybody) == []
    anybody.press("e")
    anybody.page.wait_for_selector(".ed")
    assert violations(anybody) == []
    anybody.press("Escape", "?")
    anybody.page.wait_for_selector("dialog[open]")
    assert violations(anybody) == []
    anybody.page.close()
    assert anybody.complaints == []


def test_what_can_be_pressed_is_at_least_24_points_high(anybody: Reader) -> None:
    """Links within sentences, and the numbers in the text, are not meant (WCAG 2.5.8)."""
    anybody.go("/review")
    small = anybody.page.evaluate(
        """[...document.querySelectorAll('button, summary, .nn, .top nav a, .go a, input')]
            .filter(e => e.getClientRects().length && !e.closest('.vh') && !e.matches('.vh'))
            .map(e => (e.closest('label') ?? e))
            .filter(e => e.getBoundingClientRect().height < 23.9)
            .map(e => e.outerHTML.slice(0, 90) + e.getBoundingClientRect().height)"""
    )
    anybody.page.close()
    assert small == []
