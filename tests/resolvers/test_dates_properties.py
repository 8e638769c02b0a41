"""Times of any text: offsets hold, nothing raises, and the interval of a written date holds that date."""

from __future__ import annotations

import datetime
from calendar import monthrange
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonia.domain import Interval
from testimonia.readers.textbuilder import as_given
from testimonia.resolvers.dates import check_durations, find_times
from testimonia.resolvers.dates.finding import READERS
from testimonia.resolvers.dates.grammar import patterns
from testimonia.resolvers.dates.ranges import RANGES
from testimonia.resolvers.dates.words import lexicon

DAYS = st.dates(min_value=datetime.date(1951, 1, 1), max_value=datetime.date(2049, 12, 31))
WORDS = st.sampled_from([word.replace("_", " ") for word in sorted(lexicon().letters) if not word.startswith("#")])
FIGURES = st.one_of(
    st.integers(0, 2100).map(str), st.sampled_from(["0000-00-00", "99/99/99", "3/4/2013", "1:99", "24:00", "0s", "00s", "31st", "2/0"])
)
PIECES = st.lists(st.one_of(WORDS, WORDS.map(str.capitalize), FIGURES, st.sampled_from([",", ".", "-", "\n\n", "people"])), max_size=12)
PUBLISHED = st.one_of(st.none(), st.dates().map(datetime.date.isoformat), st.sampled_from(["", "soon", "2014-13-01"]))


def times(text: str, published: str | None = None) -> tuple[Interval, ...]:
    return find_times(as_given(text, "r1"), published)


def _holds(text: str, published: str | None) -> None:
    document = as_given(text, "r1")
    found = find_times(document, published)
    for time in found:
        assert text[time.start : time.end] == time.text
        assert (time.edtf is None) == (time.precision is None)
        assert not (time.edtf is not None and time.value is None)
        if time.first and time.last and not time.first.startswith("-"):
            assert time.first <= time.last
    assert all(one.end <= other.start for one, other in pairwise(found))
    for check in check_durations(document, found):
        assert 0 <= check.fewest <= check.most


@given(st.text(), PUBLISHED)
def test_any_text_is_read(text: str, published: str | None) -> None:
    _holds(text, published)


@given(PIECES, PUBLISHED)
def test_any_words_of_time_in_any_order_are_read(pieces: list[str], published: str | None) -> None:
    _holds(" ".join(pieces), published)


@pytest.mark.parametrize("form", ["{d.day} {m} {d.year}", "{m} {d.day}, {d.year}", "{m} {d.day} {d.year}", "{d.year}-{d.month:02d}-{d.day:02d}"])
@given(day=DAYS)
def test_a_written_date_is_that_day(form: str, day: datetime.date) -> None:
    (found,) = times(f"They left on {form.format(d=day, m=day.strftime('%B'))}.")
    assert (found.value, found.edtf, found.first, found.last) == (day.isoformat(),) * 4


@pytest.mark.parametrize("form", ["{m} {d.year}", "{d.year}", "the {x}0s"])
@given(day=DAYS)
def test_a_coarser_date_holds_its_days(form: str, day: datetime.date) -> None:
    (found,) = times(f"They left in {form.format(d=day, m=day.strftime('%B'), x=day.year // 10)}.")
    assert found.first is not None
    assert found.last is not None
    assert found.first <= day.isoformat() <= found.last


@given(day=DAYS, part=st.sampled_from(["early", "mid", "late"]))
def test_the_thirds_of_a_month_hold_its_days(day: datetime.date, part: str) -> None:
    (found,) = times(f"They left in {part} {day.strftime('%B %Y')}.")
    thirds = {"early": (1, 10), "mid": (11, 20), "late": (21, monthrange(day.year, day.month)[1])}
    low, high = thirds[part]
    assert (found.first, found.last) == (day.replace(day=low).isoformat(), day.replace(day=high).isoformat())


@given(published=DAYS, back=st.integers(0, 6))
def test_a_weekday_that_is_over_is_the_last_one(published: datetime.date, back: int) -> None:
    day = published - datetime.timedelta(back)
    assert times(f"They left on {day.strftime('%A')}.", published.isoformat())[0].value == day.isoformat()


@given(published=DAYS, count=st.integers(2, 400))
def test_days_ago_are_counted(published: datetime.date, count: int) -> None:
    assert times(f"They left {count} days ago.", published.isoformat())[0].value == (published - datetime.timedelta(count)).isoformat()


@given(first=DAYS, apart=st.integers(2, 3000), said=st.integers(-50, 50))
def test_a_length_in_days_is_checked_to_the_day(first: datetime.date, apart: int, said: int) -> None:
    last, count = first + datetime.timedelta(apart), max(2, apart + said)
    document = as_given(f"Besieged since {first.strftime('%d %B %Y')}, the town fell on {last.strftime('%d %B %Y')} after {count} days.", "r1")
    (check,) = check_durations(document, find_times(document, None))
    assert (check.fewest, check.most) == (apart, apart)
    assert check.agrees == (abs(count - apart) <= 1)


def test_every_pattern_has_a_reader() -> None:
    assert {reader for reader, _ in patterns()} <= READERS.keys() | RANGES.keys()
