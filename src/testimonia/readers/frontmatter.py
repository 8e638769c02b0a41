"""The few lines between `---` and `---` at the head of a text: facts of a report, or the terms of an interview."""

from __future__ import annotations

from dataclasses import dataclass

from testimonia.domain import Interview, Record, Terms
from testimonia.errors import UnreadableError
from testimonia.readers.published import iso_date
from testimonia.readers.textbuilder import settle

FENCE = "---"
MAX_LINES = 30  # a fence that does not close within so many lines is a rule in the text, not front matter

_ASKED = ("interview with", "interview", "asked")


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
    if not filled or lines[filled[0]][1].strip() != FENCE:
        return FrontMatter(), lines
    close = next((place for place in filled[1 : MAX_LINES + 2] if lines[place][1].strip() == FENCE), None)
    if close is None:
        return FrontMatter(), lines
    return parse_front_matter([line for _, line in lines[filled[0] + 1 : close]]), lines[close + 1 :]


def parse_front_matter(lines: list[str]) -> FrontMatter:
    """The facts in lines of the form `key: value`; UnreadableError where the terms of an interview are missing or unclear."""
    facts = {}
    for line in lines:
        key, colon, value = line.partition(":")
        if colon and value.strip():
            facts[key.strip().lower()] = value.strip()
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
