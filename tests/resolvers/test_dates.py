"""Times: each line of text, and what its words of time mean."""

from __future__ import annotations

import pytest

from testimonia.domain import Interval, Precision, TimeKind
from testimonia.readers.textbuilder import as_given
from testimonia.resolvers.dates import find_times

PUBLISHED = "2014-05-08"  # a Thursday


def times(text: str, published: str | None = PUBLISHED) -> tuple[Interval, ...]:
    return find_times(as_given(text, "r1"), published)


def values(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(time.text, time.value) for time in times(text, published)]


WHOLE_DATES = [
    ("On 3 May 2013 the mill burned.", "3 May 2013", "2013-05-03"),
    ("On April 3 2014 the guards left.", "April 3 2014", "2014-04-03"),
    ("On the 21st of August, 2013, it rained.", "the 21st of August, 2013", "2013-08-21"),
    ("NORWICK, Friday 2 May 2014.", "Friday 2 May 2014", "2014-05-02"),
    ("It fell on Aug. 21, 2013.", "Aug. 21, 2013", "2013-08-21"),
    ("It fell in Nisan 2012.", "Nisan 2012", "2012-04"),
    ("It fell on 4 Kanun al-Thani 2013.", "4 Kanun al-Thani 2013", "2013-01-04"),
    ("It fell on 5 Tishrin al-Awwal 2013.", "5 Tishrin al-Awwal 2013", "2013-10-05"),
    ("It fell on ٣ May ٢٠١٤.", "٣ May ٢٠١٤", "2014-05-03"),
    ("It fell on ٢٥/٤/٢٠١٤.", "٢٥/٤/٢٠١٤", "2014-04-25"),
    ("It fell on 2014-04-05.", "2014-04-05", "2014-04-05"),
    ("It fell in 2003.", "2003", "2003"),
    ("Since the 2003 elections nobody spoke.", "2003", "2003"),
    ("In nineteen ninety-six the dam broke.", "nineteen ninety-six", "1996"),
    ("The wall of 480 BC stands.", "480 BC", "BC0480"),
    ("Wages in the third quarter of 2013 fell.", "the third quarter of 2013", "2013-Q3"),
    ("In the first half of 2013 it held.", "the first half of 2013", "2013-H1"),
    ("In the 1990s it was rebuilt.", "the 1990s", "199"),
    ("In the nineties it was rebuilt.", "the nineties", "199"),
    ("In the 19th century it was built.", "the 19th century", "18"),
    ("In the summer of 2012 it began.", "the summer of 2012", "2012-SU"),
    ("It fell at Christmas 2012.", "Christmas 2012", "2012-12-25"),
]


@pytest.mark.parametrize(("text", "words", "value"), WHOLE_DATES)
def test_a_date_with_its_year(text: str, words: str, value: str) -> None:
    assert values(text) == [(words, value)]
    assert values(text, None) == [(words, value)]


FROM_PUBLICATION = [
    ("DORN, 3 May — The bridge is gone.", "3 May", "2014-05-03"),
    ("They met on Tuesday.", "Tuesday", "2014-05-06"),
    ("They will meet on Tuesday.", "Tuesday", "2014-05-13"),
    ("Shells fell on Thursday.", "Thursday", "2014-05-08"),
    ("It was quiet in March.", "March", "2014-03"),
    ("It was quiet in November.", "November", "2013-11"),
    ("The vote is due in November.", "November", "2014-11"),
    ("They left yesterday.", "yesterday", "2014-05-07"),
    ("They left the day before yesterday.", "the day before yesterday", "2014-05-06"),
    ("They left last night.", "last night", "2014-05-07TNI"),
    ("They left this morning.", "this morning", "2014-05-08TMO"),
    ("They fled overnight.", "overnight", "2014-05-07TNI"),
    ("They left last week.", "last week", "2014-W18"),
    ("They leave next month.", "next month", "2014-06"),
    ("They left two years ago.", "two years ago", "2012"),
    ("They left ten days ago.", "ten days ago", "2014-04-28"),
    ("They left late last year.", "late last year", "2013"),
    ("It fell last December.", "last December", "2013-12"),
    ("The flats were hit over the weekend.", "the weekend", "2014-W18-WE"),
    ("It was hit at 6 p.m. on Sunday.", "6 p.m. on Sunday", "2014-05-04T18:00"),
    ("The siege entered its fourth day.", "its fourth day", "2014-05-08"),
]


