"""How far a text bears on a question."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonia.names import words
from testimonia.relevance import Relevance


class Texts:
    """A pile given as the texts of its paragraphs."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the words of each text."""
        self._texts = [frozenset(words(text)) for text in texts]

    def vocabulary(self) -> frozenset[str]:
        """Every folded word in them."""
        return frozenset[str]().union(*self._texts)

    def blocks(self) -> int:
        """How many texts there are."""
        return len(self._texts)

    def holding(self, forms: Iterable[str]) -> int:
        """How many texts hold one of these words."""
        wanted = frozenset(forms)
        return sum(not wanted.isdisjoint(text) for text in self._texts)


PILE = ("The defenders left Halmere.", "It rained.", "The bridge was closed.", "The market was open.", "The bread was rationed.")


def bears(text: str, question: str, pile: tuple[str, ...] = PILE) -> float:
    return Relevance((question,), Texts((*pile, text))).of(text)


def test_a_text_with_all_the_words_bears_wholly_and_one_with_none_not_at_all() -> None:
    assert bears("The defenders gave up Halmere.", "Why did the defenders give up Halmere?") == 1.0
    assert bears("It rained.", "Why did the defenders give up Halmere?") == 0.0


@pytest.mark.parametrize("text", ["Why did they do it after all that?", "What was it, and who were they?"])
def test_the_words_of_asking_bear_on_nothing(text: str) -> None:
    assert bears(text, "Why did the defenders give up Halmere?") == 0.0


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The defender came.", "Where were the defenders?"),
        ("The Barazzi family came.", "Who is Barazi?"),
        ("The evacuation began.", "When did they evacuate?"),
        ("BARAZI’S car came.", "Who is Barazi?"),
        ("Zoe came.", "Who is Zoë?"),
        ("The troops came.", "Where was the army?"),
        ("The ceasefire held.", "Did the truce hold?"),
    ],
)
def test_another_form_spelling_or_word_for_the_same_bears(text: str, question: str) -> None:
    assert bears(text, question) > 0


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    pile = ("The city burned.", "The city slept.", "The city woke.", "The city ate.", "Halmere burned.")
    assert bears("Halmere slept.", "How was Halmere, the city?", pile) > bears("The city slept.", "How was Halmere, the city?", pile)


def test_a_question_of_asking_words_only_bears_on_nothing() -> None:
    assert Relevance(("Why did they do that?", ""), Texts(PILE)).of("They did that.") == 0.0


def test_no_question_bears_on_nothing() -> None:
    assert Relevance((), Texts(PILE)).of("The defenders left Halmere.") == 0.0


@given(st.lists(st.text(alphabet="abc é", max_size=12), max_size=4), st.lists(st.text(alphabet="abc é", max_size=20), max_size=4), st.data())
def test_bearing_is_a_share(questions: list[str], texts: list[str], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(texts)) if texts else "abc"
    assert 0 <= Relevance(questions, Texts(texts)).of(text) <= 1
