"""Clock times and parts of the day within an expression."""

from __future__ import annotations

import re

from testimonia.resolvers.dates.grammar import Phrase


def time_of_day(phrase: Phrase) -> str | None:
    """The clock time or part of the day in the phrase, as TIMEX3 writes it: "18:00", "MO"."""
    clock = clock_of(phrase)
    if clock:
        return clock
    for name in ("part", "parts", "dawn"):
        value = phrase.value(name)
        if value:
            return value
    return None


def clock_of(phrase: Phrase) -> str | None:
    """The clock time in the phrase, "18:00"."""
    noon = phrase.value("noon")
    if noon:
        return "00:00" if noon == "24" and phrase.is_at(phrase.first - 1, "after", "since") else f"{noon}:00"
    places = phrase.places("clock") or [n for n in phrase.places("digits") if phrase.is_at(n + 1, "halfday", "zone", "oclock")]
    if not places:
        return None
    written = phrase.words.written[places[0]]
    hours, minutes = (int(part) for part in _clock_parts(written))
    half = phrase.value("halfday")
    if half == "pm" and hours < 12:
        hours += 12
    if half == "am" and hours == 12:
        hours = 0
    return f"{hours:02d}:{minutes:02d}" if (hours < 24 and minutes <= 59) or (hours, minutes) == (24, 0) else None


def _clock_parts(written: str) -> tuple[str, str]:
    parts = re.split("[:.]", written)
    if len(parts) > 1:
        return parts[0], parts[1]
    return (written[:-2], written[-2:]) if len(written) == 4 else (written[:3], "0")