@pytest.mark.parametrize(("text", "words", "value"), FROM_PUBLICATION)
def test_a_date_reckoned_from_the_day_of_publication(text: str, words: str, value: str) -> None:
    assert values(text) == [(words, value)]


@pytest.mark.parametrize(("text", "words"), [(text, words) for text, words, _ in FROM_PUBLICATION])
def test_without_a_day_of_publication_it_stays_unresolved_with_its_words(text: str, words: str) -> None:
    (found,) = times(text, None)
    assert found.text == words
    assert (found.edtf, found.first, found.last, found.precision) == (None, None, None, None)
    assert found.value is None or found.value.startswith("XXXX")


AFTER_A_DATE = [
    ("On 4 July 2013 they came. Two days later they left.", ("Two days later", "2013-07-06")),
    ("On 4 July 2013 they came. The next morning it burned.", ("The next morning", "2013-07-05TMO")),
    ("On 4 July 2013 they came. It burned that night.", ("that night", "2013-07-04TNI")),
    ("On 4 July 2013 they came. In September they left.", ("September", "2013-09")),
    ("On 4 July 2013 they came. The same day it burned.", ("The same day", "2013-07-04")),
    ("The bodies lay there on 4 July 2013. They had gone missing the day before.", ("the day before", "2013-07-03")),
    ("It began in early June 2012 and ended in mid-July.", ("mid-July", "2012-07")),
]


@pytest.mark.parametrize(("text", "last"), AFTER_A_DATE)
def test_a_date_reckoned_from_the_one_mentioned_before(text: str, last: tuple[str, str]) -> None:
    assert values(text, None)[-1] == last
    assert times(text, None)[-1].basis.used[0].text in text


FUZZY = [
    ("late April 2014", "2014-04", "END", "2014-04-21~/2014-04-30~", Precision.PART_OF_MONTH),
    ("early June 2012", "2012-06", "START", "2012-06-01~/2012-06-10~", Precision.PART_OF_MONTH),
    ("mid-July 2012", "2012-07", "MID", "2012-07-11~/2012-07-20~", Precision.PART_OF_MONTH),
    ("the end of 2012", "2012", "END", "2012-09~/2012-12~", Precision.PART_OF_YEAR),
    ("the beginning of March 2012", "2012-03", "START", "2012-03-01~/2012-03-10~", Precision.PART_OF_MONTH),
    ("about 2012", "2012", "APPROX", "2012~", Precision.YEAR),
    ("the early 1980s", "198", "START", "1980~/1983~", Precision.DECADE),
]


@pytest.mark.parametrize(("words", "value", "mod", "edtf", "precision"), FUZZY)
def test_imprecise_stays_imprecise(words: str, value: str, mod: str, edtf: str, precision: Precision) -> None:
    (found,) = times(f"It fell in {words}.")
    assert (found.text, found.value, found.mod, found.edtf, found.precision) == (words, value, mod, edtf, precision)


OPEN = [
    ("It has been besieged since June 2012.", "2012-06/..", "2012-06-01", None),
    ("It held out until March.", "../2014-03", None, "2014-03-31"),
    ("It was empty by May 2013.", "../2013-05", None, "2013-05-31"),
    ("It was empty after 3 May 2013.", "2013-05-03/..", "2013-05-03", None),
]


@pytest.mark.parametrize(("text", "edtf", "first", "last"), OPEN)
def test_an_open_end_is_open(text: str, edtf: str, first: str | None, last: str | None) -> None:
    (found,) = times(text)
    assert (found.edtf, found.first, found.last) == (edtf, first, last)


