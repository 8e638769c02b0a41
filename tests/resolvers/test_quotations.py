"""Where quotations begin and end. A case is a text with the quotations it holds written between ⟦ and ⟧."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonia.readers.textbuilder import as_given
from testimonia.resolvers.quotations import Quotation, quotations


def of(text: str) -> tuple[Quotation, ...]:
    return quotations(as_given(text, "report"))


def drawn(text: str) -> str:
    """The text with every quotation found between ⟦ and ⟧."""
    for quotation in reversed(of(text)):
        text = f"{text[: quotation.start]}⟦{text[quotation.start : quotation.end]}⟧{text[quotation.end :]}"
    return text


def check(text: str) -> None:
    """The quotations of the text are those between ⟦ and ⟧."""
    assert drawn(re.sub("[⟦⟧]", "", text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "He said ⟦“We left.”⟧ and went.",
        "He said ⟦“We left”⟧, and ⟦“Nobody came”⟧.",
        "Sie sagte: ⟦„Wir gingen.“⟧ Dann schwieg sie.",
        "Powiedział: ⟦„Wyszliśmy.”⟧ Potem zamilkł.",
        "Il a dit : ⟦« Nous sommes partis. »⟧ Puis rien.",
        "Han sagde ⟦»Vi gik.«⟧ og tav.",
        "He said ⟦''We left.''⟧ and went.",
        "He said ⟦``We left.''⟧ and went.",
        'He said ⟦"We left."⟧ and went.',
        "He said ⟦‘We left.’⟧ and went.",
        "He said ⟦'We left.'⟧ and went.",
        "⟦“We left,”⟧ he said, ⟦“and nobody came.”⟧",
        "⟦“‘Go,’ he told me, so we went,”⟧ she said.",
        "⟦“We left [the city] on Friday,”⟧ he said.",
        "(⟦“We left,”⟧ he said.)",
        '⟦"We left."⟧',
    ],
)
def test_a_quotation_runs_from_its_opening_mark_through_its_closing_one(text: str) -> None:
    check(text)
    assert all(quotation.closed and not quotation.resumes for quotation in of(re.sub("[⟦⟧]", "", text)))


@pytest.mark.parametrize(
    "text",
    [
        "We didn’t leave; it wasn't ours, and O’Brien's car stood there.",
        "The soldiers’ families and the commanders' cars were gone.",
        "In the winter of ’91 and the '90s nobody came.",
        "Rock ’n’ roll was all we had.",
        "The wall was 6' 2\" high and 30' long.",
        "Nobody said anything.",
        "They left.” And nobody came.",
        "They left.’ And nobody came.",
        'They left," and nobody came.',
        "",
        "“",
        '"',
    ],
)
def test_apostrophes_lengths_and_stray_closing_marks_open_nothing(text: str) -> None:
    assert of(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "He said ⟦‘We didn’t leave the soldiers’ families.’⟧ Then he went.",
        "⟦‘The rebels’ cars were gone,’⟧ he said.",
        "The workers’ hall, ⟦“the people’s hall”⟧, burned.",
        "⟦“The '90s were worse,”⟧ he said.",
    ],
)
def test_apostrophes_and_plural_possessives_do_not_end_a_quotation(text: str) -> None:
    check(text)


def test_an_apostrophe_before_a_word_does_not_open_anew_inside_single_marks() -> None:
    check("⟦'We didn't leave in the '90s,'⟧ he said.")


def test_an_unclosed_quotation_that_opens_its_paragraph_takes_the_paragraph() -> None:
    text = "“We left. Nobody came.\nThe bridge fell."
    (quotation,) = of(text)
    assert (text[quotation.start : quotation.end], quotation.closed) == ("“We left. Nobody came.", False)


def test_an_unclosed_quotation_inside_a_paragraph_takes_its_sentence() -> None:
    text = "He said: “We left. The bridge fell."
    (quotation,) = of(text)
    assert (text[quotation.start : quotation.end], quotation.closed) == ("“We left.", False)


def test_a_mark_that_opens_anew_shows_that_the_one_before_was_not_closed() -> None:
    text = "“We left, he said. “Nobody came.”"
    first, second = of(text)
    assert (text[first.start : first.end], first.closed) == ("“We left, he said.", False)
    assert (text[second.start : second.end], second.closed) == ("“Nobody came.”", True)


@pytest.mark.parametrize("opening", ["“", '"', "«"])
def test_a_quotation_over_paragraphs_opens_anew_in_each_and_resumes(opening: str) -> None:
    closing = {"“": "”", '"': '"', "«": "»"}[opening]
    text = f"{opening}We left on Friday.\n{opening}Nobody came on Saturday.\n{opening}Then it was over.{closing}\nThe bridge fell."
    found = of(text)
    assert [text[q.start : q.end] for q in found] == text.split("\n")[:3]
    assert [(q.closed, q.resumes) for q in found] == [(False, False), (False, True), (True, True)]


def test_a_new_quotation_after_a_closed_one_does_not_resume_it() -> None:
    assert [q.resumes for q in of("“We left.”\n“Nobody came.”")] == [False, False]


def test_a_quotation_after_a_paragraph_without_one_does_not_resume() -> None:
    assert [q.resumes for q in of("“We left.\nThe bridge fell.\n“Nobody came.”")] == [False, False]


def test_a_quotation_inside_another_is_part_of_it() -> None:
    check("⟦“He told me ‘go’ and ‘now’,”⟧ she said.")


@given(st.text(alphabet="ab .,\n“”„«»\"'‘’`s", max_size=60))
def test_quotations_lie_in_text_order_apart_and_each_inside_one_block(text: str) -> None:
    document = as_given(text, "report")
    found = quotations(document)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(any(block.holds(q) for block in document.blocks) for q in found)
    assert all(text[q.start] in "“„«»\"'‘`" for q in found)
