"""Names of people in a text: capitalised words taken in runs, each run judged, and the runs of one name judged together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from testimonia.domain import BlockKind, Claim, Document
from testimonia.names import fold, full_name
from testimonia.people.judging import AGE, Around, Run, judged
from testimonia.people.persons import NameMention
from testimonia.people.words import PARTICLES, Word, is_english, is_given_name, is_in, is_ordinary, words_of

_JOINT = re.compile(r"(?:\.?[ \u00a0\u202f]|\.)")  # what may stand between two words of one name: "J. K. Tarn", "Dr. Tarn"
_NICKNAME = re.compile(r" [\"“‘'][^\W\d_][\w-]*[\"”’'] [^\W\d_]")  # "Merrik ‘Ox’ Tarn": what follows the given name, and its middle
_QUOTED = re.compile(r" [\"“‘'][^\W\d_][\w-]*[\"”’'] ")
_BYLINE_WORDS = re.compile(r"\s*(?:(?:and|by|text|words|from|story)\b:?\s*)*", re.IGNORECASE)
_APOSTROPHE = re.compile(r"\w[’'‘`]s?\b")
_LISTED = re.compile(r"\s*(?:,|;)?\s*(?:(?:and|or|&)\s+)?")  # what stands between two names of a list
_HANDLES = ("@", "#", "/", ".", "_")  # what stands before a word that is part of an address or a handle: it is written small, name or not
_NEVER = frozenset(["the", "was", "has", "had", "and", "for", "but", "are"])  # no parts of names, as other short words are
_LINE = 20  # words: more are no headline and no line of furniture
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
    every = words_of(text, 0, len(text))
    small = {word.folded for word in every if not word.has_capital and text[max(0, word.start - 1) : word.start] not in _HANDLES}
    bare = {_last_part(word) for word in every if word.has_capital} if not _APOSTROPHE.search(text) else set()
    around = Around(openings | {start for start, _, _ in pieces}, speakers, small)
    runs: list[Run] = []
    for start, end, is_head in pieces:
        words = words_of(text, start, end)
        words = [_owning(word, bare) for word in words] if bare else words
        is_loud = _is_loud(words, is_head=is_head) and not (text[start:end].rstrip().endswith(".") and not is_head)
        runs += [judged(run, before, text, around, is_loud=is_loud) for before, run in _runs(words, text, around, is_loud=is_loud)]
    return tuple(_told(run, text) for run in _accepted(runs, text))


def _owning(word: Word, bare: set[str]) -> Word:
    """The word as an owner where a text that lost its apostrophes has it without the ending, too: "Tarns car" beside "Tarn"."""
    part = _last_part(word)
    if not part.endswith("s") or len(part) < 5 or part[:-1] not in bare or is_given_name(part):
        return word
    return Word(word.text[:-1], word.folded[:-1], word.start, word.end - 1, owns=True)


def _last_part(word: Word) -> str:
    return word.folded.rsplit("-", 1)[-1]


def _is_loud(words: list[Word], *, is_head: bool) -> bool:
    """Whether capitals say nothing here: a headline in capitals, a dateline, a line of furniture."""
    long = [word for word in words if len(word.folded) > 3]
    loud = [word for word in long if word.has_capital]
    if not is_head and len(words) > _LINE:
        return False  # a paragraph full of names
    return len(long) >= 3 and len(loud) > (0.5 if is_head else 0.75) * len(long) and len(words) >= 4


def _runs(words: list[Word], text: str, around: Around, *, is_loud: bool) -> Iterator[tuple[Word | None, list[Word]]]:
    """Each run of capitalised words, small particles between them included, with the word before it; plain words end a run."""
    place = 0
    while place < len(words):
        if not _begins(words, place, text, around):
            place += 1
            continue
        stop = place + 1
        while (
            stop < len(words)
            and not words[stop - 1].owns
            and _joins(words, stop, text)
            and not _ends(words, stop, text, around.small, is_loud=is_loud)
        ):
            stop += 1
        yield words[place - 1] if place else None, words[place:stop]
        place = stop


def _begins(words: list[Word], place: int, text: str, around: Around) -> bool:
    """Whether a name may begin here; a plain word with a capital begins one only before another word of it ("physician He Jankui")."""
    word = words[place]
    if word.is_capital:
        return True
    if word.folded in PARTICLES and _goes_on(words, place, text):
        return True
    if not word.has_capital or not _may_begin(word.folded, around.small):
        return False
    following = words[place + 1 : place + 3]
    if not following or not following[0].is_capital:
        return is_english(word.folded) and _is_told(words, place, text)
    if word.start in around.openings:
        is_free = is_english(word.folded) and not any(other.has_capital for other in following[1:])  # "Lama Fakih, a lawyer"
    else:
        is_free = place > 0 and text[words[place - 1].end : word.start] == " " and not words[place - 1].has_capital
    return is_free and _joins(words, place + 1, text)


def _is_told(words: list[Word], place: int, text: str) -> bool:
    """Whether the words beside a word tell that it is a person's name: "nurse Wrench", "said Wrench", "Wrench, 34"."""
    last = words[place - 1] if place else None
    if last is not None and not last.has_capital and text[last.end : words[place].start] == " ":
        return is_in(last.folded.rsplit("-", 1)[-1], "roles", "titles", "relatives", "naming", "saying")
    return AGE.match(text, words[place].end) is not None


