"""Any domain type to and from JSON; nothing else serialises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from testimonia.errors import UsageError

T = TypeVar("T")


def to_json(value: object) -> str:
    """One line of JSON, keys in the order the type declares them."""
    return msgspec.json.encode(value).decode()


def from_json(text: str | bytes, kind: type[T]) -> T:
    """The value of type `kind` that `text` holds; UsageError names the path of a bad field."""
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.MsgspecError as error:
        raise UsageError(f"JSON that is no {kind.__name__} ({error})", f"the fields of {kind.__name__}", "mend the line or write it again") from error


def to_lines(values: Iterable[object]) -> Iterator[str]:
    """JSON Lines, one value a line, each with its newline."""
    return (to_json(value) + "\n" for value in values)
