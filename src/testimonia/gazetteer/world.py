"""The gazetteer that comes with testimonia: the world's countries, provinces, districts, towns, seas and regions."""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from pathlib import Path

from testimonia.domain import Entry, PlaceKind
from testimonia.errors import BundleError
from testimonia.gazetteer.keys import key
from testimonia.gazetteer.pages import Pages
from testimonia.spelling import skeleton
from testimonia.wire import from_json

DEFAULT = Path(__file__).parent.parent / "bundles" / "gazetteer"
MOST = 60  # candidates of one name that are looked at, the most populous first
REMEMBERED = 20_000  # names whose places are kept in memory


class World:
    """The places of a bundle, by name."""

    def __init__(self, folder: Path = DEFAULT) -> None:
        """Open the bundle in this folder; BundleError if it is not there or was changed."""
        path = folder / "places.sqlite"
        try:
            wanted = from_json((folder / "manifest.json").read_bytes(), dict[str, object])["files"]
            sound = isinstance(wanted, dict) and hashlib.sha256(path.read_bytes()).hexdigest() == wanted.get("places.sqlite")
        except OSError:
            sound = False
        if not sound:
            raise BundleError(
                f"places.sqlite in {folder} is missing or changed", "the gazetteer that comes with testimonia", "install testimonia again"
            )
        self._pages = Pages(path)
        self._known: dict[str, tuple[Entry, ...]] = {}

    def named(self, name: str) -> tuple[Entry, ...]:
        """Every place with exactly this name (folded), the most populous first, then by id."""
        wanted = key(name)
        if wanted not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[wanted] = self._entries(self._pages.get("name", wanted))
        return self._known[wanted]

    def spelled(self, name: str, countries: tuple[str, ...]) -> tuple[tuple[Entry, str], ...]:
        """Places of these countries (by name) with a name whose consonants are those of the given one, and their usual name."""
        bones = skeleton(name)
        codes = [self._codes[country] for country in countries if country in self._codes]
        found = [entry for code in codes for entry in self._entries(self._pages.get("skeleton", f"{code} {bones}"))]
        return tuple((entry, entry.name) for entry in found)

    def adjective(self, word: str) -> str | None:
        """The country that an adjective or a people's name means: "Kenyan", "Kenyans" are Kenya."""
        code = self._pages.get("adjective", key(word))
        return self._countries.get(code) if code else None

    @cached_property
    def _countries(self) -> dict[str, str]:
        return self._pages.table("country")

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {name: code for code, name in self._countries.items()}

    def _entries(self, numbers: str | None) -> tuple[Entry, ...]:
        return tuple(self._entry(number) for number in numbers.split()[:MOST]) if numbers else ()

    def _entry(self, number: str) -> Entry:
        line = self._pages.get("place", number.zfill(6))
        if line is None:
            raise BundleError(f"place {number} is not in the gazetteer", "a whole bundle", "install testimonia again")
        id_, name, lat, lon, kind, country, province, district, population, radius = line.split("|")
        return Entry(
            id=id_,
            name=name,
            latitude=int(lat) / 1000,
            longitude=int(lon) / 1000,
            kind=PlaceKind(kind),
            country=self._countries.get(country),
            province=self._pages.get("division", f"{country}.{province}") if province else None,
            district=self._pages.get("division", f"{country}.{province}.{district}") if district else None,
            population=int(population),
            radius=float(radius),
        )


@cache
def world() -> World:
    """The gazetteer that comes with testimonia, opened once."""
    return World()
