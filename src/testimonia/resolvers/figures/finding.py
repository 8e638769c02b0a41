"""All figures of a document, sentence by sentence: numbers first, then what became of whom, then how they hang together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from testimonia.domain import Basis, Bounds, Document, Figure, Passage, Span
from testimonia.resolvers.figures import outcomes
from testimonia.resolvers.figures.cores import anchors
from testimonia.resolvers.figures.drafts import Draft
from testimonia.resolvers.figures.givers import cues, giver
from testimonia.resolvers.figures.nouns import is_plural, noun_after
from testimonia.resolvers.figures.relations import connected, contrasted, is_denied, is_tally, listed_part, part_of, says_disputed
from testimonia.resolvers.figures.scanning import scan
from testimonia.resolvers.figures.words import Words, listed, words_of


def find_figures(document: Document) -> tuple[Figure, ...]:
    """Every number of countable people, attacks, weapons, vehicles, buildings, settlements that the text claims, in text order."""
    found: list[Figure] = []
    drafts: list[Draft] = []
    previous = -2
    for number, sentence in _with_numbers(document):
        words = words_of(document.text, sentence.start, sentence.end)
        before = drafts if number == previous + 1 else []
        drafts = _sentence(words, before)
        count = len(found)
        found += [_figure(words, draft, None if draft.part is None else count + draft.part) for draft in drafts]
        previous = number if drafts else -2
    return tuple(found)


def _with_numbers(document: Document) -> Iterator[tuple[int, Span]]:
    """The sentences that hold a digit or a number word, with their numbers."""
    pattern = anchors()
    for number, sentence in enumerate(document.sentences):
        if pattern.search(document.text, sentence.start, sentence.end) is not None:
            yield number, sentence


def _sentence(words: Words, before: list[Draft]) -> list[Draft]:
    drafts = scan(words)
    if not drafts:
        return []
    _tell(words, drafts)
    _relate(words, drafts)
    _spread(words, drafts)
    for place in sorted(range(len(drafts)), key=lambda place: (drafts[place].part or 0) > place):  # a part named by a whole after it comes last
        _name(words, drafts, place, before)
        draft = drafts[place]
        draft.part = None if draft.part == -1 and not before else draft.part
    drafts = _kept(drafts)
    _attribute(words, drafts)
    return drafts


def _kept(drafts: list[Draft]) -> list[Draft]:
    """Without the numbers of which nothing says that they count something; the places of the others move up."""
    keeps = [place for place, draft in enumerate(drafts) if _stands(draft)]
    moved = {old: new for new, old in enumerate(keeps)} | {-1: -1}
    for draft in drafts:
        draft.part = None if draft.part is None else moved.get(draft.part)
    return [drafts[place] for place in keeps]


def _stands(draft: Draft) -> bool:
    number = draft.number
    return draft.unit is not None or draft.outcome is not None or number.word is not None or number.first < number.core


# ------------------------------------------------------------------ outcome and unit


def _end(draft: Draft) -> int:
    return draft.noun.end if draft.noun is not None else draft.number.end


def _tell(words: Words, drafts: list[Draft]) -> None:
    """What became of those counted, by the words after them, in them, before them."""
    begin = 0
    for place, draft in enumerate(drafts):
        limit = drafts[place + 1].number.first if place + 1 < len(drafts) else len(words)
        told = outcomes.after(words, _end(draft), limit)
        own = outcomes.inside(words, draft.noun.first, draft.noun.end) if draft.noun is not None else None
        if told is None and not outcomes.names_itself(words.at(_end(draft) - 1)):
            told = outcomes.before(words, draft.number.first, begin)
        draft.outcome = told[0] if told is not None else own
        draft.told = told[1] if told is not None else None
        begin = max(_end(draft), draft.told + 1 if draft.told is not None and draft.told > draft.number.first else 0)


def _relate(words: Words, drafts: list[Draft]) -> None:
    for place, draft in enumerate(drafts):
        draft.part = part_of(words, drafts, place)
    for place in range(len(drafts) - 1, -1, -1):
        if drafts[place].part is None:
            drafts[place].part = listed_part(words, drafts, place)
    for place, draft in enumerate(drafts):  # two numbers are not each part of the other
        if draft.part is not None and 0 <= draft.part < len(drafts) and drafts[draft.part].part == place:
            draft.part = None


def _spread(words: Words, drafts: list[Draft]) -> None:
    """A list shares its verb, whether it stands before or after it; a part meets what its whole meets, unless it says otherwise."""
    for before, draft in pairwise(drafts):
        if draft.outcome is None and draft.part is None and connected(words, before, draft):
            draft.outcome, draft.told = before.outcome, before.told
    for before, draft in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if before.outcome is None and _tells_both(draft) and connected(words, before, draft):
            before.outcome, before.told = draft.outcome, draft.told
    for place, draft in enumerate(drafts):
        if draft.part == place + 1:
            _leave_to_part(words, draft, drafts[draft.part])
        if place and draft.outcome is None and draft.noun is None and _adds(words, draft):
            draft.outcome = drafts[place - 1].outcome
        if draft.part is not None and draft.part >= 0 and draft.part != place and draft.outcome is None:
            draft.outcome = drafts[draft.part].outcome


def _leave_to_part(words: Words, part: Draft, whole: Draft) -> None:
    """As in "two of the 17 miners were freed": the verb tells of the two alone."""
    if whole.noun is None or whole.told is None or words.low[part.number.end] not in ("of", "out"):
        return
    if whole.told > whole.noun.end and words.at(whole.noun.end) not in ("who", "that", "which"):
        part.outcome, part.told = whole.outcome, whole.told
        whole.outcome, whole.told = outcomes.inside(words, whole.noun.first, whole.noun.end), None


def _tells_both(draft: Draft) -> bool:
    """Whether the verb after a number may hold for the number before it; "including 47 wounded" does not."""
    if draft.told is None or draft.told <= draft.number.first:
        return False
    return draft.part is None or (draft.noun is not None and draft.told > draft.noun.end)


def _adds(words: Words, draft: Draft) -> bool:
    """As in "and another five": the verb before holds for these, too."""
    first = draft.number.first
    return draft.adds and (words.at(first - 1) == "and" or (words.at(first - 1) == "another" and words.at(first - 2) in ("and", ",", "with")))


def _name(words: Words, drafts: list[Draft], place: int, before: list[Draft]) -> None:
    """What is counted, from the words after the number, or restored from what the sentence counted before."""
    draft = drafts[place]
    if draft.noun is not None and not draft.noun.antecedent:
        draft.unit = words.phrase(draft.noun.first, draft.noun.end)
        draft.named = _passage(words, draft.noun.first, draft.noun.end)
        return
    whole = _whole(words, draft, drafts[place - 1].number.end if place else 0) or _set_off(words, draft)
    source = None if whole is not None else _source(words, drafts, place, before)
    if whole is not None:
        draft.unit = whole
        draft.why.append(f"What is counted stands before the number: “{whole}”.")
    elif source is not None and source.unit is not None:
        draft.unit, draft.named = source.unit, source.named
        if source.unit.split()[-1] in ("lives", "bodies", "deaths", "casualties"):
            draft.unit = "people"
        draft.used += [source.named] if source.named is not None else []
        draft.why.append(f"What is counted is left out and taken from the number before: “{source.unit}”.")
    elif outcomes.befalls_people(draft.outcome):
        draft.unit = "people"
        draft.why.append(f"What is counted is left out; only people are {draft.outcome}.")
    elif draft.noun is not None and words.at(draft.noun.first) != "of":
        draft.unit = words.phrase(draft.noun.first, draft.noun.end)


def _source(words: Words, drafts: list[Draft], place: int, before: list[Draft]) -> Draft | None:
    """The number that an elided noun is taken from."""
    draft = drafts[place]
    if draft.part is not None and draft.part >= 0:
        return drafts[draft.part]
    if draft.part == -1:
        return before[-1] if before else None
    earlier = next((other for other in reversed(drafts[:place]) if other.part is None), None)
    if earlier is None:
        return before[-1] if before and (draft.adds or words.at(draft.number.end) in ("more", "others")) else None
    alike = earlier.outcome == draft.outcome or (outcomes.befalls_people(earlier.outcome) and outcomes.befalls_people(draft.outcome))
    return earlier if alike or draft.adds or draft.noun is not None or connected(words, earlier, draft) else None


def _whole(words: Words, draft: Draft, begin: int) -> str | None:
    """As in "the number of towns … to 12"."""
    for place in range(draft.number.first - 1, begin, -1):
        if words.low[place] == "of" and words.low[place - 1] in listed("counted", "whole"):
            return _noun_at(words, place + 1)
    return None


def _set_off(words: Words, draft: Draft) -> str | None:
    """As in "the victims – 14 – …": what is counted stands before the dash or bracket."""
    first = draft.number.first
    if first < 2 or words.low[first - 1] not in "-–—(" or words.at(draft.number.end) not in ("-", "–", "—", ")"):
        return None
    return words.phrase(first - 2, first - 1) if is_plural(words.raw[first - 2]) else None


def _noun_at(words: Words, place: int) -> str | None:
    """The plural noun phrase at this place, in words."""
    noun = noun_after(words, place, single=False)
    return words.phrase(noun.first, noun.end) if noun is not None and not noun.antecedent else None


# ------------------------------------------------------------------ who says so, and how firmly


def _attribute(words: Words, drafts: list[Draft]) -> None:
    places = cues(words)
    contested = says_disputed(words)
    begin = 0
    for place, draft in enumerate(drafts):
        limit = drafts[place + 1].number.first if place + 1 < len(drafts) else len(words)
        cue = giver(places, draft.number.first, draft.number.end)
        draft.giver = None if cue is None else _passage(words, cue.first, cue.end)
        draft.tally = is_tally(words, draft, begin, limit)
        draft.disputed = contested
        begin = _end(draft)
    for before, draft in pairwise(drafts):
        if contrasted(words, before, draft):
            before.disputed = draft.disputed = True


def _passage(words: Words, first: int, end: int) -> Passage:
    start, stop = words.starts[first], words.ends[end - 1]
    return Passage(start=start, end=stop, text=words.text[start:stop])


def _figure(words: Words, draft: Draft, of: int | None) -> Figure:
    own = _passage(words, draft.number.first, draft.number.end)
    return Figure(
        start=own.start,
        end=own.end,
        text=own.text,
        low=draft.number.low,
        high=draft.number.high,
        bounds=draft.number.bounds,
        unit=draft.unit,
        outcome=draft.outcome,
        basis=Basis(rule=_rule(draft), why=" ".join([draft.number.why, *draft.why]), used=tuple(draft.used)),
        per=draft.per,
        of=of,
        negated=is_denied(words, draft),
        tally=draft.tally,
        disputed=draft.disputed,
        giver=draft.giver,
    )


def _rule(draft: Draft) -> str:
    if draft.number.low == 0 and draft.number.high == 0:
        return "none"
    return "share" if draft.number.share else "plain number" if draft.number.bounds is Bounds.EXACT else draft.number.bounds.value
