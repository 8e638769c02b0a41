"""What is shown, as plain data: the account of a case, its voices, its reasons, each with the words it rests on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from testimonia.case.store import Case, Entry
from testimonia.domain import Claim, Document, Explanation, Manner, Report, Unread
from testimonia.judgement import Standing
from testimonia.relevance import Relevance
from testimonia.voices import Voices

NOBODY = "(nobody named)"
REPORTER = "(the report's own voice)"

PURPOSE = 0.5  # how far an aim ("to force them out") bears on a question, against other reasons with the same words
NARRATOR = 0.75  # the same for a reason in the report's own voice: the account is of who says why
BEARS = 0.34  # share of a question's weighted words a claim must hold to bear on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One claim as shown: who says it (`voice` is a Voice's id), in which report, and how far it bears on the question (0 to 1).

    `teller` is the speaker as printed; `stands_for` is the voice's fullest name where the printed word is a pronoun or a shorter form.
    """

    claim: Claim
    report: Report
    voice: str | None
    teller: str
    stands_for: str | None
    bearing: float
    standing: Standing = Standing()
    kind: str = "claim"

    @property
    def finding(self) -> Claim:
        """The claim."""
        return self.claim

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def name(self) -> str:
        """Who says it, by the fullest name known."""
        return self.stands_for or self.teller


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who is quoted: how often, how, and in which reports."""

    id: str
    name: str
    also: tuple[str, ...]
    lines: tuple[Line, ...]
    reports: tuple[Report, ...]

    @property
    def direct(self) -> int:
        """How many of the claims are direct quotations."""
        return sum(line.claim.manner is Manner.DIRECT for line in self.lines)

    @property
    def unsure(self) -> int:
        """How many of the claims have a speaker that is not certain."""
        return sum(not line.claim.sure for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A claimed cause, its teller (None is the report's own voice), and how far it bears on the question."""

    explanation: Explanation
    report: Report
    line: Line | None
    sentence: str
    bearing: float
    standing: Standing = Standing()
    kind: str = "reason"

    @property
    def finding(self) -> Explanation:
        """The explanation."""
        return self.explanation

    @property
    def id(self) -> str:
        """The explanation's id."""
        return self.explanation.id

    @property
    def is_purpose(self) -> bool:
        """Whether the cause is what was wanted ("to force them out"): nearer to an aim than to a reason."""
        return self.explanation.cause.text.lower().startswith("to ")

    @property
    def teller(self) -> str:
        """Who gives the reason, as shown."""
        return (self.line.stands_for or self.line.teller) if self.line else REPORTER


Shown = Line | Reason
"""A finding as shown; every kind's has `id`, `kind`, `finding`, `report` and `standing`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One report of the account with its text, its claims and the reasons in it, in text order; `struck` are those a person rejected."""

    report: Report
    document: Document
    files: tuple[str, ...]
    lines: tuple[Line, ...]
    reasons: tuple[Reason, ...]
    was_read: bool
    struck: tuple[Shown, ...] = ()

    @property
    def shown(self) -> tuple[Shown, ...]:
        """All findings that stand, of every kind, kind by kind."""
        return (*self.lines, *self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The account of a case: questions, voices, reasons, claims and reports, and what could not be read.

    `withheld` says in words what was left out or masked on the way out (see `protection.py`).
    """

    questions: tuple[str, ...]
    pages: tuple[Page, ...]
    voices: tuple[Voice, ...]
    reasons: tuple[Reason, ...]
    lines: tuple[Line, ...]
    unread: tuple[Unread, ...]
    withheld: tuple[str, ...] = ()

    @property
    def bearing(self) -> tuple[Line, ...]:
        """The claims that bear on the question, the nearest first."""
        return tuple(line for line in self.lines if line.bearing >= BEARS)


def account(case: Case) -> Account:
    """The whole account of a case."""
    entries = list(case.entries())
    questions = case.questions()
    relevance = Relevance(questions, (e.document.text[b.start : b.end] for e in entries for b in e.document.blocks))
    names = Voices()
    for entry in entries:
        names.add(entry.document, entry.extraction.claims if entry.extraction else ())
    pages = tuple(_page(case, entry, relevance, names) for entry in entries)
    lines = [line for page in pages for line in page.lines]
    reasons = [reason for page in pages for reason in page.reasons]
    return Account(
        questions=questions,
        pages=pages,
        voices=_voices(lines, names),
        reasons=tuple(sorted(reasons, key=lambda reason: (-reason.bearing, -reason.explanation.score))),
        lines=tuple(sorted(lines, key=lambda line: -line.bearing)),
        unread=case.unread(),
    )


def _page(case: Case, entry: Entry, relevance: Relevance, names: Voices) -> Page:
    claims = entry.extraction.claims if entry.extraction else ()
    lines = {claim.id: _line(claim, entry.report, relevance, names) for claim in claims}
    reasons = [_reason(x, entry, lines, relevance) for x in (entry.extraction.explanations if entry.extraction else ())]
    return Page(
        report=entry.report,
        document=entry.document,
        files=tuple(f"{file}, row {row}" if row else file for file, row in case.receipts(entry.report.id)),
        lines=tuple(lines.values()),
        reasons=tuple(reasons),
        was_read=entry.extraction is not None,
    )


def _line(claim: Claim, report: Report, relevance: Relevance, names: Voices) -> Line:
    teller = claim.speaker.text if claim.speaker else NOBODY
    voice = names.of(report.id, claim)
    full = names.label(voice) if voice else None
    stands_for = full if full is not None and full != teller else None
    return Line(claim=claim, report=report, voice=voice, teller=teller, stands_for=stands_for, bearing=relevance.of(claim.words))


def _reason(explanation: Explanation, entry: Entry, lines: dict[str, Line], relevance: Relevance) -> Reason:
    start = min(explanation.cause.start, explanation.effect.start)
    sentence = next((s for s in entry.document.sentences if s.start <= start < s.end), explanation.cause)
    text = entry.document.text[sentence.start : sentence.end]
    reason = Reason(
        explanation=explanation,
        report=entry.report,
        line=lines.get(explanation.claim or ""),
        sentence=text,
        bearing=max(relevance.of(explanation.effect.text), 0.8 * relevance.of(text)),
    )
    weight = (PURPOSE if reason.is_purpose else 1.0) * (1.0 if reason.line else NARRATOR)
    return replace(reason, bearing=round(weight * reason.bearing, 3))


def _voices(lines: list[Line], names: Voices) -> tuple[Voice, ...]:
    by_voice: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.voice is not None:
            by_voice[line.voice].append(line)
    voices = [
        Voice(
            id=voice,
            name=names.label(voice),
            also=names.forms(voice),
            lines=tuple(said),
            reports=tuple({line.report.id: line.report for line in said}.values()),
        )
        for voice, said in sorted(by_voice.items())
    ]
    return tuple(sorted(voices, key=lambda voice: (-len(voice.lines), voice.name)))
