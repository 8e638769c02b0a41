"""From scores to mentions and links, on scores made by hand."""

from __future__ import annotations

import itertools
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from testimonia.domain import Document, LinkKind, MentionKind
from testimonia.encoder.decode import best_path, decode
from testimonia.encoder.labels import LABELS
from testimonia.encoder.scores import COLUMNS, Array, Scores, log_softmax
from testimonia.readers.textbuilder import as_given

TAGS = 7
OUTSIDE, SOURCE, CUE, CONTENT = 0, 1, 3, 5  # the begin tags; the inside tag is one more
LOGITS = st.floats(-20, 20, width=32)


def is_legal(path: list[int] | tuple[int, ...]) -> bool:
    """Whether every inside tag follows a tag of its own kind."""
    return all(tag == 0 or tag % 2 == 1 or before in (tag - 1, tag) for before, tag in zip([0, *path], path, strict=False))


@cache
def legal_paths(count: int) -> list[tuple[int, ...]]:
    return [path for path in itertools.product(range(TAGS), repeat=count) if is_legal(path)]


def gain(logits: Array, path: list[int] | tuple[int, ...]) -> float:
    return float(log_softmax(logits)[np.arange(len(path)), list(path)].sum())


@given(st.integers(1, 30).flatmap(lambda pieces: arrays(np.float32, (pieces, TAGS), elements=st.floats(-1000, 1000, width=32))))
def test_the_best_path_is_always_legal(logits: Array) -> None:
    path = best_path(logits)
    assert len(path) == len(logits)
    assert is_legal(path)


@given(st.integers(1, 3).flatmap(lambda pieces: arrays(np.float32, (pieces, TAGS), elements=LOGITS)))
def test_no_legal_path_is_better_than_the_best_one(logits: Array) -> None:
    best = max(gain(logits, path) for path in legal_paths(len(logits)))
    assert gain(logits, best_path(logits)) == pytest.approx(best, abs=1e-3)


def test_an_inside_tag_without_its_beginning_gives_way_to_the_next_best() -> None:
    logits = np.zeros((1, TAGS), dtype=np.float32)
    logits[0, CUE + 1], logits[0, CUE] = 9, 8
    assert best_path(logits) == [CUE]


# ------------------------------------------------------------------ mentions and links


def read(text: str, tags: dict[str, int], pointers: dict[str, str] | None = None) -> tuple[Document, Scores]:
    """A document and the scores of a network that gives its words these tags, each word a piece, and lets words point at words."""
    document = as_given(text, "report")
    words = text.split()
    starts = [text.index(word) for word in words]
    output = np.zeros((len(words), sum(LABELS.values())), dtype=np.float32)
    output[:, COLUMNS["attribution"].start] = 4
    output[:, COLUMNS["is_causal"].start] = -9
    for layer in ("actor", "place", "time", "figure", "trigger"):
        output[:, COLUMNS[layer].start] = 9
    for place, word in enumerate(words):
        if word in tags:
            output[place, COLUMNS["attribution"].start + tags[word]] = 12
        output[place, COLUMNS["key"].start + place] = 8
        target = (pointers or {}).get(word, word)
        output[place, COLUMNS["query"].start + words.index(target)] = 8
    offsets = np.array([(start, start + len(word)) for start, word in zip(starts, words, strict=True)])
    return document, Scores(ids=np.arange(len(words)), offsets=offsets, windows=[(0, len(words))], outputs=[output])


def tied(text: str, tags: dict[str, int], pointers: dict[str, str] | None = None) -> set[tuple[str, str, str]]:
    document, scores = read(text, tags, pointers)
    mentions, links = decode(document, scores, {})
    return {(link.kind.value, mentions[link.of].text, mentions[link.to].text) for link in links}


def test_runs_of_one_kind_are_mentions_in_text_order_with_their_words() -> None:
    document, scores = read("Tom Berek said nobody came", {"Tom": SOURCE, "Berek": SOURCE + 1, "said": CUE, "nobody": CONTENT, "came": CONTENT + 1})
    mentions, _ = decode(document, scores, {})
    assert [(m.kind, m.text) for m in mentions] == [
        (MentionKind.SOURCE, "Tom Berek"),
        (MentionKind.CUE, "said"),
        (MentionKind.CONTENT, "nobody came"),
    ]
    assert all(document.text[m.start : m.end] == m.text for m in mentions)
    assert all(0.9 < m.score <= 1 for m in mentions)


