"""Actors, places and events with their roles, from scores made by hand."""

from __future__ import annotations

import numpy as np

from testimonia.domain import Document, LinkKind, Mention, MentionKind
from testimonia.encoder.decode import decode
from testimonia.encoder.labels import ACTORS, LABELS, MODALITIES, ROLE_WIDTH, ROLES, TYPES
from testimonia.encoder.scores import COLUMNS, Scores
from testimonia.readers.textbuilder import as_given

TEXT = "Rebels shelled Norwick. Soldiers left. Nobody in Norwick saw Rebels shelled."


def read(tags: dict[int, tuple[str, int]], types: dict[int, tuple[str, str]], roles: list[tuple[int, str, int]]) -> tuple[Document, Scores]:
    """A document whose words are pieces: layer and tag by word, type and status by trigger word, and (word, role, trigger word)."""
    document = as_given(TEXT, "report")
    words = [word.strip(".") for word in TEXT.split()]
    starts, at = [], 0
    for word in words:
        at = TEXT.index(word, at)
        starts.append(at)
        at += len(word)
    output = np.zeros((len(words), sum(LABELS.values())), dtype=np.float32)
    for layer in ("attribution", "actor", "place", "time", "figure", "trigger"):
        output[:, COLUMNS[layer].start] = 6
    output[:, COLUMNS["is_causal"].start] = -9
    for place, (layer, tag) in tags.items():
        output[place, COLUMNS[layer].start + tag] = 12
    for number, (place, (kind, status)) in enumerate(types.items()):
        output[place, COLUMNS["type"].start + TYPES.index(kind)] = 9
        output[place, COLUMNS["modality"].start + MODALITIES.index(status)] = 9
        for role in range(len(ROLES)):
            output[place, COLUMNS["role_key"].start + ROLE_WIDTH * role + number] = 9
    for word, role, trigger in roles:
        output[word, COLUMNS["role_query"].start + ROLE_WIDTH * ROLES.index(role) + list(types).index(trigger)] = 9
    offsets = np.array([(start, start + len(word)) for start, word in zip(starts, words, strict=True)])
    return document, Scores(ids=np.arange(len(words)), offsets=offsets, windows=[(0, len(words))], outputs=[output])


GROUP, STATE = 2 * ACTORS.index("group") + 1, 2 * ACTORS.index("state") + 1
FOUND = {0: ("actor", GROUP), 1: ("trigger", 1), 2: ("place", 1), 3: ("actor", STATE), 4: ("trigger", 1)}
KINDS = {1: ("bombardment", "denied"), 4: ("withdrawal", "happened")}


def mentions_of(document: Document, scores: Scores) -> tuple[tuple[Mention, ...], set[tuple[str, LinkKind, str]]]:
    mentions, links = decode(document, scores, {})
    return mentions, {(mentions[link.of].text, link.kind, mentions[link.to].text) for link in links}


def test_actors_places_and_events_are_mentions_of_their_kinds() -> None:
    mentions, _ = mentions_of(*read(FOUND, KINDS, []))
    assert {(m.text, m.kind) for m in mentions} == {
        ("Rebels", MentionKind.GROUP),
        ("Norwick", MentionKind.PLACE),
        ("Soldiers", MentionKind.STATE),
        ("shelled", MentionKind.EVENT),
        ("left", MentionKind.EVENT),
    }


def test_an_event_has_its_type_and_how_it_is_told_and_nothing_else_has() -> None:
    mentions, _ = mentions_of(*read(FOUND, KINDS, []))
    told = {m.text: (m.type, m.status) for m in mentions}
    assert told["shelled"] == ("bombardment", "denied")
    assert told["left"] == ("withdrawal", "happened")
    assert told["Rebels"] == (None, None)


def test_each_event_has_the_roles_of_its_own_trigger_only() -> None:
    _, links = mentions_of(*read(FOUND, KINDS, [(0, "agent", 1), (2, "place", 1), (3, "agent", 4)]))
    assert links == {
        ("Rebels", LinkKind.AGENT_OF, "shelled"),
        ("Norwick", LinkKind.PLACE_OF, "shelled"),
        ("Soldiers", LinkKind.AGENT_OF, "left"),
    }


def test_a_place_is_no_agent_and_an_actor_no_place() -> None:
    _, links = mentions_of(*read(FOUND, KINDS, [(0, "place", 1), (2, "agent", 1)]))
    assert links == set()


def test_a_role_is_not_filled_from_two_sentences_away() -> None:
    far = {**FOUND, 9: ("actor", GROUP)}
    _, links = mentions_of(*read(far, KINDS, [(9, "agent", 1)]))
    assert links == set()
