"""What the opening of a report says of it."""

from __future__ import annotations

import pytest

from testimonia.domain import BlockKind, Location
from testimonia.readers.frontmatter import FrontMatter
from testimonia.readers.pieces import OPENING, Frame, Piece, compose, find_byline
from testimonia.readers.received import Received

RECEIVED = Received(file="a.docx", data=b"x")


def piece(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Piece:
    return Piece(text=text, kind=kind, location=Location(line=1))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ina Roth", "Ina Roth"),
        ("By Ina Roth and Orlo Pennick | Tarn Ferry", "Ina Roth and Orlo Pennick"),
        ("By: Ina Roth, 12 May 2031", "Ina Roth"),
        ("By Saturday the army had left.", None),
        ("by the bridge", None),
        ("Ina Roth", None),
    ],
)
def test_a_byline_opens_with_by_and_is_no_sentence(line: str, names: str | None) -> None:
    assert find_byline([piece("Truce signed", BlockKind.HEADLINE), piece(line)]) == names


def test_a_byline_stands_right_under_the_headline() -> None:
    assert find_byline([piece("Truce signed", BlockKind.HEADLINE), piece("It was."), piece("By Ina Roth")]) is None


def test_a_date_deep_in_the_text_is_not_that_of_the_report() -> None:
    pieces = [piece(f"Words {number}.") for number in range(OPENING)] + [piece("Friday 2 May 2031: fifteen buses left.")]
    assert compose(pieces, RECEIVED, version="test 1", front=FrontMatter(), frame=Frame()).report.dateline is None


def test_front_matter_counts_more_than_what_the_text_says() -> None:
    pieces = [piece("Truce signed", BlockKind.HEADLINE), piece("By Ina Roth")]
    front = FrontMatter(title="Signed", outlet="Corvane Wire", byline="The desk", url="https://x.example")
    report = compose(pieces, RECEIVED, version="test 1", front=front, frame=Frame(title="draft")).report
    assert (report.title, report.outlet, report.byline, report.url) == ("Signed", "Corvane Wire", "The desk", "https://x.example")


def test_what_could_not_be_read_is_noted_in_the_document() -> None:
    reading = compose([piece("It was.")], RECEIVED, version="test 1", front=FrontMatter(), frame=Frame(notes=("page 2 without text",)))
    assert (reading.document.notes, reading.document.reader) == (("page 2 without text",), "test 1")
