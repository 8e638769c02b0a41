"""Where protected names stand in a text, however they are spelled there, and what stands in for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

from testimonia.names import fold, may_be_same_word
from testimonia.people import NameMention, grouped, is_given_name, is_ordinary, is_particle, name_words, names_in, names_in_words, person_id
from testimonia.protection.guard import Guard, Pseudonyms
from testimonia.protection.pile import Pile
from testimonia.protection.terms import MASK
from testimonia.views import NOBODY, REPORTER, Account, Page

WITHHELD = MASK * 5  # how every stretch that is blocked out is shown: its length is a trace of what stood there
_LETTERS = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[ \t\u00a0\u2009\u202f\-‐‑–'’‘`._+]{1,3}")  # what may stand between two words of one name
_BETWEEN = re.compile(r" [\"“”'‘’(]?[A-Z][\w’'-]*\.?[\"“”'‘’)]? ")  # one unknown word within a name: "Ilka Maria Moreth", "Ilka ‘Ox’ Moreth"
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.[ -]?){1,3}$")  # "I. Moreth"
_BEFORE = re.compile(r"(?<!\w)[A-Z]\w+[-‐‑]$")  # "Hansen-Moreth"
_AFTER = re.compile(r"[-‐‑][A-Z]\w+")
_CLOSE = re.compile(r"[\-‐‑'’‘`]")
# Scripts without capital letters: nothing in them tells a name from another word.
_UNCASED = (
    "\u0590-\u08ff\u0900-\u109f\u1100-\u139f\u1400-\u1c7f\u1cd0-\u1cff\u2e80-\u2fdf\u3005-\u3007\u3040-\ua63f\ua6a0-\ua6ff\ua800-\uab2f"
    "\uabc0-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefe\uff66-\uffdc\U00010800-\U00010bff\U00011000-\U000115ff\U00020000-\U0003ffff"
)
_BLOCKED = re.compile(rf"[{MASK}{_UNCASED}]+(?:[ \t\u00a0\u200b-\u200f\u202a-\u202e]+[{MASK}{_UNCASED}]+)*")
_LINE = re.compile(r"\S[^\n]*")
_FEW = 200  # letters: in fewer the case of letters tells nothing about how the whole is written
_SEEN = 20_000  # characters in which the case of letters is looked at
_FOREIGN = re.compile(rf"[{_UNCASED}]")
_ALIKE = str.maketrans("аеорсухіјѕԁһкмнтвαορνυικτ", "aeopcyxijsdhkmhtbaopvuikt")  # letters of other scripts that look Latin
_MIXED = re.compile(r"[a-z]\w*[\u0370-\u052f]|[\u0370-\u052f]\w*[a-z]", re.IGNORECASE)

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Masked:
    """A text as it leaves, and the stretches that were replaced: where they began and ended, and where they begin and end now."""

    text: str
    moves: tuple[tuple[int, int, int, int], ...] = ()

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the old text stands in the new one; a border inside a name goes around the whole of it."""
        return self._place(start, before=True), self._place(end, before=False)

    def _place(self, place: int, *, before: bool) -> int:
        low, high = 0, len(self.moves)
        while low < high:
            middle = (low + high) // 2
            if self.moves[middle][1] <= place:
                low = middle + 1
            else:
                high = middle
        shift = self.moves[low - 1][3] - self.moves[low - 1][1] if low else 0
        if low < len(self.moves) and self.moves[low][0] < place:
            return self.moves[low][2] if before else self.moves[low][3]
        return place + shift


@dataclass(slots=True)
class _Hit:
    """A word of the text that may be part of a name: where it stands, and which parts of names it may be."""

    start: int
    end: int
    word: str
    parts: frozenset[str]
    is_capital: bool


@dataclass(slots=True)
class _Name:
    """Words of the text that stand together and may be one person's name."""

    hits: list[_Hit] = field(default_factory=list)
    owners: frozenset[Key] = frozenset()


