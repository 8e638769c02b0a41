"""The label of the CASE 2021 shared task from the network's event types and the words; never fitted to that corpus, which is for measuring only."""

from __future__ import annotations

import re
from typing import Any

from testimonia.domain import MentionKind
from testimonia.encoder.tagger import NetworkTagger
from testimonia.readers.textbuilder import as_given

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
        (
            "MAN_MADE_DISASTER",
            (
                r"plane crash|train (?:crash|derail)|derail|collapsed?\b.*\b(?:building|bridge|mine)|(?:factory"
                r"|chemical plant) (?:fire|explosion)|capsiz|oil spill"
            ),
        ),
        (
            "DISR_WEAP",
            r"defus|seiz\w+ .{0,40}(?:weapons|arms|explosives|ammunition)|weapons cache|intercept\w+ .{0,30}(?:missile|rocket|drone)|disarm",
        ),
        ("HQ_ESTABLISHED", r"(?:set up|establish\w*|build\w*|built|open\w*) .{0,40}(?:base|headquarters|outpost|checkpoint|camp)\b"),
        (
            "FORCE_AGAINST_PROTEST",
            r"(?:protest|demonstrat|rall|march)\w*.{0,120}(?:opened fire|live (?:fire|ammunition|rounds)|shot dead|killed|beat\w*|injur)",
        ),
        ("PROTEST_WITH_INTER", r"(?:protest|demonstrat)\w*.{0,160}(?:tear ?gas|water cannon|dispers|arrest|detain|baton)"),
        ("MOB_VIOL", r"\bmob\b|lynch|vigilante"),
        ("VIOL_DEMONSTR", r"\briot|(?:protest|demonstrat)\w*.{0,120}(?:stones|molotov|petrol bomb|torched|set fire|barricade|burn|vandal|clash)"),
        ("PEACE_PROTEST", r"protest|demonstrat|\brall(?:y|ied)\b|sit-in|march(?:ed|ers)|\bstrike\b.{0,40}(?:workers|union|teachers)"),
        ("ORG_CRIME", r"cartel|drug|gang\b|traffick|smuggl|mafia|robber"),
        ("ABDUCT_DISSAP", r"kidnap|abduct|hostage|disappear"),
        ("ATTRIB", r"claimed responsibility|claim of responsibility|blamed .{0,40}for the (?:attack|bomb|blast)"),
        (
            "NON_STATE_ACTOR_OVERTAKES_TER",
            (
                r"(?:rebels?|militants?|insurgents?|fighters|taliban|jihadists?|islamic state|isis"
                r"|separatists)\b.{0,60}(?:captur|seiz|overr[au]n|took control|taken control)"
            ),
        ),
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
