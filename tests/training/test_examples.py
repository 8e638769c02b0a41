"""Texts with labels to rows of pieces: nothing is shifted, cut wrongly or lost on the way."""

from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from training.examples import IGNORE, Attribution, Causal, Event, Example, Row, cut, damaged, pack, to_row

TEXT = "“ The army shelled Norwick ” , said a nurse ."
WORDS = TEXT.split()


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    made = Tokenizer(
        models.WordLevel({word: number for number, word in enumerate(dict.fromkeys([*WORDS, "Hunger", "broke", "them"]))}, unk_token=".")
    )
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()  # type: ignore[assignment]
    return made


def place(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.fixture
def row(tokenizer: Tokenizer) -> Row:
    spoken = Attribution(source=[place("a nurse")], cue=[place("said")], content=[place("“ The army shelled Norwick ”")])
    event = Event(place("shelled"), "bombardment", "happened", {"agent": [place("The army")], "place": [place("Norwick")]})
    spans = {"place": [(*place("Norwick"), "place")], "actor": [(*place("The army"), "state"), (*place("a nurse"), "person")]}
    return to_row(Example(name="x", text=TEXT, spans=spans, attributions=[spoken], events=[event]), tokenizer)


def test_every_word_has_its_tag(row: Row) -> None:
    assert row.layers["attribution"].tolist() == [5, 6, 6, 6, 6, 6, 0, 3, 1, 2, 0]
    assert row.layers["place"].tolist() == [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert row.layers["actor"].tolist() == [0, 7, 8, 0, 0, 0, 0, 0, 1, 2, 0]


def test_sources_and_contents_point_to_their_cue(row: Row) -> None:
    assert row.pointer is not None
    assert row.pointer.tolist() == [7, 7, 7, 7, 7, 7, IGNORE, 7, 7, 7, IGNORE]


def test_an_event_knows_who_and_where(row: Row) -> None:
    [(first, _, _, roles)] = row.events
    assert WORDS[first] == "shelled"
    assert [[WORDS[at] for at in np.flatnonzero(inside)] for inside in roles.values()] == [["The", "army"], ["Norwick"]]


def test_without_its_marks_a_row_says_the_same(row: Row, tokenizer: Tokenizer) -> None:
    marks = np.array([tokenizer.token_to_id(mark) for mark in ("“", "”", ",")])
    bare = damaged(row, marks)
    words = [word for word in WORDS if word not in ("“", "”", ",")]
    assert len(bare.ids) == len(words)
    assert bare.pointer is not None
    assert {words[at] for at in bare.pointer[bare.pointer >= 0]} == {"said"}
    assert words[bare.events[0][0]] == "shelled"
    assert bare.layers["actor"].tolist() == [7, 8, 0, 0, 0, 1, 2, 0]


def test_a_pointer_that_leads_out_of_a_cut_points_nowhere(row: Row) -> None:
    part = cut(row, 0, 6)
    assert part.pointer is not None
    assert set(part.pointer.tolist()) == {-1}
    assert len(part.events) == 1
    assert cut(row, 6, 11).events == []


def test_packed_sentences_keep_their_own_labels(tokenizer: Tokenizer) -> None:
    text = "Hunger broke them"
    causal = Causal(causal=True, relations=[((0, 6), (13, 17), [(7, 12)])])
    one = to_row(Example(name="x", text=text, causal=causal, sentence=True), tokenizer)
    none = to_row(Example(name="y", text=text, causal=Causal(causal=False, relations=[]), sentence=True), tokenizer)
    both = pack([none, one])
    assert both.causal is not None
    assert both.signal is not None
    assert both.causal[0].tolist() == [IGNORE, IGNORE, IGNORE, 1, 0, 3]
    assert both.signal[0].tolist() == [IGNORE, IGNORE, IGNORE, 0, 1, 0]
    assert [(start, end) for start, end, *_ in both.sentences] == [(0, 3), (3, 6)]


def test_a_layer_that_is_labelled_in_part_teaches_nothing_elsewhere(tokenizer: Tokenizer) -> None:
    example = Example(name="x", text="Hunger broke them", spans={"place": [(0, 6, "place")]}, partial=frozenset({"place"}))
    assert to_row(example, tokenizer).layers["place"].tolist() == [1, IGNORE, IGNORE]
