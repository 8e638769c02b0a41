"""The few lines at the head of a file."""

from __future__ import annotations

import pytest

from testimonia.domain import Interview, Record, Terms
from testimonia.errors import UnreadableError
from testimonia.readers.frontmatter import MAX_LINES, FrontMatter, parse_front_matter, split_front_matter

TERMS = "interview with: Ilka Moreth\nterms: background\n"


def head(text: str) -> FrontMatter:
    return split_front_matter(text)[0]


def rest(text: str) -> list[tuple[int, str]]:
    return split_front_matter(text)[1]


def test_facts_of_a_report_are_read() -> None:
    text = "---\nTitle: Truce signed\npublisher: Corvane Wire\nauthor: Ina Roth\ndate: 30 April 2031\nurl: https://x.example/7\n---\nWords."
    expected = FrontMatter(title="Truce signed", outlet="Corvane Wire", byline="Ina Roth", date="30 April 2031", url="https://x.example/7")
    assert (head(text), rest(text)) == (expected, [(8, "Words.")])


def test_facts_of_an_interview_are_read() -> None:
    text = (
        "---\ninterview with: Ilka Moreth\nwhen: 6 May 2031\nwhere: Osmarra\nlanguage: English\nterms: On the record\n"
        "may be named: Yes\nuntil: 31 December 2040\n---\nWords."
    )
    terms = Terms(record=Record.ON, may_be_named=True, until="2040-12-31")
    assert head(text).interview == Interview(asked="Ilka Moreth", when="6 May 2031", where="Osmarra", language="English", terms=terms)
    assert head(text).date == "6 May 2031"


@pytest.mark.parametrize(
    ("stated", "record"),
    [
        ("on record", Record.ON),
        ("On the record", Record.ON),
        ("background", Record.BACKGROUND),
        ("on background", Record.BACKGROUND),
        ("off-record", Record.OFF),
        ("Off the record", Record.OFF),
    ],
)
def test_terms_are_understood_as_people_write_them(stated: str, record: Record) -> None:
    interview = parse_front_matter(["interview with: Moreth", f"terms: {stated}"]).interview
    assert interview is not None
    assert interview.terms == Terms(record=record, may_be_named=False)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["terms:"], "an interview with terms None"),
        (["terms: free to use"], "an interview with terms 'free to use'"),
        (["terms: on record", "may be named: perhaps"], "'may be named: perhaps'"),
        (["terms: on record", "until: next year"], "'until: next year'"),
        (["terms: on record", "until: 04/05/2040"], "'until: 04/05/2040'"),
    ],
)
def test_doubtful_terms_are_never_taken_for_consent(lines: list[str], found: str) -> None:
    with pytest.raises(UnreadableError, match=found):
        parse_front_matter(["interview with: Moreth", *lines])


def test_values_may_stand_in_quotation_marks() -> None:
    assert parse_front_matter(['title: "Truce: signed"']).title == "Truce: signed"


def test_a_text_without_a_head_is_left_whole() -> None:
    assert split_front_matter("Words.\nTitle: none") == (FrontMatter(), [(1, "Words."), (2, "Title: none")])


def test_blank_lines_may_stand_before_the_head() -> None:
    assert (head("\n\n---\ntitle: A\n---\nWords.").title, rest("\n\n---\ntitle: A\n---\nWords.")) == ("A", [(6, "Words.")])


@pytest.mark.parametrize("fence", ["---", "-----", "—", "–-", "———", " --- "])
def test_fences_that_a_word_processor_changed_are_known(fence: str) -> None:
    assert head(f"{fence}\n{TERMS}{fence}\nWords.").interview is not None


def test_two_rules_around_a_paragraph_are_no_fences() -> None:
    text = "---\nShells fell on the bridge.\n---\nMore."
    assert (head(text), len(rest(text))) == (FrontMatter(), 4)


def test_a_fence_that_never_closes_is_a_rule() -> None:
    text = "---\ntitle: A\n" + "Words.\n" * (MAX_LINES + 5)
    assert head(text) == FrontMatter()


def test_terms_bind_even_where_the_fences_were_lost() -> None:
    text = f"{TERMS}when: 6 May 2031\n\nMORETH: I saw what came in."
    assert head(text).interview is not None
    assert rest(text) == [(4, ""), (5, "MORETH: I saw what came in.")]


def test_a_report_that_opens_with_a_colon_has_no_head() -> None:
    assert head("Interview: the mayor speaks\nHe spoke.") == FrontMatter()
