"""Deciding beside the page: by key, by mouse, and without a script; whatever was decided is there after a restart."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from browsing_factory import KNOWN, Reader, Running
from factories import FakeTagger
from playwright.sync_api import Browser

from testimonia import actions
from testimonia.case.store import Case
from testimonia.pipeline import Pipeline

pytestmark = pytest.mark.browser

FLOUR = "the flour was gone"
DAWN = "“We left at dawn,”"


def test_j_and_k_walk_through_the_findings_and_light_up_their_words(reader: Reader) -> None:
    reader.press("j")
    first = reader.looked_at()
    reader.press("j")
    second = reader.looked_at()
    assert first != second
    lit = reader.page.locator(".on[data-s]").evaluate_all("all => all.map(e => e.lastChild.data)")
    assert set(lit) == {words for pieces in reader.parts(second).values() for words in pieces}
    reader.press("k")
    assert reader.looked_at() == first


def test_a_accepts_with_a_note_and_u_takes_it_back(reader: Reader) -> None:
    reader.press("j", "n")
    reader.page.keyboard.type("heard it: jar", delay=5)  # letters in a field are letters
    reader.press("Enter", "a")
    reader.said("Accepted.")
    finding = reader.looked_at()
    assert reader.states()[finding] == "accepted"
    assert "heard it: jar" in reader.page.locator(f"#card-{finding} .hist").inner_text()
    assert reader.page.evaluate("document.activeElement.closest('.n').dataset.finding") == finding
    reader.press("u")
    reader.said("Taken back.")
    assert reader.states()[finding] == "proposed"


def test_r_rejects_and_the_rejected_one_stands_struck_through_with_undo(reader: Reader) -> None:
    reader.press("j")
    finding = reader.looked_at()
    reader.press("r")
    reader.said("Rejected")
    assert reader.states()[finding] == "rejected"
    assert not reader.page.locator(f"#text #card-{finding}").count()
    reader.page.click(".struck > summary")
    assert FLOUR in reader.page.locator(".struck s").inner_text()
    reader.page.click(".struck .undo button")
    reader.said("Taken back.")
    assert reader.states()[finding] == "proposed"


def test_words_and_cards_light_each_other_up(reader: Reader) -> None:
    finding = reader.find(FLOUR)
    reader.page.hover(f"[data-f~='{finding}'].w")
    assert "hov" in (reader.page.locator(f"#card-{finding}").get_attribute("class") or "")
    reader.page.click(f"[data-f~='{finding}'].w")
    assert reader.looked_at() == finding
    reader.press("Escape")
    assert not reader.page.locator(".n > [open]").count()


def test_an_edit_by_keyboard_moves_the_borders(reader: Reader) -> None:
    reader.press("j", "e", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Alt+ArrowLeft")
    assert reader.page.locator(".ed [data-part=content] .words").all_inner_texts() == ["flour was gone by noo"]
    reader.press("Enter")
    reader.said("Corrected.")
    finding = reader.looked_at()
    assert reader.states()[finding] == "corrected"
    assert reader.parts(finding)["content"] == ["flour was gone by noo"]
    assert f"before: {FLOUR}" in reader.page.locator(f"#card-{finding} .hist").inner_text()


def test_an_edit_by_mouse_takes_the_marked_words_for_the_chosen_part(reader: Reader) -> None:
    reader.press("j", "e")
    reader.mark("the mill stood", "still")
    reader.press("2")
    reader.mark("Tolan", "Tolan")
    assert reader.page.locator(".ed [data-part=source] .words").inner_text() == "Tolan"
    reader.page.click(".ed .save")
    reader.said("Corrected.")
    parts = reader.parts(reader.looked_at())
    assert (parts["content"], parts["source"]) == (["the mill stood still"], ["Tolan"])


def test_a_claim_may_turn_out_to_be_a_reason(reader: Reader) -> None:
    reader.press("j", "e")
    reader.page.select_option(".ed [data-turn]", "reason")
    assert reader.page.locator(".ed [data-part=cause] .words").inner_text() == FLOUR
    reader.press("2")
    reader.mark("the mill stood", "still")
    reader.press("Enter")
    reader.said("Corrected.")
    finding = reader.looked_at()
    assert reader.page.locator(f"#card-{finding}").get_attribute("data-kind") == "reason"
    assert reader.parts(finding)["effect"] == ["the mill stood still"]


def test_escape_leaves_an_edit_as_it_was(reader: Reader) -> None:
    reader.press("j", "e", "ArrowLeft", "Escape")
    reader.said("Left without saving.")
    assert not reader.page.locator(".ed").count()
    assert reader.parts(reader.find(FLOUR))["content"] == [FLOUR]


def test_a_piece_is_added_and_taken_away_by_key(reader: Reader) -> None:
    reader.press("j", "e", "p")
    reader.mark("the mill stood", "still")
    assert len(reader.page.locator(".ed [data-part=content] .words").all()) == 2
    reader.press("Delete")
    assert reader.page.locator(".ed [data-part=content] .words").all_inner_texts() == [FLOUR]


def test_a_part_that_is_needed_is_asked_for(reader: Reader) -> None:
    reader.press("j", "e", "Delete", "Enter")
    reader.said("Words are missing for: What is said")
    assert reader.page.locator(".ed").count()
    reader.press("Escape")


def test_what_was_missed_is_added_by_marking_words(reader: Reader) -> None:
    reader.mark("and the mill", "still")
    reader.page.wait_for_selector("#bar:not([hidden])")
    reader.press("w", "Enter")
    reader.press("2")
    reader.mark("Mira", "Tolan")
    reader.press("Enter")
    reader.said("Added.")
    finding = reader.looked_at()
    assert reader.states()[finding] == "added"
    assert reader.parts(finding)["content"] == ["and the mill stood still"]


def test_what_was_missed_is_added_by_keyboard_alone(reader: Reader) -> None:
    reader.press("w", "Enter", "ArrowRight", "Control+ArrowRight", "ArrowRight", "Enter")
    reader.said("Added.")
    assert "added" in reader.states().values()


def test_two_findings_are_merged_and_the_merged_one_is_split(reader: Reader) -> None:
    reader.press("j", "x")
    reader.said("Marked for merging.")
    reader.press("j", "m")
    reader.said("Merged into one.")
    merged = reader.looked_at()
    assert reader.parts(merged)["content"] == [FLOUR, DAWN, "“Nobody came,”"]
    reader.press("s")
    reader.said("Split.")
    contents = [reader.parts(finding)["content"] for finding, state in reader.states().items() if state == "corrected"]
    assert contents == [[FLOUR], [DAWN, "“Nobody came,”"]]  # as they were before


def test_a_finding_in_one_piece_is_not_split(reader: Reader) -> None:
    reader.press("j", "s")
    reader.said("there is nothing to split")


def test_nothing_is_lost_when_the_desk_is_started_again(reader: Reader, case: Path, chromium: Browser) -> None:
    reader.press("j", "e", "ArrowRight", "Enter")
    reader.said("Corrected.")
    reader.press("j", "r")
    reader.said("Rejected")
    before = reader.states()
    reader.desk.stop()
    again = Running(case)
    other = Reader(chromium.new_page(), again)
    other.open_report()
    assert other.states() == before
    assert sorted(before.values()) == ["corrected", "proposed", "proposed", "rejected"]
    other.page.close()
    again.stop()


def test_when_the_desk_is_gone_it_says_so(reader: Reader) -> None:
    reader.desk.stop()
    reader.press("j", "a")
    reader.said("The desk does not answer")
    reader.complaints.clear()  # the browser reports the refused connection


def test_in_the_review_the_next_finding_opens_after_each_decision(reader: Reader) -> None:
    reader.go("/review")
    first = reader.looked_at()
    with reader.page.expect_navigation():
        reader.press("a")
    assert reader.looked_at() != first
    reader.said("Accepted.")
    reader.press("u")
    reader.said("Taken back.")
    assert (reader.looked_at(), reader.states()[first]) == (first, "proposed")
    with reader.page.expect_navigation():
        reader.page.click(".queue a:has-text('Skip')")
    assert "queue=1" in reader.page.url
    assert reader.looked_at() != first


def test_undo_leads_back_to_the_report_of_the_last_decision(chromium: Browser, case: Path, tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text("MILL, 4 March 2031\n\nOren Pell said they were tortured.\n", encoding="utf-8")
    with Case(case) as opened:
        actions.add(opened, [tmp_path / "mill.txt"], Pipeline(FakeTagger(*KNOWN)))
    running = Running(case)
    somebody = Reader(chromium.new_page(), running)
    somebody.go("/review")
    first, report = somebody.looked_at(), somebody.page.locator(".rep").get_attribute("data-report")
    while somebody.page.locator(".rep").get_attribute("data-report") == report:
        with somebody.page.expect_navigation():
            somebody.press("a")
    with somebody.page.expect_navigation():
        somebody.press("u")
    somebody.said("Taken back.")
    assert somebody.page.locator(".rep").get_attribute("data-report") == report
    assert somebody.states()[somebody.looked_at()] == "proposed"
    assert first in somebody.states()
    somebody.page.close()
    running.stop()


def test_the_keys_can_be_switched_off_and_on_again(reader: Reader) -> None:
    reader.press("?")
    reader.page.uncheck("#keys-on")
    reader.press("Escape", "j")
    assert not reader.page.locator(".n > [open]").count()
    reader.page.click("[data-do=help]")
    reader.page.check("#keys-on")
    reader.press("Escape", "j")
    assert reader.page.locator(".n > [open]").count() == 1


def test_g_and_a_letter_go_to_a_page(reader: Reader) -> None:
    for letter, path in (("o", "/"), ("q", "/question"), ("v", "/voices"), ("s", "/sources")):
        with reader.page.expect_navigation():
            reader.press("g", letter)
        assert reader.page.url == reader.desk.address + path
    reader.press("/")
    assert reader.page.evaluate("document.activeElement.id") == "find"


def test_a_kind_can_be_hidden_and_graphic_passages_dimmed(reader: Reader) -> None:
    reader.page.uncheck("#show-claim")
    assert reader.page.locator(".n[data-kind=claim]").first.is_hidden()
    assert reader.page.locator(".n[data-kind=reason]").first.is_visible()
    reader.page.check("#dim")
    assert "blur" in reader.page.locator(".gr").first.evaluate("e => getComputedStyle(e).filter")


def test_the_original_stands_beside_the_text(reader: Reader) -> None:
    reader.page.click("text=original beside it")
    assert "Mira Tolan said" in reader.page.frame_locator("iframe[name=original]").locator("body").inner_text()


def test_everything_reads_and_decides_without_a_script(chromium: Browser, desk: Running) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(desk.key)
    page.goto(f"{desk.address}/reports")
    page.click("main a[href^='/report/']")
    assert FLOUR in page.locator("#text").inner_text()
    page.click(".n summary >> nth=0")
    page.fill(".n >> nth=0 >> [name=why]", "read it")
    page.click(".n >> nth=0 >> text=Accept")
    page.wait_for_selector("[data-state=accepted]")
    page.click("[data-state=accepted] >> text=Undo")
    page.goto(f"{desk.address}/reports")
    page.click("main a[href^='/report/']")
    assert page.locator("[data-state=accepted]").count() == 0
    page.context.close()


def test_a_decision_on_what_changed_meanwhile_is_refused_and_the_page_loaded_again(reader: Reader, chromium: Browser) -> None:
    """The same report before two people: nobody signs what they did not see."""
    other = chromium.new_page()
    other.goto(reader.desk.key)
    other.goto(reader.page.url)
    other.wait_for_selector(".scripted .rep")
    reader.press("j", "e", "ArrowRight", "Enter")
    reader.said("Corrected.")
    finding = reader.looked_at()
    for key in ("j", "a"):
        other.keyboard.press(key)
    other.wait_for_function("() => document.querySelector('#says').textContent.includes('a page older than what stands')")
    assert other.locator(f"#card-{finding}").get_attribute("data-state") == "proposed"
    with other.expect_navigation():
        other.get_by_role("link", name="Load the page again").click()
    other.wait_for_selector(".scripted .rep")
    assert other.locator(f"#card-{finding}").get_attribute("data-state") == "corrected"
    other.keyboard.press("a")
    other.wait_for_selector(f"#card-{finding}[data-state=accepted]")
    other.close()


def test_whatever_is_sent_says_what_was_seen(reader: Reader) -> None:
    sent: list[str] = []
    reader.page.on("request", lambda request: sent.append(request.post_data or "") if request.url.endswith("/judge") else None)
    reader.press("j", "a")
    reader.said("Accepted.")
    reader.press("e", "ArrowRight", "Enter")
    reader.said("Corrected.")
    reader.press("j", "x")
    reader.said("Marked for merging.")
    reader.press("k", "m")
    reader.said("Merged into one.")
    reader.mark("and the mill", "still")
    reader.page.wait_for_selector("#bar:not([hidden])")
    reader.press("w", "Enter", "Enter")
    reader.said("Added.")
    seen = [parse_qs(one)["seen"][0].split() for one in sent]
    assert [len(one) for one in seen] == [1, 2, 2, 1]  # the reading, and the last decision where there is one
    assert {one[0] for one in seen} == {seen[0][0]}
