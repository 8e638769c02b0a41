"""From what a person marked and chose to a finding: the words at its offsets, what it is made from, and what it needs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from testimonia.domain import Document, Passage, digest
from testimonia.errors import UsageError
from testimonia.judgement import AS_PROPOSED, Draft, Standing, Verb
from testimonia.kinds import KINDS, Choice, Kind
from testimonia.views import Checked


class Drafting:
    """The findings of one report, as they stand before its reviewer; what is made of them is of this kind."""

    def __init__(self, one: Checked, kind: Kind) -> None:
        self._one = one
        self._kind = kind
        found = one.review.extraction
        self._findings: dict[str, tuple[Kind, Any]] = {f.id: (k, f) for k in KINDS.values() for f in (k.found(found) if found else ())}
        self._findings |= {s.finding.id: (KINDS[s.kind], s.finding) for s in one.review.struck}

    def finding(self, finding_id: str) -> tuple[Kind, Any]:
        """The finding of this id with its kind, or what became of it; UsageError if there is none."""
        known = self._one.review.became.get(finding_id, finding_id)
        if known not in self._findings:
            raise UsageError(f"no {self._kind.name} {finding_id!r} in this report", "a finding that stands there", "load the page again")
        return self._findings[known]

    def draft(self, finding_id: str) -> Draft:
        """The finding in the form that is corrected."""
        kind, finding = self.finding(finding_id)
        return kind.draft(finding)

    def is_sure(self, finding_id: str) -> bool:
        """Whether it was shown as certain."""
        kind, finding = self.finding(finding_id)
        return kind.is_sure(finding)

    def standing(self, finding_id: str) -> Standing:
        """How it stands."""
        known = self.finding(finding_id)[1].id
        struck = {s.finding.id: s.standing for s in self._one.review.struck}
        return self._one.review.standings.get(known) or struck.get(known, AS_PROPOSED)

    def results(self, verb: Verb, targets: tuple[Draft, ...], drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
        """The findings that take the place of the targets; `drafts` are the forms a person filled in."""
        match verb:
            case Verb.ACCEPT:
                return targets
            case Verb.EDIT:
                return (self._checked(drafts[0], targets, targets[0].id if targets[0].kind == self._kind.name else None),)
            case Verb.ADD:
                return (self._checked(drafts[0], ()),)
            case Verb.MERGE:
                return (self._checked(_merged(self._kind, targets), targets),)
            case Verb.SPLIT:
                return tuple(self._checked(draft, targets) for draft in self._halves(targets[0]))
            case _:
                return ()

    def _halves(self, target: Draft) -> tuple[Draft, ...]:
        """What was merged into the finding, as it was; else one finding for each piece of the main part, each with all the other parts."""
        last = next(iter(self.standing(target.id).judgements[-1:]), None)
        if last is not None and last.verb is Verb.MERGE:
            return last.of
        pieces = target.parts[self._kind.main]
        if len(pieces) < 2:
            raise UsageError("a finding in one piece", "one whose words are in several pieces", "change its words, and add the rest as a new finding")
        return tuple(replace(target, parts=target.parts | {self._kind.main: (piece,)}) for piece in pieces)

    def _checked(self, draft: Draft, targets: tuple[Draft, ...], finding_id: str | None = None) -> Draft:
        """The draft with the words at its offsets and an id (of what it was made from and where it stands); UsageError if it is no finding."""
        kind, document = self._kind, self._one.entry.document
        parts = {part.name: _pieces(document, draft.parts.get(part.name, ()), many=part.many) for part in kind.parts}
        values = {choice.name: _chosen(choice, draft) for choice in kind.choices if choice.name in draft.values}
        places = [f"{name} {p.start}-{p.end}" for name, pieces in parts.items() for p in pieces]
        own = finding_id or digest(document.report_id, "by a person", kind.name, *places, *(target.id for target in targets))
        made = Draft(id=own, kind=kind.name, parts=parts, values=values)
        try:
            made = kind.complete(made, self._one.review.extraction)
            kind.build(made)
        except (KeyError, ValueError) as error:
            needed = ", ".join(part.label for part in kind.parts if part.needed)
            raise UsageError(str(error), f"words marked as: {needed}", "mark them in the text") from error
        return made


def _pieces(document: Document, pieces: tuple[Passage, ...], *, many: bool) -> tuple[Passage, ...]:
    """The passages at these offsets without blanks at their ends, in text order, those that touch as one."""
    found: list[Passage] = []
    for given in sorted((p.start, p.end) for p in pieces):
        start, end = _trimmed(document, *given)
        if start < end and found and start <= found[-1].end:
            found[-1] = document.passage(found[-1].start, max(end, found[-1].end))
        elif start < end:
            found.append(document.passage(start, end))
    if len(found) > 1 and not many:
        raise UsageError(f"{len(found)} pieces of text", "one piece for this part", "take the others away")
    return tuple(found)


def _chosen(choice: Choice, draft: Draft) -> str:
    """The value chosen; UsageError if it is none of the choice's."""
    value = draft.values[choice.name]
    if value not in choice.options:
        raise UsageError(f"{choice.name} “{value}”", f"one of {', '.join(choice.options)}", "choose one of them")
    return value


def _trimmed(document: Document, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks at its ends; UsageError if it is none of this text."""
    if not 0 <= start < end <= len(document.text):
        raise UsageError(f"words from {start} to {end}", f"a stretch of the text of {len(document.text)} characters", "mark them in the text")
    text = document.text[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _merged(kind: Kind, targets: tuple[Draft, ...]) -> Draft:
    """One finding with the parts of all; of a part that is one piece, and of the values, those of the first that has one."""
    if (why := kind.apart(targets)) is not None:
        raise UsageError(why, "findings that are one", "correct them first, or leave them apart")
    parts = {part.name: tuple(p for draft in targets for p in draft.parts.get(part.name, ())) for part in kind.parts}
    single = {part.name: parts[part.name][:1] for part in kind.parts if not part.many}
    values = {name: value for draft in reversed(targets) for name, value in draft.values.items()}
    return Draft(id="", kind=kind.name, parts=parts | single, values=values)
