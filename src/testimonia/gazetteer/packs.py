"""Country packs: places a case adds from a table of its own."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from testimonia.domain import Entry, PlaceKind
from testimonia.errors import UsageError
from testimonia.gazetteer.keys import key
from testimonia.spelling import SAME, compare, skeleton

# What tables call the columns we read, the first that is there is taken (small letters).
COLUMNS = {
    "id": ("id", "geonameid", "pcode", "adm4_pcode", "adm3_pcode", "code"),
    "name": ("name", "name_en", "adm4_en", "featurenam", "populated_place", "place", "admin4name_en", "adm3_en", "adm2_en", "adm1_en"),
    "alternates": ("alt_names", "alternatenames", "alternates", "aliases", "asciiname"),
    "local": ("name_ar", "adm4_ar", "name_local", "local_name", "adm3_ar"),
    "latitude": ("lat", "latitude", "y", "lat_y", "latitude_y"),
    "longitude": ("lon", "lng", "long", "longitude", "x", "long_x", "longitude_x"),
    "kind": ("kind", "fcode", "feature_code", "type"),
    "population": ("population", "pop"),
    "city": ("city",),
    "district": ("adm2", "adm2_en", "admin2", "district"),
    "province": ("adm1", "adm1_en", "admin1", "province"),
    "country": ("country", "adm0", "adm0_en", "country_code"),
    "same": ("same_as",),
}
KINDS = {
    "governorate": PlaceKind.PROVINCE,
    "province": PlaceKind.PROVINCE,
    "adm1": PlaceKind.PROVINCE,
    "district": PlaceKind.DISTRICT,
    "adm2": PlaceKind.DISTRICT,
    "subdistrict": PlaceKind.DISTRICT,
    "adm3": PlaceKind.DISTRICT,
    "neighbourhood": PlaceKind.QUARTER,
    "neighborhood": PlaceKind.QUARTER,
    "quarter": PlaceKind.QUARTER,
    "pplx": PlaceKind.QUARTER,
    "country": PlaceKind.COUNTRY,
    "pcli": PlaceKind.COUNTRY,
    "point": PlaceKind.POINT,
}
RADIUS = {PlaceKind.PROVINCE: 60.0, PlaceKind.DISTRICT: 20.0, PlaceKind.QUARTER: 1.0, PlaceKind.POINT: 0.2, PlaceKind.COUNTRY: 300.0}
# A dump of GeoNames has no line of column names.
GEONAMES = (
    *("geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class", "feature_code", "country_code", "cc2"),
    *("admin1_code", "admin2_code", "admin3_code", "admin4_code", "population", "elevation", "dem", "timezone", "modified"),
)


class Pack:
    """Places of one table, by name; the same lookups as the world's."""

    def __init__(self, places: Iterable[tuple[Entry, frozenset[str]]]) -> None:
        """Take each place with all its names."""
        self._named: dict[str, list[Entry]] = defaultdict(list)
        for entry, names in places:
            for name in {key(name) for name in names} - {""}:
                self._named[name].append(entry)
        for found in self._named.values():
            found.sort(key=lambda entry: (-entry.population, entry.id))

    def named(self, name: str) -> tuple[Entry, ...]:
        """Every place with exactly this name (folded), the most populous first, then by id."""
        return tuple(self._named.get(key(name), ()))

    def spelled(self, name: str, countries: tuple[str, ...]) -> tuple[tuple[Entry, str], ...]:
        """Places with a name whose consonants are those of the given one, and that name; a pack is one country's, so all are looked at."""
        del countries
        return tuple(self._skeletons.get(skeleton(name), ()))

    def adjective(self, word: str) -> str | None:
        """A pack knows none."""
        del word
        return None

    @cached_property
    def _skeletons(self) -> dict[str, tuple[tuple[Entry, str], ...]]:
        found: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
        for name, entries in self._named.items():
            if len(bones := skeleton(name)) > 1:
                found[bones] += [(entry, name) for entry in entries]
        return {bones: tuple(sorted(held, key=lambda pair: (-pair[0].population, pair[0].id, pair[1]))) for bones, held in found.items()}


