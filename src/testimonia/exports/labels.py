"""What people decided, as labels to learn from: offsets and outcomes, no word of any report and no name of any reviewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from testimonia.judgement import Draft, Judgement, Verb, effective
from testimonia.review.counting import rulings
from testimonia.wire import to_lines

Offsets = dict[str, list[tuple[int, int]]]
Form = dict[str, str | Offsets | dict[str, str]]
Label = dict[str, str | int | list[Form]]


def write_labels(judgements: Iterable[Judgement], target: Path) -> tuple[Path, ...]:
    """Write one label a line: the reading it was made on (ids of report and document), what was proposed, and what a person wants in its place.

    Each person's last word on each proposal, and what they added. Offsets count characters of that document's text, which stays in the case.
    Reviewers are numbered in the order they first decided.
    """
    found = effective(judgements)
    numbers = {who: number for number, who in enumerate(dict.fromkeys(j.who for j in found), 1)}
    target.write_bytes("".join(to_lines(_labels(found, numbers))).encode())
    return (target,)


def _labels(found: tuple[Judgement, ...], numbers: dict[str, int]) -> Iterator[Label]:
    made_on = {draft.id: j for j in found for draft in (*j.of, *j.results)}
    for one in rulings(found):
        yield _label(made_on[one.proposed.id], one.outcome, [one.proposed], one.wanted) | {"reviewer": numbers[one.who], "day": one.when[:10]}
    for j in found:
        if j.verb is Verb.ADD:
            yield _label(j, "added", [], j.results) | {"reviewer": numbers[j.who], "day": j.when[:10]}


def _label(j: Judgement, outcome: str, proposed: Iterable[Draft], wanted: Iterable[Draft]) -> Label:
    return {
        "report": j.report_id,
        "document": j.document_id,
        "outcome": outcome,
        "proposed": [_form(draft) for draft in proposed],
        "wanted": [_form(draft) for draft in wanted],
    }


def _form(draft: Draft) -> Form:
    return {
        "kind": draft.kind,
        "parts": {name: [(p.start, p.end) for p in pieces] for name, pieces in draft.parts.items() if pieces},
        "values": {name: value for name, value in draft.values.items() if name != "claim"},
    }
