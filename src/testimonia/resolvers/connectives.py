"""Causes said outright: a connective that leaves no doubt, and what stands before and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from testimonia.domain import Document, Span

_DUE = "be|begin|start|take|arrive|leave|meet|return|end|expire|open|resume|hold|go|visit|speak|sign|run|enter|last"  # "is due to begin"

# Each connective, whether the cause stands before it, and its score: the share of causal sentences among those of the causal corpus's train part
# that hold it (because 14 of 15, because of 10 of 11, due to and its like 29 of 30, led to 19 of 21, in retaliation 3 of 5, helped 4 of 6; where
# the corpus has none, one half).
_CONNECTIVES: tuple[tuple[re.Pattern[str], bool, float], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), cause_first, score)
    for pattern, cause_first, score in (
        (r"because of", False, 0.91),
        (r"because(?! of)", False, 0.93),
        (rf"due to(?! (?:{_DUE})\b)|owing to|thanks to|as a result of", False, 0.97),
        (r"in retaliation for|in revenge for|in response to", False, 0.6),
        (r"(?:has |have |had )?led to|resulted in|gave rise to|brought about", True, 0.9),
        (r"play(?:ed|s)? (?:a|an|its|their|some) (?:\w+ ){0,2}(?:role|part) \[?in", True, 0.5),
        (r"helped (?:to )?(?=\w+\b)", True, 0.67),
        (r"(?:is|was|were|are) (?:the|one|another|a) (?:\w+ )?(?:reasons?|causes?) (?:why|for|of|that)", True, 0.5),
    )
)
_WORD = re.compile(r"\w+")
# Where the stretch before or after a connective ends: another clause begins that is not part of it.
_BREAK = re.compile(
    r"[;:—–“”\"„«»]|,\s+(?:but|and|while|which|who|he|she|they|it)\b|\baccording to [^,]+,|,?(?:\s+\w+){0,2}\s(?:said|says|told|added|recalled)\b",
    re.IGNORECASE,
)
LONG = 25  # words; a longer stretch ends at its first comma
SHORTEST = 1  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A cause said outright: spans of the cause, the effect and the connective, and how often such a sentence is causal."""

    cause: Span
    effect: Span
    signal: Span
    score: float


def said_outright(document: Document, stretches: tuple[Span, ...]) -> Iterator[Said]:
    """Every connective with words on both sides, sentence by sentence.

    `stretches` are quotations and contents of claims: what stands in one is read within the smallest that holds it.
    """
    for sentence in document.sentences:
        for pattern, cause_first, score in _CONNECTIVES:
            for match in pattern.finditer(document.text, sentence.start, sentence.end):
                bounds = _bounds(sentence, stretches, match)
                before = _stretch(document.text, bounds.start, match.start(), last=True)
                after = _stretch(document.text, match.end(), bounds.end, last=False)
                if before is not None and after is not None:
                    cause, effect = (before, after) if cause_first else (after, before)
                    yield Said(cause=cause, effect=effect, signal=Span(start=match.start(), end=match.end()), score=score)


def _bounds(sentence: Span, stretches: tuple[Span, ...], match: re.Match[str]) -> Span:
    """The sentence, cut to the smallest stretch the connective stands in."""
    holding = [s for s in stretches if s.start <= match.start() and match.end() <= s.end]
    inside = min(holding, key=lambda s: s.end - s.start, default=sentence)
    return Span(start=max(sentence.start, inside.start), end=min(sentence.end, inside.end))


def _stretch(text: str, start: int, end: int, *, last: bool) -> Span | None:
    """The words of one side, up to the nearest break; None if too few are left."""
    breaks = list(_BREAK.finditer(text, start, end))
    if breaks and last:
        start = breaks[-1].end()
    elif breaks:
        end = next((match.start() for match in breaks if _WORD.search(text, start, match.start())), end)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    comma = text.find(", ", start, end)
    if not last and comma > 0 and len(_WORD.findall(text, start, end)) > LONG:
        end = comma
    return Span(start=start, end=end) if len(_WORD.findall(text, start, end)) >= SHORTEST else None