class Masker:
    """Everybody named in an account, and the pseudonyms they leave under."""

    def __init__(self, account: Account, guard: Guard) -> None:
        """Find everybody named in the account's reports, questions and lists."""
        pile = Pile(account)
        held = grouped(pile.people(named_in(account)))
        self.public = {key for key in held if person_id(key) in guard.public}
        self.kept: set[Key] = set()  # public people whose names leave
        self.closed = {page.report.id for page in account.pages if not page.was_read or _is_of_one_case(page.document.text)}
        self.is_foreign = False  # whether words in scripts without capital letters were blocked out
        self._owners: defaultdict[str, set[Key]] = defaultdict(set)
        self._here: defaultdict[str, set[Key]] = defaultdict(set)
        self._words: dict[str, frozenset[str]] = {}
        self._cache: dict[tuple[str, str | None], Masked] = {}
        for key, mentions in held.items():
            forms = {part for _, mention in mentions for part in name_words(mention.name)} | {part for part in key if "\x1f" not in part}
            for part in forms:
                self._owners[part].add(key)
            for report_id, _ in mentions:
                self._here[report_id].add(key)
        self._words = {part: frozenset([part]) for part in self._owners}
        self._small = {
            key: {part for _, mention in mentions for word in mention.name for part in re.split(r"[-‐‑–’]", word)} for key, mentions in held.items()
        }
        self._joined = self._run_together(held)
        self._near(account, pile)
        naming = {part: {report_id for key in owners for report_id, _ in held[key]} for part, owners in self._owners.items()}
        self._common, self._small_elsewhere = pile.common(naming, self._words)
        self.pseudonyms = Pseudonyms(guard.key, [key for key in held if key not in self.public])
        self._long = {part for part in (*self._words, *self._joined) if len(part) > 5 and not is_ordinary(part) and self._is_guarded(part)}

    def _is_guarded(self, part: str) -> bool:
        """Whether a part belongs to anybody who is not public."""
        owners = self._owners.get(part) or self._joined.get(part) or set()
        return not owners <= self.public

    def _run_together(self, held: dict[Key, list[tuple[str, NameMention]]]) -> dict[str, set[Key]]:
        """Full names written as one word, either way round: "@ilkamoreth", "#MorethIlka"."""
        joined: defaultdict[str, set[Key]] = defaultdict(set)
        for key in held:
            if "\x1f" not in key[-1]:
                for form in ("".join(key), "".join(reversed(key)), key[0] + key[-1], key[-1] + key[0]):
                    joined[form].add(key)
        return joined

    def _near(self, account: Account, pile: Pile) -> None:
        """Add the words of the pile that may be a guarded name spelled otherwise: written with a capital, and never without."""
        from rapidfuzz import fuzz, process

        lines = " ".join((*(page.report.title or "" for page in account.pages), *account.questions))
        capital = set(pile.capital) | {fold(word) for word in _LETTERS.findall(lines) if word[0].isupper()}
        small = set(pile.small) | {fold(word) for word in _LETTERS.findall(lines) if not word[0].isupper()}
        unknown: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(capital - small - set(self._owners)):
            if len(word) >= 5 and not is_ordinary(word):
                unknown[word[0]].append(word)
        for part in sorted(self._owners):
            if len(part) >= 5 and not is_ordinary(part) and self._is_guarded(part) and unknown[part[0]]:
                for word, _, _ in process.extract(part, unknown[part[0]], scorer=fuzz.ratio, score_cutoff=80.0, limit=None):
                    if may_be_same_word(part, word):
                        self._words[word] = self._words.get(word, frozenset()) | {part}

    # -------------------------------------------------------------- masking a text

    def mask(self, text: str, report_id: str | None) -> Masked:
        """The text with a pseudonym for every protected name, and blocks of one length for what is blocked out."""
        if text in (NOBODY, REPORTER):
            return Masked(text)
        found = self._cache.get((text, report_id))
        if found is None:
            found = self._cache[text, report_id] = self._mask(text, report_id)
        return found

    def _mask(self, text: str, report_id: str | None) -> Masked:
        if report_id in self.closed:
            return _changed(text, [(match.start(), match.end(), WITHHELD) for match in _LINE.finditer(text)])
        changes = list(self._names(text, report_id))
        if not text.isascii():
            for match in _BLOCKED.finditer(text):
                self.is_foreign = self.is_foreign or bool(_FOREIGN.search(match.group()))
                changes.append((match.start(), match.end(), WITHHELD))
        return _changed(text, changes)

    def _names(self, text: str, report_id: str | None) -> Iterator[tuple[int, int, str]]:
        """Where protected names stand, each with its pseudonym; two parts of one name with an unknown word between them are one."""
        last: tuple[int, int, str] | None = None
        for name in self._apart(self._together(text), text):
            person = self._who(name, report_id)
            if person is None:
                continue
            start, end = _with_what_hangs_on(text, name.hits[0].start, name.hits[-1].end)
            stand_in = self.pseudonyms.of(person)
            if last is not None and last[2] == stand_in and _BETWEEN.fullmatch(text, last[1], start):
                last = (last[0], end, stand_in)
                continue
            if last is not None:
                yield last
            last = (start, end, stand_in)
        if last is not None:
            yield last

    def _together(self, text: str) -> Iterator[list[_Hit]]:
        """The words of the text that may be parts of names, those that stand together as one list."""
        run: list[_Hit] = []
        for hit in self._hits(text):
            if run and not (run[-1].end <= hit.start and _GAP.fullmatch(text, run[-1].end, hit.start)):
                yield run
                run = []
            run.append(hit)
        if run:
            yield run

    def _hits(self, text: str) -> Iterator[_Hit]:
        letters, places = folded(text)
        for match in _LETTERS.finditer(letters):
            parts = self._parts_of(match.group())
            if not parts and not match.group().isascii() and _MIXED.search(match.group()):
                parts = self._parts_of(match.group().translate(_ALIKE))
            if not parts and not is_particle(match.group()):
                continue
            start = places[match.start()] if places else match.start()
            end = max(places[match.end() - 1] + 1, places[match.end()]) if places else match.end()
            yield _Hit(start, end, match.group(), parts, text[start].isupper())

    def _parts_of(self, word: str) -> frozenset[str]:
        """Which parts of names a word may be: itself, a plural ("the Moreths"), a near spelling, a full name run together."""
        for form in (word, word[:-1] if word.endswith("s") and len(word) > 3 else "", word[:-2] if word.endswith("es") and len(word) > 4 else ""):
            if form in self._words and (form == word or not is_ordinary(word)):
                return self._words[form]
            if form in self._joined:
                return frozenset([form])
        return frozenset()

    def _owners_of(self, hit: _Hit) -> frozenset[Key]:
        return frozenset(owner for part in hit.parts for owner in (*self._owners.get(part, ()), *self._joined.get(part, ())))

    def _apart(self, runs: Iterator[list[_Hit]], text: str) -> Iterator[_Name]:
        """The names in each run of words: a word that no person shares with those before it begins another name."""
        for run in runs:
            name = _Name()
            for hit in run:
                owners = self._owners_of(hit)
                shared = name.owners & owners if name.owners else owners
                if owners and name.owners and not shared:
                    yield from self._trimmed(name, text)
                    name, shared = _Name(), owners
                name.hits.append(hit)
                name.owners = shared if owners else name.owners
            yield from self._trimmed(name, text)

    def _trimmed(self, name: _Name, text: str) -> Iterator[_Name]:
        """The name without the small words that only stand beside it; "al" in "al-Tarn" and "Le" in "Le Huu Minh" are its own."""
        own = set().union(*(self._small.get(key, set()) for key in name.owners)) if any(not hit.parts for hit in name.hits) else set()
        hits = name.hits
        while (
            hits and (not hits[-1].parts or len(hits[-1].word) == 1) and not (hits[-1].is_capital and hits[-1].word in own and len(hits[-1].word) > 1)
        ):
            if len(hits) == 1 and hits[0].parts:
                break
            hits = hits[:-1]
        while (
            hits and not hits[0].parts and not (len(hits) > 1 and (_is_bound(hits[0], hits[1], text) or (hits[0].is_capital and hits[0].word in own)))
        ):
            hits = hits[1:]
        if hits and any(len(hit.word) > 1 for hit in hits if hit.parts):
            yield _Name(hits, name.owners)

    def _who(self, name: _Name, report_id: str | None) -> Key | None:
        """Whose name it is, or a key of its own where that is not certain; None where nobody is to be protected."""
        told = [hit for hit in name.hits if hit.parts]
        here = name.owners & self._here.get(report_id or "", set())
        is_whole = len(told) > 1 and any(len(key) <= len(told) for key in name.owners)
        if not is_whole and self._are_by_chance(told, is_here=bool(here) or report_id is None):
            return None
        person = self._certain(told, name.owners, here, report_id)
        if person is None and (here or name.owners) <= self.public:
            self.kept |= here or name.owners
            return None
        if person in self.public:
            self.kept.add(person)
            return None
        return person or ("\x1e", report_id or "", *sorted({min(hit.parts) for hit in told}))

    def _are_by_chance(self, told: list[_Hit], *, is_here: bool) -> bool:
        """Whether words are only by chance also parts of a name: each an ordinary word of the language or of this pile."""
        if is_here and any(hit.is_capital for hit in told):
            return False
        return all(self._is_common(hit, is_here=is_here) for hit in told)

    def _is_common(self, hit: _Hit, *, is_here: bool) -> bool:
        words = {hit.word, *hit.parts}
        is_plural = hit.word not in self._words and hit.word not in self._joined
        if any(is_ordinary(word) for word in words) or (not hit.is_capital and (is_plural or words & self._small_elsewhere)):
            return True  # "bans" is no "Ban"
        return not is_here and bool(words & self._common)

    def _certain(self, told: list[_Hit], owners: frozenset[Key], here: frozenset[Key], report_id: str | None) -> Key | None:
        whole = [key for key in owners if len(key) == len(told) > 1 and "\x1f" not in key[-1] and all(hit.parts & set(key) for hit in told)]
        if len(whole) == 1:
            return whole[0]
        if len(here) == 1:
            return next(iter(here))
        is_joined = any(part in self._joined for hit in told for part in hit.parts)
        return next(iter(owners)) if len(owners) == 1 and not here and (len(told) > 1 or is_joined or report_id is None) else None

    # -------------------------------------------------------------- names of files, addresses

    def _holds_one(self, word: str) -> bool:
        """Whether a guarded name of six letters or more stands anywhere within a word run together."""
        return any(word[start:end] in self._long for start in range(len(word) - 5) for end in range(start + 6, len(word) + 1))

    def is_named_in(self, address: str) -> bool:
        """Whether a file's name or an address of the web names somebody protected, or reads as if it named anybody."""
        letters, _ = folded(unquote(address))
        if any(self._holds_one(word) for word in _LETTERS.findall(letters)):
            return True
        words = _LETTERS.findall(letters)
        if any(self._is_guarded(part) for word in words if not is_ordinary(word) for part in self._parts_of(word)):
            return True
        unknown = [pair for pair in pairwise(words) if not (pair[0] in self._owners and pair[1] in self._owners)]
        pairs = any(is_given_name(one) and len(two) > 2 and not is_ordinary(two) for one, two in unknown)
        return pairs or bool(_FOREIGN.search(letters))


