"""The picture of who quotes whom, as figures to draw: outlets on the left, voices on the right, a line the wider the more is quoted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from testimonia.shelf import Tie

MOST = 40  # ties drawn: more lines than that cannot be told apart; the table beside it holds all
STEP, TOP = 26, 20  # points from one name to the next, and above the first
WIDTH, LEFT, RIGHT = 760, 230, 530  # of the whole, and where the lines begin and end
WIDEST, THINNEST = 10.0, 1.0  # of a line, in points
LETTERS = 32  # of a name that fit beside the lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A name in the picture: an outlet or a voice, how it is printed there, how high it stands, and how many claims it has in the picture."""

    id: str
    name: str
    label: str
    y: int
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line from an outlet to a voice: from and to which height, how wide, and the tie it draws."""

    y1: int
    y2: int
    width: float
    tie: Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The whole picture, in points; `more` ties are not drawn."""

    outlets: tuple[Node, ...]
    voices: tuple[Node, ...]
    lines: tuple[Line, ...]
    height: int
    more: int
    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT


def picture(ties: Iterable[Tie], most: int = MOST) -> Picture:
    """The picture of the ties with the most claims."""
    ordered = sorted(ties, key=lambda tie: (-tie.claims, tie.outlet, tie.name, tie.voice))
    drawn = ordered[:most]
    outlets = _nodes([(tie.outlet, tie.outlet, tie.claims) for tie in drawn])
    voices = _nodes([(tie.voice, tie.name, tie.claims) for tie in drawn])
    left, right = ({node.id: node.y for node in nodes} for nodes in (outlets, voices))
    largest = max((tie.claims for tie in drawn), default=1)
    lines = tuple(Line(y1=left[tie.outlet], y2=right[tie.voice], width=_width(tie.claims, largest), tie=tie) for tie in drawn)
    height = 2 * TOP + STEP * max(len(outlets), len(voices), 1)
    return Picture(outlets=outlets, voices=voices, lines=lines, height=height, more=len(ordered) - len(drawn))


def _nodes(ends: list[tuple[str, str, int]]) -> tuple[Node, ...]:
    """One node for each id, those with the most claims on top."""
    names = {key: name for key, name, _ in ends}
    claims = {key: sum(number for other, _, number in ends if other == key) for key in names}
    ordered = sorted(names, key=lambda key: (-claims[key], names[key], key))
    return tuple(
        Node(id=key, name=names[key], label=_label(names[key]), y=TOP + STEP * place + STEP // 2, claims=claims[key])
        for place, key in enumerate(ordered)
    )


def _label(name: str) -> str:
    return name if len(name) <= LETTERS else name[: LETTERS - 1] + "…"


def _width(claims: int, largest: int) -> float:
    return round(THINNEST + (WIDEST - THINNEST) * claims / largest, 1)
