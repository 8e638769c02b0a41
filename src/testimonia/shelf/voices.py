"""Who speaks, and which outlet quotes whom."""

from __future__ import annotations

from testimonia.case.queries import Wanted
from testimonia.case.store import Case
from testimonia.errors import UsageError
from testimonia.names import fullest, is_pronoun
from testimonia.review.joins import Joins
from testimonia.shelf.listing import LONG, listed
from testimonia.shelf.shown import Listed, Row, Tie, VoiceRow

MOST_TIES = 400


def voices(case: Case, *, words: str = "", start: int = 0) -> Listed[VoiceRow]:
    """The voices, those with most claims first; with `words` those one of whose names holds them."""
    joins = Joins(case.ledger.on_report(""))
    rows = case.ask_for.voices(words, start, LONG)
    return Listed(rows=tuple(_voice_row(case, joins, row) for row in rows), total=case.ask_for.count_voices(words), start=start)


def voice(case: Case, voice_id: str, *, start: int = 0) -> tuple[VoiceRow, Listed[Row]]:
    """One voice, by its own id or one that was joined into it, and what it says."""
    joins = Joins(case.ledger.on_report(""))
    row = case.ask_for.voice(joins.root(voice_id))
    if row is None:
        raise UsageError(f"no voice {voice_id!r}", "the id of somebody who says something in this case", "open it from the list of voices")
    wanted = Wanted(facets=(("said_by", row[0]), ("kind", "claim")))
    return _voice_row(case, joins, row), listed(case, wanted, "bearing", start)


def _voice_row(case: Case, joins: Joins, row: tuple[str, int, int, int, int]) -> VoiceRow:
    voice_id, claims, in_reports, direct, unsure = row
    forms = case.ask_for.forms(voice_id)
    name = fullest(forms)
    joined = tuple(member for member in joins.members(voice_id) if member != voice_id)
    also = tuple(form for form in forms if form != name and not is_pronoun(form))
    return VoiceRow(id=voice_id, name=name, also=also, claims=claims, reports=in_reports, direct=direct, unsure=unsure, joined=joined)


def ties(case: Case) -> tuple[Tie, ...]:
    """Which outlet quotes whom how often, the most first."""
    found = case.ask_for.ties(MOST_TIES)
    names = {voice_id: fullest(case.ask_for.forms(voice_id)) for _, voice_id, _ in found}
    return tuple(Tie(outlet=outlet, voice=voice_id, name=names[voice_id], claims=n) for outlet, voice_id, n in found)
