"""Where the places of a report are: names of two invented countries and of the world."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonia.domain import Entry, Mention, MentionKind, Place, PlaceKind
from testimonia.gazetteer import Gazetteer, key, load_pack, standard_gazetteer
from testimonia.readers.textbuilder import as_given
from testimonia.resolvers.places import find_places

VESSIA = """id,name,alt_names,lat,lon,kind,population,adm1,city
v,Vessia,,10.0,20.0,country,,,
tarsan,Tarsan,Tarsan Governorate,10.0,20.5,governorate,,Tarsan,
morl,Morl,,12.0,21.0,governorate,,Morl,
tarsan-city,Tarsan,,10.05,20.55,settlement,400000,Tarsan,
keld-t,Keld,,10.2,20.4,settlement,900,Tarsan,
keld-m,Keld,,12.2,21.1,settlement,9000,Morl,
nahr,Tell al-Nahr,Tall an Nahr,10.3,20.6,settlement,3000,Tarsan,
shuq,Ash-Shuqayrah,,10.1,20.5,settlement,700,Tarsan,
wadi,Bab Wadi,,10.05,20.56,neighbourhood,,Tarsan,Tarsan
"""


@cache
def gazetteer() -> Gazetteer:
    """The world and a pack of an invented country."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "pack.csv")
        path.write_text(VESSIA, encoding="utf-8")
        return standard_gazetteer(load_pack(path, "Vessia"))


def places(marked: str, corrections: dict[str, Entry] | None = None) -> tuple[Place, ...]:
    """What is found in a text whose place mentions stand in brackets."""
    pieces = re.split(r"[\[\]]", marked)
    text, mentions = "", []
    for number, piece in enumerate(pieces):
        if number % 2 and piece:
            mentions.append(Mention(start=len(text), end=len(text) + len(piece), text=piece, kind=MentionKind.PLACE, score=0.9))
        text += piece
    found = find_places(as_given(text, "report"), mentions, gazetteer(), corrections or {})
    assert all(text[place.start : place.end] == place.text for place in found)
    return found


def ids(marked: str) -> list[str | None]:
    return [place.entry.id if place.entry else None for place in places(marked)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # exact names; the report's province decides between two of one name
        ("Shells fell on [Keld] and on [Tell al-Nahr] in [Vessia].", ["keld-t", "nahr", "v"]),
        ("Shells fell on [Keld], [Morl].", ["keld-m", "morl"]),
        # the words beside say what it is
        ("The governor of [Tarsan] province spoke.", ["tarsan"]),
        ("The city of [Tarsan] fell.", ["tarsan-city"]),
        ("They reached [Tarsan].", ["tarsan-city"]),
        # spelled in a way no list has
        ("In [Vessia], the road to [Shogayra] is cut, people in [Tarsan] say.", ["v", "shuq", "tarsan-city"]),
        # a quarter with an entry; one without lies in its city
        ("The [Bab Wadi] quarter of [Tarsan] was hit.", ["wadi", "tarsan-city"]),
        ("The [Zol Mirrin] quarter of [Tarsan] was hit.", ["tarsan-city", "tarsan-city"]),
        # what cannot be placed stays
        ("They met at [Zol Mirrin].", [None]),
        # parts, directions, possessives, lost commas
        ("Clashes in northern [Tarsan]’s [Keld].", ["tarsan-city", "keld-t"]),
        ("Clashes in [Northern Tarsan].", ["tarsan-city"]),
        ("Strikes on [Keld Tarsan Vessia]", ["keld-t", "tarsan-city", "v"]),
        ("[Vessias] army withdrew.", ["v"]),
        ("The [Vessia-backed] force withdrew.", ["v"]),
        # once marked, found wherever it stands; not inside a longer name
        ("[Tell al-Nahr] is quiet. Tell al-Nahr was shelled; Omar Tell al-Nahr left.", ["nahr", "nahr"]),
        # a mention that is too short grows to the known name
        ("They left [Tell] al-Nahr.", ["nahr"]),
    ],
)
def test_which_place(text: str, expected: list[str | None]) -> None:
    """Each mention is the entry that the whole report makes likeliest."""
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He flew from [Paris], [Texas], to [Dallas].", ["United States", "United States", "United States"]),
        ("He flew from [Paris] to [Lyon].", ["France", "France"]),
        ("The [Georgia] vote was held in [Tbilisi] and [Gori].", ["Georgia", "Georgia", "Georgia"]),
        ("[Georgia] lawmakers met in [Atlanta], [Ga.], near [Marietta] and [Macon].", ["United States"] * 5),
    ],
)
def test_which_country(text: str, expected: list[str]) -> None:
    """The report's other places tell which of two far apart is meant."""
    assert [place.entry and place.entry.country for place in places(text)] == expected