def _with_what_hangs_on(text: str, start: int, end: int) -> tuple[int, int]:
    """The name with the initials before it and the other half of a double name."""
    before = text[max(0, start - 40) : start]
    for pattern in (_BEFORE, _INITIALS):
        found = pattern.search(before)
        if found:
            start -= len(before) - found.start()
            break
    after = _AFTER.match(text, end)
    return start, after.end() if after else end


def _is_bound(particle: _Hit, following: _Hit, text: str) -> bool:
    return bool(_CLOSE.fullmatch(text[particle.end : following.start])) or (particle.word in ("abu", "umm", "bin", "ibn") and bool(following.parts))


@cache
def _fold_one(character: str) -> str:
    return fold(character)


def _changed(text: str, changes: list[tuple[int, int, str]]) -> Masked:
    """The text with each of these stretches replaced; of two that overlap the first."""
    pieces, moves, last, length = [], [], 0, 0
    for start, end, stand_in in sorted(changes):
        if start < last:
            continue
        pieces += [text[last:start], stand_in]
        begin = length + start - last
        length = begin + len(stand_in)
        moves.append((start, end, begin, length))
        last = end
    return Masked("".join([*pieces, text[last:]]), tuple(moves)) if moves else Masked(text)


def _is_of_one_case(text: str) -> bool:
    """Whether a text is written in capitals or in small letters throughout: nothing in it tells a name from another word."""
    cased = [character for character in text[:_SEEN] if character.isupper() or character.islower()]
    capitals = sum(character.isupper() for character in cased)
    return len(cased) > _FEW and (capitals > 0.8 * len(cased) or capitals < 0.002 * len(cased))


