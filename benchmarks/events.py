"""What the network marks, brought to the forms of the event corpora: cameo_st, event_location, muc4, case21_types, isaf.

Of a document only the input fields of its task are looked at. These readouts stand here, not in the product: nobody who investigates asks for a
MUC-4 template; the corpora measure whether the network sees who did what to whom, where, and how many.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

import numpy as np

from testimonia.domain import MentionKind, whole_words
from testimonia.encoder.events import filling, pooled
from testimonia.encoder.labels import MUC, MUC_TYPES
from testimonia.encoder.scores import Scores
from testimonia.encoder.spans import runs
from testimonia.encoder.tagger import NetworkTagger
from testimonia.readers.textbuilder import as_given

INSIDE = 0.5  # probability from which a piece fills the place of an event
SIDES = ("source", "target", "both")


def cameo_st(item: dict[str, Any], tagger: NetworkTagger) -> dict[str, Any]:
    """The sides of the sentence's act, and its class."""
    scores = _scores(item["text"], tagger)
    spans = [{"role": SIDES[run.kind], **_whole(item["text"], scores, run.start, run.end)} for run in runs(scores.field("directed"))]
    return {"id": item["id"], "penta": int(pooled(scores, "penta", slice(None)).argmax()), "spans": spans}


def event_location(item: dict[str, Any], tagger: NetworkTagger) -> dict[str, Any]:
    """The places of one event, given by its verb: runs of pieces likely to be its place; a place mention is taken whole."""
    text, scores = item["text"], _scores(item["text"], tagger)
    verb = int(np.searchsorted(scores.offsets[:, 1], item["verb"]["start"], side="right"))
    first, likely = filling(scores, min(verb, len(scores.offsets) - 1), "place")
    found = []
    for run in runs(scores.field("place")):
        inside = likely[max(run.start - first, 0) : max(run.end - first, 0)]
        if len(inside) and float(inside.mean()) >= INSIDE:
            found.append(_whole(text, scores, run.start, run.end))
    return {"id": item["id"], "locations": found}


def muc4(item: dict[str, Any], tagger: NetworkTagger) -> dict[str, Any]:
    """One template for the report's likeliest kind of attack, filled by every string marked as one of its entities."""
    text = item.get("text_cased") or item["text_recased"]
    scores = _scores(text, tagger)
    best: dict[str, Counter[str]] = {role: Counter() for role in MUC}
    for run in runs(scores.field("muc")):
        span = _whole(text, scores, run.start, run.end)
        best[MUC[run.kind]][text[span["start"] : span["end"]].lower()] += 1
    kinds = [pooled(scores, "muc_type", slice(start, end)) for start, end in scores.windows]
    kind = int(np.max([kind[1:] for kind in kinds], axis=0).argmax()) + 1
    told = max(1 - float(kind[0]) for kind in kinds) > 0.5  # noqa: PLR2004 - more likely than not
    if not told:
        return {"id": item["id"], "templates": []}
    entities = {role: _entities(counts) for role, counts in best.items()}
    return {"id": item["id"], "templates": [{"incident_type": MUC_TYPES[kind], **entities}]}


def _entities(counts: Counter[str]) -> list[list[str]]:
    """Strings of which one holds the other as whole words are one entity; its longest string stands for it."""
    kept: list[str] = []
    for name in sorted(counts, key=len, reverse=True):
        if not any(re.search(rf"\b{re.escape(name)}\b", other) for other in kept):
            kept.append(name)
    return [[name] for name in kept]


