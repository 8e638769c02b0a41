"""The label set: what the network's output vector of a piece holds, field by field."""

from __future__ import annotations

ACTORS = ("person", "group", "organisation", "state", "media", "role")
ROLES = ("agent", "target", "place")
MODALITIES = ("happened", "ongoing", "planned", "predicted", "threatened", "failed_attempt", "negated", "denied", "alleged")
# The broad event types of the annotation guide.
TYPES = (
    "abduction_or_detention",
    "aid_blocked",
    "aid_delivered",
    "air_strike",
    "assassination",
    "blockade",
    "bombardment",
    "bombing",
    "ceasefire_agreed",
    "ceasefire_proposed",
    "ceasefire_violated",
    "chemical_attack",
    "clash",
    "deprivation",
    "destruction",
    "displacement",
    "evacuation",
    "ground_assault",
    "infiltration",
    "killing",
    "other_conflict",
    "protest",
    "release_or_exchange",
    "return",
    "surrender_or_defection",
    "talks",
    "talks_or_deal_broken_down",
    "territory_gained",
    "withdrawal",
)
MUC = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")  # the entities of the MUC-4 templates
MUC_TYPES = ("none", "attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
PENTA = 5  # classes of an act between two sides, as in CAMEO: statement; verbal, material co-operation; verbal, material conflict
ROLE_WIDTH = 32


def _tags(kinds: int) -> int:
    """Outside, and begin and inside of each kind."""
    return 1 + 2 * kinds


# Name of each output field and its width, in the order of the output vector.
LABELS = {
    "attribution": _tags(3),
    "query": 64,
    "key": 64,
    "causal": 15,
    "signal": 9,
    "is_causal": 2,
    "count": 3,
    "actor": _tags(len(ACTORS)),
    "name": _tags(1),
    "place": _tags(1),
    "time": _tags(1),
    "figure": _tags(1),
    "trigger": _tags(1),
    "type": len(TYPES),
    "modality": len(MODALITIES),
    "role_query": ROLE_WIDTH * len(ROLES),
    "role_key": ROLE_WIDTH * len(ROLES),
    "directed": _tags(3),
    "penta": 1 + PENTA,
    "muc": _tags(len(MUC)),
    "muc_type": 1 + len(MUC_TYPES),
}
