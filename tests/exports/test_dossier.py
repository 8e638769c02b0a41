"""The account as one HTML file."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from account_factory import account, page
from factories import interview
from selectolax.lexbor import LexborHTMLParser, LexborNode

from testimonia.domain import DateBasis, Published, Unread
from testimonia.exports import dossier
from testimonia.exports.dossier import render, write_dossier
from testimonia.judgement import Standing, State
from testimonia.looks.marking import WITHHELD
from testimonia.protection import MASK
from testimonia.views import BEARS, Account

QUESTION = "Why did they leave the city?"
NASTY = "<script>alert(1)</script><img src=http://a.example/x onerror=x> & \"'"


def parsed(one: Account) -> LexborHTMLParser:
    return LexborHTMLParser(render(one))


def texts(tree: LexborHTMLParser | LexborNode, selector: str) -> list[str]:
    """The text of every element the selector finds, its white space folded."""
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def two_reports() -> Account:
    """Two reports that print the same words, one of them on the question."""
    early = Published(date="2031-03-05", words="5 March", basis=DateBasis.DATELINE)
    return account(page(report_id="r1", bearing=1.0), page(report_id="r2", bearing=1.0, outlet="VERNA", published=early), questions=(QUESTION,))


# ------------------------------------------------------------------ words and anchors


def test_every_claim_has_one_anchor_and_its_words_are_highlighted() -> None:
    one = two_reports()
    tree = parsed(one)
    for line in one.lines:
        anchors = tree.css(f'[id="claim-{line.claim.id}"]')
        assert len(anchors) == 1
        article = _article(anchors[0])
        number = anchors[0].attributes["data-n"]
        lit = [node.text() for node in article.css(f".w{number}")]
        assert "".join(lit) == "".join(piece.text for piece in line.claim.content)
        assert all("w" in (node.attributes["class"] or "").split() for node in article.css(f".w{number}"))
        assert line.claim.content[0].text.startswith(anchors[0].parent.text())


def test_every_reason_has_one_anchor_and_its_cause_and_effect_are_highlighted() -> None:
    one = two_reports()
    tree = parsed(one)
    for reason in one.reasons:
        (anchor,) = tree.css(f'[id="reason-{reason.explanation.id}"]')
        key = anchor.attributes["data-n"]
        assert "".join(node.text() for node in _article(anchor).css(f".k{key}")) == reason.explanation.cause.text
        assert "".join(node.text() for node in _article(anchor).css(f".f{key}")) == reason.explanation.effect.text


def test_the_text_of_every_report_stands_there_whole() -> None:
    one = two_reports()
    shown = [[node.text() for node in article.css(".b")] for article in parsed(one).css("article")]
    expected = [[page.document.text[b.start : b.end] for b in page.document.blocks] for page in (one.pages[1], one.pages[0])]
    assert shown == expected


def test_every_link_leads_to_something_on_the_page_and_every_id_is_there_once() -> None:
    tree = parsed(two_reports())
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert {(node.attributes["href"] or "")[1:] for node in tree.css("a")} <= set(ids)


def test_a_link_lights_up_all_pieces_of_its_claim() -> None:
    assert '.r:has([data-n="1"]:target) :is(.q1,.s1,.w1)' in render(two_reports())


# ------------------------------------------------------------------ nothing runs, nothing is fetched


def test_the_policy_allows_exactly_the_style_that_stands_there() -> None:
    html = render(two_reports())
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert style is not None
    assert policy is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_nothing_is_fetched_and_nothing_runs() -> None:
    one = account(page(url="https://verna.example/1", title="A title"))
    tree = parsed(one)
    assert not tree.css("script, link, img, iframe, object, embed, form, base, [src], [style], [srcset], [action]")
    assert all((node.attributes["href"] or "").startswith("#") for node in tree.css("[href]"))
    assert not re.search(r"url\(|@import", tree.css_first("style").text())
    assert "https://verna.example/1" in tree.css_first("dl").text()


@pytest.mark.parametrize("field", ["title", "outlet", "byline", "dateline", "url", "file"])
def test_hostile_facts_are_text(field: str) -> None:
    tree = parsed(account(page(**{field: NASTY})))
    assert not tree.css("script, img")
    assert NASTY in tree.css_first("article").text()


def test_what_a_person_decided_is_said_and_what_was_rejected_is_not_there() -> None:
    one = page()
    (first, second) = one.lines
    checked = replace(first, standing=Standing(state=State.ACCEPTED))
    corrected = replace(one.reasons[0], standing=Standing(state=State.CORRECTED))
    struck = (replace(second, standing=Standing(state=State.REJECTED)),)
    decided = replace(one, lines=(checked,), reasons=(corrected,), struck=struck)
    tree = parsed(replace(account(decided), lines=(checked,), reasons=(corrected,)))
    assert texts(tree, ".n .sd") == ["checked", "corrected"]
    assert texts(tree, "#reasons .sd") == ["corrected"]
    assert not tree.css(f'[id="claim-{second.id}"]')


def test_what_a_person_checked_is_not_said_to_be_unsure() -> None:
    one = page(sure=False)
    lines = tuple(replace(line, standing=Standing(state=State.ACCEPTED)) for line in one.lines)
    decided = replace(one, lines=lines, reasons=())
    tree = parsed(replace(account(decided), lines=lines, reasons=()))
    assert not tree.css("article .u")


def test_graphic_passages_can_be_dimmed_without_a_script() -> None:
    tree = parsed(account(page("{S1:He} {Q1:said} {C1:they were tortured}. He left.")))
    assert tree.css_first("input#dim").attributes["type"] == "checkbox"
    assert "".join(node.text() for node in tree.css(".gr")) == "He said they were tortured."
    assert not parsed(account(page())).css("#dim")


def test_hostile_texts_and_questions_are_text() -> None:
    one = account(
        page(f"{{S1:{NASTY}}} {{Q1:said}} {{C1:{NASTY}}}", sure=False), questions=(NASTY,), unread=(Unread(file=NASTY, row=NASTY, reason=NASTY),)
    )
    tree = parsed(replace(one, withheld=(NASTY,)))
    assert not tree.css("script, img")
    assert texts(tree, "h1 span") == [NASTY]


def test_a_javascript_address_is_no_link() -> None:
    tree = parsed(account(page(url="javascript:alert(1)")))
    assert "javascript:alert(1)" in tree.css_first("dl").text()
    assert not [node for node in tree.css("a") if not (node.attributes["href"] or "").startswith("#")]


def test_the_same_account_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        write_dossier(two_reports(), tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


# ------------------------------------------------------------------ what it says


def test_the_head_gives_the_question_and_the_counts() -> None:
    tree = parsed(two_reports())
    assert texts(tree, "h1") == [QUESTION]
    assert texts(tree, ".st") == [
        "2 reports by 1 named outlet: 4 claims by 2 voices, and 4 reasons given, each with the words it rests on. Nothing went unread."
    ]
    assert "under pseudonyms unless they are marked public" in tree.css_first(".wa").text()


def test_an_account_without_a_question_shows_its_reasons() -> None:
    tree = parsed(account(page()))
    assert texts(tree, "h1") == ["An account of 1 report"]
    assert len(tree.css("#reasons .t")) == 2
    assert "No question was asked" in tree.css_first("#bearing").text()


def test_an_empty_account_is_a_page() -> None:
    tree = parsed(account())
    assert texts(tree, ".no")[:3] == [
        "No reasons were found.",
        "No question was asked. All claims stand under the voices and beside the reports.",
        "Nobody is quoted.",
    ]


def test_reasons_stand_under_their_teller_and_the_reports_own_voice_comes_last() -> None:
    tree = parsed(two_reports())
    assert texts(tree, "#reasons h3") == ["According to Ilka Moreth", "In the report’s own voice"]
    assert texts(tree, "#reasons .ws")[0] == "the nurses told us that the flour was gone → We left the city"
    assert "tied by “because”" in tree.css_first("#reasons .x").text()


def test_the_same_words_in_two_reports_are_one_item_with_both_named() -> None:
    tree = parsed(two_reports())
    assert len(tree.css("#reasons .t")[0].css(".l")) == 1
    assert texts(tree, "#reasons p.x")[1] == "The same words in 1 more: VERNA, 5 March 2031"


def test_reasons_for_other_things_are_folded() -> None:
    one = account(page(report_id="r1", bearing=BEARS), page(report_id="r2", bearing=0.1), questions=(QUESTION,))
    (folded,) = parsed(one).css("#reasons .fo")
    assert texts(folded, "summary")[0] == "Reasons given for other things 2"
    assert len(folded.css(".l")) == 2


def test_the_unsure_is_marked_with_its_doubts_and_the_sure_is_not() -> None:
    sure, unsure = parsed(account(page())), parsed(account(page(sure=False)))
    assert not sure.css("article .u")
    assert unsure.css("article .u")[0].attributes["title"] == "Unsure: not a direct quotation"
    assert "Unsure: not a direct quotation. Score 0.90. Ground: a test." in texts(unsure, ".n p")


def test_a_voice_opens_its_claims() -> None:
    (first, _) = parsed(account(page())).css("#voices tbody")
    assert texts(first, "th") == ["Ilka Moreth"]
    assert [(node.attributes["data-h"], node.text()) for node in first.css("td[data-h]")] == [
        ("report", "1"),
        ("claim", "1"),
        ("quoted", "1"),
        ("paraphrased", "0"),
        ("unsure", "0"),
    ]
    assert first.css_first("details a").attributes["href"] == "#claim-r101"


def test_claims_behind_which_nobody_is_named_are_listed() -> None:
    tree = parsed(account(page("It is {Q1:said} that {C1:he left}.")))
    assert texts(tree, "#voices summary") == ["Claims behind which nobody is named 1"]


def test_reports_stand_in_order_of_their_date_with_the_unknown_last() -> None:
    tree = parsed(two_reports())
    assert texts(tree, "article h3") == ["1 VERNA, 5 March 2031", "2 r1.txt, date unknown"]
    assert texts(tree, "article dd")[:2] == ["VERNA", "5 March 2031, from the dateline “5 March”"]


def test_an_interview_shows_its_terms() -> None:
    one = account(page(interview=interview("Ilka Moreth, nurse", until="2041-12-31")))
    assert "on record; may be named; until 2041-12-31" in texts(parsed(one), "dd")
    assert texts(parsed(one), "article h3") == ["1 Interview: Ilka Moreth, nurse, date unknown"]


def test_what_was_not_read_is_listed_with_its_reason() -> None:
    tree = parsed(account(unread=(Unread(file="a.pdf", row=None, reason="no text on page 3"), Unread(file="b.csv", row="7", reason="no text"))))
    assert texts(tree, "#unread tbody th") == ["a.pdf", "b.csv, row 7"]
    assert texts(tree, "#unread td") == ["no text on page 3", "no text"]


def test_what_was_withheld_is_said_and_its_length_is_not() -> None:
    masked = page(f"{{S1:{MASK * 4} {MASK * 6}}} {{Q1:said}} {{C1:he saw {MASK * 4}}}.")
    tree = parsed(account(masked, withheld=("1 interview is left out",)))
    assert texts(tree, ".wa li") == ["1 interview is left out"]
    assert texts(tree, ".b") == [f"{WITHHELD} said he saw {WITHHELD}."]
    assert MASK * 6 not in render(account(masked))


def test_a_report_that_was_not_analysed_says_so() -> None:
    assert "Not analysed" in texts(parsed(account(replace(page("Words."), was_read=False))), "dt")


@pytest.mark.parametrize(
    ("date", "words"),
    [("2031-03-12", "12 March 2031"), ("2031-03", "March 2031"), ("2031", "2031"), ("2031-13", "2031-13")],
)
def test_dates_are_written_out_and_never_completed(date: str, words: str) -> None:
    published = Published(date=date, words=date, basis=DateBasis.COLUMN)
    assert texts(parsed(account(page(published=published))), "article h3") == [f"1 r1.txt, {words}"]


# ------------------------------------------------------------------ how often it is wrong


def test_the_measured_accuracy_is_shown() -> None:
    assert texts(parsed(account()), "#wrong tbody tr")


def test_without_measurements_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossier, "ACCURACY", "bundles/none.json")
    assert "It was not measured" in parsed(account()).css_first("#wrong").text()


# ------------------------------------------------------------------ for everybody


def test_headings_never_skip_a_level() -> None:
    one = account(page("{S1:He} {Q1:said} {C1:this}."), page(report_id="r2", title="Title"), questions=(QUESTION,))
    levels = [int(node.tag[1]) for node in parsed(one).css("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_say_what_their_headers_head() -> None:
    tree = parsed(account(page(), unread=(Unread(file="a", row=None, reason="b"),)))
    assert all(node.attributes.get("scope") in ("col", "row") for node in tree.css("th"))


def test_every_paragraph_finds_its_own_direction() -> None:
    tree = parsed(account(page("{S1:المتحدث} {Q1:قال} {C1:خرجنا من المدينة}.")))
    assert all(node.attributes["dir"] == "auto" for node in tree.css(".b"))


def _article(node: LexborNode) -> LexborNode:
    while node.tag != "article":
        assert node.parent is not None
        node = node.parent
    return node
