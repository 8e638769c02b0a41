"""The text cut at the borders of its findings."""

from __future__ import annotations

from dataclasses import replace

from account_factory import SIEGE, page
from hypothesis import given
from hypothesis import strategies as st

from testimonia.domain import BlockKind, Claim, Location, Manner, Passage
from testimonia.judgement import Standing, State
from testimonia.kinds import KINDS
from testimonia.looks.marking import WITHHELD, Finding, findings_of, paragraphs, sheet, shown
from testimonia.protection import MASK
from testimonia.views import NOBODY, Line, Page


def drawn(one: Page) -> list[str]:
    """Each block of the page with its segments as `[classes:text]`."""
    cut = paragraphs(one, findings_of(one))
    return ["".join(f"[{s.classes}:{s.text}]" if s.classes else s.text for s in paragraph.segments) for paragraph in cut]


def test_overlapping_findings_are_cut_at_every_border() -> None:
    one = page("{S1:He} {Q1:said} {C1:we {K2:left {C3:the {E2:city}}} {Q3:soon}}.")
    assert drawn(one) == [
        "[s s1:He] [q q1:said] [w w1:we ][k kR1 w w1:left ][k kR1 w w1 w2:the ][f fR1 k kR1 w w1 w2:city][w w1: ][q q2 w w1:soon].",
    ]


def test_findings_are_numbered_in_text_order_and_begin_where_their_words_do() -> None:
    one = page()
    cut = paragraphs(one, findings_of(one))
    begins = [(finding.key, segment.text) for paragraph in cut for segment in paragraph.segments for finding in segment.findings]
    assert begins == [("1", "“"), ("R1", "We left the city"), ("2", "the flour was gone"), ("R2", "bridge fell")]
    assert [[finding.key for finding in paragraph.findings] for paragraph in cut] == [["1", "R1", "2"], ["R2"]]


def test_words_outside_all_blocks_are_shown_as_a_paragraph() -> None:
    one = page("One.\n\nTwo.")
    assert drawn(replace(one, document=replace(one.document, blocks=()))) == ["One.\n\nTwo."]


def test_a_masked_stretch_does_not_tell_its_length() -> None:
    assert shown(f"{MASK * 3} {MASK * 9}\n{MASK} stayed, {MASK * 2}") == f"{WITHHELD} stayed, {WITHHELD}"


def test_wholly_withheld_blocks_are_shown_as_one() -> None:
    assert drawn(page(f"{MASK * 3} {MASK}\n\n{MASK * 7}\n\nHe left.\n\n{MASK}")) == [WITHHELD, "He left.", WITHHELD]


def test_withheld_words_are_one_stretch_whatever_was_found_in_them() -> None:
    masked = f"{{S1:{MASK * 2}}} {{Q1:{MASK * 4}}} {{C1:he left}} {MASK} {{C1:at dawn}}."
    assert drawn(page(masked)) == [f"{WITHHELD} [w w1:he left] {WITHHELD} [w w1:at dawn]."]


TEXT = "Ash, the bakers and a boy left.\n\nThe river rose."
SPANS = st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 20)), min_size=1, max_size=6)


@given(SPANS)
def test_whatever_overlaps_the_text_stays_whole_and_each_claim_keeps_its_words(spans: list[tuple[int, int]]) -> None:
    one = page(TEXT)
    pieces = [Passage(start=a, end=min(a + n, len(TEXT)), text=TEXT[a : a + n]) for a, n in spans]
    findings = tuple(_claimed(number, piece, one) for number, piece in enumerate(pieces))
    cut = paragraphs(one, findings)
    assert ["".join(s.text for s in paragraph.segments) for paragraph in cut] == TEXT.split("\n\n")
    assert sorted(f.key for p in cut for f in p.findings) == sorted(f.key for f in findings)
    for number, piece in enumerate(pieces):
        words = "".join(s.text for p in cut for s in p.segments if f"w{number}" in s.classes.split())
        assert words == piece.text.replace("\n", "")


def test_the_sample_text_is_marked_as_it_is_written() -> None:
    assert "".join(drawn(page(SIEGE))).startswith("[s s1:Ilka Moreth] [q q1:said], [w w1:“]")


def test_on_the_desk_every_stretch_knows_its_place_and_nothing_is_folded() -> None:
    one = page(f"He said “{MASK * 9} left”.\n\nNobody came.")
    for paragraph in sheet(one).paragraphs:
        for segment in paragraph.segments:
            assert one.document.text[segment.start : segment.start + len(segment.text)] == segment.text


def test_a_stretch_knows_the_findings_whose_words_it_is() -> None:
    one = page()
    (first, *_) = sheet(one).findings
    held = "".join(s.text for p in sheet(one).paragraphs for s in p.segments if first.item.id in s.ids and "w" in s.classes.split())
    assert held == "".join(piece.text for piece in one.lines[0].claim.content)
    assert first.spans["source"] == [[0, 11]]
    assert first.anchor == f"claim-{one.lines[0].id}"


def test_a_sheet_knows_what_was_struck_and_on_which_page_a_finding_stands() -> None:
    one = page()
    block = replace(one.document.blocks[1], location=Location(page=2))
    struck = replace(one.lines[1], standing=Standing(state=State.REJECTED))
    shown_ = sheet(replace(one, lines=one.lines[:1], struck=(struck,), document=replace(one.document, blocks=(one.document.blocks[0], block))))
    assert [finding.item for finding in shown_.struck] == [struck]
    assert (shown_.page_of(one.reasons[1].id), shown_.page_of("none")) == (2, None)


def test_a_graphic_sentence_is_told_from_its_neighbours() -> None:
    one = sheet(page("They came at noon. {S1:He} {Q1:said} {C1:the prisoners were beheaded}. Then it rained."))
    assert one.is_graphic
    assert "".join(s.text for p in one.paragraphs for s in p.segments if "gr" in s.classes.split()) == "He said the prisoners were beheaded."
    assert not sheet(page()).is_graphic


def test_a_title_that_stands_in_the_text_is_known() -> None:
    one = page("The bridge fell", title="The Bridge fell")
    headline = replace(one.document, blocks=(replace(one.document.blocks[0], kind=BlockKind.HEADLINE),))
    assert sheet(replace(one, document=headline)).prints_title
    assert not sheet(one).prints_title


def _claimed(number: int, piece: Passage, one: Page) -> Finding:
    claim = Claim(
        id=str(number), source=(), cue=(), content=(piece,), manner=Manner.DIRECT, speaker=None, score=1, sure=False, doubts=(), basis="a test"
    )
    line = Line(claim=claim, report=one.report, voice=None, teller=NOBODY, stands_for=None, bearing=0)
    return Finding(key=str(number), item=line, draft=KINDS["claim"].draft(claim))
