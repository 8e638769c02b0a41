"""The keys of the desk, as the help shows them; what they do is in `islands/keys.ts`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key or sequence of keys, and what it does in words."""

    keys: tuple[str, ...]
    does: str


ANYWHERE = (
    Key(keys=("?",), does="this help"),
    Key(keys=("/",), does="search"),
    Key(keys=("g", "o"), does="overview"),
    Key(keys=("g", "q"), does="question"),
    Key(keys=("g", "v"), does="voices"),
    Key(keys=("g", "r"), does="review: the next finding that needs a look"),
    Key(keys=("g", "s"), does="sources and terms"),
    Key(keys=("Esc",), does="leave what is open"),
)
ON_A_REPORT = (
    Key(keys=("j",), does="next finding"),
    Key(keys=("k",), does="previous finding"),
    Key(keys=("a",), does="accept"),
    Key(keys=("r",), does="reject"),
    Key(keys=("e",), does="edit its words and who says them"),
    Key(keys=("s",), does="split into one finding for each piece of its words"),
    Key(keys=("x",), does="mark for merging"),
    Key(keys=("m",), does="merge with those marked"),
    Key(keys=("n",), does="write a note with the decision"),
    Key(keys=("w",), does="add what was missed: mark the words first"),
    Key(keys=("u",), does="undo the last decision"),
)
WHILE_EDITING = (
    Key(keys=("1", "…", "9"), does="choose a part"),
    Key(keys=("←", "→"), does="move the end by a word"),
    Key(keys=("Shift", "←", "→"), does="move the start by a word"),
    Key(keys=("Alt",), does="together with these: by a character"),
    Key(keys=("Ctrl", "←", "→"), does="move the whole piece by a word"),
    Key(keys=("p",), does="another piece of the same part"),
    Key(keys=("Delete",), does="take the piece away"),
    Key(keys=("Enter",), does="save"),
    Key(keys=("Esc",), does="leave without saving"),
)
KEYS = (("Anywhere", ANYWHERE), ("On a report", ON_A_REPORT), ("While editing", WHILE_EDITING))
