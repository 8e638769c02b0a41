"""The real network on small texts: it finds what anybody would, and always the same."""

from __future__ import annotations

import pytest

from testimonia.domain import LinkKind, MentionKind
from testimonia.encoder.bundle import open_bundle
from testimonia.encoder.tagger import WINDOW, NetworkTagger
from testimonia.readers.textbuilder import as_given

pytestmark = pytest.mark.weights

SENTENCE = "The governor, Talal Barazi, said on Friday: “The last fighters have left the city.”"
LONG = "\n".join(f"{SENTENCE} Shelling hit the market {number} times because nobody had agreed on a truce." for number in range(40))


@pytest.fixture(scope="module")
def tagger() -> NetworkTagger:
    return NetworkTagger(open_bundle())


def test_it_finds_who_said_what_in_a_simple_sentence(tagger: NetworkTagger) -> None:
    mentions, links = tagger.tag(as_given(SENTENCE, "report"))
    found = {kind: [m.text for m in mentions if m.kind is kind] for kind in MentionKind}
    assert found[MentionKind.CUE] == ["said"]
    assert ["Talal Barazi" in source for source in found[MentionKind.SOURCE]] == [True]
    assert ["The last fighters have left the city" in content for content in found[MentionKind.CONTENT]] == [True]
    assert {LinkKind.SOURCE_OF, LinkKind.CONTENT_OF} <= {link.kind for link in links}


def test_it_finds_who_did_what_where_and_how_many_in_a_simple_sentence(tagger: NetworkTagger) -> None:
    mentions, links = tagger.tag(as_given("On Tuesday government troops shelled the town of Norwick, killing at least 12 people.", "report"))
    found = {(mention.kind, mention.text) for mention in mentions}
    assert {
        (MentionKind.PLACE, "Norwick"),
        (MentionKind.TIME, "Tuesday"),
        (MentionKind.FIGURE, "at least 12"),
        (MentionKind.EVENT, "shelled"),
    } <= found
    tied = {(mentions[link.of].text, link.kind, mentions[link.to].text) for link in links}
    assert {("government troops", LinkKind.AGENT_OF, "shelled"), ("Norwick", LinkKind.PLACE_OF, "shelled")} <= tied


def test_it_finds_cause_and_effect_in_a_simple_sentence(tagger: NetworkTagger) -> None:
    mentions, _ = tagger.tag(as_given("The fighters left the city because food had run out.", "report"))
    parts = {m.kind: m.text for m in mentions}
    assert "left the city" in parts[MentionKind.EFFECT]
    assert "food had run out" in parts[MentionKind.CAUSE]


def test_it_finds_the_same_twice_and_on_two_threads(tagger: NetworkTagger) -> None:
    document = as_given(LONG, "report")
    once = tagger.tag(document)
    assert tagger.tag(document) == once
    assert NetworkTagger(open_bundle(), threads=2).tag(document) == once


def test_a_text_longer_than_a_window_is_read_to_its_end(tagger: NetworkTagger) -> None:
    document = as_given(LONG, "report")
    mentions, links = tagger.tag(document)
    assert len(tagger._tokenizer.encode(LONG).ids) > 2 * WINDOW
    cues = [m for m in mentions if m.kind is MentionKind.CUE and m.text == "said"]
    assert [document.text.count("\n", 0, m.start) for m in cues] == list(range(40))
    assert all(document.text[m.start : m.end] == m.text for m in mentions)
    assert all(0 <= score <= 1 for score in [*(m.score for m in mentions), *(link.score for link in links)])
    assert all(max(link.of, link.to) < len(mentions) for link in links)


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "\u0301\u0301", "🏚️", "…", "\u200b", "“", "a" * 3000, "the " * 300])
def test_a_text_that_says_nothing_breaks_nothing(tagger: NetworkTagger, text: str) -> None:
    mentions, _ = tagger.tag(as_given(text, "report"))
    assert all(text[m.start : m.end] == m.text for m in mentions)


def test_odd_characters_do_not_move_the_words(tagger: NetworkTagger) -> None:
    sentence = SENTENCE.replace("governor", "go\u00advernor").replace("Barazi", "Bar\u0301azi")
    odd = f"\ufeffA\u00ad\u0301 🏚️ \u202bשלום\u202c\x00\r\n{sentence}\r\n"
    mentions, _ = tagger.tag(as_given(odd, "report"))
    assert [m.text for m in mentions if m.kind is MentionKind.CUE] == ["said"]
    assert all(odd[m.start : m.end] == m.text for m in mentions)
