"""PDF files, from bytes to blocks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reader_factory import Type, everything, kinds, lines, only, pdf, prose, texts

from testimonia.domain import DateBasis, Published
from testimonia.errors import UnreadableError
from testimonia.readers import pdf as reader

HEADLINE = Type(text="Truce signed", x=50, y=780, size=22, font="bold")


def body(seed: int = 1, y: float = 700, count: int = 5) -> list[Type]:
    return lines(50, y, *prose(seed, count))


# ------------------------------------------------------------------ facts of the report


def test_the_largest_type_on_the_first_page_is_the_headline() -> None:
    reading = only("a.pdf", pdf([HEADLINE, *body()]))
    assert (reading.report.title, kinds(reading)[0]) == ("Truce signed", ("headline", "Truce signed"))


def test_a_headline_over_two_lines_is_one() -> None:
    page = [*lines(50, 780, "Truce signed at the", "bridge", size=22, lead=26, font="bold"), *body()]
    assert only("a.pdf", pdf(page)).report.title == "Truce signed at the bridge"


def test_type_hardly_larger_than_the_body_is_no_headline() -> None:
    page = [Type(text="Truce signed", x=50, y=780, size=11.5), *body()]
    assert kinds(only("a.pdf", pdf(page)))[0] == ("heading", "Truce signed")


def test_byline_and_dateline_are_found_under_the_headline() -> None:
    page = [HEADLINE, Type(text="By Ina Roth", x=50, y=750), Type(text="TARN FERRY, 30 April 2031", x=50, y=730), *body()]
    report = only("a.pdf", pdf(page)).report
    assert report.byline == "Ina Roth"
    assert report.published == Published(date="2031-04-30", words="TARN FERRY, 30 April 2031", basis=DateBasis.DATELINE)


def test_the_file_s_title_serves_and_its_date_never() -> None:
    report = only("a.pdf", pdf(body(), title="Truce signed")).report
    assert (report.title, report.published, report.byline, report.outlet) == ("Truce signed", None, None, None)


def test_the_date_of_a_running_head_dates_the_report() -> None:
    head = [Type(text="The Courier, 12 May 2031", x=50, y=810, size=8)]
    report = only("a.pdf", pdf([*head, *body(1)], [*head, *body(2)])).report
    assert report.published == Published(date="2031-05-12", words="The Courier, 12 May 2031", basis=DateBasis.DATELINE)


def test_the_date_of_printing_does_not() -> None:
    head = [Type(text="Printed on 12 May 2031", x=50, y=810, size=8)]
    assert only("a.pdf", pdf([*head, *body(1)], [*head, *body(2)])).report.published is None


def test_the_date_in_a_footnote_does_not() -> None:
    page = [*body(), Type(text="1 Interview with Moreth, 6 May 2031.", x=50, y=150, size=7)]
    assert only("a.pdf", pdf(page)).report.published is None


# ------------------------------------------------------------------ place


def test_a_block_knows_its_page_and_box() -> None:
    reading = only("a.pdf", pdf([HEADLINE], [Type(text="Nobody cheered.", x=50, y=700)]))
    location = reading.document.blocks[1].location
    assert location.page == 2
    assert location.box == pytest.approx((50, 698, 118, 709), abs=1)


def test_a_paragraph_over_a_page_break_is_one_and_stands_where_it_starts() -> None:
    first, second = prose(1, 3), ["and so nobody came to the bridge at all.", "The bakers stayed."]
    reading = only("a.pdf", pdf(lines(50, 140, *first), lines(50, 780, *second)))
    assert texts(reading) == [" ".join(first + second)]
    assert (reading.document.blocks[0].location.page, reading.document.blocks[0].location.box[3] < 200) == (1, True)


def test_a_paragraph_that_ends_with_its_page_is_left_alone() -> None:
    reading = only("a.pdf", pdf(lines(50, 140, *prose(1, 2), "They left."), lines(50, 780, "Nobody came.")))
    assert [block.location.page for block in reading.document.blocks] == [1, 2]


def test_a_footnote_does_not_cut_the_paragraph_above_it() -> None:
    note = Type(text="1 Interview with Moreth.", x=50, y=110, size=7)
    reading = only("a.pdf", pdf([*lines(50, 700, *prose(1, 4)), note], lines(50, 780, "and went home.")))
    assert texts(reading) == [" ".join([*prose(1, 4), "and went home."]), "1 Interview with Moreth."]


# ------------------------------------------------------------------ words


def test_ligatures_are_letters() -> None:
    page = [Type(text=b"a \x80ght in the \x81our mill".decode("cp1252", "surrogateescape"), x=50, y=700, font="ligatures")]
    assert texts(only("a.pdf", pdf(page))) == ["a fight in the flour mill"]


def test_odd_blanks_are_blanks() -> None:
    assert texts(only("a.pdf", pdf([Type(text="nine\xa0trucks  of flour", x=50, y=700)]))) == ["nine trucks of flour"]


def test_words_set_apart_without_a_blank_are_apart() -> None:
    page = [Type(text="nine", x=50, y=700), Type(text="trucks", x=70, y=700)]
    assert texts(only("a.pdf", pdf(page))) == ["nine trucks"]


def test_letters_printed_twice_to_look_bold_are_there_once() -> None:
    assert texts(only("a.pdf", pdf([*lines(50, 700, "Nobody cheered."), *lines(50.3, 700, "Nobody cheered.")]))) == ["Nobody cheered."]


def test_a_raised_figure_does_not_glue_to_the_number_before_it() -> None:
    page = [Type(text="The toll is 21", x=50, y=700), Type(text="3", x=104, y=704, size=6), Type(text="and rising.", x=112, y=700)]
    assert texts(only("a.pdf", pdf(page))) == ["The toll is 21³ and rising."]


@pytest.mark.parametrize(
    ("turn", "place"),
    [
        ((0, 1, -1, 0), lambda step: (100 + step, 50)),
        ((-1, 0, 0, -1), lambda step: (500, 100 + step)),
        ((0, -1, 1, 0), lambda step: (400 - step, 800)),
    ],
    ids=["left", "over", "right"],
)
def test_a_page_that_lies_on_its_side_is_read(turn: tuple[float, float, float, float], place: Callable[[int], tuple[float, float]]) -> None:
    page = []
    for number, text in enumerate(prose(1, 4)):
        x, y = place(12 * number)
        page.append(Type(text=text, x=x, y=y, turn=turn))
    assert texts(only("a.pdf", pdf(page))) == [" ".join(prose(1, 4))]


def test_scaled_type_has_the_size_one_sees() -> None:
    page = [Type(text="Truce signed", x=50, y=780, size=1, font="bold", turn=(22, 0, 0, 22)), *body()]
    assert kinds(only("a.pdf", pdf(page)))[0] == ("headline", "Truce signed")


# ------------------------------------------------------------------ what cannot be read


def test_pages_without_text_are_noted() -> None:
    assert only("a.pdf", pdf(body(), [], body(2), [])).document.notes == ("pages 2, 4 without text: a picture, or blank",)


def test_a_damaged_page_is_noted_and_the_others_are_read() -> None:
    data = pdf(body(), body(2)).replace(b"6 0 R 8 0 R", b"6 0 R 1 0 R").replace(b"7 0 R 9 0 R", b"7 0 R 1 0 R")
    reading = only("a.pdf", data)
    assert (texts(reading), reading.document.notes) == ([" ".join(prose(1, 5))], ("page 2 damaged and not read",))


def test_slanted_type_is_left_out_and_noted() -> None:
    slanted = Type(text="DRAFT", x=200, y=300, size=60, turn=(0.7, 0.7, -0.7, 0.7))
    reading = only("a.pdf", pdf([*body(), slanted]))
    assert (texts(reading), reading.document.notes) == ([" ".join(prose(1, 5))], ("page 1 with slanted type, which was left out",))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (pdf(body(), locked=True), "a PDF locked with a password; needed: one without"),
        (b"Dear all", "a damaged file that is no PDF"),
        (pdf(body())[:300], "a damaged file that is no PDF"),
        (pdf([]), "pages without text; needed: a text layer; do: put it through OCR"),
        (pdf([], []), "pages without text; needed: a text layer; do: put it through OCR"),
    ],
    ids=["locked", "junk", "cut", "scan", "scan of two pages"],
)
def test_a_pdf_that_cannot_be_read_says_why(data: bytes, found: str) -> None:
    with pytest.raises(UnreadableError, match=found):
        everything("a.pdf", data)


def test_a_pdf_that_is_too_long_is_refused_before_it_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_CHARACTERS", 100)
    with pytest.raises(UnreadableError, match="at most 100; do: split it"):
        everything("a.pdf", pdf(body()))


def test_the_same_bytes_give_the_same_reading() -> None:
    data = pdf([HEADLINE, *body()])
    assert only("a.pdf", data) == only("a.pdf", data)
