"""The whole case at a glance."""

from __future__ import annotations

from testimonia.case.store import Case
from testimonia.judgement import Judgement, State
from testimonia.kinds import KINDS
from testimonia.review.counting import Tally, agreement, tallies
from testimonia.shelf.reports import report_row
from testimonia.shelf.shown import Agreement, CardLine, Overview

NEW = 8  # reports shown as received last


def overview(case: Case) -> Overview:
    """The whole case at a glance."""
    ask = case.ask_for
    judgements = case.ledger.all()
    return Overview(
        reports=ask.count_reports(),
        read=ask.count_reports(read_only=True),
        outlets=ask.count_outlets(),
        findings=ask.counts("kind"),
        states=ask.counts("state"),
        voices=ask.count_voices(),
        questions=case.questions(),
        new=tuple(report_row(row) for row in ask.reports("", 0, NEW, newest=True)),
        unread=case.unread(),
        disputes=ask.counts("state").get(State.DISPUTED, 0),
        unattached=len(ask.unattached()),
        card=tuple(_card_line(tally) for tally in tallies(judgements)),
        agreement=tuple(one for kind in KINDS if (one := _agreement(judgements, kind)).units),
    )


def _card_line(tally: Tally) -> CardLine:
    many = KINDS[tally.kind].many if tally.kind in KINDS else tally.kind
    what = many if tally.sure is None else f"{many} shown as {'certain' if tally.sure else 'unsure'}"
    t = tally
    return CardLine(what=what, n=t.n, right=t.right, corrected=t.corrected, rejected=t.rejected, added=t.added, low=t.low, high=t.high)


def _agreement(judgements: tuple[Judgement, ...], kind: str) -> Agreement:
    units, alpha, reviewers = agreement(judgements, kind)
    return Agreement(kind=kind, units=units, alpha=alpha, reviewers=reviewers)
