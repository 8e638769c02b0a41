"""Text and its places go in together, sentences come out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonia.domain import Block, BlockKind, Document, Location
from testimonia.errors import UnreadableError
from testimonia.readers import textbuilder
from testimonia.readers.textbuilder import TextBuilder, as_given, settle

HERE = Location(line=1)
# Combining marks, right-to-left letters and marks, emoji with joiners, soft hyphens, line ends of all kinds, NUL, lone surrogates.
AWKWARD = st.text(
    st.one_of(st.characters(), st.sampled_from('aé.!?…”"’ \u0301\u0300ا\u064b\u200f\u202b👩\u200d👧\u00ad\r\n\x85\0\x0b\x0c\u2028\ufeff\ud800'))
)


def document(*texts: str) -> Document:
    builder = TextBuilder()
    for text in texts:
        builder.add(text, BlockKind.PARAGRAPH, HERE)
    return builder.document("r1", "test 1")


def sentences(text: str) -> list[str]:
    made = document(text)
    return [made.text[span.start : span.end] for span in made.sentences]


def assert_sound(made: Document) -> None:
    """Blocks are trimmed, in order and apart; each sentence is trimmed and inside its block, in order."""
    for spans in (made.blocks, made.sentences):
        assert all(before.end <= after.start for before, after in pairwise(spans))
        words = [made.text[span.start : span.end] for span in spans]
        assert all(word and word == word.strip() for word in words)
    assert all(any(block.holds(sentence) for block in made.blocks) for sentence in made.sentences)
    covered = "".join(made.text[block.start : block.end] for block in made.blocks)
    assert sorted(covered) == sorted(made.text.replace("\n\n", "")) or made.reader == "as given"


# ------------------------------------------------------------------ properties


@given(st.lists(AWKWARD, max_size=5))
def test_whatever_goes_in_the_spans_are_sound(texts: list[str]) -> None:
    builder = TextBuilder()
    for text in texts:
        builder.add(text, BlockKind.PARAGRAPH, HERE)
    if builder.empty:
        with pytest.raises(UnreadableError):
            builder.document("r1", "test 1")
    else:
        made = builder.document("r1", "test 1")
        assert_sound(made)
        assert len(made.text) == builder.length


@given(AWKWARD)
def test_a_text_as_given_is_kept_to_the_character(text: str) -> None:
    made = as_given(text, "r1")
    assert made.text == text
    assert_sound(made)


@given(AWKWARD)
def test_settling_twice_is_settling_once(text: str) -> None:
    assert settle(settle(text)) == settle(text)


@given(st.lists(AWKWARD, max_size=5))
def test_every_letter_of_a_block_is_in_a_sentence(texts: list[str]) -> None:
    made = as_given("\n".join(texts), "r1")
    inside = "".join(made.text[span.start : span.end] for span in made.sentences)
    assert [letter for letter in inside if not letter.isspace()] == [letter for letter in made.text if not letter.isspace()]


# ------------------------------------------------------------------ settling


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("e\u0301", "é"),
        ("am\u00adbu\u00adlance", "ambulance"),
        ("\ufeffShells", "Shells"),
        ("Shells\0 fell", "Shells fell"),
        ("it\x92s", "it’s"),
        ("one\x85two", "one\ntwo"),
        ("one\x0btwo\x0cthree", "one\ntwo\nthree"),
        ("\ud83d lone", " lone"),
    ],
    ids=["line ends", "combining", "soft hyphen", "mark", "nul", "windows", "nel", "soft break and page break", "surrogate"],
)
def test_settling(text: str, settled: str) -> None:
    assert settle(text) == settled


# ------------------------------------------------------------------ building


def test_blocks_know_their_kind_and_place() -> None:
    builder = TextBuilder()
    builder.add("  Truce\n signed ", BlockKind.HEADLINE, HERE)
    builder.add(" \t ", BlockKind.PARAGRAPH, Location(line=2))
    builder.add("It was.", BlockKind.PARAGRAPH, Location(line=3))
    made = builder.document("r1", "test 1", ("a note",))
    assert made.text == "Truce signed\n\nIt was."
    assert made.blocks == (
        Block(start=0, end=12, kind=BlockKind.HEADLINE, location=HERE),
        Block(start=14, end=21, kind=BlockKind.PARAGRAPH, location=Location(line=3)),
    )
    assert made.notes == ("a note",)


def test_the_id_of_a_document_depends_on_report_reader_and_text() -> None:
    builder = TextBuilder()
    builder.add("Words.", BlockKind.PARAGRAPH, HERE)
    ids = {builder.document(report, reader).id for report in ("r1", "r2") for reader in ("test 1", "test 2")}
    assert len(ids) == 4


def test_nothing_is_no_document() -> None:
    with pytest.raises(UnreadableError, match="no text; needed: at least a sentence"):
        TextBuilder().document("r1", "test 1")


def test_too_much_is_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textbuilder, "MAX_CHARACTERS", 10)
    assert document("ten chars.").text == "ten chars."
    with pytest.raises(UnreadableError, match="a text of 11 characters; needed: at most 10; do: split it"):
        document("eleven char")


def test_a_text_as_given_has_a_paragraph_for_every_line() -> None:
    made = as_given("One.\n\n  Two. Three.\n", "r1")
    assert [(made.text[block.start : block.end], block.location.line) for block in made.blocks] == [("One.", 1), ("Two. Three.", 3)]


# ------------------------------------------------------------------ sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell. Nobody came.", ["Shells fell.", "Nobody came."]),
        ("“We left.” She wept.", ["“We left.”", "She wept."]),
        ("“Why?” he asked.", ["“Why?” he asked."]),
        ("Gen. Velm and Dr. Karr met J. R. Oldt.", ["Gen. Velm and Dr. Karr met J. R. Oldt."]),
        ("The U.S. said so.", ["The U.S. said so."]),
        ("It was 3.5 km. Then 4.", ["It was 3.5 km.", "Then 4."]),
        ("Wait… Nobody came!", ["Wait…", "Nobody came!"]),
        ("no end", ["no end"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected
