"""Domain types to JSON and back; what does not fit is told by its path."""

from __future__ import annotations

import json

import pytest
from factories import FakeTagger, interview, marked, reading
from hypothesis import given
from hypothesis import strategies as st

from testimonia.domain import Block, BlockKind, Extraction, Location, Record, Report, Span, Unread
from testimonia.errors import UsageError
from testimonia.pipeline import Pipeline
from testimonia.wire import from_json, to_json, to_lines


def test_an_extraction_comes_back_equal() -> None:
    sentence = "{S:Zoë} {Q:said}: {C:“{E:We left} {G:because} {K:nobody came} — שלום.”}"
    extraction = Pipeline(FakeTagger(sentence)).read(marked(sentence).document)
    assert extraction.explanations
    assert from_json(to_json(extraction), Extraction) == extraction


def test_a_report_and_its_document_come_back_equal() -> None:
    read = reading("We left.\n\nNobody came.", row="7", interview=interview("Zoë", Record.BACKGROUND, until="2031-01-01"))
    assert from_json(to_json(read.report), Report) == read.report
    assert from_json(to_json(read.document), type(read.document)) == read.document


def test_an_enum_is_its_word_and_a_box_a_list() -> None:
    block = Block(start=0, end=1, kind=BlockKind.CAPTION, location=Location(page=2, box=(0.0, 1.5, 2.0, 3.0)))
    given = json.loads(to_json(block))
    assert (given["kind"], given["location"]["box"]) == ("caption", [0.0, 1.5, 2.0, 3.0])
    assert from_json(to_json(block), Block) == block


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_in_one_line(text: str) -> None:
    unread = Unread(file=text, row=None, reason=text)
    assert "\n" not in to_json(unread)
    assert from_json(to_json(unread), Unread) == unread


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "malformed|truncated"),
        ('{"file": "a", "row": null}', "missing required field `reason`"),
        ('{"file": "a", "row": 3, "reason": "x"}', r"Expected `str \| null`, got `int` - at `\$.row`"),
        ("[]", "Expected `object`, got `array`"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_path_of_the_field(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        from_json(text, Unread)


def test_a_span_that_is_none_is_refused_when_read_back() -> None:
    with pytest.raises(UsageError, match="no Span"):
        from_json('{"start": 3, "end": 3}', Span)


def test_lines_are_one_value_each() -> None:
    values = [Unread(file="a\nb", row=None, reason="x"), Unread(file="c", row="1", reason="y")]
    lines = list(to_lines(values))
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
    assert [from_json(line, Unread) for line in lines] == values
