"""What may leave: every way out of a case passes through `outgoing`, which keeps the terms of interviews.

Off the record, or past the last day agreed: nothing of the interview leaves. On background, or not to be named: its claims leave without the
name, place and text. Names in published reports are not protected yet.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from testimonia.domain import Claim, Document, Explanation, Passage, Record, Report, Unread
from testimonia.names import fold
from testimonia.views import Account, Line, Page, Reason, Voice

MASK = "█"


@dataclass(frozen=True, slots=True)
class _Withheld:
    """A report whose interviewee is not named on the way out, and what stands in for the name."""

    report_id: str
    stand_in: str
    pattern: re.Pattern[str]

    def mask(self, text: str) -> str:
        """The text with every part of the name replaced by as many blocks: offsets stay true."""
        return self.pattern.sub(lambda match: MASK * len(match.group()), text)


def outgoing(account: Account, today: datetime.date) -> Account:
    """The account as it may leave on this day, with a sentence for all that was withheld."""
    closed = {page.report.id: why for page in account.pages if (why := _closed(page.report, today))}
    unnamed = [page for page in account.pages if page.report.id not in closed and _is_unnamed(page.report)]
    withheld = {page.report.id: _withheld(page.report, number) for number, page in enumerate(unnamed, 1)}
    notices = [f"1 interview is left out: {why}" for why in sorted(closed.values())]
    notices += [f"{who.stand_in}: the name, the place and the notes themselves are withheld" for who in withheld.values()]
    lines = {line.claim.id: _line(line, withheld) for line in account.lines if line.report.id not in closed}
    reasons = tuple(_reason(reason, withheld, lines) for reason in account.reasons if reason.report.id not in closed)
    return replace(
        account,
        pages=tuple(_page(page, withheld, lines, reasons) for page in account.pages if page.report.id not in closed),
        voices=_voices(account.voices, withheld, lines),
        reasons=reasons,
        lines=tuple(lines[line.claim.id] for line in account.lines if line.claim.id in lines),
        unread=tuple(unread for unread in account.unread if not _is_of(unread, account, {*closed, *withheld})),
        withheld=(*account.withheld, *notices),
    )


def _closed(report: Report, today: datetime.date) -> str | None:
    """Why nothing of a report may leave; None if it may."""
    terms = report.interview.terms if report.interview else None
    if terms is None:
        return None
    if terms.record is Record.OFF:
        return "it was given off the record"
    if terms.until is not None and today.isoformat() > terms.until:
        return "the time for which its use was agreed is over"
    return None


def _is_unnamed(report: Report) -> bool:
    terms = report.interview.terms if report.interview else None
    return terms is not None and (terms.record is Record.BACKGROUND or not terms.may_be_named)


def _withheld(report: Report, number: int) -> _Withheld:
    """The stand-in, and a pattern that finds every part of the name in any spelling of its letters."""
    asked = report.interview.asked if report.interview else ""
    parts = [part for part in re.findall(r"\w+", asked.split(",", maxsplit=1)[0]) if len(part) > 1]
    folded = {fold(part) for part in parts}
    pattern = re.compile("|".join(rf"\b{_spelled(part)}(?=\b|[’']s)" for part in sorted(folded, key=len, reverse=True)) or r"(?!)", re.IGNORECASE)
    return _Withheld(report.id, f"A person interviewed on terms of no name ({number})", pattern)


def _spelled(folded: str) -> str:
    """A pattern for the folded word with any accents: each letter may carry marks or be one of its accented forms."""
    return "".join(f"(?:{re.escape(letter)}[\u0300-\u036f]*|{_ACCENTED.get(letter, '(?!)')})" for letter in folded)


def _accented() -> dict[str, str]:
    forms: dict[str, list[str]] = {}
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        letter = fold(chr(code))
        if len(letter) == 1 and letter != chr(code):
            forms.setdefault(letter, []).append(chr(code))
    return {letter: f"[{''.join(found)}]" for letter, found in forms.items()}


_ACCENTED = _accented()


# ------------------------------------------------------------------ applying it


def _report(report: Report, who: _Withheld) -> Report:
    """The report without anything that names the person: the file's name, title and place may all do so."""
    interview = report.interview
    assert interview is not None  # noqa: S101 - only interviews are withheld
    return replace(
        report,
        file=f"interview-{report.id[:8]}",
        row=None,
        title=who.stand_in,
        outlet=None,
        byline=None,
        dateline=None,
        url=None,
        interview=replace(interview, asked=who.stand_in, where=None),
    )


