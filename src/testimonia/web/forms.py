"""What was filled in: the fields of a form or an address, read with limits and without what no text may hold."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from testimonia.errors import UsageError

NOTE = 4000  # characters of a note, a reason or a question: a page of typing
WORD = 300  # characters of a name or of words to search for
IDS = 200  # ids sent at once: four pages of a list

_NUMBER = re.compile(r"[0-9]{1,7}")
_ID = re.compile(r"[\w.:-]{1,100}")


@dataclass(frozen=True, slots=True)
class Fields:
    """Names and values in the order they were sent; a name may stand more than once."""

    pairs: tuple[tuple[str, str], ...]

    def raw(self, name: str) -> str:
        """The first value of this name exactly as sent; empty if there is none."""
        return next((value for key, value in self.pairs if key == name), "")

    def text(self, name: str, most: int = WORD) -> str:
        """The first value of this name as text; UsageError if it is longer than it may be."""
        value = _clean(self.raw(name))
        if len(value) > most:
            raise UsageError(f"{len(value)} characters in the field “{name}”", f"{most} at most", "shorten it")
        return value

    def needed(self, name: str, most: int = WORD) -> str:
        """The same; UsageError if it is empty."""
        value = self.text(name, most)
        if not value:
            raise UsageError(f"the field “{name}” is empty", "a few words", "fill it in")
        return value

    def id(self, name: str) -> str:
        """The first value of this name as an id; UsageError if it is none."""
        return _id(name, self.raw(name))

    def ids(self, name: str) -> tuple[str, ...]:
        """Every value of this name as an id, each once."""
        values = tuple(dict.fromkeys(value for key, value in self.pairs if key == name and value))
        if len(values) > IDS:
            raise UsageError(f"{len(values)} at once", f"{IDS} at most", "do it in parts")
        return tuple(_id(name, value) for value in values)

    def many(self, name: str) -> tuple[str, ...]:
        """Every value of this name exactly as sent."""
        return tuple(value for key, value in self.pairs if key == name)

    def number(self, name: str) -> int:
        """The first value of this name as a number from 0; what is no number is 0."""
        value = self.raw(name)
        return int(value) if _NUMBER.fullmatch(value) else 0

    def day(self, name: str) -> str | None:
        """The first value of this name as a day (ISO 8601), None if it is empty; UsageError if it is no day."""
        value = self.text(name)
        try:
            return datetime.date.fromisoformat(value).isoformat() if value else None
        except ValueError as error:
            raise UsageError(f"the day “{value[:40]}”", "a day as YYYY-MM-DD", "mend it") from error

    def flag(self, name: str) -> bool:
        """Whether a box was ticked."""
        return self.raw(name) in ("1", "on", "yes", "true")

    def choice(self, name: str, options: Iterable[str]) -> str:
        """The first value of this name, which is one of these; UsageError if it is another."""
        known, value = tuple(options), self.raw(name)
        if value not in known:
            raise UsageError(f"“{_clean(value)[:40]}” in the field “{name}”", f"one of {', '.join(known)}", "choose one of them")
        return value


def fields(*sources: Mapping[str, str] | Iterable[tuple[str, str]]) -> Fields:
    """The fields of several sources; the first one's win."""
    pairs: list[tuple[str, str]] = []
    for source in sources:
        pairs += source.items() if isinstance(source, Mapping) else source
    return Fields(tuple(pairs))


def local(address: str) -> str:
    """The address if it is a page of the desk, else empty: nobody is sent elsewhere."""
    is_odd = not address.startswith("/") or address.startswith("//") or "\\" in address or not address.isprintable() or " " in address
    if is_odd or len(address) > 2 * WORD:
        return ""
    parts = urlsplit(address)
    return "" if parts.scheme or parts.netloc else address


def _id(name: str, value: str) -> str:
    if not _ID.fullmatch(value):
        raise UsageError(f"no id in the field “{name}”" if not value else f"“{_clean(value)[:40]}”", "an id of this case", "go back and choose again")
    return value


def _clean(text: str) -> str:
    """The text without control characters, lone surrogates and unseen marks of direction; lines stay lines."""
    kept = (c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs") else " " for c in text.replace("\r\n", "\n"))
    return "".join(kept).strip()
