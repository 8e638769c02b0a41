"""Names spelled in two ways: what counts as one name, and the reason given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonia.spelling import compare, skeleton

SAME = [
    ("Tell el-Merrah", "Tall Marrah"),
    ("Ash-Shuwayhid", "Shoueihed"),
    ("Qarn Suwan", "Garn Souane"),
    ("Deir ez-Zeitun", "Dayr al-Zaytūn"),
    ("Jdeideh", "Judaydah"),
    ("Abdul Karim Halabi", "Abdelkarim Halaby"),
    ("Wadi Khisham", "Ouadi Xisham"),
    ("ʿAyn Dhakar", "Ain Zakar"),
    ("Mohammed Shehade", "Muhammad Shihada"),
    ("Фатима", "Fatimah"),
    ("حمدان", "Hamdan"),
]
OTHER = [
    ("Tell el-Merrah", "Tell el-Hassan"),
    ("Al Masaliq", "Al Masnun"),
    ("Beit Qasim", "Beit Yasin"),
    ("Hamdan", "Hamud"),
    ("Karim Halabi", "Karim Darwish"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name(one: str, other: str) -> None:
    """They are the same, either way round."""
    assert compare(one, other).same
    assert compare(other, one).same


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_names_that_only_look_alike(one: str, other: str) -> None:
    """They are not the same, either way round."""
    assert not compare(one, other).same
    assert not compare(other, one).same


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Al-Qasr", "Gasr", "Al- dropped; q = g"),
        ("Qalat Dhib", "Kalat Dhib", "q = k"),
        ("Hama", "Hema", "vowels differ"),
        ("Karam", "Karam", "the same sounds"),
        ("Tall", "Tell", "vowels differ"),
        ("Bakr", "Bakd", "r against d"),
    ],
)
def test_reason(one: str, other: str, why: str) -> None:
    """The sentence names what was folded and what differs."""
    assert compare(one, other).why.casefold() == why.casefold()


@pytest.mark.parametrize(("one", "other"), [("", "Karam"), ("", ""), ("123", "456"), ("’", "’ain")])
def test_nothing_to_compare(one: str, other: str) -> None:
    """Words without a sound are like nothing."""
    assert not compare(one, other).same


def test_skeleton_is_shared_by_spellings() -> None:
    """What may be one name is found under one key."""
    assert skeleton("Ash-Shuqayrib") == skeleton("Chougaireb") != ""
    assert skeleton("Qarn Suwan") != skeleton("Qarn Hamud")


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text(one: str, other: str) -> None:
    """Any two texts have a likeness between 0 and 1, the same both ways but for rounding, and a reason."""
    likeness = compare(one, other)
    assert 0 <= likeness.score <= 1
    assert likeness.why
    assert abs(likeness.score - compare(other, one).score) < 0.2


@given(st.text(alphabet="abcdefghijklmnoprstuvwyz", min_size=3, max_size=12))
def test_a_name_is_like_itself(name: str) -> None:
    """Also in capitals, and with an article before it."""
    assert compare(name, name.upper()).score > 0.5
