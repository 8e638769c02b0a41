"""From type on pages to blocks, page by page as a person reads."""

from __future__ import annotations

from collections import Counter

import pytest
from reader_factory import Type, kinds, lines, only, pdf, prose, texts

from testimonia.readers.layout import Spelling, joined_lines


def blocks(*pages: list[Type]) -> list[str]:
    return texts(only("a.pdf", pdf(*pages)))


def joined(*texts: str, words: dict[str, int] | None = None, cuts: bool = True) -> str:
    return joined_lines(texts, Spelling(words=Counter(words or {}), cuts=cuts))


# ------------------------------------------------------------------ paragraphs


def test_lines_at_the_usual_distance_are_one_paragraph() -> None:
    assert blocks(lines(50, 700, *prose(1, 4))) == [" ".join(prose(1, 4))]


def test_a_gap_opens_a_paragraph() -> None:
    assert blocks([*lines(50, 700, *prose(1, 3)), *lines(50, 658, *prose(2, 3))]) == [" ".join(prose(1, 3)), " ".join(prose(2, 3))]


def test_an_indent_opens_a_paragraph() -> None:
    page = []
    for number in range(3):
        first, *rest = prose(number, 3)
        page += [*lines(62, 700 - 36 * number, first), *lines(50, 688 - 36 * number, *rest)]
    assert blocks(page) == [" ".join(prose(number, 3)) for number in range(3)]


def test_a_short_last_line_ends_a_paragraph() -> None:
    assert blocks(lines(50, 700, *prose(1, 3), "They left.", *[line.capitalize() for line in prose(2, 3)]))[0] == " ".join(
        [*prose(1, 3), "They left."]
    )


def test_an_indented_quotation_is_a_block_of_its_own() -> None:
    page = [*lines(50, 700, *prose(1, 3)), *lines(80, 664, *prose(2, 3, 50)), *lines(50, 628, *prose(3, 3))]
    assert blocks(page) == [" ".join(prose(1, 3)), " ".join(prose(2, 3, 50)), " ".join(prose(3, 3))]


def test_items_of_a_list_are_items() -> None:
    page = [
        *lines(50, 700, *prose(1, 3), "They agreed:"),
        *lines(50, 652, "• Buses leave on Friday.", "• Rifles stay."),
        *lines(50, 628, "2. Nobody stays."),
    ]
    assert kinds(only("a.pdf", pdf(page)))[1:] == [("item", "• Buses leave on Friday."), ("item", "• Rifles stay."), ("item", "2. Nobody stays.")]


def test_centred_lines_under_a_headline_are_read_one_by_one() -> None:
    middle = [("Truce signed", 243, 780, 20), ("By Ina Roth and Orlo Pennick", 236, 750, 10), ("TARN FERRY, 12 May 2031", 233, 738, 10)]
    page = [*[Type(text=text, x=x, y=y, size=size) for text, x, y, size in middle], *lines(50, 700, *prose(1, 5, 110))]
    assert blocks(page)[1:3] == ["By Ina Roth and Orlo Pennick", "TARN FERRY, 12 May 2031"]


def test_bold_lines_and_larger_type_are_headings() -> None:
    page = [
        *lines(50, 700, *prose(1, 3)),
        *lines(50, 664, "Two telephones", font="bold"),
        *lines(50, 652, *prose(2, 3)),
        *lines(50, 600, "The ledger", size=11.5),
    ]
    assert [pair for pair in kinds(only("a.pdf", pdf(page))) if pair[0] == "heading"] == [("heading", "Two telephones"), ("heading", "The ledger")]


def test_small_type_under_a_picture_is_a_caption() -> None:
    page = [*lines(50, 700, *prose(1, 4)), *lines(50, 600, "Photo: the bridge in May.", size=8)]
    assert kinds(only("a.pdf", pdf(page)))[1] == ("caption", "Photo: the bridge in May.")


# ------------------------------------------------------------------ tables


def test_aligned_cells_are_rows() -> None:
    page = lines(50, 700, *prose(1, 3))
    for number, row in enumerate([("Week", "Deaths", "Children"), ("1 to 7 March", "21", "4"), ("8 to 14 March", "44", "9")]):
        page += [Type(text=text, x=50 + 120 * place, y=640 - 16 * number) for place, text in enumerate(row)]
    assert kinds(only("a.pdf", pdf(page)))[1:] == [
        ("row", "Week | Deaths | Children"),
        ("row", "1 to 7 March | 21 | 4"),
        ("row", "8 to 14 March | 44 | 9"),
    ]


def test_a_cell_that_goes_on_below_stays_one_cell() -> None:
    page = [
        *[Type(text=text, x=x, y=640) for x, text in ((50, "12 March"), (130, "Szowrin"), (220, "A shell hit the queue,"))],
        Type(text="the council said.", x=220, y=628),
        *[Type(text=text, x=x, y=610) for x, text in ((50, "29 April"), (130, "Bridge"), (220, "The deal was signed."))],
    ]
    assert blocks(page) == ["12 March | Szowrin | A shell hit the queue, the council said.", "29 April | Bridge | The deal was signed."]


def test_words_driven_apart_are_no_cells() -> None:
    page = lines(50, 700, *prose(1, 3, 40))
    page += [Type(text=text, x=50 + 50 * place, y=664) for place, text in enumerate(("Brigade", "reached", "quickly", "by"))]
    page += [Type(text=text, x=50 + 50 * place, y=652) for place, text in enumerate(("Twofold", "officer", "wherein", "so"))]
    assert {kind for kind, _ in kinds(only("a.pdf", pdf(page)))} == {"paragraph"}


# ------------------------------------------------------------------ lines joined


@pytest.mark.parametrize(
    ("lines_given", "text"),
    [
        (("the ambu-", "lance came"), "the ambulance came"),
        (("the ambu\u00ad", "lance came"), "the ambulance came"),
        (("the Anglo-", "Verranian deal"), "the Anglo-Verranian deal"),
        (("twenty-", "five men"), "twenty-five men"),
        (("a 72-", "hour truce"), "a 72-hour truce"),
        (("the truce -", "it held"), "the truce - it held"),
        (("the truce—", "it held"), "the truce—it held"),
        (("the truce", "held"), "the truce held"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_cuts_a_word_or_belongs_to_it(lines_given: tuple[str, str], text: str) -> None:
    if text == "a 72-hour truce":
        assert joined(*lines_given, words={"72-hour": 1}) == text
    else:
        assert joined(*lines_given) == text


def test_the_document_s_own_spelling_decides() -> None:
    assert joined("a stretcher-", "bearer", words={"stretcher-bearer": 2}) == "a stretcher-bearer"


def test_a_document_that_cuts_no_words_keeps_its_hyphens() -> None:
    assert joined("a stretcher-", "bearer", cuts=False) == "a stretcher-bearer"