def test_a_second_beginning_starts_a_second_mention() -> None:
    document, scores = read("Tom Ana said", {"Tom": SOURCE, "Ana": SOURCE, "said": CUE})
    assert [m.text for m in decode(document, scores, {})[0]] == ["Tom", "Ana", "said"]


def test_source_and_content_are_tied_to_their_cue() -> None:
    assert tied("Tom said nobody", {"Tom": SOURCE, "said": CUE, "nobody": CONTENT}) == {
        (LinkKind.SOURCE_OF, "Tom", "said"),
        (LinkKind.CONTENT_OF, "nobody", "said"),
    }


def test_a_pointer_outweighs_a_nearer_cue() -> None:
    tags = {"said": CUE, "nobody": CONTENT, "told": CUE}
    assert (LinkKind.CONTENT_OF, "nobody", "said") in tied("said once again nobody told", tags, {"nobody": "said"})
    assert (LinkKind.CONTENT_OF, "nobody", "told") in tied("said once again nobody told", tags, {"nobody": "told"})


def test_a_silent_pointer_leaves_it_to_the_distance() -> None:
    tags = {"said": CUE, "nobody": CONTENT, "told": CUE}
    assert (LinkKind.CONTENT_OF, "nobody", "told") in tied("said once again nobody told", tags)


def test_a_paragraph_between_counts_as_a_long_way() -> None:
    tags = {"said": CUE, "nobody": CONTENT, "told": CUE}
    assert (LinkKind.CONTENT_OF, "nobody", "told") in tied("said\nnobody x x x told", tags)


def test_a_cue_that_points_at_the_cue_before_continues_it() -> None:
    links = tied("Tom was quoted saying nobody", {"Tom": SOURCE, "quoted": CUE, "saying": CUE, "nobody": CONTENT}, {"saying": "quoted"})
    assert links == {
        (LinkKind.CONTINUES, "saying", "quoted"),
        (LinkKind.CONTENT_OF, "nobody", "quoted"),
        (LinkKind.SOURCE_OF, "Tom", "quoted"),
    }


def test_a_content_far_from_every_cue_and_a_cue_far_from_every_source_stand_alone() -> None:
    filler = " ".join(f"w{number}" for number in range(59))
    assert tied(f"said {filler} w59 nobody", {"said": CUE, "nobody": CONTENT}) != set()
    assert tied(f"said {filler} w59 w60 nobody", {"said": CUE, "nobody": CONTENT}) == set()
    near, far = filler[: filler.index(" w30")], filler[: filler.index(" w31")]
    assert tied(f"Tom {near[3:]} said", {"Tom": SOURCE, "said": CUE}) != set()
    assert tied(f"Tom {far} said", {"Tom": SOURCE, "said": CUE}) == set()


def test_without_a_cue_nothing_is_tied() -> None:
    assert tied("Tom nobody", {"Tom": SOURCE, "nobody": CONTENT}) == set()


def edges(tags: dict[str, int], tried: tuple[str, int, float]) -> float:
    """How sure the ends of the one content are, where `tried` (word, tag, logit) competes with the tags."""
    document, scores = read("Berek said nobody came back today", tags)
    word, tag, logit = tried
    scores.field("attribution")[document.text.split().index(word), tag] = logit
    [content] = [mention for mention in decode(document, scores, {})[0] if mention.kind is MentionKind.CONTENT]
    return content.edges


CONTENT_TAGS = {"nobody": CONTENT, "came": CONTENT + 1, "back": CONTENT + 1}


@pytest.mark.parametrize(("word", "tag"), [("nobody", OUTSIDE), ("back", OUTSIDE), ("today", CONTENT + 1)])
def test_a_rival_tag_at_an_end_makes_it_less_sure(word: str, tag: int) -> None:
    assert edges(CONTENT_TAGS, (word, tag, -9.0)) > 0.95
    assert edges(CONTENT_TAGS, (word, tag, 3.9 if word == "today" else 11.0)) < 0.8


def test_a_rival_tag_in_the_middle_changes_no_end() -> None:
    assert edges(CONTENT_TAGS, ("came", OUTSIDE, 11.0)) > 0.95