# Broad type -> the label of the CASE 2021 shared task (ACLED's sub-events) that it folds to, where words do not say more.
_CASE = {
    "abduction_or_detention": "ARREST",
    "aid_delivered": "OTHER",
    "air_strike": "AIR_STRIKE",
    "assassination": "ATTACK",
    "bombardment": "ART_MISS_ATTACK",
    "bombing": "REM_EXPLOS",
    "ceasefire_agreed": "AGREEMENT",
    "ceasefire_proposed": "DIPLO",
    "chemical_attack": "CHEM_WEAP",
    "clash": "ARMED_CLASH",
    "destruction": "PROPERTY_DISTRUCT",
    "ground_assault": "ARMED_CLASH",
    "killing": "ATTACK",
    "protest": "PEACE_PROTEST",
    "release_or_exchange": "AGREEMENT",
    "surrender_or_defection": "CHANGE_TO_GROUP_ACT",
    "talks": "DIPLO",
    "talks_or_deal_broken_down": "DIPLO",
    "territory_gained": "GOV_REGAINS_TERIT",
    "withdrawal": "NON_VIOL_TERRIT_TRANSFER",
}
# What the words say beyond the broad type, as ACLED's codebook tells its sub-events apart; the first that fits.
_CASE_WORDS = tuple(
    (label, re.compile(pattern, re.IGNORECASE))
    for label, pattern in (
        ("SEX_VIOL", r"\brap(?:e[ds]?|ing)\b|sexual(?:ly)? (?:violence|assault|abus)|molest"),
        ("NATURAL_DISASTER", r"earthquake|flood|hurricane|cyclone|typhoon|landslide|volcan|drought|tsunami|wildfire|tornado|avalanche"),
        ("CHEM_WEAP", r"chemical (?:weapon|attack)|chlorine|sarin|nerve agent|mustard gas|toxic gas|poison gas"),
        ("SUIC_BOMB", r"suicide (?:bomb|attack|vest|blast|car)|blew (?:himself|herself|themselves) up|explosive (?:vest|belt)"),
        ("GRENADE", r"grenade"),
        ("MAN_MADE_DISASTER", r"plane crash|train (?:crash|derail)|derail|collapsed?\b.*\b(?:building|bridge|mine)|(?:factory|chemical plant) (?:fire|explosion)|capsiz|oil spill"),
        ("DISR_WEAP", r"defus|seiz\w+ .{0,40}(?:weapons|arms|explosives|ammunition)|weapons cache|intercept\w+ .{0,30}(?:missile|rocket|drone)|disarm"),
        ("HQ_ESTABLISHED", r"(?:set up|establish\w*|build\w*|built|open\w*) .{0,40}(?:base|headquarters|outpost|checkpoint|camp)\b"),
        ("FORCE_AGAINST_PROTEST", r"(?:protest|demonstrat|rall|march)\w*.{0,120}(?:opened fire|live (?:fire|ammunition|rounds)|shot dead|killed|beat\w*|injur)"),
        ("PROTEST_WITH_INTER", r"(?:protest|demonstrat)\w*.{0,160}(?:tear ?gas|water cannon|dispers|arrest|detain|baton)"),
        ("MOB_VIOL", r"\bmob\b|lynch|vigilante"),
        ("VIOL_DEMONSTR", r"\briot|(?:protest|demonstrat)\w*.{0,120}(?:stones|molotov|petrol bomb|torched|set fire|barricade|burn|vandal|clash)"),
        ("PEACE_PROTEST", r"protest|demonstrat|\brall(?:y|ied)\b|sit-in|march(?:ed|ers)|\bstrike\b.{0,40}(?:workers|union|teachers)"),
        ("ORG_CRIME", r"cartel|drug|gang\b|traffick|smuggl|mafia|robber"),
        ("ABDUCT_DISSAP", r"kidnap|abduct|hostage|disappear"),
        ("ATTRIB", r"claimed responsibility|claim of responsibility|blamed .{0,40}for the (?:attack|bomb|blast)"),
        ("NON_STATE_ACTOR_OVERTAKES_TER", r"(?:rebels?|militants?|insurgents?|fighters|taliban|jihadists?|islamic state|isis|separatists)\b.{0,60}(?:captur|seiz|overr[au]n|took control|taken control)"),
        ("GOV_REGAINS_TERIT", r"(?:army|troops|government forces|government)\b.{0,60}(?:recaptur|retak|retook|regain|recover|liberat)"),
    )
)


