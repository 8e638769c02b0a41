"""What people decide: each Judgement says who decided what about which words, when and why; none is ever edited.

A judgement on findings is one sentence: *these findings (`of`) give way to these (`results`)*. Accepting, correcting, rejecting, adding,
joining and splitting are all of that form. `after` names the judgements its maker had before them on the same findings: what two people
decided without knowing of each other stands side by side until somebody who knows both settles it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from testimonia.domain import Passage, digest


class Verb(StrEnum):
    """What a person can decide."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    ADD = "add"
    MERGE = "merge"
    SPLIT = "split"
    SAME = "same"
    APART = "not the same"
    LEVEL = "level"
    TERMS = "terms"
    UNDO = "undo"


ON_FINDINGS = frozenset([Verb.ACCEPT, Verb.EDIT, Verb.REJECT, Verb.ADD, Verb.MERGE, Verb.SPLIT])


class State(StrEnum):
    """How a finding stands after all judgements."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ADDED = "added"
    DISPUTED = "disputed"
    REJECTED = "rejected"
    REPLACED = "replaced"  # merged or split: others stand in its place


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finding of any kind in one form: the passages of each part (see the kind's `parts`) and the chosen values, by name."""

    id: str
    kind: str
    parts: dict[str, tuple[Passage, ...]]
    values: dict[str, str]

    @property
    def words(self) -> tuple[Passage, ...]:
        """All its passages in text order."""
        return tuple(sorted((p for pieces in self.parts.values() for p in pieces), key=lambda p: (p.start, p.end)))

    def same_as(self, other: Draft) -> bool:
        """Whether both say the same, whatever their ids."""
        mine, theirs = ({name: pieces for name, pieces in draft.parts.items() if pieces} for draft in (self, other))
        return self.kind == other.kind and mine == theirs and self.values == other.values


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage with its neighbours, so that it is found again in another reading of the same report (W3C Web Annotation's two selectors)."""

    passage: Passage
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision of one person.

    On findings: `report_id`, `document_id` (the reading it was made on), `kind`, `of`, `results` and `quotes` (every passage of both).
    On voices, people and terms: `subject` (their ids), `names` (as shown then) and `value`. `undoes` is the id of a judgement taken back (a taking
    back is not taken back itself: one decides anew).
    `when` is an ISO 8601 instant; `why` a note, may be empty.
    """

    verb: Verb
    who: str
    when: str
    id: str = ""
    why: str = ""
    report_id: str = ""
    document_id: str = ""
    kind: str = ""
    of: tuple[Draft, ...] = ()
    results: tuple[Draft, ...] = ()
    quotes: tuple[Quote, ...] = ()
    subject: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    value: str = ""
    after: tuple[str, ...] = ()
    undoes: str = ""


def signed(judgement: Judgement) -> Judgement:
    """The judgement with its id: a hash of all it says, so that two copies of a case know it as one."""
    return replace(judgement, id="j" + digest(repr(replace(judgement, id=""))))


def in_order(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements, each after all its maker knew of: a clock may be wrong, knowing is not. Else by time."""
    waiting = {j.id: j for j in sorted(judgements, key=lambda j: (j.when, j.id))}
    ordered: list[Judgement] = []
    while waiting:
        ready = (j for j in waiting.values() if not any(known in waiting for known in (*j.after, *filter(None, [j.undoes]))))
        first = next(ready, None) or next(iter(waiting.values()))  # two that know each other cannot be; if a file says so, the earlier is first
        ordered.append(waiting.pop(first.id))
    return tuple(ordered)


def effective(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that were not taken back, in order."""
    found = tuple(judgements)
    gone = {j.undoes for j in found if j.verb is Verb.UNDO}
    return tuple(j for j in in_order(found) if j.id not in gone and j.verb is not Verb.UNDO)


def known_to(judgement: Judgement, by_id: Mapping[str, Judgement]) -> frozenset[str]:
    """The ids of all judgements its maker knew of, directly or through those they knew of."""
    seen: set[str] = set()
    waiting = [*judgement.after]
    while waiting:
        known = waiting.pop()
        if known not in seen:
            seen.add(known)
            waiting += by_id[known].after if known in by_id else ()
    return frozenset(seen)


def live(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Of judgements on one thing those nobody who knew of them decided anew: two or more if people did not know of each other."""
    found = effective(judgements)
    by_id = {j.id: j for j in found}
    superseded = frozenset[str]().union(*(known_to(j, by_id) for j in found))
    return tuple(j for j in found if j.id not in superseded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a finding stands: its state, and the judgements that made it so, the last one last."""

    state: State = State.PROPOSED
    judgements: tuple[Judgement, ...] = ()

    @property
    def by_person(self) -> bool:
        """Whether a person stands behind it as it is shown."""
        return self.state in (State.ACCEPTED, State.CORRECTED, State.ADDED)


AS_PROPOSED = Standing()
