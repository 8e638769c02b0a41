"""Each reason to doubt a speaker, brought about by the smallest change to a sentence that leaves none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import marked

from testimonia.resolvers.claims import find_claims

CLEAN = "{S:Tom Berek} {Q:said}: {C:“We left, and nobody came.”}"


def doubts(text: str, pointer: float = 0.9) -> tuple[str, ...]:
    """The doubts of the last claim in the text."""
    given = marked(text, pointer)
    claim = find_claims(given.document, given.mentions, given.links)[-1]
    assert claim.sure == (not claim.doubts)
    return claim.doubts


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        "{C:“We left, and nobody came,”} {Q:said} {S:Tom Berek}.",
        "{C:“We left,”} {S:Tom Berek} {Q:said}, {C:“and nobody came.”}",
        "{S:Tom Berek} {Q:said} {C:that they left and nobody came}.",
        "{S:Tom Berek} {Q:said} {C:they “left” on the Friday and nobody came}.",
        "{S:She} {Q:said}: {C:“We left, and nobody came.”}",
        "{S1:Ana Karr} {Q1:said}: {C1:“It was winter.”} {S:Tom Berek} {Q:said}: {C:“We left, and nobody came.”}",
    ],
)
def test_words_quoted_or_paraphrased_beside_their_one_speaker_leave_no_doubt(text: str) -> None:
    assert doubts(text) == ()


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("{S:Tom Berek} and {S:Ana Karr} {Q:said}: {C:“We left, and nobody came.”}", "several names stand as the source"),
        ("{S:which} {Q:said}: {C:“We left, and nobody came.”}", "the source is a pronoun that may stand for a thing"),
        ("{S:It} {Q:said}: {C:“We left, and nobody came.”}", "the source is a pronoun that may stand for a thing"),
        ("The Observatory for {S:Human Rights} {Q:said}: {C:“We left, and nobody came.”}", "the source may be the end of a longer name"),
        ("{S@.69:Tom Berek} {Q:said}: {C:“We left, and nobody came.”}", "the network is not sure who speaks"),
        ("{S:Tom Berek} {Q@.79:said}: {C:“We left, and nobody came.”}", "the network is not sure that this is speech"),
        ("{S:Tom Berek} came. He {Q:said}: {C:“We left, and nobody came.”}", "the speaker stands in another sentence than the words of saying"),
        ("{S:Tom Berek} {Q:said} it.\n{C:“We left, and nobody came.”}", "the words stand in another paragraph than their speaker"),
        ("{S:Tom Berek} {Q:told} {S-:Ana Karr}: {C:“We left, and nobody came.”}", "another possible speaker stands as near"),
        ("{S:Tom Berek} {Q:said}: {C:“We left, and nobody came.}", "a quotation mark is missing"),
        ("{S:Tom Berek} {Q:said}: {C@.89:“We left, and nobody came.”}", "the network is not sure where the words begin or end"),
    ],
)
def test_each_cause_of_doubt_is_named(text: str, doubt: str) -> None:
    assert doubt in doubts(text)


def test_a_pointer_that_does_not_agree_is_a_doubt() -> None:
    doubt = "the network is not sure that this speaker belongs to these words"
    assert doubts(CLEAN, pointer=0.49) == (doubt,)
    assert doubts(CLEAN, pointer=0.5) == ()


def test_a_text_that_names_nobody_is_the_only_doubt_there_is() -> None:
    assert doubts("{Q:Asked} for help, {C:“nobody came”}.") == ("the text names nobody who says it",)


def test_a_quotation_alone_has_its_speaker_in_another_paragraph_and_no_word_of_saying() -> None:
    found = doubts(f"{CLEAN}\n“It was the winter when the whole bridge was closed.”")
    assert "the speaker stands in another paragraph" in found
    assert "no word says that somebody speaks" in found


def test_a_quotation_that_runs_on_into_the_next_paragraph_lacks_no_mark() -> None:
    assert "a quotation mark is missing" not in doubts("{S:Tom Berek} {Q:said}: {C:“We left.\n“And nobody came.”}")


def test_another_speaker_farther_off_or_in_another_sentence_is_no_rival() -> None:
    assert doubts("{S-:Ana Karr} listened for hours while {S:Tom Berek} {Q:said}: {C:“We left, and nobody came.”}") == ()
    assert doubts("{S-:Ana Karr} left. {S:Tom Berek} {Q:said}: {C:“We left, and nobody came.”}") == ()


def test_a_transcript_leaves_no_doubt_whatever_the_network_thinks() -> None:
    assert doubts("Q: Why?\nMORETH: Nobody came.\nQ: And?\nMORETH: We left.", pointer=0.0) == ()


@pytest.mark.parametrize(("said", "sure"), [("that they left and nobody came", False), ("“We left, and nobody came.”", True)])
def test_words_that_fray_at_an_end_are_doubted_unless_quotation_marks_bound_them(said: str, sure: bool) -> None:  # noqa: FBT001
    given = marked(f"{{S:Tom Berek}} {{Q:said}} {{C:{said}}}.")
    frayed = tuple(replace(mention, edges=0.8) for mention in given.mentions)
    claim = find_claims(given.document, frayed, given.links)[-1]
    assert claim.sure is sure
    assert ("the network is not sure where the words begin or end" in claim.doubts) is not sure
