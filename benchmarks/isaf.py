"""Press releases read word by word: date, province, group, least counts; a stand-in until times, figures and places are resolved."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from testimonia.encoder.tagger import NetworkTagger

_MONTHS = {name: number for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)}
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_NUMBERS = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"]
    )
}
_VAGUE = {
    "a": 1,
    "an": 1,
    "the": 1,
    "several": 3,
    "multiple": 3,
    "numerous": 4,
    "a number of": 3,
    "some": 3,
    "few": 3,
    "couple": 2,
    "dozen": 12,
    "dozens": 24,
}
_RELEASED = re.compile(r"\(?\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:,\s*(\d{4}))?", re.IGNORECASE)
_SERIAL = re.compile(r"\b(20\d\d)-\d\d-[A-Z]+-\d+|\b(20\d\d)\b")
_COUNT = r"(?:(?P<n>\d+|" + "|".join(_NUMBERS) + r"|several|multiple|numerous|a number of|a few|a couple of|dozens|an?|the)\s+)"
_WHOM = (
    r"(?:\w+[\s-]){0,3}?(?P<who>insurgents?|militants?|suspects?|fighters?|facilitators?"
    r"|leaders?|commanders?|individuals?|men|detainees?|associates?|members?|operatives?|Taliban|Haqqani)"
)


def _counted(verb: str) -> re.Pattern[str]:
    """Verb, number, noun, as in "verb three insurgents", or "three insurgents were verb"; the number is group n or n2, who is counted who or who2."""
    count, whom = _COUNT.replace("?P<n>", "?P<n2>"), _WHOM.replace("?P<who>", "?P<who2>")
    return re.compile(rf"{verb}(?:ed|ing)\s+(?:of\s+)?{_COUNT}{_WHOM}|{count}{whom}\s+(?:were|was)\s+(?:also\s+)?{verb}ed", re.IGNORECASE)


_KILLED, _HELD = _counted("kill"), _counted("(?:detain|captur|arrest)")


def isaf(item: dict[str, Any], tagger: NetworkTagger) -> dict[str, Any]:
    """Date, province, group and least counts of one press release."""
    del tagger
    text = re.sub(r"[\u2028\xa0]", " ", item["text"])
    killed, killed_leaders = _least(_KILLED, text)
    held, held_leaders = _least(_HELD, text)
    air = bool(re.search(r"air ?strike|precision strike|air weapons? team", text, re.IGNORECASE))
    kinds = [
        kind for kind, holds in (("airstrike", air and killed), ("insurgentskilled", killed and not air and not held), ("detention", held)) if holds
    ]
    if killed and held and not air:
        kinds = ["captureandkill"]
    groups = [
        name
        for name, word in (("taliban", r"taliban"), ("haqqani", r"haqqani"), ("hig", r"\bHIG\b|hezb-e"), ("imu", r"\bIMU\b|Uzbekistan"))
        if re.search(word, text, re.IGNORECASE)
    ]
    return {
        "id": item["id"],
        "date": _day(text),
        "event_type": kinds or ["detention"],
        "province": _provinces(text),
        "target_group": groups[:1] if "haqqani" not in groups else ["haqqani"],
        "min_killed": killed,
        "min_captured": held,
        "min_leaders_killed": killed_leaders,
        "min_leaders_captured": held_leaders,
        "killq": killed > 0,
        "captureq": held > 0,
        "killcaptureraid": not (air and not held),
        "airstrike": air,
        "noshotsfired": bool(re.search(r"(?:no shots|without (?:firing a shot|shots))", text, re.IGNORECASE)),
    }


def _least(pattern: re.Pattern[str], text: str) -> tuple[int, int]:
    """The largest single count, vague words at their least, and how many leaders are among them."""
    counts, leaders = [0], 0
    for found in pattern.finditer(text):
        word = (found["n"] or found["n2"]).lower()
        counts.append(int(word) if word.isdigit() else _NUMBERS.get(word, _VAGUE.get(word.removeprefix("a ").split()[0], 1)))
        leaders = max(leaders, int(bool(re.match(r"leader|commander|facilitator", found["who"] or found["who2"], re.IGNORECASE))))
    return max(counts) + (leaders if max(counts) > 1 else 0), leaders


def _provinces(text: str) -> list[str]:
    found = re.findall(r"\b([A-Z][a-z]+(?:[- ](?:e[- ])?[A-Z][a-z]+)?)\s+province", text)
    return [found[0].split()[-1].lower()] if found else []


def _day(text: str) -> str | None:
    """The day of the release, and from it the day the text tells of."""
    released, serial = _RELEASED.search(text), _SERIAL.search(text)
    if released is None:
        return None
    year = int(released[3] or (serial and (serial[1] or serial[2])) or 0)
    try:
        day = date(year, _MONTHS[released[1].lower()[:3]], int(released[2]))
    except ValueError:
        return None
    told = re.search(r"\b(today|yesterday|last night|overnight|" + "|".join(_DAYS) + r")\b", text, re.IGNORECASE)
    word = told[1].lower() if told else "today"
    if word in ("yesterday", "last night"):
        day -= timedelta(1)
    elif word in _DAYS:
        day -= timedelta((day.weekday() - _DAYS.index(word)) % 7)
    return day.isoformat()
