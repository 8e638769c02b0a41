"""What the desk's pages show, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from testimonia.domain import Interview, Report, Unread
from testimonia.judgement import Judgement, State

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A finding in a list: `teller` and `voice` say whose it is, `words` what it holds."""

    id: str
    report: Report
    kind: str
    start: int
    teller: str
    voice: str
    words: str
    cue: str  # the words of saying, or those that tie cause and effect
    wording: str  # the same for findings in the same words
    sure: bool
    score: float
    state: State
    bearing: float

    @property
    def address(self) -> str:
        """Its address on the desk, which survives reading again."""
        return f"/f/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Generic[T]):
    """A stretch of a list: its rows, how many there are in all, and at which the stretch begins (from 0)."""

    rows: tuple[T, ...]
    total: int
    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report in a list: how many findings it has, how many of them were decided, whether the network read it, when it came (ISO 8601)."""

    report: Report
    findings: int
    decided: int
    was_read: bool
    received: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceRow:
    """A voice in a list; `also` are its other names, `joined` the ids a person joined into it."""

    id: str
    name: str
    also: tuple[str, ...]
    claims: int
    reports: int
    direct: int
    unsure: int
    joined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One teller's findings, each with its printings in the same words: the first stands for all."""

    teller: str
    voice: str | None
    items: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What bears on one question: claims and reasons by teller, and in sentences what is missing."""

    number: int
    question: str
    claims: tuple[Told, ...]
    reasons: tuple[Told, ...]
    claims_total: int
    reasons_total: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """How often the machine was right on one layer, by the decisions so far: of `n` decided proposals `right` were accepted as they stood.

    `low` and `high` bound the share that is right (95 % Wilson interval); `what` says which proposals ("claims shown as certain").
    """

    what: str
    n: int
    right: int
    corrected: int
    rejected: int
    added: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two or more reviewers agree on one layer: units judged by two or more, and Krippendorff's alpha (nominal); None if it has no value."""

    kind: str
    units: int
    alpha: float | None
    reviewers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the pile holds, what is new, what could not be read, how far the review is."""

    reports: int
    read: int
    outlets: int
    findings: dict[str, int]  # by kind
    states: dict[str, int]  # by state
    voices: int
    questions: tuple[str, ...]
    new: tuple[ReportRow, ...]  # received last
    unread: tuple[Unread, ...]
    disputes: int
    unattached: int
    card: tuple[CardLine, ...]
    agreement: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One way to narrow a search: its name, and its values with how many rows each would leave."""

    name: str  # "kind", "said_by", "outlet", "state", "sure", "year"
    values: tuple[tuple[str, str, int], ...]  # value, what it is called, count


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a search found: findings, then places in the running text (report, block start, words), and the facets of the findings."""

    findings: Listed[Row]
    passages: tuple[tuple[Report, int, str], ...]
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How often an outlet quotes a voice."""

    outlet: str
    voice: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A finding on which reviewers differ: how it stands, and each one's latest judgement."""

    row: Row
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unattached:
    """A judgement whose words are not in the report as it is read now."""

    judgement: Judgement
    report: Report | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """An interview with the terms that hold now."""

    report: Report
    interview: Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person named in the pile: protected unless `public`; `offices` are words that propose an office; `by` who decided, empty if nobody."""

    id: str
    name: str
    forms: tuple[str, ...]
    offices: tuple[str, ...]
    reports: int
    public: bool
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a finding is: its report, the id it goes by now (None if it is no longer found there), and its words as first found."""

    report_id: str
    finding_id: str | None
    kind: str
    words: str
