"""The terms of interviews on the way out.

Off the record, or past the last day agreed: nothing of the interview leaves. On background, or not to be named: its claims leave without the
name, place and text. The blocks that stand for a name are as long as it was, so that offsets stay true; `rewriting.py` then makes all of one length.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace

from testimonia.domain import Claim, Document, Explanation, Passage, Record, Report, Unread, digest
from testimonia.names import FUNCTION_WORDS, fold, fullest, is_pronoun
from testimonia.views import Account, Line, Page, Reason, Voice

MASK = "█"
STAND_IN = "A person interviewed on terms of no name"
_UNCLEAR_TERMS = "an interview with"  # how the reader begins to say that a note's terms are missing or unclear


@dataclass(frozen=True, slots=True)
class _Withheld:
    """A report whose interviewee is not named on the way out, and what stands in for the name."""

    report_id: str
    stand_in: str
    pattern: re.Pattern[str]

    def mask(self, text: str) -> str:
        """The text with every part of the name replaced by as many blocks: offsets stay true."""
        masked, letters, places = list(text), "", []
        for place, character in enumerate(text):
            folded = fold(character)
            letters += folded
            places += [place] * len(folded)
        places.append(len(text))
        for match in self.pattern.finditer(letters):
            start = places[match.start()]
            end = max(places[match.end() - 1] + 1, places[match.end()])  # with the accents and unseen signs that follow the last letter
            masked[start:end] = MASK * (end - start)
        return "".join(masked)


def within_terms(account: Account, today: datetime.date) -> Account:
    """The account as the terms of its interviews let it leave on this day, with a sentence for all that was withheld."""
    closed = {page.report.id: why for page in account.pages if (why := _closed(page.report, today))}
    unnamed = [page for page in account.pages if page.report.id not in closed and _is_unnamed(page.report)]
    withheld = {page.report.id: _withheld(page.report, number) for number, page in enumerate(unnamed, 1)}
    notices = [f"1 interview is left out: {why}" for why in sorted(closed.values())]
    notices += [f"{who.stand_in}: the name, the place and the notes themselves are withheld" for who in withheld.values()]
    hidden = {*closed, *withheld}
    names = _names_in_print(account, hidden)
    lines = {line.claim.id: _line(line, withheld, names) for line in account.lines if line.report.id not in closed}
    reasons = tuple(_reason(reason, withheld, lines) for reason in account.reasons if reason.report.id not in closed)
    return replace(
        account,
        questions=tuple(_question(question, account, hidden) for question in account.questions),
        pages=tuple(_page(page, withheld, lines, reasons) for page in account.pages if page.report.id not in closed),
        voices=_voices(account.voices, withheld, lines),
        reasons=reasons,
        lines=tuple(lines[line.claim.id] for line in account.lines if line.claim.id in lines),
        unread=tuple(_unread(unread) for unread in account.unread if not _is_of(unread, account, hidden)),
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
    """The stand-in, and a pattern that finds every part of the name in folded text."""
    parts = _name_parts(report.interview.asked if report.interview else "")
    joined = {"".join(parts), "".join(reversed(parts))} if len(parts) > 1 else set()
    anywhere = joined | {part for part in parts if not part.islower()}  # a script without small letters joins its words
    patterns = [re.escape(part) for part in anywhere] + [rf"(?<![^\W_]){re.escape(part)}(?:e?s)?(?![^\W_])" for part in parts]
    pattern = re.compile("|".join(sorted(patterns, key=len, reverse=True)) or r"(?!)")
    return _Withheld(report.id, f"{STAND_IN} ({number})", pattern)


def _name_parts(asked: str) -> list[str]:
    """The folded words of the name: what stands before the first comma, and, where that is a single word, the words of "Moreth, Ilka" after it.

    What follows a full name is what the person does and where: masking "Halmere Brigade" would hide the city from the whole account.
    """
    head, _, rest = asked.partition(",")
    found = _words(head)
    if len(found) < 2:
        cased = any(character.isupper() for character in asked)
        found += [word for word in _words(rest.partition(",")[0]) if not (cased and word[:1].islower())]
    parts = list(dict.fromkeys(fold(word) for word in found))
    return [part for part in parts if len(part) > 1 and part not in FUNCTION_WORDS] or parts


def _words(text: str) -> list[str]:
    return "".join(character if unicodedata.category(character)[0] in "LMN" else " " for character in text).split()


# ------------------------------------------------------------------ applying it


def _report(report: Report, who: _Withheld) -> Report:
    """The report without anything that names the person: the file's name, title, place and dateline may all do so."""
    interview = report.interview
    assert interview is not None  # noqa: S101 - only interviews are withheld
    published = replace(report.published, words=report.published.date) if report.published else None
    return replace(
        report,
        file=f"interview-{report.id[:8]}",
        row=None,
        title=who.stand_in,
        outlet=None,
        byline=None,
        dateline=None,
        published=published,
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


def _line(line: Line, withheld: dict[str, _Withheld], names: dict[str, set[str]]) -> Line:
    who = withheld.get(line.report.id)
    if who is None:
        return _in_print(line, names)
    claim = _claim(line.claim, who)
    names_them = claim.speaker is not None and line.claim.speaker is not None and claim.speaker.text != line.claim.speaker.text
    teller = who.stand_in if names_them else who.mask(line.teller)
    stands_for = None if names_them else line.stands_for
    if stands_for is not None and who.mask(stands_for) != stands_for:
        stands_for = who.stand_in
    voice = f"w-{digest(who.report_id, teller)}"
    return replace(line, claim=claim, report=_report(line.report, who), teller=teller, stands_for=stands_for, voice=voice)


def _names_in_print(account: Account, hidden: set[str]) -> dict[str, set[str]]:
    """The names by which each voice is told of in the reports that leave whole."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for line in account.lines:
        if line.voice is not None and line.report.id not in hidden and not is_pronoun(line.teller):
            names[line.voice].add(line.teller)
    return names


def _in_print(line: Line, names: dict[str, set[str]]) -> Line:
    """The line with the fullest name that stands in print: a fuller one may stand in an interview that is withheld."""
    known = names.get(line.voice or "", set())
    if line.stands_for is None or line.stands_for in known or not known:
        return line
    name = fullest(known)
    return replace(line, stands_for=name if name != line.teller else None)


def _question(question: str, account: Account, hidden: set[str]) -> str:
    """The question without the names of the people withheld: that it asks for them tells that they talked."""
    for page in account.pages:
        if page.report.id in hidden:
            question = _withheld(page.report, 0).mask(question)
    return question


def _unread(unread: Unread) -> Unread:
    """A note whose terms are missing or unclear is listed without its file's name, which may be its source's."""
    return Unread(file="an interview", row=None, reason="its terms are missing or unclear") if unread.reason.startswith(_UNCLEAR_TERMS) else unread


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
    return replace(page, report=report, files=(report.file,), document=_only_findings(page, who))


def _only_findings(page: Page, who: _Withheld) -> Document:
    """The document with everything but the words of its findings masked: the notes themselves do not leave."""
    document = page.document
    kept = [MASK if not character.isspace() else character for character in document.text]
    pieces = [piece for line in page.lines for piece in (*line.claim.source, *line.claim.cue, *line.claim.content)]
    for reason in page.reasons:
        pieces += [reason.explanation.cause, reason.explanation.effect, *reason.explanation.signals]
    for piece in pieces:
        kept[piece.start : piece.end] = who.mask(document.text[piece.start : piece.end])
    return replace(document, text="".join(kept), notes=())


def _voices(voices: tuple[Voice, ...], withheld: dict[str, _Withheld], lines: dict[str, Line]) -> tuple[Voice, ...]:
    """The voices of what leaves; a withheld person is a voice apart, never joined to a name that stands elsewhere."""
    kept: list[Voice] = []
    apart: defaultdict[str, list[Line]] = defaultdict(list)
    for voice in voices:
        here = [lines[line.claim.id] for line in voice.lines if line.claim.id in lines]
        open_lines = tuple(line for line in here if line.report.id not in withheld)
        for line in here:
            if line.report.id in withheld:
                apart[line.voice or ""].append(line)
        if open_lines:
            reports = tuple({line.report.id: line.report for line in open_lines}.values())
            forms = {line.teller for line in open_lines} | {line.stands_for or line.teller for line in open_lines}
            name = voice.name if voice.name in forms else max(forms, key=len)
            kept.append(replace(voice, name=name, also=tuple(form for form in voice.also if form in forms), lines=open_lines, reports=reports))
    for key, said in sorted(apart.items()):
        reports = tuple({line.report.id: line.report for line in said}.values())
        kept.append(Voice(id=key, name=said[0].teller, also=(), lines=tuple(said), reports=reports))
    return tuple(kept)


def _is_of(unread: Unread, account: Account, report_ids: set[str]) -> bool:
    return any(page.report.id in report_ids and unread.file in (page.report.file, *page.files) for page in account.pages)
