"""Who is public, and the names that stand in for everybody else."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field

_SIGNS = "BCDFGHJKMNPQRSTVWXYZ23456789"  # none that is taken for another, and no vowels: a code must not spell a word
_SHORTEST = 5  # 28**5 is 17 million codes


@dataclass(frozen=True)
class Guard:
    """The people a user marked public, by the ids of `people.Person`, and the secret the pseudonyms are made with.

    The key is kept in the case folder and never leaves; it is None for a case in memory, whose pseudonyms hold for one export only.
    """

    public: frozenset[str] = frozenset()
    key: bytes | None = field(default=None, repr=False)


class Pseudonyms:
    """The pseudonym of each person: with a key always the same, without one numbered in the order asked for."""

    def __init__(self, key: bytes | None, known: Iterable[tuple[str, ...]]) -> None:
        """Give everybody known a code first, so that a code is made longer for all who share its beginning."""
        self._key = key
        self._given: dict[tuple[str, ...], str] = {}
        codes = {person: self._code(person) for person in known} if key is not None else {}
        self._lengths: dict[str, int] = {}
        for code in codes.values():
            self._lengths[code[:_SHORTEST]] = self._lengths.get(code[:_SHORTEST], 0) + 1

    def of(self, person: tuple[str, ...]) -> str:
        """The pseudonym of a person."""
        if person not in self._given:
            self._given[person] = f"Person {len(self._given) + 1 if self._key is None else self._short(self._code(person))}"
        return self._given[person]

    def __len__(self) -> int:
        """How many pseudonyms were given."""
        return len(self._given)

    @property
    def is_stable(self) -> bool:
        """Whether the same person has the same pseudonym in every export of the case."""
        return self._key is not None

    def opaque(self, text: str) -> str:
        """Sixteen hex digits that lead back to the text only with the key."""
        return hmac.new(self._key or b"", text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:16]

    def _short(self, code: str) -> str:
        """The code as long as it must be: twice as long where people known share its beginning, longer still where it is taken already."""
        length = _SHORTEST if self._lengths.get(code[:_SHORTEST], 0) <= 1 else 2 * _SHORTEST
        taken = set(self._given.values())
        while f"Person {code[:length]}" in taken:
            length += 1
        return code[:length]

    def _code(self, person: tuple[str, ...]) -> str:
        number = int.from_bytes(hmac.new(self._key or b"", "\x1f".join(person).encode("utf-8", "surrogatepass"), hashlib.sha256).digest(), "big")
        signs = ""
        while number:
            number, place = divmod(number, len(_SIGNS))
            signs += _SIGNS[place]
        return signs
