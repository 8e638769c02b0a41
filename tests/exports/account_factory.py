"""Small accounts for the exports' tests, from texts with their marks written in (see `factories.py`)."""

from __future__ import annotations

from dataclasses import replace

from factories import Marked, marked, reading

from testimonia.domain import Claim, Explanation, LinkKind, Manner, Mention, Passage, Report, Unread
from testimonia.views import NOBODY, Account, Line, Page, Reason, Voice

# One claim in two pieces, one inside it, a reason across both, and a reason in the report's own voice.
SIEGE = (
    "{S1:Ilka Moreth} {Q1:said}, {C1:“{E3:We left the city}”}, {G3:because} "
    "{C1:“{K3:{S2:the nurses} {Q2:told} us that {C2:the flour was gone}}”}.\n\n"
    "The {E4:bridge fell} {G4:after} {K4:the flood}."
)


def page(text: str = SIEGE, *, report_id: str = "r1", bearing: float = 0.0, sure: bool = True, **facts: object) -> Page:
    """A page of one report with the marked claims and reasons; `facts` are fields of its Report."""
    found = marked(text)
    read = reading(found.text, report_id=report_id, file=f"{report_id}.txt")
    report = replace(read.report, **facts)
    lines = tuple(_line(claim, report, bearing) for claim in _claims(found, report_id, sure=sure))
    reasons = tuple(_reason(one, report, lines, bearing) for one in _explanations(found, report_id, lines))
    return Page(report=report, document=read.document, files=(report.file,), lines=lines, reasons=reasons, was_read=True)


def account(*pages: Page, questions: tuple[str, ...] = (), unread: tuple[Unread, ...] = (), withheld: tuple[str, ...] = ()) -> Account:
    """The account of these pages; every named teller is a voice."""
    lines = tuple(line for one in pages for line in one.lines)
    tellers = dict.fromkeys(line.teller for line in lines if line.teller != NOBODY)
    return Account(
        questions=questions,
        pages=pages,
        voices=tuple(_voice(number, teller, lines) for number, teller in enumerate(tellers, 1)),
        reasons=tuple(reason for one in pages for reason in one.reasons),
        lines=lines,
        unread=unread,
        withheld=withheld,
    )


def _claims(found: Marked, report_id: str, *, sure: bool) -> list[Claim]:
    claims = []
    for cue in sorted({link.to for link in found.links if link.kind is LinkKind.CONTENT_OF}):
        source = _linked(found, LinkKind.SOURCE_OF, cue)
        claims.append(
            Claim(
                id=f"{report_id}{cue:02}",
                source=source,
                cue=(_passage(found.mentions[cue]),),
                content=_linked(found, LinkKind.CONTENT_OF, cue),
                manner=Manner.DIRECT,
                speaker=source[0] if source else None,
                score=0.9,
                sure=sure,
                doubts=() if sure else ("not a direct quotation",),
                basis="a test",
            )
        )
    return claims


def _explanations(found: Marked, report_id: str, lines: tuple[Line, ...]) -> list[Explanation]:
    explanations = []
    for link in (link for link in found.links if link.kind is LinkKind.CAUSE_OF):
        cause, effect = _passage(found.mentions[link.of]), _passage(found.mentions[link.to])
        holder = next((line.claim.id for line in lines if any(piece.holds(effect) for piece in line.claim.content)), None)
        signals = _linked(found, LinkKind.SIGNAL_OF, link.of)
        explanations.append(Explanation(id=f"{report_id}e{link.of}", cause=cause, effect=effect, signals=signals, claim=holder, score=0.8))
    return explanations


def _linked(found: Marked, kind: LinkKind, to: int) -> tuple[Passage, ...]:
    return tuple(_passage(found.mentions[link.of]) for link in found.links if link.kind is kind and link.to == to)


def _passage(mention: Mention) -> Passage:
    return Passage(start=mention.start, end=mention.end, text=mention.text)


def _line(claim: Claim, report: Report, bearing: float) -> Line:
    teller = claim.speaker.text if claim.speaker else NOBODY
    return Line(claim=claim, report=report, voice=teller if claim.speaker else None, teller=teller, stands_for=None, bearing=bearing)


def _reason(explanation: Explanation, report: Report, lines: tuple[Line, ...], bearing: float) -> Reason:
    line = next((line for line in lines if line.claim.id == explanation.claim), None)
    sentence = f"{explanation.effect.text} because {explanation.cause.text}"
    return Reason(explanation=explanation, report=report, line=line, sentence=sentence, bearing=bearing)


def _voice(number: int, teller: str, lines: tuple[Line, ...]) -> Voice:
    said = tuple(line for line in lines if line.teller == teller)
    reports = tuple({line.report.id: line.report for line in said}.values())
    return Voice(id=f"v{number}", name=teller, also=(), lines=said, reports=reports)
