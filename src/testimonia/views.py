"""What is shown, as plain data: the account of a case, its voices, its reasons, each with the words it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from testimonia.case.store import Case, Entry
from testimonia.domain import Claim, Document, Explanation, Manner, Record, Report, Terms, Unread
from testimonia.judgement import AS_PROPOSED, Judgement, Standing, State, Verb, live
from testimonia.names import words
from testimonia.relevance import Relevance
from testimonia.review.apply import Reviewed, reviewed
from testimonia.review.joins import Joins
from testimonia.voices import Voices
from testimonia.wire import from_json

NOBODY = "(nobody named)"
REPORTER = "(the report's own voice)"
DISPUTED = "reviewers differ on it"

PURPOSE = 0.5  # how far an aim ("to force them out") bears on a question, against other reasons with the same words
NARRATOR = 0.75  # the same for a reason in the report's own voice: the account is of who says why
BEARS = 0.34  # share of a question's weighted words a claim must hold to bear on it


NOT = frozenset(["not", "no", "never", "neither", "nor", "nothing", "nobody", "none", "without", "cannot"])

DENIALS = frozenset(
    words(
        "deny denies denied denying dispute disputes disputed disputing reject rejects rejected rejecting refute refutes refuted refuting "
        "dismiss dismisses dismissed dismissing"
    )
)

Matter = tuple[tuple[float, str], ...]
"""The texts by which a finding bears on a question, as their folded words with a blank between, each with its weight."""


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
    standing: Standing = AS_PROPOSED
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

    @property
    def line(self) -> Line:
        """The claim in which it is told: itself."""
        return self

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(self.claim.words.split())

    @property
    def cue(self) -> str:
        """The words of saying: a denial without "denied" would be a statement."""
        return " … ".join(piece.text for piece in self.claim.cue)

    @property
    def denies(self) -> bool:
        """Whether the word of saying takes the words back: "denied", "rejected"."""
        return not DENIALS.isdisjoint(words(self.cue))

    @property
    def matter(self) -> Matter:
        """By which of its texts it bears on a question."""
        return ((1.0, " ".join(words(self.claim.words))),)


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
    standing: Standing = AS_PROPOSED
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
    def text(self) -> str:
        """Its words on one line: cause and effect."""
        return " ".join(f"{self.explanation.cause.text} → {self.explanation.effect.text}".split())

    @property
    def cue(self) -> str:
        """The words that tie cause and effect."""
        return " … ".join(piece.text for piece in self.explanation.signals)

    @property
    def has_not(self) -> bool:
        """Whether its sentence holds a word of denial: "they did not leave because we were cruel" is read as if it were so."""
        return not NOT.isdisjoint(words(self.sentence)) or "n’t" in self.sentence or "n't" in self.sentence

    @property
    def matter(self) -> Matter:
        """By which of its texts it bears on a question: its effect, and less so its sentence."""
        weight = (PURPOSE if self.is_purpose else 1.0) * (1.0 if self.line else NARRATOR)
        return (weight, " ".join(words(self.explanation.effect.text))), (0.8 * weight, " ".join(words(self.sentence)))

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A report of the case with the decisions of people laid over what was found in it."""

    entry: Entry
    review: Reviewed

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that stand."""
        return self.review.extraction.claims if self.review.extraction else ()

    @property
    def explanations(self) -> tuple[Explanation, ...]:
        """The explanations that stand."""
        return self.review.extraction.explanations if self.review.extraction else ()


def checked(entry: Entry, judgements: Iterable[Judgement], only: str | None = None) -> Checked:
    """The report after these judgements; with `only` after those of one person (for blind second coding)."""
    counted = tuple(j for j in judgements if only is None or j.who == only or j.verb is Verb.TERMS)
    terms = [from_json(j.value, Terms) for j in live(j for j in counted if j.verb in (Verb.TERMS, Verb.UNDO))]
    if terms and entry.report.interview is not None:
        interview = replace(entry.report.interview, terms=strictest(terms))
        entry = replace(entry, report=replace(entry.report, interview=interview))
    return Checked(entry=entry, review=reviewed(entry.document, entry.extraction, counted))


def strictest(terms: Iterable[Terms]) -> Terms:
    """What binds where people who did not know of each other put different terms on record: of each the stricter."""
    found = list(terms)
    ends = [one.until for one in found if one.until]
    record = max((one.record for one in found), key=[Record.ON, Record.BACKGROUND, Record.OFF].index)
    return Terms(record=record, may_be_named=all(one.may_be_named for one in found), until=min(ends, default=None))


def account(case: Case) -> Account:
    """The whole account of a case."""
    judgements = case.ledger.by_report()
    entries = [checked(entry, judgements.get(entry.report.id, ())) for entry in case.entries()]
    relevance = Relevance(case.questions(), case.words)
    names = voices_of(judgements.get("", ()))
    for one in entries:
        names.add(one.entry.document, one.claims)
    pages = tuple(page(case, one, relevance, names) for one in entries)
    lines = [line for one in pages for line in one.lines]
    reasons = [reason for one in pages for reason in one.reasons]
    return Account(
        questions=case.questions(),
        pages=pages,
        voices=_voices(lines, names),
        reasons=tuple(sorted(reasons, key=lambda reason: (-reason.bearing, -reason.explanation.score))),
        lines=tuple(sorted(lines, key=lambda line: -line.bearing)),
        unread=case.unread(),
    )


def voices_of(judgements: Iterable[Judgement]) -> Voices:
    """Nobody yet, with what people decided on who is who."""
    return Voices(Joins(judgements))


def page(case: Case, one: Checked, relevance: Relevance, names: Voices) -> Page:
    """One report as it is shown."""
    entry, review = one.entry, one.review
    lines = {claim.id: _line(claim, one, relevance, names) for claim in one.claims}
    struck = [s.finding for s in review.struck if s.kind == "claim"]
    gone = {claim.id: replace(_line(claim, one, relevance, names), standing=_standing(one, claim.id)) for claim in struck}
    reasons = [_reason(x, one, lines, relevance) for x in one.explanations]
    reasons_gone = [_reason(s.finding, one, lines | gone, relevance) for s in review.struck if s.kind == "reason"]
    return Page(
        report=entry.report,
        document=entry.document,
        files=tuple(f"{file}, row {row}" if row else file for file, row in case.receipts(entry.report.id)),
        lines=tuple(lines.values()),
        reasons=tuple(reasons),
        was_read=entry.extraction is not None,
        struck=(*gone.values(), *reasons_gone),
    )


def wording_of(item: Shown) -> tuple[str, ...]:
    """The folded words by which two printings are one; who denies them does not say them."""
    if isinstance(item, Line):
        return (*(["denied"] if item.denies else []), *words(item.claim.words))
    return (*words(item.explanation.cause.text), "→", *words(item.explanation.effect.text))


def bearings(texts: Matter, relevance: Relevance) -> tuple[float, ...]:
    """How far a finding bears on each question, 0 to 1, in the order of the questions: the best of its texts."""
    shares = [[weight * share for share in relevance.each_of(text.split())] for weight, text in texts]
    return tuple(round(max(of_one), 3) for of_one in zip(*shares, strict=True))


def _standing(one: Checked, finding_id: str) -> Standing:
    gone = {struck.finding.id: struck.standing for struck in one.review.struck}
    return one.review.standings.get(finding_id) or gone.get(finding_id, AS_PROPOSED)


def _line(claim: Claim, one: Checked, relevance: Relevance, names: Voices) -> Line:
    report = one.entry.report
    teller = claim.speaker.text if claim.speaker else NOBODY
    voice = names.of(report.id, claim)
    full = names.label(voice) if voice else None
    stands_for = full if full is not None and full != teller else None
    standing = _standing(one, claim.id)
    if standing.state is State.DISPUTED:
        claim = replace(claim, sure=False, doubts=(*claim.doubts, DISPUTED))
    line = Line(claim=claim, report=report, voice=voice, teller=teller, stands_for=stands_for, bearing=0.0, standing=standing)
    return replace(line, bearing=max(bearings(line.matter, relevance), default=0.0))


def _reason(explanation: Explanation, one: Checked, lines: dict[str, Line], relevance: Relevance) -> Reason:
    document = one.entry.document
    start = min(explanation.cause.start, explanation.effect.start)
    sentence = next((s for s in document.sentences if s.start <= start < s.end), explanation.cause)
    reason = Reason(
        explanation=explanation,
        report=one.entry.report,
        line=lines.get(explanation.claim or ""),
        sentence=document.text[sentence.start : sentence.end],
        bearing=0.0,
        standing=_standing(one, explanation.id),
    )
    return replace(reason, bearing=max(bearings(reason.matter, relevance), default=0.0))


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