def folded(text: str) -> tuple[str, list[int]]:
    """The folded letters of a text, and for each the place it came from; no places where all stand where they stood."""
    if text.isascii():
        return text.lower(), []
    folded = [_fold_one(character) for character in text]
    if all(len(one) == 1 for one in folded):
        return "".join(folded), []
    places = [place for place, one in enumerate(folded) for _ in one]
    return "".join(folded), [*places, len(text)]


# ------------------------------------------------------------------ whom the account names


def found_in(account: Account) -> list[tuple[str, NameMention]]:
    """Every mention of a person in the account, with the id of its report (empty for the questions and for what was not read)."""
    return Pile(account).people(named_in(account))


def named_in(account: Account) -> Iterator[tuple[str, NameMention]]:
    """What each report by itself takes for people."""
    for page in account.pages:
        yield from ((page.report.id, mention) for mention in _on_page(page))
    for line in (*account.questions, *(unread.reason for unread in account.unread)):
        yield from (("", mention) for mention in names_in_words(line))


def _on_page(page: Page) -> Iterator[NameMention]:
    report = page.report
    if page.was_read:
        yield from names_in(page.document, [line.claim for line in page.lines])
    for words in (report.title, report.dateline, *page.document.notes):
        yield from names_in_words(words or "")
    yield from names_in_words(report.byline or "", is_byline=True)
    if report.interview:
        asked = re.split(r"[,(;]", report.interview.asked)[0]
        name = tuple(fold(word) for word in re.findall(r"[^\W\d_][\w’'‘`\-‐‑\u0300-\u036f]*", asked))
        if name:
            yield NameMention(name=name, form=asked.strip(), office=None, start=0, is_sure=True)
