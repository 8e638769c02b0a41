"""Somebody at the desk in a real browser: it runs as a person would start it, and Chromium opens it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page

TEXT = """VALE, 3 March 2031 🕊🕊 (two characters for the case, four for the browser)

Mira Tolan said the flour was gone by noon, and the mill stood still.

“We left at dawn,” said Tolan. “Nobody came,” she told us.

The bridge fell after the flood. Oren Pell said they were tortured.
"""
KNOWN = (
    "{S:Mira Tolan} {Q:said} {C:the flour was gone} by noon",
    "{C:“We left at dawn,”} {Q:said} {S:Tolan}. {C:“Nobody came,”}",
    "{E:The bridge fell} {G:after} {K:the flood}",
    "{S:Oren Pell} {Q:said} {C:they were tortured}",
)


class Running:
    """One start of the desk on a case."""

    def __init__(self, case: Path, who: str = "Vera Ost") -> None:
        """Start it and wait until it says its address."""
        command = [sys.executable, "-m", "testimonia", "desk", str(case), "--as", who, "--no-browser"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        lines = iter(self.process.stdout.readline, "")
        found = (re.search(r"http://\S+", line) for line in lines)
        self.key = next(match.group() for match in found if match)
        self.address = self.key.split("/?")[0]

    def stop(self) -> None:
        """End it as Ctrl-C does, and wait."""
        self.process.terminate()
        self.process.communicate(timeout=20)


class Reader:
    """Somebody at the desk, with one page open."""

    def __init__(self, page: Page, desk: Running) -> None:
        """Come in by the address that the terminal said."""
        self.page = page
        self.desk = desk
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)
        page.goto(desk.key)

    def go(self, path: str) -> None:
        """Open a page of the desk."""
        self.page.goto(self.desk.address + path)

    def open_report(self) -> None:
        """Open the first report of the list."""
        self.go("/reports")
        self.page.click("main a[href^='/report/']")
        self.page.wait_for_selector(".scripted .rep")

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def said(self, words: str) -> None:
        """Wait until the page says so."""
        self.page.wait_for_function("words => document.querySelector('#says').textContent.includes(words)", arg=words)

    def looked_at(self) -> str:
        """The id of the finding whose card is open."""
        return str(self.page.locator(".n:has(> [open])").get_attribute("data-finding"))

    def parts(self, finding: str) -> dict[str, list[str]]:
        """The words of each part of a finding, by the offsets its card holds."""
        spans: dict[str, list[list[int]]] = json.loads(self.page.locator(f"#card-{finding}").get_attribute("data-parts") or "{}")
        return {name: [self.text()[start:end] for start, end in pieces] for name, pieces in spans.items()}

    def text(self) -> str:
        """The text of the report, each stretch at its place."""
        stretches = self.page.evaluate("[...document.querySelectorAll('#text [data-s]')].map(e => [Number(e.dataset.s), e.lastChild.data])")
        whole: list[str] = []
        for start, words in stretches:
            whole += [" "] * (start - len(whole)) + list(words)
        return "".join(whole)

    def states(self) -> dict[str, str]:
        """The state of every finding beside the text or in the list of rejected ones."""
        found: Any = self.page.evaluate("[...document.querySelectorAll('[data-finding]')].map(e => [e.dataset.finding, e.dataset.state])")
        return dict(found)

    def find(self, words: str) -> str:
        """The id of the finding whose main words these are."""
        return next(finding for finding in self.states() if any(words in pieces for pieces in self.parts(finding).values()))

    def mark(self, first: str, last: str) -> None:
        """Mark with the mouse from the beginning of one word to the end of another."""
        ends = self.page.evaluate(
            """([first, last]) => [first, last].map((words, which) => {
                const stretch = [...document.querySelectorAll('#text [data-s]')].find(e => e.lastChild.data.includes(words));
                const at = stretch.lastChild.data.indexOf(words);
                const range = document.createRange();
                range.setStart(stretch.lastChild, at);
                range.setEnd(stretch.lastChild, at + words.length);
                const box = range.getBoundingClientRect();
                return [which ? box.right - 1 : box.left + 1, (box.top + box.bottom) / 2];
            })""",
            [first, last],
        )
        self.page.mouse.move(*ends[0])
        self.page.mouse.down()
        self.page.mouse.move(*ends[1], steps=6)
        self.page.mouse.up()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.desk.address, "data:", "chrome-extension:")):
            self.complaints.append(f"asked for {request.url}")
