"""When two ways to write a word or a name are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonia.names import fold, is_pronoun, may_be_same_word, name_parts, proper_name, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "muller"),
        ("MÜLLER", "Mu\u0308ller"),
        ("Straße", "STRASSE"),
        ("Wałęsa", "Walesa"),
        ("Øyvind Đorđe", "oyvind dorde"),
        ("İstanbul", "istanbul"),
        ("Işıl", "isil"),
        ("Ægir", "aegir"),
        ("ﬁre", "fire"),
        ("Ｍｏｒｅｔｈ", "moreth"),
        ("𝗠𝗼𝗿𝗲𝘁𝗵", "moreth"),
        ("℠", "sm"),
        ("Mo\u00adreth", "moreth"),
        ("Mo\u200breth", "moreth"),
        ("\u202bMoreth\u202c", "moreth"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("آمنة", "امنه"),
        ("مصطفى", "مصطفي"),
        ("محـــمد", "محمد"),
    ],
)
def test_folding_makes_ways_to_write_one_word_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Hama", "Homs"), ("no", "on"), ("محمد", "محمود"), ("19", "91")])
def test_folding_keeps_other_words_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The soldiers’ cars, and O’Brien's.", ["the", "soldiers", "cars", "and", "o’brien"]),
        ("Al-Nour_camp 2nd", ["al", "nour", "camp", "2nd"]),
        ("didn't", ["didn't"]),
        ("…", []),
        ("", []),
    ],
)
def test_words_are_folded_and_lose_their_possessive(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("mention", ["he", "She", "THEY", "who", "it", "one"])
def test_a_pronoun_names_nobody(mention: str) -> None:
    assert is_pronoun(mention)


@pytest.mark.parametrize("mention", ["Barazi", "the governor", "he himself", "One Laptop", ""])
def test_anything_else_is_no_pronoun(mention: str) -> None:
    assert not is_pronoun(mention)


@pytest.mark.parametrize(
    ("mention", "parts"),
    [
        ("the governor, Talal Barazi", {"governor"}),
        ("Governor Talal Barazi", {"governor", "talal", "barazi"}),
        ("Barazi (the governor)", {"barazi"}),
        ("a spokesman – Berek", {"spokesman"}),
        ("The", set()),
    ],
)
def test_name_parts_are_the_words_of_the_head_without_articles(mention: str, parts: set[str]) -> None:
    assert name_parts(mention) == parts


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Talal Barazi", ("talal", "barazi")),
        ("Governor Talal Barazi", ("governor", "talal", "barazi")),
        ("the governor Talal Barazi, who left", ("talal", "barazi")),
        ("the governor", ()),
        ("a spokesman for White Ferry", ()),
        ("the spokesman of the Council", ()),
        ("Runa Oldt of the Monitor", ("runa", "oldt")),
        ("Ahmed al-Nour", ("ahmed", "al-nour")),
        ("Ahmed al Nour", ("ahmed", "al-nour")),
        ("Ahmed Al-Nour", ("ahmed", "al-nour")),
        ("Ahmed Abu al-Nour", ("ahmed", "abu-al-nour")),
        ("commander Abu Omar", ("abu-omar",)),
        ("Jean-Pierre Roux", ("jean-pierre", "roux")),
        ("Seán O’Brien", ("sean", "o’brien")),
        ("Doctors for Peace", ("doctors", "for", "peace")),
        ("", ()),
    ],
)
def test_a_proper_name_is_what_is_written_with_capitals_in_the_head_but_not_to_whom_somebody_belongs(mention: str, name: tuple[str, ...]) -> None:
    assert proper_name(mention) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("defender", "defenders"),
        ("surrender", "surrendered"),
        ("evacuation", "evacuate"),
        ("barazi", "barazzi"),
        ("muhammad", "mohammad"),
        ("aid", "aid"),
    ],
)
def test_two_forms_or_spellings_may_be_one_word(one: str, other: str) -> None:
    assert may_be_same_word(one, other)
    assert may_be_same_word(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("aid", "air"), ("hama", "homs"), ("left", "lift"), ("rebel", "label"), ("city", "cities"), ("war", "warehouse"), ("army", "aim")],
)
def test_short_or_different_words_are_two(one: str, other: str) -> None:
    assert not may_be_same_word(one, other)


@given(st.text(max_size=12), st.text(max_size=12))
def test_it_does_not_matter_which_word_comes_first(one: str, other: str) -> None:
    assert may_be_same_word(one, other) == may_be_same_word(other, one)
