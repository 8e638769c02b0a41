"""Which lines of a page are not the report, and who a byline names."""

from __future__ import annotations

import time

import pytest

from testimonia.readers.furniture import byline, date_beside_names, is_date_line, is_furniture, is_hour

FURNITURE = (
    "6 min read",
    "Reading time: 5 minutes",
    "3-minute read",
    "Share",
    "Share this article",
    "Share on Facebook Tweet Email",
    "Share : by e-mail by message",
    "Copy link E-mail Print",
    "Facebook | Twitter | WhatsApp",
    "A+ A-",
    "Read also",
    "READ MORE: Ten dead in the north",
    "Read also: The siege in five minutes",
    "Related",
    "Related articles",
    "More from the siege",
    "On the same subject",
    "You may also like",
    "Most read",
    "Continue reading",
    "Advertisement",
    "Story continues below advertisement",
    "Follow us on Twitter and Facebook.",
    "Sign up for our newsletter",
    "Subscribe",
    "Subscribe to our channel",
    "Leave a comment",
    "2 comments",
    "Comments are closed.",
    "Tags: Halmere, Province, Army",
    "Filed under: World",
    "© 2031 VERNA. Reproduction permitted with credit.",
    "Copyright 2014 The Daily Post. All rights reserved.",
    "This site stores one cookie, for your text size.",
    "Radio Fanal and two partners keep cookies on your device.",
    "By continuing to use this site you agree to our use of cookies.",
    "We use cookies to give you the best experience on our website. You can change your settings at any time.",
    "Accept all cookies",
    "Please enable JavaScript to view this page.",
    "2 hours ago",
    "Skip to content",
    "Loading…",
)

REPORT = (
    "Share prices fell on Monday.",
    "Print works in the old town were hit by shells.",
    "Save the children, she said.",
    "Follow the convoy and you will find the bridge.",
    "Help us",
    "Read on the radio, the list took four hours.",
    "Related families left on the same bus.",
    "More was said in private.",
    "More than 40 people were wounded.",
    "Comments by the governor were rejected.",
    "Subscribers to the fund gave 4,000 marks.",
    "Home front",
    "Next to the bridge stood a cannon.",
    "Sections of the city burned.",
    "Photo: Voice of Halmere",
    "Soldiers found cookies in the captured truck.",
    "“We sold cookies at the checkpoint,” he said.",
    "Menus were printed although there was no food.",
    "A rights group said all rights had been suspended.",
    "6 minutes later the second shell fell.",
    "Search parties continue.",
    "Correction, 15 March 2031: An earlier version gave another number.",
    "Listen, he said, they are coming.",
)


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_the_page_is_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", REPORT)
def test_a_line_of_the_report_is_not_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_a_long_line_is_never_furniture() -> None:
    assert not is_furniture("Tags: " + "Halmere, " * 60)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Kristen Hale and Osama Abu Zed", "Kristen Hale and Osama Abu Zed"),
        ("By Herald staff and agencies, Wednesday 30 April 2031", "Herald staff and agencies"),
        ("May 22, 2014 By Kristen Hale and Osama Abu Zed […]", "Kristen Hale and Osama Abu Zed"),
        ("By Joost Hellwarth in Halmere", "Joost Hellwarth"),
        ("By Théa Vaillancour · 16/04/2031 · 3 min read", "Théa Vaillancour"),
        ("BY NADIA FERROW", "NADIA FERROW"),
        ("By Jean de la Tour", "Jean de la Tour"),
        ("By A. B. Clark & C. D. Lee | Updated 13 March 2031", "A. B. Clark & C. D. Lee"),
        ("Words by Ólafur Þór", "Ólafur Þór"),
        ("By Reuters", "Reuters"),
        ("By محمد علي", "محمد علي"),
    ],
)
def test_a_byline_gives_the_names(line: str, names: str) -> None:
    assert byline(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the city had fallen.",
        "By Friday",
        "By April 2014",
        "By then Homs had fallen",
        "By the river",
        "By Stone Bridge the men waited for the bus.",
        "By Osama bin Laden's estimate, 40 died",
        "Shot by Anna Low",
        "The rebels left.",
    ],
)
def test_a_sentence_is_no_byline(line: str) -> None:
    assert byline(line) is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("By Herald staff and agencies, Wednesday 30 April 2031", "Wednesday 30 April 2031"),
        ("May 22, 2014 By Kristen Hale", "May 22, 2014"),
        ("By Théa Vaillancour · 16/04/2031", "16/04/2031"),
        ("By Anna Low", None),
        ("By Anna Low · 3 min read", None),
        ("22 May 2014", None),
    ],
)
def test_a_byline_may_give_a_date_too(line: str, date: str | None) -> None:
    assert date_beside_names(line) == date


@pytest.mark.parametrize(
    "line",
    [
        "22 May 2014",
        "May 22, 2014",
        "13 March 2031, 07:15",
        "Sunday, 18.05.2031, 05:00",
        "2031-03-05",
        "OSMARRA, Friday 9 May",
        "TARN FERRY, Verrania, 29 April 2031",
        "Published: 12 March 2031",
        "14:05 GMT",
    ],
)
def test_a_line_that_is_only_a_date(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize("line", ["On 5 May", "12 May 2031: shells fall", "AMMAN: For months", "40 dead", "14.05", "May the dead rest"])
def test_a_line_that_is_more_than_a_date(line: str) -> None:
    assert not is_date_line(line)


def test_an_hour_is_not_a_day() -> None:
    assert [is_hour(line) for line in ("14:05 GMT", "9:30 a.m.", "22 May 2014, 14:05")] == [True, True, False]


@pytest.mark.parametrize(
    "line", ["A" * 139, "By " + "Aa, " * 34, "share " * 23, "SHARE," * 22 + "!z", "12 May " * 19, "X" * 30 + " 2031 By " + "Abc and " * 12 + "1"]
)
def test_no_line_takes_long(line: str) -> None:
    started = time.perf_counter()
    assert (is_furniture(line), byline(line)) != (True, "")
    assert time.perf_counter() - started < 0.2