def load_pack(path: Path, country: str | None = None) -> Pack:
    """Read a pack from a GeoNames country dump (tabs), an OCHA table or any CSV with a name, a latitude and a longitude.

    `country` is the English name of the country the table is of, where it has no column of it. Rows without a name or a point are left out.
    UsageError if the file cannot be read or has no such columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(_rows(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: {error}", "a table of places in UTF-8", "name another file") from error
    lines = [line for line in (_line(row) for row in rows) if line]
    if not lines:
        raise UsageError(
            f"no place in {path}", "columns of a name, a latitude and a longitude", f"name the columns as one of {COLUMNS['name'][:3]} …"
        )
    return Pack(_places(lines, country))


def _rows(file: Iterable[str]) -> Iterator[dict[str, str]]:
    lines = iter(file)
    first = next(lines, "")
    tabs = first.count("\t")
    if tabs == len(GEONAMES) - 1 and first.split("\t")[0].isdigit():
        for line in (first, *lines):
            yield dict(zip(GEONAMES, line.rstrip("\r\n").split("\t"), strict=False))
        return
    separator = "\t" if tabs else ";" if first.count(";") > first.count(",") else ","
    names = [name.strip().casefold() for name in next(csv.reader([first], delimiter=separator), [])]
    for values in csv.reader(lines, delimiter=separator):
        yield dict(zip(names, values, strict=False))


def _line(row: Mapping[str, str]) -> dict[str, str] | None:
    """A row under our names of columns; None without a name or a point."""
    line = {ours: next((row[name].strip() for name in theirs if row.get(name, "").strip()), "") for ours, theirs in COLUMNS.items()}
    try:
        lat, lon = float(line["latitude"]), float(line["longitude"])
    except ValueError:
        return None
    return line if line["name"] and -90 <= lat <= 90 and -180 <= lon <= 180 else None


def _places(lines: list[dict[str, str]], country: str | None) -> Iterator[tuple[Entry, frozenset[str]]]:
    """Entries with their names; a settlement that says it is the same as an earlier one is that one."""
    held: dict[str, dict[str, str]] = {}
    names: dict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(lines, 1):
        known = held.get(line["same"])
        joined = known is not None and not any(row["kind"].casefold() in KINDS for row in (known, line))
        id_ = line["same"] if joined else line["id"] or f"row:{number}"
        chief = held.setdefault(id_, line | {"id": id_})
        chief["population"] = max(chief["population"], line["population"], key=_number)
        names[id_] |= _names(line)
    provinces = {key(name): line["name"] for id_, line in held.items() if _kind(line) is PlaceKind.PROVINCE for name in names[id_]}
    for id_, chief in held.items():
        chief["province"] = _province(chief["province"], provinces)
        yield _entry(chief, country), frozenset(names[id_])


def _province(name: str, provinces: dict[str, str]) -> str:
    """The table's own spelling of a province, where its rows spell it in several ways; `provinces` holds it by folded name."""
    if name and provinces and key(name) not in provinces:
        score, likest = max((compare(name, other).score, other) for other in provinces)
        provinces[key(name)] = provinces[likest] if score >= SAME else name
    return provinces[key(name)] if name and provinces else name


def _names(line: dict[str, str]) -> set[str]:
    alternates = line["alternates"].replace("|", ",").replace(";", ",").split(",")
    return {name.strip() for name in (line["name"], line["local"], *alternates) if name.strip()}


def _number(text: str) -> int:
    digits = text.partition(".")[0].replace(",", "")
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _kind(line: dict[str, str]) -> PlaceKind:
    return KINDS.get(line["kind"].casefold(), PlaceKind.TOWN)


def _entry(line: dict[str, str], country: str | None) -> Entry:
    kind = _kind(line)
    population = _number(line["population"])
    return Entry(
        id=line["id"],
        name=line["name"],
        latitude=float(line["latitude"]),
        longitude=float(line["longitude"]),
        kind=kind,
        country=country or line["country"] or None,
        province=line["province"] or (line["name"] if kind is PlaceKind.PROVINCE else None),
        district=line["district"] or None,
        city=line["city"] or None,
        population=population,
        radius=RADIUS.get(kind, min(20.0, 1 + (population / 10_000) ** 0.5)),
    )
