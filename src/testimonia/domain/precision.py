"""How precisely a place is known, in the terms of the two data sets that conflict events are coded for."""

from __future__ import annotations

from testimonia.domain.values import Place, PlaceKind

# UCDP GED codebook, where_prec: 1 the exact place, 2 within about 25 km of it, 3 second-order division, 4 first-order division, 5 a stretch that no
# division is (a river, a region), 6 the country, 7 international waters.
_UCDP = {
    PlaceKind.POINT: 1,
    PlaceKind.QUARTER: 1,
    PlaceKind.TOWN: 1,
    PlaceKind.AREA: 2,
    PlaceKind.DISTRICT: 3,
    PlaceKind.PROVINCE: 4,
    PlaceKind.REGION: 5,
    PlaceKind.WATER: 5,
    PlaceKind.COUNTRY: 6,
}
# ACLED codebook, geo_precision: 1 the town, 2 a part of a region or near a town, 3 only a larger region.
_ACLED = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}


def where_prec(place: Place) -> int | None:
    """UCDP's where_prec, 1 to 6; None for a place that is not resolved. A name with no entry, somewhere in a known town, is near it (2)."""
    if place.entry is None:
        return None
    known = _UCDP[place.entry.kind]
    return max(known, 2) if place.inside else known


def geo_precision(place: Place) -> int | None:
    """ACLED's geo_precision, 1 to 3; None for a place that is not resolved, and for one known by its country alone, which ACLED does not code."""
    known = where_prec(place)
    return None if known is None else _ACLED.get(known)
