"""How often the machine was right, and how far reviewers agree, counted from judgements alone."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from testimonia.judgement import ON_FINDINGS, Draft, Judgement, Verb, effective

Z = 1.96  # the normal quantile of a 95 % interval
SURE = "sure"

RIGHT, CORRECTED, REJECTED = "right", "corrected", "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What one person in the end holds of one proposal of the machine (`proposed`); `wanted` are the findings they put in its place."""

    proposed: Draft
    sure: bool
    who: str
    when: str
    outcome: str
    wanted: tuple[Draft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Of `n` proposals of one kind that were judged, how many were right as they stood; `low` and `high` bound that share."""

    kind: str
    sure: bool | None
    n: int
    right: int
    corrected: int
    rejected: int
    added: int
    low: float
    high: float


def rulings(judgements: Iterable[Judgement], *, alone: bool = False) -> tuple[Ruling, ...]:
    """Each person's last ruling on each proposal of the machine: of one corrected and then accepted, that it was corrected.

    With `alone` only what people ruled without knowing of anybody else's judgement on it: settling a dispute is no agreement.
    """
    found = [j for j in effective(judgements) if j.verb in ON_FINDINGS]
    who = {j.id: j.who for j in found}
    origin: dict[
        str, tuple[Draft, bool] | None
    ] = {}  # what each finding of a person's making came from: the proposal and how sure; None: an addition
    last: dict[tuple[str, str], Ruling] = {}
    for j in found:
        if j.verb is Verb.ADD:
            origin |= {result.id: None for result in j.results if result.id not in origin}
        for target in j.of:
            proposed = origin.setdefault(target.id, (target, j.value == SURE))
            origin |= {result.id: proposed for result in j.results if result.id not in origin}
            if proposed is not None and not (alone and any(who.get(known, j.who) != j.who for known in j.after)):
                draft, sure = proposed
                last.pop((j.who, draft.id), None)  # so that the dictionary is in the order of the last rulings
                last[j.who, draft.id] = Ruling(proposed=draft, sure=sure, who=j.who, when=j.when, outcome=_outcome(draft, j), wanted=j.results)
    return tuple(last.values())


def additions(judgements: Iterable[Judgement]) -> tuple[Draft, ...]:
    """What people added and nobody rejected since: what the machine missed."""
    found = effective(judgements)
    added = {draft.id: draft for j in found if j.verb is Verb.ADD for draft in j.results}
    rejected = {draft.id for j in found if j.verb is Verb.REJECT for draft in j.of}
    return tuple(draft for draft_id, draft in added.items() if draft_id not in rejected)


def _outcome(draft: Draft, judgement: Judgement) -> str:
    if not judgement.results:
        return REJECTED
    return RIGHT if len(judgement.results) == 1 and draft.same_as(judgement.results[0]) else CORRECTED


def tallies(judgements: Sequence[Judgement]) -> tuple[Tally, ...]:
    """How often the machine was right, for each kind and by whether it was shown as certain; each proposal counts once, its last ruling."""
    latest = {ruling.proposed.id: ruling for ruling in rulings(judgements)}
    added = Counter(draft.kind for draft in additions(judgements))
    groups: defaultdict[tuple[str, bool | None], Counter[str]] = defaultdict(Counter)
    for ruling in latest.values():
        for group in ((ruling.proposed.kind, None), (ruling.proposed.kind, ruling.sure)):
            groups[group][ruling.outcome] += 1
    for kind in added:
        groups.setdefault((kind, None), Counter())
    order = sorted(groups, key=lambda group: (group[0], group[1] is not None, not group[1]))
    return tuple(_tally(kind, groups[kind, sure], added[kind] if sure is None else 0, sure=sure) for kind, sure in order)


def _tally(kind: str, counts: Counter[str], added: int, *, sure: bool | None) -> Tally:
    n = counts.total()
    low, high = wilson(counts[RIGHT], n)
    return Tally(
        kind=kind, sure=sure, n=n, right=counts[RIGHT], corrected=counts[CORRECTED], rejected=counts[REJECTED], added=added, low=low, high=high
    )


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of `right` in `n` (Wilson 1927); nothing is known of none."""
    if n == 0:
        return 0.0, 1.0
    share, square = right / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    reach = Z / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def agreement(judgements: Iterable[Judgement], kind: str) -> tuple[int, float | None, tuple[str, ...]]:
    """Units of a kind that two or more people ruled on, Krippendorff's alpha over them, and the people.

    A unit is a proposal of the machine; its values are "right as it stands", "rejected", or the correction itself: two people who correct it in
    different ways differ.
    """
    units: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for ruling in rulings(judgements, alone=True):
        if ruling.proposed.kind == kind:
            units[ruling.proposed.id][ruling.who] = _value(ruling)
    shared = [values for values in units.values() if len(values) > 1]
    people = sorted({who for values in shared for who in values})
    return len(shared), alpha([tuple(values.values()) for values in shared]), tuple(people)


def _value(ruling: Ruling) -> str:
    if ruling.outcome != CORRECTED:
        return ruling.outcome
    parts = (f"{name}:{p.start}-{p.end}" for draft in ruling.wanted for name, pieces in sorted(draft.parts.items()) for p in pieces)
    return " ".join((*parts, *(f"{name}={value}" for draft in ruling.wanted for name, value in sorted(draft.values.items()))))


def alpha(units: Sequence[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for nominal values (Krippendorff 2011, "Computing Krippendorff's alpha-reliability"); a unit is the values it was given.

    None where it has no value: nothing was valued twice, or everything got one and the same value.
    """
    valued = [unit for unit in units if len(unit) > 1]
    totals = Counter(value for unit in valued for value in unit)
    n = totals.total()
    expected = n * n - sum(count * count for count in totals.values())
    if expected == 0:
        return None
    observed = sum((len(unit) ** 2 - sum(c * c for c in Counter(unit).values())) / (len(unit) - 1) for unit in valued)
    return 1 - (n - 1) * observed / expected