def test_adjectives_are_no_places() -> None:
    """They are left out, and still speak for their country."""
    assert [place.text for place in places("A [Kenyan] court sat in [Nairobi].")] == ["Nairobi"]


def test_inside_is_said() -> None:
    """A quarter without an entry is an area of its city, and the reason says so."""
    quarter, city = places("The [Zol Mirrin] quarter of [Tarsan] was hit.")
    assert quarter.inside
    assert "Tarsan" in quarter.basis.why
    assert not city.inside


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("[Vessia] denied the report.", True),
        ("[Vessia] said it would answer.", True),
        ("An officer in [Vessia] said it would answer.", False),
        ("They left [Vessia].", False),
    ],
)
def test_a_place_that_speaks_is_an_actor(text: str, *, acts: bool) -> None:
    """It stands for its government."""
    assert places(text)[0].actor is acts


def test_others_are_kept() -> None:
    """The next candidates stay, with scores that fall."""
    place = places("Shells fell on [Keld].")[0]
    assert [other.entry.id for other in place.others] == ["keld-t"]
    assert 0 < place.others[0].score < 0.5


def test_a_correction_always_wins() -> None:
    """What a person said of a spelling holds."""
    entry = Entry(id="mine", name="Zol Mirrin", latitude=1, longitude=2, kind=PlaceKind.QUARTER)
    place = places("They met at [Zol-Mirrin] in [Tarsan].", {key("Zol Mirrin"): entry})[0]
    assert place.entry == entry
    assert place.basis.rule == "correction"


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 12)), max_size=5))
def test_any_text(text: str, spans: list[tuple[int, int]]) -> None:
    """No text and no mention is refused; offsets hold; no two places share a character."""
    mentions = [
        Mention(start=start, end=min(len(text), start + size), text=text[start : start + size], kind=MentionKind.PLACE, score=0.9)
        for start, size in spans
        if start < len(text)
    ]
    found = find_places(as_given(text, "report"), mentions, gazetteer(), {})
    assert all(text[place.start : place.end] == place.text for place in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.permutations(["Keld", "Tell al-Nahr", "Tarsan", "Nairobi", "Zol Mirrin"]))
def test_order_of_mentions_does_not_matter(names: list[str]) -> None:
    """The same mentions in another order give the same places."""
    text = "Keld. Tell al-Nahr. Tarsan. Nairobi. Zol Mirrin."
    mentions = [Mention(start=text.index(n), end=text.index(n) + len(n), text=n, kind=MentionKind.PLACE, score=0.9) for n in names]
    assert find_places(as_given(text, "report"), mentions, gazetteer(), {}) == find_places(
        as_given(text, "report"), sorted(mentions, key=lambda m: m.start), gazetteer(), {}
    )


def test_a_small_town_elsewhere_is_not_taken_for_one_the_gazetteer_lacks() -> None:
    """There is one Millis on earth, in Massachusetts; a report on Vessia does not mean it, one on Boston does."""
    *_, millis = places("The army left [Tarsan] in [Vessia] and [Tell al-Nahr]. A clinic in [Millis] was hit.")
    assert millis.entry is None
    assert [other.entry.province for other in millis.others] == ["Massachusetts"]
    assert "nothing else in the report is in United States" in millis.basis.why
    *_, millis = places("Police came from [Boston], [Massachusetts]. A clinic in [Millis] was hit.")
    assert millis.entry is not None
    assert millis.entry.province == "Massachusetts"
