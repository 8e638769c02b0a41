"""Words are found again by place, by quotation and neighbours, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonia.domain import Passage
from testimonia.readers.textbuilder import as_given
from testimonia.review.attach import find, overlap, quote

OLD = as_given("The mayor said the bridge fell. Later the envoy said the bridge fell again.", "r1")


def quoted(words: str, nth: int = 0):  # noqa: ANN201
    start = -1
    for _ in range(nth + 1):
        start = OLD.text.index(words, start + 1)
    return quote(OLD, OLD.passage(start, start + len(words)))


def test_the_same_text_gives_the_same_place() -> None:
    assert find(OLD, quoted("the bridge fell", 1)) == OLD.passage(53, 68)


def test_words_that_moved_are_found_by_their_neighbours() -> None:
    new = as_given("NORWICK, Monday. The mayor said the bridge fell. Later the envoy said the bridge fell again.", "r1")
    first, second = (find(new, quoted("the bridge fell", nth)) for nth in (0, 1))
    assert first is not None
    assert second is not None
    assert (first.start, second.start) == (new.text.index("the bridge"), new.text.rindex("the bridge"))


def test_words_broken_over_lines_elsewhere_are_found() -> None:
    new = as_given("The mayor said the\nbridge   fell. Later", "r1")
    found = find(new, quoted("the bridge fell"))
    assert found is not None
    assert found.text == "the\nbridge   fell"


def test_words_inside_other_words_are_not_taken_for_them() -> None:
    old = as_given("At noon he said it fell, and nobody came to help them at all.", "r1")
    he = quote(old, old.passage(8, 10))
    assert find(as_given("At noon the envoy said it fell, and nobody came to help them.", "r1"), he) is None


def test_words_whose_neighbours_do_not_vouch_for_them_are_nowhere() -> None:
    assert find(as_given("Somebody wrote that the bridge fell, long ago.", "r1"), quoted("the bridge fell")) is None


def test_words_that_are_gone_are_nowhere() -> None:
    assert find(as_given("The mayor said nothing.", "r1"), quoted("the bridge fell")) is None


def test_words_in_two_places_that_nothing_tells_apart_are_nowhere() -> None:
    new = as_given("xx the bridge fell yy. xx the bridge fell yy.", "r1")
    assert find(new, quoted("the bridge fell")) is None


def test_other_words_at_the_old_place_are_not_taken_for_them() -> None:
    new = as_given("Somebody told the ferry left. Much later The mayor said the bridge fell.", "r1")
    found = find(new, quoted("the bridge fell"))
    assert found is not None
    assert found.start == new.text.index("the bridge fell")


@given(st.text(alphabet="ab \n\u0301é𝔐", min_size=1, max_size=40), st.data())
def test_every_quotation_is_found_again_in_its_own_text(text: str, data: st.DataObject) -> None:
    document = as_given(text, "r")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = find(document, quote(document, Passage(start=start, end=end, text=text[start:end])))
    assert found is None or document.text[found.start : found.end].split() == text[start:end].split()
    if text[start:end].strip():
        assert found == document.passage(start, end)


@pytest.mark.parametrize(("one", "other", "share"), [((0, 10), (0, 10), 1.0), ((0, 10), (5, 15), 1 / 3), ((0, 5), (5, 9), 0.0)])
def test_overlap_is_the_share_of_characters_in_common(one: tuple[int, int], other: tuple[int, int], share: float) -> None:
    passages = [(Passage(start=start, end=end, text="x" * (end - start)),) for start, end in (one, other)]
    assert overlap(*passages) == pytest.approx(share)
