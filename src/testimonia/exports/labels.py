"""What people decided, as labels to learn from: offsets and outcomes, no word of any report and no name of any reviewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from testimonia.judgement import ON_FINDINGS, Draft, Judgement, Verb, effective
from testimonia.wire import to_lines

Offsets = dict[str, list[tuple[int, int]]]
Label = dict[str, str | int | list[dict[str, Offsets | dict[str, str]]]]


def write_labels(judgements: Iterable[Judgement], target: Path) -> tuple[Path, ...]:
    """Write one label a line: the reading it was made on (ids of report and document), what was proposed, and what a person put in its place.

    Offsets count characters of that document's text, which stays in the case. Reviewers are numbered in the order they first decided.
    """
    standing = [j for j in effective(judgements) if j.verb in ON_FINDINGS]
    numbers = {who: number for number, who in enumerate(dict.fromkeys(j.who for j in standing), 1)}
    target.write_bytes("".join(to_lines(_labels(standing, numbers))).encode())
    return (target,)


def _labels(judgements: Iterable[Judgement], numbers: dict[str, int]) -> Iterator[Label]:
    for j in judgements:
        yield {
            "report": j.report_id,
            "document": j.document_id,
            "kind": j.kind,
            "verb": j.verb.value,
            "proposed": [] if j.verb is Verb.ADD else [_form(draft) for draft in j.of],
            "wanted": [_form(draft) for draft in j.results],
            "reviewer": numbers[j.who],
            "day": j.when[:10],
        }


def _form(draft: Draft) -> dict[str, Offsets | dict[str, str]]:
    return {
        "parts": {name: [(p.start, p.end) for p in pieces] for name, pieces in draft.parts.items() if pieces},
        "values": {name: value for name, value in draft.values.items() if name != "claim"},
    }
