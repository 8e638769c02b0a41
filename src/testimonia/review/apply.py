"""Judgements laid over what the machine found in one report: which findings stand, how, and which decisions found no words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from testimonia.domain import Document, Explanation, Extraction
from testimonia.judgement import ON_FINDINGS, Draft, Judgement, Standing, State, Verb, effective, known_to
from testimonia.kinds import KINDS
from testimonia.review.attach import moved, overlap

SAME_WORDS = 0.5  # share of characters two findings of one kind must have in common to be held the same after another reading

_STATES = {Verb.ACCEPT: State.ACCEPTED, Verb.ADD: State.ADDED, Verb.REJECT: State.REJECTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """A finding a person rejected, as it was proposed."""

    kind: str
    finding: Any
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """An extraction with the decisions laid over it.

    `standings` tells by finding id how it stands (a finding without an entry is a proposal), `became` which id a finding goes by now,
    `unattached` the judgements whose words are not in this reading.
    """

    extraction: Extraction | None
    standings: dict[str, Standing]
    struck: tuple[Struck, ...]
    became: dict[str, str]
    unattached: tuple[Judgement, ...]


def reviewed(document: Document, extraction: Extraction | None, judgements: Iterable[Judgement]) -> Reviewed:
    """The findings of one report as they stand after these judgements (all of them on this report)."""
    standing = [j for j in effective(judgements) if j.verb in ON_FINDINGS]
    return _Work(document, extraction, standing).done()


@dataclass(slots=True)
class _Placed:
    """A judgement with its words where they stand now; `of` are the ids its findings go by now."""

    judgement: Judgement
    of: tuple[str, ...]
    targets: tuple[Draft, ...]
    results: tuple[Draft, ...]

    @property
    def touches(self) -> tuple[str, ...]:
        """The ids it decides on: of an addition, what it adds."""
        return self.of or tuple(result.id for result in self.results)


@dataclass(slots=True)
class _Work:
    document: Document
    extraction: Extraction | None
    judgements: list[Judgement]
    drafts: dict[str, Draft] = field(init=False)
    untouched: dict[str, Any] = field(init=False)
    standings: dict[str, Standing] = field(default_factory=dict)
    became: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    struck: dict[str, Struck] = field(default_factory=dict)
    unattached: list[Judgement] = field(default_factory=list)

    def __post_init__(self) -> None:
        found = self.extraction
        self.untouched = {f.id: f for kind in KINDS.values() for f in (kind.found(found) if found else ())}
        self.drafts = {f.id: kind.draft(f) for kind in KINDS.values() for f in (kind.found(found) if found else ())}

    def done(self) -> Reviewed:
        """Apply everything and give what stands."""
        placed = [p for p in map(self._place, self.judgements) if p is not None]
        live = [p for p in placed if not _is_superseded(p, placed)]
        disputed = [p for p in live if any(_differ(p, other) for other in live)]
        for one in live:
            if one in disputed:
                self._dispute(one, disputed)
            else:
                self._apply(one, placed)
        return Reviewed(
            extraction=self._extraction(),
            standings=self.standings,
            struck=tuple(self.struck.values()),
            became=self.became,
            unattached=tuple(self.unattached),
        )

    # ---------------------------------------------------------- placing

    def _place(self, judgement: Judgement) -> _Placed | None:
        quotes = {(q.passage.start, q.passage.end): q for q in judgement.quotes} if judgement.document_id != self.document.id else None
        targets = [moved(self.document, draft, quotes) for draft in judgement.of]
        wanted = [moved(self.document, draft, quotes) for draft in judgement.results]
        if any(draft is None for draft in (*targets, *wanted)):
            self.unattached.append(judgement)
            return None
        here = tuple(draft for draft in targets if draft is not None)
        results = tuple(draft for draft in wanted if draft is not None)
        for target in here:
            self.aliases[target.id] = self._known_as(target, results)
        self.aliases |= {draft.id: draft.id for draft in results if draft.id not in self.aliases}
        return _Placed(judgement, tuple(self.aliases[target.id] for target in here), here, results)

    def _known_as(self, target: Draft, results: tuple[Draft, ...]) -> str:
        """The id the target goes by in this reading: its own, or that of the proposal on the same words, or on those it was corrected to."""
        if target.id in self.aliases:
            return self.aliases[target.id]
        own = self.drafts.get(target.id)
        main = KINDS[target.kind].main
        if own is not None and own.kind == target.kind and overlap(own.parts[main], target.parts[main]) > 0:
            return target.id
        return next((found for draft in (target, *results) if (found := self._nearest(draft)) is not None), target.id)

    def _nearest(self, wanted: Draft) -> str | None:
        """The proposal whose main part has most of the same words; of two with the same words, the one whose other parts have."""
        main = KINDS[wanted.kind].main
        near = [
            (overlap(draft.parts[main], wanted.parts[main]), overlap(draft.words, wanted.words), finding_id)
            for finding_id, draft in self.drafts.items()
            if draft.kind == wanted.kind and finding_id not in self.aliases.values() and _touch(draft, wanted, main)
        ]
        best = max(near, default=(0.0, 0.0, ""))
        return best[2] if best[0] >= SAME_WORDS else None

    # ---------------------------------------------------------- applying

    def _apply(self, one: _Placed, placed: list[_Placed]) -> None:
        by_id = {p.judgement.id: p.judgement for p in placed}
        before = known_to(one.judgement, by_id)
        history = tuple(p.judgement for p in placed if p is one or p.judgement.id in before)
        state = _STATES.get(one.judgement.verb, State.CORRECTED)
        for known, target in zip(one.of, one.targets, strict=True):
            gone = self.untouched.pop(known, None)
            self.standings.pop(known, None)
            if one.results:
                self.became[known] = self.became[target.id] = one.results[0].id
            else:
                gone = gone or KINDS[target.kind].build(target)
                self.struck[known] = Struck(kind=target.kind, finding=gone, standing=Standing(state=state, judgements=history))
                self.became[target.id] = known
        for result in one.results:
            self._stand(result, Standing(state=state, judgements=history))

    def _stand(self, draft: Draft, standing: Standing) -> None:
        """Let a finding stand; what was said of its id before is over."""
        self.untouched[draft.id] = KINDS[draft.kind].build(draft)
        self.drafts[draft.id] = draft
        self.standings[draft.id] = standing
        self.struck.pop(draft.id, None)
        self.became.pop(draft.id, None)

    def _dispute(self, one: _Placed, disputed: list[_Placed]) -> None:
        """Leave the finding as proposed (or, if somebody added it, as first added), with everybody's judgement beside it."""
        for known, target in zip(one.of or [r.id for r in one.results], one.targets or one.results, strict=True):
            sides = tuple(p.judgement for p in disputed if known in p.touches)
            standing = Standing(state=State.DISPUTED, judgements=sides)
            if known in self.untouched:
                self.standings[known] = standing
            else:
                self._stand(replace(target, id=known), standing)
            if target.id != known:
                self.became[target.id] = known

    def _extraction(self) -> Extraction | None:
        if self.extraction is None and not self.untouched:
            return None
        found = self.extraction or Extraction(document_id=self.document.id, network="", mentions=(), links=(), claims=(), explanations=())
        for kind in KINDS.values():
            mine = [f for i, f in self.untouched.items() if self.drafts[i].kind == kind.name]
            found = kind.put(found, tuple(sorted(mine, key=lambda f, kind=kind: (kind.start(f), f.id))))  # type: ignore[misc]
        return replace(found, explanations=tuple(self._retold(reason) for reason in found.explanations))

    def _retold(self, reason: Explanation) -> Explanation:
        """The reason in the claim that now holds it."""
        claim = self.became.get(reason.claim or "", reason.claim)
        return reason if claim == reason.claim else replace(reason, claim=claim)


def _touch(one: Draft, other: Draft, main: str) -> bool:
    return any(a.touches(b) for a in one.parts[main] for b in other.parts[main])


def _is_superseded(one: _Placed, placed: list[_Placed]) -> bool:
    """Whether somebody who knew of it decided anew on the same finding."""
    by_id = {p.judgement.id: p.judgement for p in placed}
    return any(set(one.touches) & set(other.of) and one.judgement.id in known_to(other.judgement, by_id) for other in placed if other is not one)


def _differ(one: _Placed, other: _Placed) -> bool:
    """Whether two judgements on one finding come to different ends; both are live, so neither knew of the other."""
    if one is other or not set(one.touches) & set(other.touches):
        return False
    return len(one.results) != len(other.results) or any(not a.same_as(b) for a, b in zip(one.results, other.results, strict=True))