def case21_types(item: dict[str, Any], tagger: NetworkTagger) -> dict[str, Any]:
    """The label of the snippet's main event; never fitted to this corpus, which is for measuring only."""
    for label, words in _CASE_WORDS:
        if words.search(item["text"]):
            return {"id": item["id"], "label": label}
    events = [m for m in tagger.tag(as_given(item["text"], str(item["id"])))[0] if m.kind is MentionKind.EVENT and m.type in _CASE]
    main = max(events, key=lambda mention: mention.score, default=None)
    return {"id": item["id"], "label": _CASE[main.type] if main and main.type else "OTHER"}


# ------------------------------------------------------------------ press releases: until times and figures are resolved, a plain reading

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split())}
_VAGUE = {"a": 1, "an": 1, "the": 1, "several": 3, "multiple": 3, "numerous": 4, "a number of": 3, "some": 3, "few": 3, "couple": 2, "dozen": 12, "dozens": 24}
_RELEASED = re.compile(r"\(?\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:,\s*(\d{4}))?", re.IGNORECASE)
_SERIAL = re.compile(r"\b(20\d\d)-\d\d-[A-Z]+-\d+|\b(20\d\d)\b")
_COUNT = r"(?:(?P<n>\d+|" + "|".join(_NUMBERS) + r"|several|multiple|numerous|a number of|a few|a couple of|dozens|an?|the)\s+)"
_WHOM = r"(?:\w+[\s-]){0,3}?(?P<who>insurgents?|militants?|suspects?|fighters?|facilitators?|leaders?|commanders?|individuals?|men|detainees?|associates?|members?|operatives?|Taliban|Haqqani)"
_KILLED = re.compile(rf"kill(?:ed|ing)\s+(?:of\s+)?{_COUNT}{_WHOM}|{_COUNT.replace('?P<n>', '?P<n2>')}{_WHOM.replace('?P<who>', '?P<who2>')}\s+(?:were|was)\s+killed", re.IGNORECASE)
_HELD = re.compile(
    rf"(?:detain|captur|arrest)(?:ed|ing)\s+{_COUNT}{_WHOM}|{_COUNT.replace('?P<n>', '?P<n2>')}{_WHOM.replace('?P<who>', '?P<who2>')}\s+(?:were|was)\s+(?:also\s+)?(?:detain|captur|arrest)ed",
    re.IGNORECASE,
)


def isaf(item: dict[str, Any], tagger: NetworkTagger) -> dict[str, Any]:
    """Date, province, group and least counts of one press release."""
    del tagger
    text = re.sub(r"[\u2028\xa0]", " ", item["text"])
    killed, killed_leaders = _least(_KILLED, text)
    held, held_leaders = _least(_HELD, text)
    air = bool(re.search(r"air ?strike|precision strike|air weapons? team", text, re.IGNORECASE))
    kinds = [kind for kind, holds in (("airstrike", air and killed), ("insurgentskilled", killed and not air and not held), ("detention", held)) if holds]
    if killed and held and not air:
        kinds = ["captureandkill"]
    groups = [name for name, word in (("taliban", r"taliban"), ("haqqani", r"haqqani"), ("hig", r"\bHIG\b|hezb-e"), ("imu", r"\bIMU\b|Uzbekistan")) if re.search(word, text, re.IGNORECASE)]
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


def _scores(text: str, tagger: NetworkTagger) -> Scores:
    scores = tagger.scores(as_given(text, "x"))
    if scores is None:
        raise ValueError("an empty text")
    return scores


def _whole(text: str, scores: Scores, start: int, end: int) -> dict[str, int]:
    first, last = whole_words(text, scores.span(start, end))
    return {"start": first, "end": last}
