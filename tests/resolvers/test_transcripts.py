"""Who speaks in an interview or a hearing that is written "NAME: words"."""

from __future__ import annotations

import dataclasses

import pytest

from testimonia.domain import BlockKind, Document
from testimonia.readers.textbuilder import as_given
from testimonia.resolvers.transcripts import turns


def transcript(*paragraphs: str) -> Document:
    return as_given("\n".join(paragraphs), "report")


def spoken(document: Document) -> list[tuple[str, str, bool]]:
    text = document.text
    return [(text[t.name.start : t.name.end], text[t.speech.start : t.speech.end], t.asks) for t in turns(document)]


def test_each_name_speaks_the_words_after_its_colon_and_the_interviewer_only_asks() -> None:
    document = transcript("INTERVIEWER: Why did you leave?", "MORETH: Nobody came.", "INTERVIEWER: And then?", "MORETH: We left.")
    assert spoken(document) == [
        ("INTERVIEWER", "Why did you leave?", True),
        ("MORETH", "Nobody came.", False),
        ("INTERVIEWER", "And then?", True),
        ("MORETH", "We left.", False),
    ]


def test_a_name_speaks_on_until_the_next_one() -> None:
    document = transcript("Q: Why?", "Tom Berek: Nobody came.", "It was winter, too.", "Q: And then?", "Tom Berek: We left.")
    assert spoken(document)[1:3] == [("Tom Berek", "Nobody came.", False), ("Tom Berek", "It was winter, too.", False)]


def test_a_heading_ends_the_turn() -> None:
    document = transcript("Q: Why?", "Berek: Nobody came.", "Second day", "The hearing went on at nine.", "Q: And then?", "Berek: We left.")
    blocks = tuple(dataclasses.replace(b, kind=BlockKind.HEADING) if n == 2 else b for n, b in enumerate(document.blocks))
    assert [words for _, words, _ in spoken(dataclasses.replace(document, blocks=blocks))] == ["Why?", "Nobody came.", "And then?", "We left."]


@pytest.mark.parametrize("name", ["Col. J. Hask", "Dr Selma al-Karr", "O’Brien", "Zoë Wałęsa", "P. Berek-Tarn"])
def test_titles_initials_and_particles_are_part_of_a_name(name: str) -> None:
    document = transcript("Q: Why?", f"{name}: Nobody came.", "Q: And?", f"{name}: We left.")
    assert [who for who, _, asks in spoken(document) if not asks] == [name, name]


@pytest.mark.parametrize("asker", ["Q", "Q.", "Question", "INTERVIEWER", "Reporter", "moderator", "Host", "The Chair"])
def test_whoever_asks_is_known_by_the_office(asker: str) -> None:
    document = transcript(f"{asker}: Why?", "Berek: Nobody came.", f"{asker}: And?", "Berek: We left.")
    expected = asker not in ("moderator", "The Chair")  # a label begins with a capital; two words may be a name
    assert any(asks for _, _, asks in spoken(document)) is expected


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Tom Berek said: “We left.”", "Nobody came."),
        ("Note: nobody came.", "Warning: the bridge is closed.", "The city fell.", "The river rose."),
        ("Berek: We left.", "Berek: Nobody came."),
        ("Q: Why?", "Berek: Nobody came."),
        ("Two reasons were given: hunger and fear.", "Two reasons were given: fear and hunger.", "He said: no.", "He said: yes."),
        ("Berek:", "Hask:", "Berek:", "Hask:"),
        ("At 10:30 they left.", "At 10:45 they came.", "At 10:30 they left."),
    ],
    ids=["one", "labels once each", "one name", "no name twice", "sentences", "no words", "hours"],
)
def test_prose_with_colons_is_no_transcript(paragraphs: tuple[str, ...]) -> None:
    assert turns(transcript(*paragraphs)) == ()


def test_a_few_labels_in_a_long_report_make_no_transcript() -> None:
    prose = [f"The city fell for reason {number}." for number in range(12)]
    assert turns(transcript("Q: Why?", "Berek: Nobody came.", "Q: And?", "Berek: We left.", *prose)) == ()
