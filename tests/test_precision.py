"""How precisely a place is known, as UCDP and ACLED count it."""

import pytest

from testimonia.domain import Basis, Entry, Place, PlaceKind
from testimonia.domain.precision import geo_precision, where_prec


def place(kind: PlaceKind | None, *, inside: bool = False) -> Place:
    entry = Entry(id="x", name="Keld", latitude=1, longitude=2, kind=kind) if kind else None
    return Place(start=0, end=4, text="Keld", entry=entry, inside=inside, others=(), actor=False, basis=Basis(rule="gazetteer", why="the only one"))


@pytest.mark.parametrize(
    ("kind", "ucdp", "acled"),
    [
        (PlaceKind.POINT, 1, 1),
        (PlaceKind.QUARTER, 1, 1),
        (PlaceKind.TOWN, 1, 1),
        (PlaceKind.AREA, 2, 2),
        (PlaceKind.DISTRICT, 3, 2),
        (PlaceKind.PROVINCE, 4, 3),
        (PlaceKind.REGION, 5, 3),
        (PlaceKind.WATER, 5, 3),
        (PlaceKind.COUNTRY, 6, None),
        (None, None, None),
    ],
)
def test_by_kind(kind: PlaceKind | None, ucdp: int | None, acled: int | None) -> None:
    """Every kind has a code of UCDP's, and of ACLED's where ACLED codes it."""
    assert (where_prec(place(kind)), geo_precision(place(kind))) == (ucdp, acled)


def test_inside_a_town_is_never_exact() -> None:
    """A quarter without an entry is known to its town only."""
    assert (where_prec(place(PlaceKind.TOWN, inside=True)), geo_precision(place(PlaceKind.TOWN, inside=True))) == (2, 2)
    assert where_prec(place(PlaceKind.PROVINCE, inside=True)) == 4