RANGES = [
    ("between 3 and 7 May 2013", [("3", "2013-05-03"), ("7 May 2013", "2013-05-07")]),
    ("3-7 May 2013", [("3", "2013-05-03"), ("7 May 2013", "2013-05-07")]),
    ("March 9-12, 2013", [("March 9", "2013-03-09"), ("12, 2013", "2013-03-12")]),
    ("from April to June", [("April", "2014-04"), ("June", "2014-06")]),
    ("November-January 2014", [("November", "2013-11"), ("January 2014", "2014-01")]),
    ("492-490 BC", [("492", "BC0492"), ("490 BC", "BC0490")]),
    ("1861-1863", [("1861", "1861"), ("1863", "1863")]),
    ("two to six days", [("two", "P2D"), ("six days", "P6D")]),
]


@pytest.mark.parametrize(("text", "found"), RANGES)
def test_a_range_is_two_expressions(text: str, found: list[tuple[str, str]]) -> None:
    assert values(f"It lasted {text}.") == found


LENGTHS = [
    ("for nearly 700 days", "nearly 700 days", "P700D", "LESS_THAN"),
    ("for more than two and a half years", "more than two and a half years", "P2Y6M", "MORE_THAN"),
    ("for at least 72 hours", "at least 72 hours", "PT72H", "EQUAL_OR_MORE"),
    ("after a three-year siege", "three-year", "P3Y", None),
    ("for several months", "several months", "PXM", None),
    ("over the past three days", "the past three days", "P3D", None),
    ("within hours", "hours", "PTXH", None),
    ("for a decade", "a decade", "P10Y", None),
    ("for 2 1/2 years", "2 1/2 years", "P2Y6M", None),
    ("for over a week", "over a week", "P1W", "MORE_THAN"),
    ("four days after the vote", "four days", "P4D", None),
]


@pytest.mark.parametrize(("text", "words", "value", "mod"), LENGTHS)
def test_a_length_of_time(text: str, words: str, value: str, mod: str | None) -> None:
    (found,) = times(f"They held out {text}.")
    assert (found.text, found.value, found.mod, found.kind, found.edtf) == (words, value, mod, TimeKind.DURATION, None)


def test_days_after_an_event_are_no_date() -> None:
    (found,) = times("They came four days after the vote.")
    assert (found.kind, found.first, found.basis.rule) == (TimeKind.DURATION, None, "beside an event")


REPEATED = [
    ("On Fridays they marched.", "Fridays", "XXXX-WXX-5"),
    ("Shells fell every day.", "every day", "P1D"),
    ("Every two weeks a truce came.", "Every two weeks", "P2W"),
    ("It cost 90 dollars a month.", "a month", "P1M"),
    ("They got 30 shells per day.", "per day", "P1D"),
]


@pytest.mark.parametrize(("text", "words", "value"), REPEATED)
def test_a_repeated_time(text: str, words: str, value: str) -> None:
    (found,) = times(text)
    assert (found.text, found.value, found.kind) == (words, value, TimeKind.SET)


def test_a_lost_apostrophe_is_restored_where_the_text_has_none() -> None:
    assert values("Tuesdays raids were the worst.") == [("Tuesdays", "2014-05-06")]
    assert values("Tuesdays were the worst, the miller's wife said.") == [("Tuesdays", "XXXX-WXX-2")]


HOURS = [
    ("on 3 May 2013 at dawn", "dawn", "2013-05-03TMO"),
    ("on 3 May 2013, shortly after midnight", "midnight", "2013-05-03T00:00"),
    ("on 3 May 2013 at 18:30", "18:30", "2013-05-03T18:30"),
    ("on 3 May 2013 at 0500 GMT", "0500 GMT", "2013-05-03T05:00"),
    ("on 3 May 2013, in the morning", "the morning", "2013-05-03TMO"),
]


@pytest.mark.parametrize(("text", "words", "value"), HOURS)
def test_hours_belong_to_the_day_last_mentioned(text: str, words: str, value: str) -> None:
    assert values(f"It fell {text}.")[-1] == (words, value)


def test_figures_follow_the_habit_of_the_text() -> None:
    assert values("On 03/04/2013 and 25/04/2013.")[0][1] == "2013-04-03"
    assert values("On 03/04/2013 and 04/25/2013.")[0][1] == "2013-03-04"
    assert values("On 08/05/2014 it fell.")[0][1] == PUBLISHED
    (found,) = times("On 03/04/2013.")
    assert found.value is None
    assert "2013-04-03" in found.basis.why
    assert "2013-03-04" in found.basis.why


