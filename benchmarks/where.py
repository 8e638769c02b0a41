"""The tasks places and province: where the places of a text are, and in which province its main event is."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from shared import SHARED

from testimonia.domain import Document, Place, PlaceKind
from testimonia.encoder.tagger import NetworkTagger
from testimonia.gazetteer import Gazetteer, load_pack, standard_gazetteer
from testimonia.readers.textbuilder import as_given
from testimonia.resolvers.places import find_places
from testimonia.spelling import compare

PACK = SHARED / "gazetteer" / "syria_places.csv"
COUNTRY = "Syria"
LATER = 0.7  # what a place counts for, for each sentence before it; chosen on the dev half
# The scorer's labels, and the provinces they stand for.
LABELS = {
    "aleppo": ("Aleppo",),
    "damascus": ("Damascus", "Rural Damascus", "Rif Dimashq"),
    "daraa": ("Daraa",),
    "deir ezzor": ("Deir ez-Zor",),
    "hama": ("Hama",),
    "hasakeh": ("Al-Hasakah",),
    "homs": ("Homs",),
    "idlib": ("Idlib",),
    "lattakia": ("Latakia",),
    "quneitra": ("Quneitra",),
    "raqqa": ("Ar-Raqqa",),
    "tartous": ("Tartous",),
}


def places(item: dict[str, Any], tagger: NetworkTagger) -> dict[str, Any]:
    """Every place with its point, where it has one."""
    document = as_given(item["text"], str(item["doc_id"]))
    found = find_places(document, tagger.tag(document)[0], _world())
    return {"doc_id": item["doc_id"], "places": [_shown(place) for place in found]}


def _shown(place: Place) -> dict[str, Any]:
    shown: dict[str, Any] = {"start": place.start, "end": place.end}
    return shown | {"lat": place.entry.latitude, "lon": place.entry.longitude} if place.entry else shown


def province(item: dict[str, Any], tagger: NetworkTagger) -> dict[str, Any]:
    """The province that the report's text points to most, else its title: headlines tell less of where (dev: .912; together .897)."""
    labels = (_province_of(str(item[part] or ""), str(item["row"]), tagger) for part in ("text", "title"))
    return {"row": int(item["row"]), "province": next(filter(None, labels), None)}


def _province_of(text: str, row: str, tagger: NetworkTagger) -> str | None:
    document = as_given(text, row)
    return main_province(document, find_places(document, tagger.tag(document)[0], _with_pack()))


def main_province(document: Document, found: tuple[Place, ...]) -> str | None:
    """The label with the most weight: each place counts for its province, the less the later its sentence stands."""
    weights: Counter[str] = Counter()
    for place in found:
        label = _label(place)
        if label:
            weights[label] += LATER ** document.sentence_at(place.start)
    return max(weights, key=lambda label: (weights[label], label), default=None)


def _label(place: Place) -> str | None:
    if not place.entry or place.entry.country != COUNTRY or place.entry.kind is PlaceKind.COUNTRY:
        return None
    return _label_of(place.entry.province or place.entry.name)


@cache
def _label_of(name: str) -> str | None:
    return next((label for label, names in LABELS.items() if any(compare(name, other).same for other in names)), None)


@cache
def _world() -> Gazetteer:
    return standard_gazetteer()


@cache
def _with_pack() -> Gazetteer:
    return standard_gazetteer(load_pack(PACK, COUNTRY)) if PACK.is_file() else standard_gazetteer()
