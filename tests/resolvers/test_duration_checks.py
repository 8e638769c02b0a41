"""Lengths of time said of two dates, set against the dates."""

from __future__ import annotations

import pytest

from testimonia.domain import DurationCheck
from testimonia.readers.textbuilder import as_given
from testimonia.resolvers.dates import check_durations, find_times


def checks(text: str) -> tuple[DurationCheck, ...]:
    document = as_given(text, "r1")
    return check_durations(document, find_times(document, "2014-06-01"))


AGREE = [
    "The quarter, besieged since June 2012, was emptied in May 2014 after nearly 700 days.",
    "Norwick had been besieged since June 2012. Its people left in May 2014 after two years of hunger.",
    "The siege lasted from June 2012 to May 2014, about two years.",
    "The mill was held from 3 March 2013 to 17 March 2013, two weeks.",
]
DISAGREE = [
    "The siege lasted from June 2012 to May 2014, more than three years.",
    "Held since 3 May 2013, the mill was given up on 5 June 2013 after 400 days.",
    "Norwick had been besieged since June 2012. Its people left in May 2013 after two years of hunger.",
]
SILENT = [
    "They fled in May 2014 after two years in Norwick.",
    "Besieged since June 2012, the town fell in May 2014, four days after the vote.",
    "Besieged since June 2012, it was shelled in March 2013 and fell in May 2014 after two years.",
    "In the last two years, since June 2012, nothing came; in May 2014 it fell.",
    "They had been there since June 2012. It rained. In May 2014 they left after three years.",
]


@pytest.mark.parametrize("text", AGREE)
def test_a_length_that_fits(text: str) -> None:
    (check,) = checks(text)
    assert check.agrees
    assert check.basis.used == (check.start, check.end)


@pytest.mark.parametrize("text", DISAGREE)
def test_a_length_that_does_not_fit_is_a_finding_too(text: str) -> None:
    (check,) = checks(text)
    assert not check.agrees
    assert "do not agree" in check.basis.why


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_said_where_the_words_do_not_tie_them(text: str) -> None:
    assert checks(text) == ()


def test_the_days_between_are_as_exact_as_the_dates() -> None:
    (check,) = checks(AGREE[0])
    assert (check.start.text, check.end.text, check.length.text) == ("June 2012", "May 2014", "nearly 700 days")
    assert (check.fewest, check.most) == (670, 729)
