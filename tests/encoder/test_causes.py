"""Cause and effect: the best pair of segments, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from testimonia.domain import Link, LinkKind, Mention, MentionKind
from testimonia.encoder.causes import CAUSE, EFFECT, best_pair, decode_causes
from testimonia.encoder.labels import LABELS
from testimonia.encoder.scores import COLUMNS, Array, Range, Scores, log_softmax
from testimonia.readers.textbuilder import as_given

PAIRS = st.integers(2, 7).flatmap(lambda pieces: arrays(np.float32, (pieces, 5), elements=st.floats(-20, 20, width=32)))


def segments(count: int) -> Iterator[Range]:
    return ((start, end) for start in range(count) for end in range(start + 1, count + 1))


def gain(logits: Array, cause: Range, effect: Range) -> float:
    """The log probability of exactly this cause and this effect, all else outside."""
    tags = [0] * len(logits)
    for (start, end), begin in ((cause, CAUSE), (effect, EFFECT)):
        tags[start:end] = [begin] + [begin + 1] * (end - start - 1)
    return float(log_softmax(logits)[np.arange(len(tags)), tags].sum())


@given(PAIRS)
def test_the_best_pair_lies_apart_and_no_other_pair_is_likelier(logits: Array) -> None:
    cause, effect = best_pair(logits)
    assert cause[0] < cause[1]
    assert effect[0] < effect[1]
    assert cause[1] <= effect[0] or effect[1] <= cause[0]
    apart = [(a, b) for a in segments(len(logits)) for b in segments(len(logits)) if a[1] <= b[0] or b[1] <= a[0]]
    assert gain(logits, cause, effect) == pytest.approx(max(gain(logits, a, b) for a, b in apart), abs=1e-3)


# ------------------------------------------------------------------ relations of a sentence


def read(
    text: str, slots: tuple[dict[str, str], ...], certainty: float = 9.0, alone: tuple[int, ...] = ()
) -> tuple[tuple[Mention, ...], tuple[Link, ...]]:
    """The relations of a text whose words (a piece each) a network marks as cause (K), effect (E) or signal (G), one dictionary a slot."""
    document = as_given(text, "report")
    words = text.split()
    starts = [text.index(word) for word in words]
    output = np.zeros((len(words), sum(LABELS.values())), dtype=np.float32)
    output[:, COLUMNS["is_causal"].start] = certainty
    output[:, COLUMNS["count"].start + len(slots) - 1] = 9
    for slot, marks in enumerate(slots):
        output[:, COLUMNS["causal"].start + 5 * slot] = output[:, COLUMNS["signal"].start + 3 * slot] = 4
        before = ""
        for place, word in enumerate(words):
            mark = marks.get(word, "")
            inside = mark == before
            if mark in ("K", "E"):
                output[place, COLUMNS["causal"].start + 5 * slot + (CAUSE if mark == "K" else EFFECT) + inside] = 12
            elif mark == "G":
                output[place, COLUMNS["signal"].start + 3 * slot + 1 + inside] = 12
            before = mark
    offsets = np.array([(start, start + len(word)) for start, word in zip(starts, words, strict=True)])
    scores = Scores(ids=np.arange(len(words)), offsets=offsets, windows=[(0, len(words))], outputs=[output])
    own = {}
    for number in alone:
        sentence = document.sentences[number]
        here = [place for place, start in enumerate(starts) if sentence.start <= start < sentence.end]
        own[number] = Scores(ids=np.arange(len(here)), offsets=offsets[here], windows=[(0, len(here))], outputs=[output[here]])
    mentions, links = decode_causes(document, scores, own, offset=0)
    return tuple(mentions), tuple(links)


def test_cause_effect_and_every_signal_are_mentions_tied_together() -> None:
    marks = {"Hunger": "K", "grew": "K", "and": "G", "so": "G", "they": "E", "left": "E"}
    mentions, links = read("Hunger grew and so they left", (marks,))
    assert [(m.kind, m.text) for m in mentions] == [
        (MentionKind.CAUSE, "Hunger grew"),
        (MentionKind.EFFECT, "they left"),
        (MentionKind.SIGNAL, "and so"),
    ]
    assert [(link.kind, link.of, link.to) for link in links] == [(LinkKind.CAUSE_OF, 0, 1), (LinkKind.SIGNAL_OF, 2, 0)]


def test_as_many_relations_as_the_network_counts_one_a_slot() -> None:
    first, second = {"Hunger": "K", "left": "E"}, {"fear": "K", "left": "E"}
    mentions, links = read("Hunger and fear so they left", (first, second))
    assert [m.text for m in mentions if m.kind is MentionKind.CAUSE] == ["Hunger", "fear"]
    assert [(link.of, link.to) for link in links] == [(0, 1), (2, 3)]


def test_a_sentence_the_network_does_not_hold_to_be_causal_gives_none() -> None:
    assert read("Hunger grew so they left", ({"Hunger": "K", "left": "E"},), certainty=-0.1) == ((), ())


def test_within_a_text_only_the_very_sure_is_kept_and_alone_the_likely() -> None:
    text, marks = "Nobody came. Hunger grew so they left.", ({"Hunger": "K", "so": "G", "left.": "E", "Nobody": "K", "came.": "E"},)
    assert read(text, marks, certainty=1.0) == ((), ())
    mentions, _ = read(text, marks, certainty=1.0, alone=(1,))
    assert [m.text for m in mentions] == ["Hunger", "left.", "so"]


def test_within_a_text_a_cause_that_no_word_ties_to_its_effect_is_left_out() -> None:
    text, marks = "Nobody came. Hunger grew so they left.", {"Hunger": "K", "left.": "E"}
    assert read(text, (marks,), certainty=5.0, alone=(1,)) == ((), ())
    assert len(read(text, (marks | {"so": "G"},), certainty=5.0, alone=(1,))[1]) == 2


def test_a_sentence_of_one_piece_gives_no_relation() -> None:
    assert read("Hunger", ({"Hunger": "K"},)) == ((), ())
