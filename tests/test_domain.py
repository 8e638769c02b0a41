"""Spans, ids and whole words."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonia.domain import Claim, Manner, Passage, Span, digest, whole_words
from testimonia.readers.textbuilder import as_given


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2)])
def test_an_empty_or_backward_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start < end"):
        Span(start=start, end=end)


@given(*[st.integers(0, 20)] * 4)
def test_spans_hold_and_touch_by_the_characters_they_share(a: int, b: int, c: int, d: int) -> None:
    one, other = Span(start=a, end=a + b + 1), Span(start=c, end=c + d + 1)
    mine, yours = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert one.holds(other) == (yours <= mine)
    assert one.touches(other) == bool(mine & yours)
    assert one.touches(other) == other.touches(one)


def test_what_is_found_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(start=0, end=1).start = 2  # type: ignore[misc]


def test_a_documents_passage_holds_the_words_at_its_place() -> None:
    assert as_given("We left.", "report").passage(3, 7) == Passage(start=3, end=7, text="left")


def test_a_claims_words_are_its_pieces_joined_by_an_ellipsis() -> None:
    pieces = tuple(Passage(start=n, end=n + 1, text=text) for n, text in enumerate(("“We left,”", "“and nobody came.”")))
    facts = {"id": "x", "source": (), "cue": (), "speaker": None, "score": 1.0, "sure": False, "doubts": (), "basis": ""}
    assert Claim(content=pieces, manner=Manner.DIRECT, **facts).words == "“We left,” … “and nobody came.”"


class TestDigest:
    def test_it_is_16_hex_digits_and_the_same_everywhere(self) -> None:
        """`printf 'a\\x1fb' | sha256sum` gives these digits first."""
        assert digest("a", "b") == "f04cdced9736a69d"

    def test_where_the_parts_part_counts(self) -> None:
        assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", "")}) == 4

    def test_a_lone_surrogate_is_no_obstacle(self) -> None:
        assert digest("\udc80") != digest("\udc81")


@pytest.mark.parametrize(
    ("text", "start", "end", "whole"),
    [("said Berek.", 6, 8, "Berek"), ("said Berek.", 5, 10, "Berek"), ("al-Nour’s", 4, 5, "Nour"), ("a b", 1, 2, " "), ("Zoë", 1, 2, "Zoë")],
)
def test_a_piece_is_widened_to_the_words_it_cuts(text: str, start: int, end: int, whole: str) -> None:
    wide = whole_words(text, Span(start=start, end=end))
    assert text[slice(*wide)] == whole
