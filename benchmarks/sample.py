"""The sample pile against its answers: reads the pile as a user would and counts the claims and reasons found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from shared import ROOT

from testimonia import actions
from testimonia.case.store import Case, Entry
from testimonia.pipeline import Pipeline

ANSWERS = ROOT / "benchmarks" / "sample_answers"
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Count:
    """Right, found and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    missing: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


def measure(pipeline: Pipeline) -> dict[str, Count]:
    """Claims and reasons found; optional claims are free.

    A claim counts when its content agrees by half and its source shares a word (or neither has one); a reason when cause and effect agree by half.
    """
    counts = {"claims": Count(), "reasons": Count()}
    with actions.read_files([actions.SAMPLE], pipeline) as case:
        for entry, answer in _pairs(case):
            _claims(entry, answer, counts["claims"])
            _reasons(entry, answer, counts["reasons"])
    return counts


def _pairs(case: Case) -> Iterator[tuple[Entry, dict[str, Any]]]:
    entries = {(entry.report.file, entry.report.row): entry for entry in case.entries()}
    for path in sorted(ANSWERS.glob("*.yaml")):
        answer = yaml.safe_load(path.read_text(encoding="utf-8"))
        row = str(answer["row"]) if answer.get("row") is not None else None
        yield entries[answer["report"], row], answer


def _claims(entry: Entry, answer: dict[str, Any], count: Count) -> None:
    found = list(entry.extraction.claims) if entry.extraction else []
    free = dict.fromkeys(range(len(found)))
    for wanted in sorted(answer.get("claims") or [], key=lambda claim: bool(claim.get("optional"))):
        content = frozenset().union(*(_places(entry, stretch) for stretch in wanted["content"]))
        source = _places(entry, wanted.get("source"))
        best = max(free, key=lambda n: _share(content, _words(found[n].content, entry)), default=None)
        is_right = (
            best is not None
            and _share(content, _words(found[best].content, entry)) >= 0.5
            and _same_source(source, _words(found[best].source, entry))
        )
        if best is not None and is_right:
            del free[best]
        if wanted.get("optional"):
            count.found -= is_right
            continue
        count.wanted += 1
        count.right += is_right
        if not is_right:
            count.missing.append(f"{answer['report']}: {wanted.get('source')} | {wanted['content']}")
    count.found += len(found)


def _same_source(wanted: frozenset[int], found: frozenset[int]) -> bool:
    return bool(wanted & found) if wanted else not found


def _reasons(entry: Entry, answer: dict[str, Any], count: Count) -> None:
    found = [(_words((e.cause,), entry), _words((e.effect,), entry)) for e in (entry.extraction.explanations if entry.extraction else ())]
    wanted = [(_places(entry, reason["cause"]), _places(entry, reason["effect"])) for reason in answer.get("reasons") or []]
    count.found += len(found)
    count.wanted += len(wanted)
    for cause, effect in wanted:
        hit = next((pair for pair in found if _share(cause, pair[0]) >= 0.5 and _share(effect, pair[1]) >= 0.5), None)
        if hit is not None:
            found.remove(hit)
            count.right += 1


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _words(pieces: tuple[Any, ...], entry: Entry) -> frozenset[int]:
    """The starts of the words inside these passages."""
    return frozenset(match.start() for piece in pieces for match in _WORD.finditer(entry.document.text, piece.start, piece.end))


def _places(entry: Entry, stretch: str | dict[str, Any] | None) -> frozenset[int]:
    """The starts of the words of an answer's stretch, at the occurrence it names (whole words, from 1)."""
    if stretch is None:
        return frozenset()
    words, occurrence = (stretch, 1) if isinstance(stretch, str) else (stretch["words"], stretch["occurrence"])
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", entry.document.text))
    if len(found) < occurrence:
        raise ValueError(f"{entry.report.file}: the answer's words {words!r} stand there {len(found)} times, not {occurrence}")
    match = found[occurrence - 1]
    return frozenset(word.start() for word in _WORD.finditer(entry.document.text, match.start(), match.end()))


def main() -> None:
    """Print the counts and what was missed."""
    from testimonia.pipeline import standard_pipeline

    for name, count in measure(standard_pipeline(threads=2)).items():
        print(f"{name}: {count.right} right of {count.found} found and {count.wanted} wanted, F1 {count.f1:.3f}")
        for line in count.missing:
            print("  missed", line)


if __name__ == "__main__":
    main()
