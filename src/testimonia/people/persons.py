"""People put together from the places they are named at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from testimonia.domain import digest
from testimonia.people.words import ARTICLES


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """One place where a person is named: the folded words of the name, the form as printed, and where it starts in the text.

    `office` holds the words that give name and office together ("Governor Talal Barazi"): who speaks for a state, an armed command or a party may
    be proposed as public. It is None where no such words stand there. `is_sure` says that words beside the name tell that it is a person's.
    """

    name: tuple[str, ...]
    form: str
    office: str | None
    start: int
    is_sure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody named in the pile: an id made of the name (for use within the case only), the fullest name, all forms, offices and reports."""

    id: str
    name: str
    forms: tuple[str, ...]
    offices: tuple[str, ...]
    reports: tuple[str, ...]


Found = Iterable[tuple[str, NameMention]]
"""Mentions, each with the id of its report."""


def people(found: Found) -> tuple[Person, ...]:
    """The people behind these mentions: a shorter form is the one longer name of its report that holds it.

    Across reports only the same name of two words or more is one person; anything less is somebody of its own in each report.
    """
    return tuple(_person(key, mentions) for key, mentions in grouped(found).items())


def grouped(found: Found) -> dict[tuple[str, ...], list[tuple[str, NameMention]]]:
    """The mentions by what makes their person one: the words of the name, and for a single word its report, too."""
    by_report: defaultdict[str, list[NameMention]] = defaultdict(list)
    for report_id, mention in found:
        by_report[report_id].append(mention)
    held: defaultdict[tuple[str, ...], list[tuple[str, NameMention]]] = defaultdict(list)
    for report_id, mentions in by_report.items():
        names = {name_words(mention.name) for mention in mentions}
        longest = {name: _longest(name, names) for name in names}
        for mention in mentions:
            name = longest[name_words(mention.name)]
            held[name if len(name) > 1 else (*name, f"\x1f{report_id}")].append((report_id, mention))
    return dict(held)


def name_words(name: tuple[str, ...]) -> tuple[str, ...]:
    """The words a name is told by, without particles: "Talal al-Barazi" and "Talal Barazi" are one."""
    parts = [part for word in name for part in re.split(r"[-‐‑–’'‘`]", word) if part]
    return tuple(part for part in parts if part not in ARTICLES) or tuple(parts)


def person_id(key: tuple[str, ...]) -> str:
    """The id of a person by the key `grouped` gives."""
    return f"p-{digest(*key)}"


def _longest(name: tuple[str, ...], names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The one longest name among these that holds all words of this one; the name itself if there are several or none."""
    holders = [frozenset(other) for other in names if set(name) < set(other)]
    top = {other for other in holders if not any(other < more for more in holders)}
    return min(other for other in names if frozenset(other) in top) if len(top) == 1 else name


def _person(key: tuple[str, ...], mentions: list[tuple[str, NameMention]]) -> Person:
    forms = list(dict.fromkeys(mention.form for _, mention in mentions))
    return Person(
        id=person_id(key),
        name=max(forms, key=lambda form: (len(form.split()), len(form))),
        forms=tuple(sorted(forms)),
        offices=tuple(dict.fromkeys(mention.office for _, mention in mentions if mention.office)),
        reports=tuple(dict.fromkeys(report_id for report_id, _ in mentions)),
    )
