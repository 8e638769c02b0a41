"""Names of people in a text: capitalised words taken in runs, each run judged, and the runs of one name judged together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from testimonia.domain import BlockKind, Claim, Document
from testimonia.names import fold, full_name
from testimonia.people.judging import Around, Run, judged
from testimonia.people.persons import NameMention
from testimonia.people.words import PARTICLES, Word, is_in, is_ordinary, words_of

_JOINT = re.compile(r"(?:\.?[ \u00a0\u202f]|\.)")  # what may stand between two words of one name: "J. K. Tarn", "Dr. Tarn"
_BYLINE_WORDS = re.compile(r"\s*(?:(?:and|by|text|words|from|story)\b:?\s*)*", re.IGNORECASE)
_HEADS = (BlockKind.HEADLINE, BlockKind.HEADING)


def names_in(document: Document, claims: Sequence[Claim]) -> tuple[NameMention, ...]:
    """Every person named in a report, in text order."""
    pieces = [(block.start, block.end, block.kind in _HEADS) for block in document.blocks] or [(0, len(document.text), False)]
    speakers = [(c.speaker.start, c.speaker.end, {fold(word) for word in full_name(c.speaker.text)}) for c in claims if c.speaker]
    return _mentions(document.text, pieces, speakers, {sentence.start for sentence in document.sentences})


def names_in_words(text: str, *, is_byline: bool = False) -> tuple[NameMention, ...]:
    """Every person named in a line that stands alone: a title, a question, a byline, what could not be read."""
    speakers = []
    if is_byline:
        text = text if any(character.isupper() for character in text) else text.title()
        for match in re.finditer(r"[^,;&|/\n]+?(?=\s+and\b|[,;&|/\n]|$)", text):
            opening = _BYLINE_WORDS.match(text, match.start(), match.end())
            start = opening.end() if opening else match.start()
            speakers.append((start, match.end(), {word.folded for word in words_of(text, start, match.end())}))
    return _mentions(text, [(0, len(text), False)], speakers, {0})


def _mentions(
    text: str, pieces: list[tuple[int, int, bool]], speakers: list[tuple[int, int, set[str]]], openings: set[int]
) -> tuple[NameMention, ...]:
    small = {word.folded for word in words_of(text, 0, len(text)) if not word.is_capital}
    around = Around(openings | {start for start, _, _ in pieces}, speakers, small)
    runs: list[Run] = []
    for start, end, is_head in pieces:
        words = words_of(text, start, end)
        is_loud = _is_loud(words, is_head=is_head)
        runs += [judged(run, before, text, around, is_loud=is_loud) for before, run in _runs(words, text)]
    return tuple(_told(run, text) for run in _accepted(runs))


def _is_loud(words: list[Word], *, is_head: bool) -> bool:
    """Whether capitals say nothing here: a headline in capitals, a dateline, a line of furniture."""
    long = [word for word in words if len(word.folded) > 3]
    loud = [word for word in long if word.is_capital]
    return len(long) >= 3 and len(loud) > (0.5 if is_head else 0.75) * len(long) and len(words) >= 4


def _runs(words: list[Word], text: str) -> Iterator[tuple[Word | None, list[Word]]]:
    """Each run of capitalised words, small particles between them included, with the word before it."""
    place = 0
    while place < len(words):
        if not words[place].is_capital and not (words[place].folded in PARTICLES and _goes_on(words, place, text)):
            place += 1
            continue
        stop = place + 1
        while stop < len(words) and not words[stop - 1].owns and _joins(words, stop, text):
            stop += 1
        yield words[place - 1] if place else None, words[place:stop]
        place = stop


def _joins(words: list[Word], place: int, text: str) -> bool:
    last, word = words[place - 1], words[place]
    gap = text[last.end : word.start]
    if not _JOINT.fullmatch(gap) or ("." in gap and len(last.folded) > 1 and not is_in(last.folded, "titles")):
        return False
    return word.is_capital or (word.folded in PARTICLES and _goes_on(words, place, text))


def _goes_on(words: list[Word], place: int, text: str) -> bool:
    """Whether a capitalised word follows a particle, perhaps after one more ("de la Cruz")."""
    following = words[place + 1 : place + 3]
    if words[place].folded in ("a", "as", "at", "an", "do", "la", "y") and place and not words[place - 1].is_capital:
        return False
    if not following or text[words[place].end : following[0].start] not in (" ", "\u00a0"):
        return False
    return following[0].is_capital or (following[0].folded in PARTICLES and len(following) > 1 and following[1].is_capital)


def _accepted(runs: list[Run]) -> list[Run]:
    """The runs that are people: by a strong cue anywhere in the report, by a weak one where nothing says it is a place, or as part of a name."""
    alive = [run for run in runs if run.words and any(len(word.folded) > 1 for word in run.words)]
    sure = {run.name for run in alive if run.strong and not run.shut}
    places = {run.name for run in alive if run.at_place and not run.strong}
    spots = {word for name in places for word in name}
    likely = {run.name for run in alive if run.weak and not run.shut and not run.at_place and not spots & set(run.name)}
    names = sure | likely
    parts = {part for name in names for part in name if not is_ordinary(part) and len(part) > 1} - spots
    return [run for run in alive if run.name in names or (not run.shut and all(word.folded in parts for word in run.words))]


def _told(run: Run, text: str) -> NameMention:
    start, end = run.words[0].start, run.words[-1].end
    office = " ".join(text[run.office[0] : run.office[1]].split()) if run.office else None
    return NameMention(name=run.name, form=text[start:end], office=office, start=start)
