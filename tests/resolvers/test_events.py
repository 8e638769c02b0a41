"""What kind of event a trigger names, and what is no event of its own."""

from __future__ import annotations

import pytest

from testimonia.domain import Link, LinkKind, Mention, MentionKind
from testimonia.readers.textbuilder import as_given
from testimonia.resolvers.events import events, types_of


def found(text: str, *triggers: tuple[str, str, float], actors: tuple[str, ...] = ()) -> tuple[tuple[Mention, ...], tuple[Link, ...]]:
    """What is left of these triggers (words, the network's type, its score); every actor is the agent of every event."""
    named = [Mention(start=text.index(a), end=text.index(a) + len(a), text=a, kind=MentionKind.GROUP, score=0.9) for a in actors]
    told = [
        Mention(start=text.index(w), end=text.index(w) + len(w), text=w, kind=MentionKind.EVENT, score=s, type=t, status="happened")
        for w, t, s in triggers
    ]
    links = tuple(Link(kind=LinkKind.AGENT_OF, of=a, to=len(named) + e, score=0.9) for a in range(len(named)) for e in range(len(told)))
    return events(as_given(text, "report"), (*told[:0], *named, *told), links)


def kinds(text: str, *triggers: tuple[str, str, float]) -> list[tuple[str, str | None]]:
    return [(m.text, m.type) for m in found(text, *triggers)[0]]


@pytest.mark.parametrize(
    ("text", "word", "proposed", "kind"),
    [
        ("The army besieged the town.", "besieged", "talks", "blockade"),
        ("Rebels withdrew from the hill.", "withdrew", "talks_or_deal_broken_down", "withdrawal"),
        ("Soldiers seized the bridge.", "seized", "territory_gained", "territory_gained"),
        ("Gunmen seized two nurses.", "seized", "abduction_or_detention", "abduction_or_detention"),
        ("A chemical attack hit the quarter.", "attack", "ground_assault", "chemical_attack"),
        ("Nine died in a suicide attack on a checkpoint.", "attack", "ground_assault", "bombing"),
        ("An attack on the checkpoint failed.", "attack", "ground_assault", "ground_assault"),
        ("He spoke of rockets. An attack followed.", "attack", "ground_assault", "ground_assault"),
    ],
)
def test_the_words_decide_where_they_leave_no_choice(text: str, word: str, proposed: str, kind: str) -> None:
    assert kinds(text, (word, proposed, 0.9)) == [(word, kind)]


def test_an_unknown_word_is_an_event_only_where_the_network_is_sure() -> None:
    assert kinds("They gathered olives.", ("gathered", "protest", 0.8)) == []
    assert kinds("They gathered olives.", ("gathered", "protest", 0.95)) == [("gathered", "protest")]


def test_an_everyday_word_needs_more_than_a_word_of_war() -> None:
    assert kinds("They took the bridge.", ("took", "territory_gained", 0.6)) == []
    assert kinds("They stormed the bridge.", ("stormed", "ground_assault", 0.6)) == [("stormed", "ground_assault")]


def test_deaths_belong_to_the_act_that_caused_them() -> None:
    assert kinds("Shelling killed nine.", ("Shelling", "bombardment", 0.9), ("killed", "killing", 0.9)) == [("Shelling", "bombardment")]
    assert kinds("Shelling went on. A guard killed a boy.", ("Shelling", "bombardment", 0.9), ("killed", "killing", 0.9)) == [
        ("Shelling", "bombardment"),
        ("killed", "killing"),
    ]


def test_ties_follow_the_mentions_that_are_kept() -> None:
    text = "Rebels gathered olives and shelled the mill."
    mentions, links = found(text, ("gathered", "protest", 0.6), ("shelled", "bombardment", 0.9), actors=("Rebels",))
    assert [m.text for m in mentions] == ["Rebels", "shelled"]
    assert [(mentions[link.of].text, mentions[link.to].text) for link in links] == [("Rebels", "shelled")]


def test_a_word_under_several_types_offers_them_all() -> None:
    assert {"abduction_or_detention", "territory_gained"} <= set(types_of("captured"))
    assert types_of("marmalade") == []
