"""How the pages word what they show: names of reports, dates, counts, manners, states."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from testimonia.domain import Claim, Manner, Report
from testimonia.judgement import State, Verb
from testimonia.looks.marking import shown
from testimonia.views import Line, Reason, Voice, wording_of

T = TypeVar("T")

_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_TEASER = 96  # characters of a voice's words that stand under its name before they are opened
MANNERS = {Manner.DIRECT: "quoted", Manner.INDIRECT: "paraphrased", Manner.MIXED: "partly quoted"}
_STATES = {
    State.PROPOSED: "not checked",
    State.ACCEPTED: "checked",
    State.CORRECTED: "corrected",
    State.ADDED: "added by a person",
    State.DISPUTED: "disputed",
    State.REJECTED: "rejected",
    State.REPLACED: "replaced by others",
}
_DID = {
    Verb.ACCEPT: "accepted it",
    Verb.EDIT: "corrected it",
    Verb.REJECT: "rejected it",
    Verb.ADD: "added it",
    Verb.MERGE: "merged it from several",
    Verb.SPLIT: "split it",
    Verb.SAME: "said they are the same",
    Verb.APART: "said they are not the same",
    Verb.LEVEL: "changed who is protected",
    Verb.TERMS: "changed the terms",
    Verb.UNDO: "took a decision back",
}


def report_name(report: Report) -> str:
    """What a report is called on the page: its outlet, else whom it asked, else its title or file."""
    if report.interview:
        return f"Interview: {report.interview.asked}"
    return report.outlet or (f"“{report.title}”" if report.title else report.file)


def long_date(report: Report) -> str:
    """The date of a report in words."""
    return date_words(report.published.date) if report.published else "date unknown"


def date_words(date: str) -> str:
    """An ISO 8601 date (or month, or year) in words; never completed. What is no such date stays as it is."""
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return date
    named = [str(int(part)) for part in parts[2:]] + [_MONTHS[int(part) - 1] for part in parts[1:2]] + parts[:1]
    return " ".join(named)


def moment(instant: str) -> str:
    """An ISO 8601 instant in words, to the minute: "5 March 2031, 14:02"."""
    date, _, time = instant.partition("T")
    return f"{date_words(date)}, {time[:5]}" if time else date_words(date)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 report", "2,300 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def manner(claim: Claim) -> str:
    """How the words are given."""
    return MANNERS[claim.manner]


def state(state: State) -> str:
    """How a finding stands, in words."""
    return _STATES[state]


def did(verb: Verb) -> str:
    """What somebody did with a finding, in words."""
    return _DID[verb]


def joined(pieces: Iterable[object]) -> str:
    """The words of passages in text order, with an ellipsis between."""
    return " … ".join(str(getattr(piece, "text", piece)) for piece in pieces)


def teaser(voice: Voice) -> str:
    """The beginning of the voice's words that bear most on the question."""
    line = max(voice.lines, key=lambda line: (line.bearing, line.claim.sure, line.claim.manner is Manner.DIRECT))
    return short(shown(f"{line.cue}: {line.claim.words}" if line.cue else line.claim.words), _TEASER)


def short(text: str, most: int = _TEASER) -> str:
    """The beginning of a text, at most so many characters, cut between words."""
    said = " ".join(text.split())
    return said if len(said) <= most else said[:most].rsplit(" ", 1)[0] + " …"


def printings(voice: Voice) -> tuple[tuple[Line, ...], ...]:
    """The voice's claims, those of the same words together."""
    return gather(voice.lines, key=wording)


def indirect(voice: Voice) -> int:
    """How many of the voice's claims are not direct quotations."""
    return len(voice.lines) - voice.direct


def wording(item: object) -> Hashable:
    """The folded words by which two printings are one."""
    return wording_of(item) if isinstance(item, Line | Reason) else item


def gather(items: Iterable[T], *, key: Callable[[T], Hashable]) -> tuple[tuple[T, ...], ...]:
    """The items in groups of one key, in the order of each group's first."""
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return tuple(tuple(group) for group in groups.values())