HIJRI = [
    ("on 12 Ramadan 1435", "2014-07-09~", "2014-07-08", "2014-07-10"),
    ("on 1 Muharram 1436 AH", "2014-10-25~", "2014-10-24", "2014-10-26"),
    ("during Ramadan", "2014-06-28~/2014-07-27~", "2014-06-27", "2014-07-28"),
    ("on Eid al-Fitr", "2014-07-28~", "2014-07-27", "2014-07-29"),
]


@pytest.mark.parametrize(("text", "edtf", "first", "last"), HIJRI)
def test_a_hijri_date_is_one_day_either_way(text: str, edtf: str, first: str, last: str) -> None:
    (found,) = times(f"It fell {text}.")
    assert (found.edtf, found.first, found.last, found.mod) == (edtf, first, last, "APPROX")


def test_a_day_the_calendar_does_not_have_is_kept_unresolved() -> None:
    (found,) = times("It fell on 31 February 2014.")
    assert (found.text, found.value, found.edtf) == ("31 February 2014", None, None)


NO_TIMES = [
    "Some 2000 people and 1500 fighters left.",
    "It cost $2000.",
    "Theresa Maybury may march on.",
    "May they rest in peace.",
    "They called it the Long March.",
    "The minister Jan Kovar spoke of Sun.",
    "The army shelled the old quarter and two other quarters.",
    "They hold three quarters of the town; the quarter is besieged.",
    "He fell ill as soon as they came.",
    "A 12-year-old boy and a man of 45 years of age, both aged 30 years.",
    "Resolution 2139 and Camp 1070.",
    "The fall of the town was once thought far off.",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_is_no_time(text: str) -> None:
    assert values(text) == []


def test_a_month_before_a_count_is_a_month() -> None:
    assert values("In May 20 people left.") == [("May", "2014-05")]
    assert values("Since April 9 when they left.") == [("April 9", "2014-04-09")]


HISTORY = """The war began in 1931. On 4 March 1931 the river towns rose. In May the army came back; by the end of 1931 it held the coast.
In November 1931 a truce was signed. In January fighting began again. The siege lasted until June 1934.
By March 1932 half the town was in ruins. In 1931 it had had two mills. Now it has none, and the former mayor is gone. Today it is a park."""


def test_a_history_keeps_its_own_years() -> None:
    found = dict(values(HISTORY, "2009-12-19"))
    assert found["May"] == "1931-05"
    assert found["January"] == "1932-01"  # the story went on
    assert found["Today"] == "PRESENT_REF"
    assert found["former"] == "PAST_REF"


def test_quarters_are_three_months_only_in_accounts() -> None:
    assert ("the third quarter", "2013-Q3") in values("Profits fell in the third quarter.")
    assert values("They hold the third quarter.") == []


def test_expressions_stand_in_text_order_and_say_why() -> None:
    found = times("On Friday, and since June 2012, and for two days, and in the 1990s.")
    assert [time.start for time in found] == sorted(time.start for time in found)
    assert all(time.basis.why.endswith(".") and time.basis.why[0].isupper() for time in found)


def test_a_weekday_that_will_not_be_lies_ahead() -> None:
    for text in ("They will not leave on Tuesday.", "They won't leave on Tuesday.", "They won’t leave on Tuesday."):
        assert values(text) == [("Tuesday", "2014-05-13")]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The walls are of the 5th century BC.", "-0499-01-01", "-0400-12-31"),
        ("The walls are of the 5th century.", "0400-01-01", "0499-12-31"),
        ("It closed about 3 p.m. on Monday.", "2014-05-05", "2014-05-05"),
    ],
)
def test_bounds_far_back_and_about_an_hour(text: str, first: str, last: str) -> None:
    """The year 1 before Christ is 0000 in EDTF, so that 500 to 401 before Christ are -0499 to -0400."""
    assert [(time.first, time.last) for time in times(text)][0] == (first, last)  # noqa: RUF015


def test_nobody_is_told_of_a_time_that_no_clock_shows() -> None:
    assert [value for _, value in values("It closed at 24:30 on Monday.")] != ["2014-05-05T24:30"]
    assert all(value != "PT20S" for _, value in values("It ended on the twenty-second day."))
