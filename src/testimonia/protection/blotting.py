"""Blacking out one person's name for good, letter by letter, so that everything else keeps its place: for deletion."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from testimonia.domain import Document, Passage, Report
from testimonia.people import is_ordinary, people
from testimonia.protection.guard import Guard
from testimonia.protection.masking import Masker, folded, found_in
from testimonia.protection.terms import MASK
from testimonia.views import Account

_IDS = frozenset(["id", "report_id", "document_id", "kind", "after", "undoes", "who", "when", "subject", "network", "manner", "claim", "verb"])
_LETTERS = re.compile(r"[^\W\d_]{3,}")


class Blotter:
    """Knows one person of an account by every name they go by there."""

    def __init__(self, account: Account, person_id: str) -> None:
        """Guard this one person and nobody else."""
        everybody = people(found_in(account))
        self._masker = Masker(account, Guard(public=frozenset(one.id for one in everybody if one.id != person_id)))
        forms = [form for one in everybody if one.id == person_id for form in (one.name, *one.forms)]
        parts = {part for form in forms for part in _LETTERS.findall(folded(form)[0]) if not is_ordinary(part)}
        names = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
        self._plain = re.compile(rf"(?<![^\W_])(?:{names})(?:e?s)?(?![^\W_])") if names else re.compile(r"(?!)")

    def names_them(self, text: str, report_id: str | None) -> bool:
        """Whether the name stands in a text."""
        return self.text(text, report_id) != text

    def is_on(self, report: Report, document: Document) -> bool:
        """Whether the name stands in a report: in its text, its title or any other fact, or the name of its file."""
        return self.names_them(document.text, report.id) or self.of(report, document) != report

    def text(self, text: str, report_id: str | None = None) -> str:
        """The text with every letter of the name blacked out."""
        letters = list(text)
        masked = self._masker.mask(text, report_id)
        for start, end, begin, stop in masked.moves:
            if MASK not in masked.text[begin:stop]:
                letters[start:end] = MASK * (end - start)
        if report_id in self._masker.closed:  # nothing is known of such a text, so every part of the name goes
            for start, end in self._plainly(text):
                letters[start:end] = MASK * (end - start)
        return "".join(letters)

    def _plainly(self, text: str) -> list[tuple[int, int]]:
        plain, places = folded(text)
        found = [match.span() for match in self._plain.finditer(plain)]
        return [(places[start], places[end]) for start, end in found] if places else found

    def file(self, name: str, report_id: str) -> str:
        """The name of a file, or one that says nothing if it holds the person's."""
        return f"report-{report_id[:8]}{PurePosixPath(name).suffix}" if self._masker.is_named_in(name) else name

    def of(self, value: Any, document: Document) -> Any:
        """The same value with the name blacked out; passages hold what stands at their place in the blackened document."""
        if isinstance(value, Passage):
            there = document.text[value.start : value.end]
            return replace(value, text=there if len(there) == len(value.text) else self.text(value.text, document.report_id))
        if isinstance(value, str) and type(value) is str:
            return self.text(value, document.report_id)
        if isinstance(value, tuple):
            return tuple(self.of(one, document) for one in value)
        if isinstance(value, dict):
            return {key: self.of(one, document) for key, one in value.items()}
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            changed = {f.name: self.of(getattr(value, f.name), document) for f in dataclasses.fields(value) if f.name not in _IDS}
            new = replace(value, **changed)
            return replace(new, file=self.file(value.file, value.id)) if isinstance(value, Report) else new
        return value
