"""What goes beyond one page: another network, another copy of the case, people, and the way out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from browsing_factory import KNOWN, Reader, Running
from factories import FakeTagger
from playwright.sync_api import Browser

from testimonia import actions, shelf
from testimonia.actions.deciding import Wish, judge
from testimonia.actions.merging import merge
from testimonia.case.store import open_case
from testimonia.judgement import Verb
from testimonia.pipeline import Pipeline


def test_decisions_made_on_the_desk_hold_after_another_network_read_the_report(reader: Reader, case: Path) -> None:
    reader.press("j", "e", "ArrowRight", "Enter")
    reader.said("Corrected.")
    corrected = reader.looked_at()
    words = reader.parts(corrected)["content"]
    reader.press("j", "r")
    reader.said("Rejected")
    address = f"/f/{corrected}"
    other = (KNOWN[0].replace("{C:the flour was gone}", "the {C:flour was gone}"), *KNOWN[1:])
    with open_case(case) as opened:
        actions.reread(opened, Pipeline(FakeTagger(*other, version="fake 2")))
    reader.go(address)
    reader.page.wait_for_selector(".scripted .rep")
    assert reader.looked_at() == corrected
    assert reader.parts(corrected)["content"] == words
    assert sorted(reader.states().values()) == ["corrected", "proposed", "proposed", "rejected"]
    reader.go("/unattached")
    assert reader.page.locator("main h1").inner_text().endswith("0")


def test_an_export_is_checked_written_and_holds_no_protected_name(reader: Reader, case: Path) -> None:
    reader.go("/people")
    reader.page.locator("tr", has_text="Oren Pell").get_by_role("button", name="Mark as public").click()
    reader.go("/export")
    reader.page.get_by_role("button", name="Check what would leave").click()
    assert not list(case.glob("exports/*"))
    reader.page.locator("form[action='/export/write'] button").click()
    with reader.page.expect_download() as download:
        reader.page.locator(".written a").click()
    page = Path(download.value.path()).read_text("utf-8")
    assert "the flour was gone" in page
    assert "Oren Pell" in page
    assert "Tolan" not in page
    reader.go("/export")
    assert reader.page.locator("#left ~ div tbody tr").count() == 1


def test_what_two_copies_decided_differently_is_settled_on_the_desk(case: Path, tmp_path: Path, chromium: Browser) -> None:
    shutil.copytree(case, tmp_path / "copy")
    for folder, who, verb in ((case, "Vera Ost", Verb.ACCEPT), (tmp_path / "copy", "Ivo Lent", Verb.REJECT)):
        with open_case(folder) as opened:
            shelf.fresh(opened)
            row = shelf.queue(opened, kind="claim").rows[0]
            judge(opened, Wish(verb=verb, kind="claim", report_id=row.report.id, of=(row.id,), who=who))
    with open_case(case) as opened, open_case(tmp_path / "copy") as other:
        merge(opened, other)
    desk = Running(case, who="Ada Rhee")
    reader = Reader(chromium.new_page(), desk)
    reader.go("/disputes")
    reader.page.get_by_role("button", name="Let the decision of Ivo Lent stand").click()
    assert reader.page.locator("main h1").inner_text().endswith("0")
    reader.open_report()
    assert reader.states()[row.id] == "rejected"
    reader.page.close()
    desk.stop()


def test_two_voices_are_joined_and_parted_on_the_page_of_one(reader: Reader) -> None:
    reader.go("/voices")
    before = reader.page.locator("main h1").inner_text()
    reader.page.locator("main").get_by_role("link", name="Oren Pell").click()
    reader.page.fill("#others", "Tolan")
    reader.page.locator("form:has(#others) button").click()
    reader.page.get_by_role("button", name="The same", exact=True).first.click()
    reader.go("/voices")
    assert reader.page.locator("main h1").inner_text() != before
    reader.go("/history")
    reader.page.locator("form[action='/undo'] button").first.click()
    reader.go("/voices")
    assert reader.page.locator("main h1").inner_text() == before


def test_a_second_question_gathers_what_bears_on_it(reader: Reader) -> None:
    reader.go("/question")
    reader.page.locator("form[action='/ask'] input[type='text'], form[action='/ask'] input:not([type])").last.fill("What happened to the flour?")
    reader.page.locator("form[action='/ask'] button").last.click()
    reader.go("/question/2")
    assert "What happened to the flour?" in reader.page.locator("main h1").inner_text()
    assert "the flour was gone" in reader.page.locator("main").inner_text()


def test_a_deleted_report_is_gone_and_leaves_a_tombstone(reader: Reader, case: Path) -> None:
    reader.page.locator("a[href^='/delete/report/']").click()
    reader.page.fill("main form[action='/delete/report'] [name='why']", "the source asked")
    reader.page.locator("main form[action='/delete/report'] button").click()
    reader.go("/sources")
    assert "the source asked" in reader.page.locator("main").inner_text()
    with open_case(case) as opened:
        assert list(opened.entries()) == []


def test_the_button_rests_while_what_would_leave_is_checked(reader: Reader) -> None:
    reader.go("/export")
    reader.page.route("**/export/check", lambda route: route.abort("aborted"))
    button = reader.page.get_by_role("button", name="Check what would leave")
    button.click()
    reader.said("Checking …")
    assert button.is_disabled()
    reader.page.unroute("**/export/check")
    reader.go("/export")
    assert button.is_enabled()


def test_the_browser_is_led_to_the_desk_by_a_file_that_goes_with_its_first_use(case: Path, tmp_path: Path, chromium: Browser) -> None:
    """What stands on the command line of the browser is the address of that file, not the key."""
    told, opener = tmp_path / "told", tmp_path / "opener"
    opener.write_text(f'#!/bin/sh\necho "$@" > "{told}.part" && mv "{told}.part" "{told}"\n', "utf-8")
    opener.chmod(0o700)
    command = [sys.executable, "-m", "testimonia", "desk", str(case), "--as", "Vera Ost"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"BROWSER": f"{opener} %s"}) as desk:
        try:
            while not told.exists():
                time.sleep(0.05)
            address = told.read_text("utf-8").strip()
            page = chromium.new_page()
            page.goto(address, wait_until="commit")
            page.wait_for_selector("main h1:has-text('Why did they leave Vale?')")
            assert re.fullmatch(r"http://desk-[0-9a-f]{20}\.localhost:\d+/", page.url)
            assert not list(case.glob(".opening-*"))
            (cookie,) = page.context.cookies()
            assert (cookie["domain"], cookie["sameSite"], cookie["httpOnly"]) == (page.url.split("/")[2].split(":")[0], "Strict", True)
            page.close()
        finally:
            desk.terminate()
    assert re.fullmatch(r"file:///\S+/desk\.html", address)
    assert "token" not in address
