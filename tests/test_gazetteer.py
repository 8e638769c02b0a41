"""The gazetteer: names looked up, packs read, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonia.domain import PlaceKind
from testimonia.errors import BundleError, UsageError
from testimonia.gazetteer import Gazetteer, World, key, load_pack, standard_gazetteer, world

OUR = """id,name,alt_names,lat,lon,kind,population,adm1
p,Tarsan Governorate,Tarsan,10,20,governorate,,Tarsan
t1,Keld,Kald,10.1,20.1,settlement,900,Tarsaan
"""
GEONAMES = "7\tOld Keld\tOld Keld\tKald,كلد\t10.5\t20.5\tP\tPPL\tXX\t\t01\t\t\t\t1200\t\t5\tUTC\t2020-01-01\n"
OCHA = "admin4Pcode;admin4Name_en;Latitude_y;Longitude_x\nX1;Keld;10,5;20.5\nX2;Upper Keld;10.5;20.5\n"


def pack(folder: Path, text: str, country: str | None = "Vessia") -> Gazetteer:
    path = folder / "pack.csv"
    path.write_text(text, encoding="utf-8")
    return Gazetteer(load_pack(path, country))


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("St. Ivo", "saint ivo"),
        ("Mt Karn", "mount karn"),
        ("The Fens", "fens"),
        ("Al-Qaṣr", "al qasr"),
        ("U.S.", "us"),
        ("O’Dell", "odell"),
        ("", ""),
    ],
)
def test_keys(name: str, folded: str) -> None:
    """Names are kept without marks, accents and abbreviations."""
    assert key(name) == folded


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Kenya", PlaceKind.COUNTRY, "Kenya"),
        ("U.S.", PlaceKind.COUNTRY, "United States"),
        ("Nairobi", PlaceKind.TOWN, "Kenya"),
        ("القاهرة", PlaceKind.TOWN, "Egypt"),
        ("Red Sea", PlaceKind.WATER, None),
        ("West Africa", PlaceKind.REGION, None),
        ("Alberta", PlaceKind.PROVINCE, "Canada"),
        ("Asia", PlaceKind.REGION, None),
    ],
)
def test_the_world_by_name(name: str, kind: PlaceKind, country: str | None) -> None:
    """Countries, towns, seas, regions, provinces and continents are found, in Latin letters and Arabic ones."""
    assert any(entry.kind is kind and entry.country == country for entry in world().named(name))


def test_order_is_fixed() -> None:
    """Places of one name stand by inhabitants, then id."""
    found = world().named("San José")
    assert len(found) > 3
    assert [(-entry.population, entry.id) for entry in found] == sorted((-entry.population, entry.id) for entry in found)


def test_adjectives() -> None:
    """An adjective or a people's name means its country."""
    assert [world().adjective(word) for word in ("Kenyan", "Kenyans", "French", "Nairobi")] == ["Kenya", "Kenya", "France", None]


def test_other_spellings_of_one_country() -> None:
    """A spelling in no list is found by its consonants, in the countries asked for."""
    assert "Aswan" in {name for _, name in world().spelled("Aswaan", ("Egypt",))}
    assert world().spelled("Aswaan", ("Norway",)) == ()


def test_a_changed_bundle_is_refused(tmp_path: Path) -> None:
    """A file that is not what its manifest says is not read."""
    (tmp_path / "manifest.json").write_text('{"files": {"places.sqlite": "00"}}', encoding="utf-8")
    (tmp_path / "places.sqlite").write_bytes(b"")
    with pytest.raises(BundleError):
        World(tmp_path)


def test_our_table(tmp_path: Path) -> None:
    """Kinds, provinces (also spelled otherwise), inhabitants and alternates are read."""
    found = pack(tmp_path, OUR)
    town = found.named("kald")[0]
    assert (town.name, town.kind, town.population, town.province, town.country) == ("Keld", PlaceKind.TOWN, 900, "Tarsan Governorate", "Vessia")
    assert found.named("Tarsan")[0].kind is PlaceKind.PROVINCE
    assert [(entry.name, likeness.same) for entry, likeness in found.spelled("Kelld", ())] == [("Keld", True)]


def test_a_dump_of_geonames(tmp_path: Path) -> None:
    """It has no line of names."""
    town = pack(tmp_path, GEONAMES).named("كلد")[0]
    assert (town.id, town.name, town.population, town.latitude) == ("7", "Old Keld", 1200, 10.5)


def test_a_table_of_ocha(tmp_path: Path) -> None:
    """Semicolons and its names of columns; the row without a point is left out."""
    found = pack(tmp_path, OCHA)
    assert [entry.name for entry in found.named("Upper Keld")] == ["Upper Keld"]
    assert found.named("Keld") == ()


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "name,lat,lon\n,1,2\nX,91,0\nY,,\n"])
def test_a_table_without_places(tmp_path: Path, text: str) -> None:
    """It is refused, with what was needed."""
    with pytest.raises(UsageError):
        pack(tmp_path, text)


def test_a_pack_comes_first(tmp_path: Path) -> None:
    """What a pack tells of a place counts; the world's entry for the same ground is left out."""
    path = tmp_path / "pack.csv"
    path.write_text("id,name,lat,lon,population\nours,Nairobi,-1.28,36.82,5\n", encoding="utf-8")
    found = [
        entry for entry in standard_gazetteer(load_pack(path, "Kenya")).named("Nairobi") if entry.kind is PlaceKind.TOWN and entry.country == "Kenya"
    ]
    assert [entry.id for entry in found] == ["ours"]


@given(st.text(max_size=40))
def test_any_name(name: str) -> None:
    """Any text can be looked up."""
    assert isinstance(world().named(name), tuple)
    assert isinstance(world().spelled(name, ("Egypt",)), tuple)
