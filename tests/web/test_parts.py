"""The small parts: fields, addresses to go back to, and the picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonia.errors import UsageError
from testimonia.shelf import Tie
from testimonia.web.forms import Fields, fields, local
from testimonia.web.picture import LETTERS, MOST, STEP, TOP, WIDEST, picture


class TestFields:
    @given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.text()), max_size=5))
    def test_whatever_was_sent_is_read_or_refused_in_words(self, pairs: list[tuple[str, str]]) -> None:
        sent = Fields(tuple(pairs))
        assert sent.number("a") >= 0
        for read in (sent.text, sent.needed, sent.id, sent.ids):
            try:
                value = read("a")
            except UsageError:
                continue
            assert all(character == "\n" or character >= " " for part in value for character in part)

    def test_what_stands_in_the_path_wins_over_the_query(self) -> None:
        assert fields({"id": "one"}, [("id", "two")]).id("id") == "one"

    @pytest.mark.parametrize(("value", "number"), [("7", 7), ("", 0), ("-1", 0), ("٣", 0), ("12345678", 0), ("1.5", 0)])
    def test_only_a_plain_number_is_one(self, value: str, number: int) -> None:
        assert Fields((("n", value),)).number("n") == number

    def test_every_id_once(self) -> None:
        assert Fields((("of", "b"), ("of", "a"), ("of", "b"), ("of", ""))).ids("of") == ("b", "a")


class TestLocal:
    @given(st.text())
    def test_nothing_leads_out(self, address: str) -> None:
        assert local(address) in ("", address)
        kept = local(address)
        assert kept == "" or (kept[0] == "/" and kept[1:2] not in ("/", "\\"))


def tie(outlet: str, voice: str, claims: int) -> Tie:
    return Tie(outlet=outlet, voice=voice, name=f"Name of {voice}", claims=claims)


class TestPicture:
    def test_nothing_to_draw_is_an_empty_picture(self) -> None:
        assert picture(()).lines == ()
        assert picture(()).height == 2 * TOP + STEP

    def test_the_more_claims_the_wider_the_line_and_the_higher_the_name(self) -> None:
        drawn = picture((tie("A", "x", 1), tie("B", "x", 9), tie("B", "y", 3)))
        assert [node.name for node in drawn.outlets] == ["B", "A"]
        assert [node.id for node in drawn.voices] == ["x", "y"]
        assert [line.width for line in drawn.lines] == sorted((line.width for line in drawn.lines), reverse=True)
        assert drawn.lines[0].width == WIDEST
        assert drawn.voices[0].claims == 10

    @given(st.lists(st.tuples(st.sampled_from("ABC"), st.text(max_size=60), st.integers(1, 999)), max_size=80))
    def test_every_line_ends_at_its_names_and_all_stand_inside(self, given_ties: list[tuple[str, str, int]]) -> None:
        ties = {(outlet, voice): tie(outlet, voice, claims) for outlet, voice, claims in given_ties}.values()
        drawn = picture(ties)
        assert len(drawn.lines) == min(len(ties), MOST)
        assert drawn.more == len(ties) - len(drawn.lines)
        left, right = ({node.id: node.y for node in nodes} for nodes in (drawn.outlets, drawn.voices))
        assert all(line.y1 == left[line.tie.outlet] and line.y2 == right[line.tie.voice] for line in drawn.lines)
        assert all(0 < node.y < drawn.height and len(node.label) <= LETTERS for node in (*drawn.outlets, *drawn.voices))