def _may_begin(word: str, small: set[str]) -> bool:
    """Whether a plain word may begin a name in a report that has these words in small letters."""
    return word not in _NEVER and (len(word) < 5 or (word not in small and not word.endswith("ing")))


def _joins(words: list[Word], place: int, text: str) -> bool:
    last, word = words[place - 1], words[place]
    gap = text[last.end : word.start]
    if (_NICKNAME.match(text, last.end) and word.has_capital) or (_QUOTED.fullmatch(text, last.start - 2, word.start) and word.is_capital):
        return True
    if not _JOINT.fullmatch(gap) or ("." in gap and len(last.folded) > 1 and not is_in(last.folded, "titles")):
        return False
    return (word.has_capital and "." not in gap) or word.is_capital or (word.folded in PARTICLES and _goes_on(words, place, text))


def _ends(words: list[Word], place: int, text: str, small: set[str], *, is_loud: bool) -> bool:
    """Whether a word with a capital is not of the name before it: "Tarn Reported Dead", "KNA Tarn"; "Cheng He" and "Ana Dole" are names."""
    last, word = words[place - 1], words[place]
    if last.owns:
        return True
    sign, other = (last, word) if _is_sign(last) else (word, last)
    if _is_sign(last) != _is_sign(word) and len(sign.text) > 2:  # "Manoj CT"
        return other.is_plain or not (is_given_name(sign.folded) or is_given_name(last.folded))
    if not (word.is_plain and word.has_capital and len(word.folded) > 3):
        return word.folded in _NEVER
    if is_loud:
        return True
    is_title = any(other.is_plain and other.has_capital and text[word.end : other.start] == " " for other in words[place + 1 : place + 2])
    return not is_given_name(last.folded) and (word.folded in small or is_title)


def _is_sign(word: Word) -> bool:
    """Whether a word is written as the letters of a body: "UN", "KNA"."""
    return 1 < len(word.text) <= 5 and word.text.isupper()


def _goes_on(words: list[Word], place: int, text: str) -> bool:
    """Whether a capitalised word follows a particle, perhaps after one more ("de la Cruz")."""
    following = words[place + 1 : place + 3]
    if words[place].folded in ("a", "as", "at", "an", "do", "la", "y") and not (
        place and (words[place - 1].is_capital or words[place - 1].folded in PARTICLES)
    ):
        return False
    if not following or text[words[place].end : following[0].start] not in (" ", "\u00a0"):
        return False
    return following[0].is_capital or (following[0].folded in PARTICLES and len(following) > 1 and following[1].is_capital)


def _accepted(runs: list[Run], text: str) -> list[Run]:
    """The runs that are people: by a strong cue anywhere in the report, by a weak one where nothing says it is a place, or as part of a name."""
    alive = [run for run in runs if run.words and any(len(word.folded) > 1 for word in run.words)]
    sure = {run.name for run in alive if run.strong and not run.shut}
    places = {run.name for run in alive if run.at_place and not run.strong}
    held = Counter(run.name for run in alive if run.at_place)
    told = Counter(run.name for run in alive if run.weak and not run.at_place)
    spots = {name[0] for name in places if len(name) == 1 and name not in sure and held[name] >= told[name]}
    likely = {run.name for run in alive if run.weak and not run.shut and not run.at_place and not spots & set(run.name)}
    seen = Counter(run.name for run in alive if not run.at_place)
    names = sure | {name for name in likely if name not in places or (len(name) > 1 and seen[name] > 1)}
    names |= _listed(alive, names, text)
    parts = {part for name in names for part in name if not is_ordinary(part) and len(part) > 1} - spots
    return [run for run in alive if run.name in names or (not run.shut and all(word.folded in parts for word in run.words))]


def _listed(runs: list[Run], names: set[tuple[str, ...]], text: str) -> set[tuple[str, ...]]:
    """The names that stand in one list of three or more with people: "Idris, Aimal, Farooq and Muhammad Salman"."""
    found: set[tuple[str, ...]] = set()
    chain: list[Run] = []
    for run in [*runs, None]:
        if run is not None and chain and _LISTED.fullmatch(text, chain[-1].words[-1].end, run.words[0].start):
            chain.append(run)
            continue
        people = [one for one in chain if one.name in names]
        if len(chain) >= 3 and 2 * len(people) >= len(chain):
            found |= {one.name for one in chain if not one.shut and not one.at_place}
        chain = [run] if run is not None else []
    return found


def _told(run: Run, text: str) -> NameMention:
    start, end = run.words[0].start, run.words[-1].end
    office = " ".join(text[run.office[0] : run.office[1]].split()) if run.office else None
    return NameMention(name=run.name, form=text[start:end], office=office, start=start, is_sure=run.cued)
