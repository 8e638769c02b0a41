"""When a report was published."""

from __future__ import annotations

import pytest

from testimonia.domain import DateBasis, Published
from testimonia.readers.published import find_dateline, habit, iso_date, published


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("TARN FERRY, 2 April 2031 (Corvane Wire) -- A truce took hold.", "TARN FERRY, 2 April 2031"),
        ("Wed 05 Apr 2017 Syria attack symptoms", "Wed 05 Apr 2017"),
        ("Saturday 13 May 2017 at 1203 Nna - Words", "Saturday 13 May 2017"),
        ("Posted on April 2 2017 by Youssef", "Posted on April 2 2017"),
        ("Last updated at Aug 9, 2016", "Last updated at Aug 9, 2016"),
        ("Date of publication 4 April 2017 At least 19", "Date of publication 4 April 2017"),
        ("2031-04-02 Words", "2031-04-02"),
        ("A shell hit the queue on 12 March 2031 at noon.", None),
        ("The army said 12 March 2031 was quiet.", None),
        ("Nobody came. 12 March 2031 was quiet.", None),
        ("In the spring of that year, when the wells of the upper town had gone dry again, on Monday, 2 April 2031", None),
        ("TARN FERRY, April 2031", None),
        ("Shells fell.", None),
    ],
)
def test_a_dateline_opens_its_line_with_a_full_date(line: str, dateline: str | None) -> None:
    assert find_dateline(line) == dateline


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2 April 2031", "2031-04-02"),
        ("2nd of April, 2031", "2031-04-02"),
        ("April 2, 2031", "2031-04-02"),
        ("Sept. 2, 2031", "2031-09-02"),
        ("2031-04-02T10:00:00Z", "2031-04-02"),
        ("2031/4/2", "2031-04-02"),
        ("20310402", "2031-04-02"),
        ("20310402T101500Z", "2031-04-02"),
        ("13/04/2031", "2031-04-13"),
        ("04/13/2031", "2031-04-13"),
        ("4.4.2031", "2031-04-04"),
        ("04/05/2031", None),
        ("112/05/2031", None),
        ("31 April 2031", None),
        ("April 2031", None),
        ("2 April", None),
        ("page 20310402", None),
        ("yesterday", None),
    ],
)
def test_only_a_full_and_clear_date_is_a_date(words: str, date: str | None) -> None:
    assert iso_date(words) == date


@pytest.mark.parametrize(("day_first", "date"), [(True, "2031-05-04"), (False, "2031-04-05")])
def test_day_and_month_are_told_apart_by_habit(*, day_first: bool | None, date: str | None) -> None:
    assert iso_date("04/05/2031", day_first=day_first) == date


@pytest.mark.parametrize(
    ("values", "day_first"),
    [
        (["04/05/2031", "13/05/2031"], True),
        (["04/05/2031", "05/13/2031"], False),
        (["04/05/2031", "05/05/2031", "2031-04-13", ""], None),
        (["13/05/2031", "05/13/2031"], None),
        (["05/13/2031"] * 99 + ["13/05/2031"], False),
        (["13/05/2031"] * 99 + ["05/13/2031"], True),
        ([], None),
    ],
    ids=["day first", "month first", "never tells", "both ways", "one slip", "one slip the other way", "nothing"],
)
def test_the_habit_of_a_column_is_what_nearly_all_its_dates_show(*, values: list[str], day_first: bool | None) -> None:
    assert habit(values) is day_first


def test_the_dateline_is_trusted_most_and_the_column_least() -> None:
    dates = {"dateline": "1 May 2031", "front_matter": "2 May 2031", "metadata": "3 May 2031", "column": "4 May 2031"}
    found = []
    for name in list(dates):
        found.append(published(**dates))
        del dates[name]
    assert found == [
        Published(date="2031-05-01", words="1 May 2031", basis=DateBasis.DATELINE),
        Published(date="2031-05-02", words="2 May 2031", basis=DateBasis.FRONT_MATTER),
        Published(date="2031-05-03", words="3 May 2031", basis=DateBasis.METADATA),
        Published(date="2031-05-04", words="4 May 2031", basis=DateBasis.COLUMN),
    ]


def test_words_without_a_full_date_are_passed_over() -> None:
    assert published(dateline="May 2031", column="4 May 2031") == Published(date="2031-05-04", words="4 May 2031", basis=DateBasis.COLUMN)


def test_no_date_is_unknown() -> None:
    assert published() is None
