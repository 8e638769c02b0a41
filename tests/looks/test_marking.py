"""The text cut at the borders of its findings."""

from __future__ import annotations

from dataclasses import replace

from account_factory import SIEGE, page
from hypothesis import given
from hypothesis import strategies as st

from testimonia.domain import Claim, Manner, Passage
from testimonia.looks.marking import WITHHELD, Finding, findings_of, paragraphs, shown
from testimonia.protection import MASK
from testimonia.views import NOBODY, Line, Page


def drawn(one: Page) -> list[str]:
    """Each block of the page with its segments as `[classes:text]`."""
    cut = paragraphs(one, findings_of(one))
    return ["".join(f"[{s.classes}:{s.text}]" if s.classes else s.text for s in paragraph.segments) for paragraph in cut]


def test_overlapping_findings_are_cut_at_every_border() -> None:
    one = page("{S1:He} {Q1:said} {C1:we {K2:left {C3:the {E2:city}}} {Q3:soon}}.")
    assert drawn(one) == [
        "[a1 s:He] [a1 q:said] [c1 w:we ][c1 e1 k w:left ][c1 c2 e1 k w:the ][c1 c2 e1 f k w:city][c1 w: ][a2 c1 q w:soon].",
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
    assert drawn(page(masked)) == [f"{WITHHELD} [c1 w:he left] {WITHHELD} [c1 w:at dawn]."]


TEXT = "Ash, the bakers and a boy left.\n\nThe river rose."
SPANS = st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 20)), min_size=1, max_size=6)


@given(SPANS)
def test_whatever_overlaps_the_text_stays_whole_and_each_claim_keeps_its_words(spans: list[tuple[int, int]]) -> None:
    one = page(TEXT)
    pieces = [Passage(start=a, end=min(a + n, len(TEXT)), text=TEXT[a : a + n]) for a, n in spans]
    findings = tuple(_finding(number, piece, one) for number, piece in enumerate(pieces))
    cut = paragraphs(one, findings)
    assert ["".join(s.text for s in paragraph.segments) for paragraph in cut] == TEXT.split("\n\n")
    assert sorted(f.key for p in cut for f in p.findings) == sorted(f.key for f in findings)
    for number, piece in enumerate(pieces):
        words = "".join(s.text for p in cut for s in p.segments if f"c{number}" in s.classes.split())
        assert words == piece.text.replace("\n", "")


def test_the_sample_text_is_marked_as_it_is_written() -> None:
    assert "".join(drawn(page(SIEGE))).startswith("[a1 s:Ilka Moreth] [a1 q:said], [c1 w:“]")


def _finding(number: int, piece: Passage, one: Page) -> Finding:
    claim = Claim(
        id=str(number), source=(), cue=(), content=(piece,), manner=Manner.DIRECT, speaker=None, score=1, sure=False, doubts=(), basis="a test"
    )
    line = Line(claim=claim, report=one.report, voice=None, teller=NOBODY, stands_for=None, bearing=0)
    return Finding(key=str(number), anchor=f"c-{number}", line=line)
