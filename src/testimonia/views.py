"""What is shown, as plain data: the account of a case, its voices, its reasons, each with the words it rests on."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from testimonia.case.store import Case, Entry
from testimonia.domain import Claim, Document, Explanation, Manner, Report, Unread
from testimonia.names import is_pronoun, may_be_same_word, name_parts, proper_name, words

NOBODY = "(nobody named)"
REPORTER = "(the report's own voice)"

# What a question is made of besides its subject.
_ASKING = frozenset(
    words(
        "why how who what when where which did do does was were is are has have had will would the a an of in on at to from by for with "
        "and or that this it its their his her be been there they after before about up out off"
    )
)
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

    @property
    def teller(self) -> str:
        """Who gives the reason, as shown."""
        return (self.line.stands_for or self.line.teller) if self.line else REPORTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One report of the account with its text, its claims and the reasons in it, in text order."""

    report: Report
    document: Document
    files: tuple[str, ...]
    lines: tuple[Line, ...]
    reasons: tuple[Reason, ...]
    was_read: bool


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
    relevance = _Relevance(questions, entries)
    names = _Voices(entries)
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


def _page(case: Case, entry: Entry, relevance: _Relevance, names: _Voices) -> Page:
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


def _line(claim: Claim, report: Report, relevance: _Relevance, names: _Voices) -> Line:
    teller = claim.speaker.text if claim.speaker else NOBODY
    voice = names.of(report.id, claim)
    full = names.label(voice) if voice else None
    stands_for = full if full is not None and full != teller else None
    return Line(claim=claim, report=report, voice=voice, teller=teller, stands_for=stands_for, bearing=relevance.of(claim.words))


def _reason(explanation: Explanation, entry: Entry, lines: dict[str, Line], relevance: _Relevance) -> Reason:
    start = min(explanation.cause.start, explanation.effect.start)
    sentence = next((s for s in entry.document.sentences if s.start <= start < s.end), explanation.cause)
    text = entry.document.text[sentence.start : sentence.end]
    return Reason(
        explanation=explanation,
        report=entry.report,
        line=lines.get(explanation.claim or ""),
        sentence=text,
        bearing=max(relevance.of(explanation.effect.text), 0.8 * relevance.of(text)),
    )


# ------------------------------------------------------------------ who is one voice


class _Voices:
    """Which mentions are shown as one voice.

    Within a report: a shorter form of one longer name ("Barazi", "the governor" for "Governor Talal Barazi"), and a pronoun for the last speaker
    before it. Across reports only the same full name of two words or more: a bare first name is nobody elsewhere.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._voice: dict[tuple[str, str], str] = {}
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for entry in entries:
            self._add_report(entry)

    def of(self, report_id: str, claim: Claim) -> str | None:
        """The voice of a claim, or None where nobody is named."""
        return self._voice.get((report_id, claim.id))

    def label(self, voice: str) -> str:
        """The fullest form of the voice's name."""
        return max(self._forms[voice], key=lambda form: (len(proper_name(form)), len(form), form))

    def forms(self, voice: str) -> tuple[str, ...]:
        """The other forms it goes by."""
        return tuple(sorted(set(self._forms[voice]) - {self.label(voice)}))

    def _add_report(self, entry: Entry) -> None:
        claims = [claim for claim in (entry.extraction.claims if entry.extraction else ()) if claim.speaker is not None]
        claims.sort(key=lambda claim: claim.speaker.start if claim.speaker else 0)
        mentions = dict.fromkeys(claim.speaker.text for claim in claims if claim.speaker and not is_pronoun(claim.speaker.text))
        longest = {mention: _longest(mention, mentions) for mention in mentions}
        last: str | None = None
        for claim in claims:
            mention = claim.speaker.text if claim.speaker else ""
            if is_pronoun(mention):
                if last is not None and words(mention)[0] in ("he", "she"):
                    self._voice[entry.report.id, claim.id] = last
                continue
            last = _voice_id(entry.report.id, longest[mention])
            self._voice[entry.report.id, claim.id] = last
            self._forms[last].update([mention, longest[mention]])


def _longest(mention: str, mentions: Iterable[str]) -> str:
    """The one longer mention of the report that holds all parts of this one; itself if there is none or several."""
    parts = name_parts(mention)
    holders = {other for other in mentions if parts and parts < name_parts(other) and any(word[:1].isupper() for word in mention.split()[-1:])}
    names = {proper_name(other)[-2:] for other in holders}
    return max(holders, key=len) if holders and len(names) == 1 else mention


def _voice_id(report_id: str, mention: str) -> str:
    """The key of a voice: a full name is one voice everywhere, anything less only within its report."""
    name = proper_name(mention)
    if len(name) < 2:
        return f"{report_id} {' '.join(sorted(name_parts(mention)))}"
    return " ".join(name if {"of", "for", "and"} & set(name) else name[-2:])


def _voices(lines: list[Line], names: _Voices) -> tuple[Voice, ...]:
    by_voice: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.voice is not None:
            by_voice[line.voice].append(line)
    voices = [
        Voice(
            id=f"v{number}",
            name=names.label(voice),
            also=names.forms(voice),
            lines=tuple(said),
            reports=tuple({line.report.id: line.report for line in said}.values()),
        )
        for number, (voice, said) in enumerate(sorted(by_voice.items()), 1)
    ]
    return tuple(sorted(voices, key=lambda voice: (-len(voice.lines), voice.name)))


# ------------------------------------------------------------------ what bears on the question


class _Relevance:
    """How far a text bears on the questions: the share of their words, weighted by rarity in the pile, that it holds in some form."""

    def __init__(self, questions: tuple[str, ...], entries: list[Entry]) -> None:
        self._questions = [[word for word in words(question) if word not in _ASKING] for question in questions]
        texts = [frozenset(words(b)) for e in entries for b in re.split(r"\n\n|\n", e.document.text)]
        terms = {term for question in self._questions for term in question}
        self._forms = {term: {word for text in texts for word in text if may_be_same_word(term, word)} for term in terms}
        self._weight = {
            term: math.log(1 + len(texts) / (1 + sum(not forms.isdisjoint(text) for text in texts))) for term, forms in self._forms.items()
        }

    def of(self, text: str) -> float:
        """The best share over the questions, 0 to 1."""
        here = frozenset(words(text))
        return max((self._share(question, here) for question in self._questions if question), default=0.0)

    def _share(self, question: list[str], here: frozenset[str]) -> float:
        total = sum(self._weight[term] for term in question)
        held = sum(self._weight[term] for term in question if not self._forms[term].isdisjoint(here))
        return round(held / total, 3) if total else 0.0
