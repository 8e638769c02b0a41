"""Finding the expressions of time of a text, in its order, and what each means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from testimonia.domain import Basis, Document, Interval, Passage, TimeKind
from testimonia.resolvers.dates import calendar_dates, feasts, lengths, quarters, relative_dates
from testimonia.resolvers.dates.context import Context, Meaning, context
from testimonia.resolvers.dates.days import Point, is_real, point_of
from testimonia.resolvers.dates.extent import extent, opened
from testimonia.resolvers.dates.grammar import Phrase, next_phrases
from testimonia.resolvers.dates.ranges import LEADING, RANGES
from testimonia.resolvers.dates.words import Words, words_of

Reader = Callable[[Phrase, Context], Meaning | None]

READERS: dict[str, Reader] = {
    "calendar": calendar_dates.calendar,
    "numeric": calendar_dates.numeric,
    "decade": calendar_dates.decade,
    "century": calendar_dates.century,
    "quarter": quarters.quarter,
    "half": quarters.half,
    "year_ago": quarters.year_ago,
    "year_beyond": calendar_dates.year_beyond,
    "fiscal": quarters.fiscal,
    "spelled_year": calendar_dates.spelled_year,
    "yearquarter": relative_dates.yearquarter,
    "deictic": relative_dates.deictic,
    "tonight": relative_dates.tonight,
    "overnight": relative_dates.overnight,
    "pointed": relative_dates.pointed,
    "the_unit": relative_dates.the_unit,
    "offset": relative_dates.offset,
    "ordinal_day": relative_dates.ordinal_day,
    "dayparts": relative_dates.dayparts,
    "clock": relative_dates.clock,
    "holiday": feasts.holiday,
    "hijri": feasts.hijri,
    "duration": lengths.duration,
    "window": lengths.window,
    "the_count": lengths.window,
    "set": lengths.repeated,
    "reference": lengths.reference,
}


class Part(NamedTuple):
    """The words of one expression, and what they mean."""

    phrase: Phrase
    meaning: Meaning


def find_times(document: Document, published: str | None) -> tuple[Interval, ...]:
    """Every expression of time in the text, in its order, never overlapping.

    `published` is the report's date (ISO 8601) or None; what needs it is then not resolved, unless the text itself gives a date to reckon from.
    Values follow TIMEX3; what stands in the calendar has an EDTF interval, too, open where the word before says so ("since 2012").
    """
    words = words_of(document.text)
    state = context(words, published)
    found: list[Interval] = []
    at = 0
    while at < len(words.letters):
        parts, at = _next(words, at, state)
        for part in parts:
            interval = _interval(document.text, part)
            _remember(state, part.phrase, interval)
            found.append(interval)
    return tuple(found)


def _next(words: Words, at: int, state: Context) -> tuple[list[Part], int]:
    """The parts of the next expression, and the place after it; no parts where nothing could be made of what stands there."""
    start = None
    for phrase in next_phrases(words, at):
        start = phrase.first
        parts = list(_read(phrase, state))
        if parts:
            return parts, phrase.last
    return [], len(words.letters) if start is None else start + 1


def _read(phrase: Phrase, state: Context) -> Iterator[Part]:
    if phrase.reader in RANGES:
        for piece, said in RANGES[phrase.reader](phrase, state):
            yield Part(piece, said)
        return
    meaning = READERS[phrase.reader](phrase, state)
    if meaning:
        yield Part(_trimmed(phrase), meaning)


def _trimmed(phrase: Phrase) -> Phrase:
    """Without an article that belongs to the next noun ("the third-quarter loss") and without a preposition ("over the summer")."""
    first = phrase.first
    joined = phrase.has("dash") if phrase.reader == "quarter" else phrase.reader == "year_ago" and phrase.last - first == 2
    if joined and phrase.is_at(first, "the"):
        first += 1
    if phrase.is_at(first, "over") and not phrase.is_at(first - 1, "lead"):
        first += 1
    return phrase.part(first, phrase.last)


def _interval(text: str, part: Part) -> Interval:
    phrase, meaning = part
    found = meaning.extent or extent(meaning.value, meaning.mod)
    why = meaning.why
    if found.edtf and (side := LEADING.get(_word_before(phrase))):
        found = opened(found, start=side == "start")
        why += f" Open at its {side} ({_word_before(phrase)})."
    return Interval(
        start=phrase.start,
        end=phrase.end,
        text=text[phrase.start : phrase.end],
        kind=meaning.kind,
        value=meaning.value,
        mod=meaning.mod,
        edtf=found.edtf,
        first=found.first,
        last=found.last,
        precision=found.precision,
        basis=Basis(rule=meaning.rule, why=why, used=meaning.used),
    )


def _word_before(phrase: Phrase) -> str:
    at = phrase.first - 1
    if at > 0 and phrase.is_at(at, "the"):
        at -= 1
    return phrase.words.written[at] if at >= 0 else ""


def _remember(state: Context, phrase: Phrase, found: Interval) -> None:
    """The date just read is what the next relative expression may lean on.

    A year alone in the middle of a sentence, and the end of a stretch ("until February 1945"), look aside or ahead: the story stays where it was.
    """
    if found.kind not in {TimeKind.DATE, TimeKind.TIME} or not found.value:
        return
    point = point_of(found.value)
    if point is None or not is_real(point):
        return
    state.year = point.year
    if point.month and phrase.has("year") and phrase.has("month"):
        state.told = phrase.first
    if state.history and state.focus and state.focus.month and _is_aside(phrase, point):
        return
    state.focus = point
    state.focus_words = Passage(start=found.start, end=found.end, text=found.text)


def _is_aside(phrase: Phrase, point: Point) -> bool:
    if _word_before(phrase) in {"until", "till"}:
        return True
    return point.month is None and not phrase.opens_sentence()
