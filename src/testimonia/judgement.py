"""What people decide: each Judgement says who decided what about which words, when and why; none is ever edited.

A judgement on findings is one sentence: *these findings (`of`) give way to these (`results`)*. Accepting, correcting, rejecting, adding,
joining and splitting are all of that form. `after` names the judgements its maker had before them on the same findings: what two people
decided without knowing of each other stands side by side until somebody who knows both settles it.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    NOTE = "note"
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
    On voices, people and terms: `subject` (their ids), `names` (as shown then) and `value`. `undoes` is the id of a judgement taken back.
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
    parts = [judgement.verb, judgement.who, judgement.when, judgement.why, judgement.report_id, judgement.kind, judgement.value, judgement.undoes]
    parts += [*judgement.subject, *judgement.after]
    parts += [
        f"{draft.id} {name} {p.start}-{p.end}" for draft in (*judgement.of, *judgement.results) for name in draft.parts for p in draft.parts[name]
    ]
    parts += [f"{name}={value}" for draft in judgement.results for name, value in draft.values.items()]
    return replace(judgement, id="j" + digest(*parts))


def effective(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that were not taken back, in the order they were made; an undo may itself be taken back."""
    ordered = sorted(judgements, key=lambda j: (j.when, j.id))
    gone: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.verb is Verb.UNDO and judgement.id not in gone:
            gone.add(judgement.undoes)
    return tuple(j for j in ordered if j.id not in gone and j.verb is not Verb.UNDO)


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