def _passage(passage: Passage, who: _Withheld) -> Passage:
    return Passage(start=passage.start, end=passage.end, text=who.mask(passage.text))


def _claim(claim: Claim, who: _Withheld) -> Claim:
    def masked(pieces: tuple[Passage, ...]) -> tuple[Passage, ...]:
        return tuple(_passage(piece, who) for piece in pieces)

    speaker = _passage(claim.speaker, who) if claim.speaker else None
    return replace(claim, source=masked(claim.source), cue=masked(claim.cue), content=masked(claim.content), speaker=speaker)


def _line(line: Line, withheld: dict[str, _Withheld]) -> Line:
    who = withheld.get(line.report.id)
    if who is None:
        return line
    claim = _claim(line.claim, who)
    names_them = claim.speaker is not None and line.claim.speaker is not None and claim.speaker.text != line.claim.speaker.text
    teller = who.stand_in if names_them else who.mask(line.teller)
    stands_for = who.mask(line.stands_for) if line.stands_for and not names_them else None
    return replace(line, claim=claim, report=_report(line.report, who), teller=teller, stands_for=stands_for, voice=f"{who.report_id} {teller}")


def _reason(reason: Reason, withheld: dict[str, _Withheld], lines: dict[str, Line]) -> Reason:
    line = lines[reason.line.claim.id] if reason.line else None
    who = withheld.get(reason.report.id)
    if who is None:
        return replace(reason, line=line)
    explanation: Explanation = replace(
        reason.explanation,
        cause=_passage(reason.explanation.cause, who),
        effect=_passage(reason.explanation.effect, who),
        signals=tuple(_passage(signal, who) for signal in reason.explanation.signals),
    )
    return replace(reason, explanation=explanation, line=line, report=_report(reason.report, who), sentence=who.mask(reason.sentence))


def _page(page: Page, withheld: dict[str, _Withheld], lines: dict[str, Line], reasons: tuple[Reason, ...]) -> Page:
    own = {reason.explanation.id: reason for reason in reasons}
    page = replace(
        page,
        lines=tuple(lines[line.claim.id] for line in page.lines),
        reasons=tuple(own[reason.explanation.id] for reason in page.reasons),
    )
    who = withheld.get(page.report.id)
    if who is None:
        return page
    report = _report(page.report, who)
    return replace(page, report=report, files=(report.file,), document=_only_claims(page.document, page.lines, who))


def _only_claims(document: Document, lines: tuple[Line, ...], who: _Withheld) -> Document:
    """The document with everything but the claims' words masked: the notes themselves do not leave."""
    kept = [MASK if not character.isspace() else character for character in document.text]
    for line in lines:
        for piece in line.claim.content:
            kept[piece.start : piece.end] = who.mask(document.text[piece.start : piece.end])
    return replace(document, text="".join(kept), notes=())


def _voices(voices: tuple[Voice, ...], withheld: dict[str, _Withheld], lines: dict[str, Line]) -> tuple[Voice, ...]:
    """The voices of what leaves; a withheld person is a voice apart, never joined to a name that stands elsewhere."""
    kept: list[Voice] = []
    apart: dict[str, list[Line]] = {}
    for voice in voices:
        here = [lines[line.claim.id] for line in voice.lines if line.claim.id in lines]
        open_lines = tuple(line for line in here if line.report.id not in withheld)
        for line in here:
            if line.report.id in withheld:
                apart.setdefault(line.teller, []).append(line)
        if open_lines:
            reports = tuple({line.report.id: line.report for line in open_lines}.values())
            forms = {line.teller for line in open_lines} | {line.stands_for or line.teller for line in open_lines}
            name = voice.name if voice.name in forms else max(forms, key=len)
            kept.append(replace(voice, name=name, also=tuple(form for form in voice.also if form in forms), lines=open_lines, reports=reports))
    for number, (teller, said) in enumerate(sorted(apart.items()), 1):
        reports = tuple({line.report.id: line.report for line in said}.values())
        kept.append(Voice(id=f"w{number}", name=teller, also=(), lines=tuple(said), reports=reports))
    return tuple(kept)


def _is_of(unread: Unread, account: Account, report_ids: set[str]) -> bool:
    return any(page.report.id in report_ids and unread.file in (page.report.file, *page.files) for page in account.pages)
