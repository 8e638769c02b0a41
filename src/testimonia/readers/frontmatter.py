"""The few lines between `---` and `---` at the head of a text: facts of a report, or the terms of an interview."""

from __future__ import annotations

import re
from dataclasses import dataclass

from testimonia.domain import Interview, Record, Terms
from testimonia.errors import UnreadableError
from testimonia.readers.published import iso_date
from testimonia.readers.textbuilder import settle

FENCE = re.compile(r"\s*(?:-{3,}|[-–—]*[–—][-–—]*)\s*")  # word processors turn hyphens into dashes
MAX_LINES = 30  # a fence that does not close within so many lines is a rule in the text, not front matter

_ASKED = ("interview with", "interview", "asked")
_FACT = re.compile(r"\s*([A-Za-z][\w -]{0,30}?)\s*:(?:\s|$)")
_FACTS = {*_ASKED, "title", "outlet", "publisher", "byline", "author", "date", "when", "where", "place", "language", "url"} | {
    "terms",
    "may be named",
    "until",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the head of a file says of it; None where it says nothing."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    date: str | None = None
    url: str | None = None
    interview: Interview | None = None


def split_front_matter(text: str) -> tuple[FrontMatter, list[tuple[int, str]]]:
    """The front matter and the remaining lines, each with its number from 1."""
    lines = list(enumerate(settle(text).split("\n"), 1))
    filled = [place for place, (_, line) in enumerate(lines) if line.strip()]
    head = _fenced(lines, filled) or _unfenced(lines, filled)
    if head is None:
        return FrontMatter(), lines
    start, end, rest = head
    return parse_front_matter([line for _, line in lines[start:end]]), lines[rest:]


def _fenced(lines: list[tuple[int, str]], filled: list[int]) -> tuple[int, int, int] | None:
    """Where the facts between two fences start and end, and where the text goes on; two rules around something else are no fences."""
    if len(filled) < 2 or not FENCE.fullmatch(lines[filled[0]][1]) or not _FACT.match(lines[filled[1]][1]):
        return None
    close = next((place for place in filled[1 : MAX_LINES + 2] if FENCE.fullmatch(lines[place][1])), None)
    return (filled[0] + 1, close, close + 1) if close is not None else None


def _unfenced(lines: list[tuple[int, str]], filled: list[int]) -> tuple[int, int, int] | None:
    """The terms of an interview at the head of a text whose fences were lost, as word processors lose them: they still bind."""
    keys = []
    end = 0
    for place in filled[:MAX_LINES]:
        fact = _FACT.match(lines[place][1])
        if fact is None or fact[1].lower() not in _FACTS:
            break
        keys.append(fact[1].lower())
        end = place + 1
    return (0, end, end) if "terms" in keys and not set(keys).isdisjoint(_ASKED) else None


def parse_front_matter(lines: list[str]) -> FrontMatter:
    """The facts in lines of the form `key: value`; UnreadableError where the terms of an interview are missing or unclear."""
    facts = {}
    for line in lines:
        key, colon, value = line.partition(":")
        if colon and value.strip():
            facts[key.strip().lower()] = re.sub(r"""^(["'])(.*)\1$""", r"\2", value.strip())
    asked = next((facts[key] for key in _ASKED if key in facts), None)
    return FrontMatter(
        title=facts.get("title"),
        outlet=facts.get("outlet") or facts.get("publisher"),
        byline=facts.get("byline") or facts.get("author"),
        date=facts.get("date") or facts.get("when"),
        url=facts.get("url"),
        interview=_interview(asked, facts) if asked else None,
    )


def _interview(asked: str, facts: dict[str, str]) -> Interview:
    return Interview(
        asked=asked,
        when=facts.get("when") or facts.get("date"),
        where=facts.get("where") or facts.get("place"),
        language=facts.get("language"),
        terms=_terms(facts),
    )


def _terms(facts: dict[str, str]) -> Terms:
    """The terms as stated; silence or doubt is never taken for consent."""
    stated = facts.get("terms", "").lower().replace("-", " ").removeprefix("on ").removeprefix("the ").strip()
    records = {"record": Record.ON, "background": Record.BACKGROUND, "off record": Record.OFF, "off the record": Record.OFF}
    if stated not in records:
        raise UnreadableError(
            f"an interview with terms {facts.get('terms')!r}", "terms: on record, background or off record", "add the line to its head"
        )
    named = facts.get("may be named", "no").lower()
    if named not in ("yes", "no"):
        raise UnreadableError(f"an interview with 'may be named: {named}'", "yes or no", "mend the line in its head")
    until = facts.get("until")
    end = iso_date(until) if until else None
    if until and end is None:
        raise UnreadableError(f"an interview with 'until: {until}'", "a full date such as 31 December 2030", "mend the line in its head")
    return Terms(record=records[stated], may_be_named=named == "yes", until=end)
