"""Words of time in a text: every word gets one letter that stands for the classes it belongs to, so that patterns run over letters, not over text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

OTHER = "."
STOP = "|"
_FIRST_LETTER = 0xE000  # private characters: none can stand in a text's own words
_NUMBER_CLASSES = (
    ("digits",),
    ("digits", "day"),
    ("digits", "year"),
    ("decimal",),
    ("ordinal_day",),
    ("decade",),
    ("short_decade",),
    ("clock",),
    ("iso",),
    ("slashed",),
    ("digits", "short_year"),
    ("digits", "day", "short_year"),
)
_WRITTEN = frozenset({"word", "mark2", "dotted"})
_STOPS = frozenset('.!?;:\n"“”')


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The classes of words; `letters` gives a word's letter, `values` what it means in each of its classes."""

    letters: dict[str, str]
    capitals: frozenset[str]
    values: dict[str, dict[str, str]]
    names: dict[str, list[tuple[tuple[str, ...], str]]]
    classes: dict[str, str]
    words: re.Pattern[str]

    def letters_of(self, name: str) -> str:
        """All letters of words that belong to the class."""
        return self.classes[name]


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words: where each starts and ends, how it is written (lower case), and the string of their letters."""

    text: str
    starts: list[int]
    ends: list[int]
    written: list[str]
    letters: str


def _lines() -> list[tuple[str, str, list[str]]]:
    lines = files("testimonia").joinpath("data/time_words.txt").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line and not line.startswith("#"):
            head, words = line.split(": ", 1)
            name, _, value = head.partition(" ")
            found.append((name, value, words.split()))
    return found


@cache
def lexicon() -> Lexicon:
    """The classes of words of time, from the package's data."""
    belongs: defaultdict[str, list[str]] = defaultdict(list)
    values: defaultdict[str, dict[str, str]] = defaultdict(dict)
    capitals = set()
    for name, value, words in _lines():
        for listed in words:
            word = listed.rstrip("*").replace("’", "'")
            if listed.endswith("*"):
                capitals.add(word)
            if name not in belongs[word]:
                belongs[word].append(name)
            values[word].setdefault(name, value)
    groups: dict[tuple[str, ...], str] = {}
    for group in (*_NUMBER_CLASSES, *(tuple(names) for names in belongs.values())):
        groups.setdefault(tuple(sorted(group)), chr(_FIRST_LETTER + len(groups)))
    classes: defaultdict[str, str] = defaultdict(str)
    for key, letter in groups.items():
        for name in key:
            classes[name] += letter
    letters = {word: groups[tuple(sorted(names))] for word, names in belongs.items()}
    letters |= {"#" + "+".join(group): groups[tuple(sorted(group))] for group in _NUMBER_CLASSES}
    pattern = _word_pattern(list(belongs))
    return Lexicon(letters=letters, capitals=frozenset(capitals), values=dict(values), names=_names(belongs), classes=dict(classes), words=pattern)


def _names(belongs: defaultdict[str, list[str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Names of several words by their first, the longest first; "-" stands where a hyphen must be written, elsewhere it may."""
    names: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for word in belongs:
        parts = tuple(re.findall(r"[^_-]+|-", word))
        if len(parts) > 1:
            names[parts[0]].append((parts, word))
    return {first: sorted(found, key=lambda name: -len(name[0])) for first, found in names.items()}


def _word_pattern(words: list[str]) -> re.Pattern[str]:
    dotted = sorted({re.escape(part) for word in words for part in re.split("[_-]", word) if "." in part and len(part) > 1}, key=len, reverse=True)
    letters = r"[^\W\d_]+"
    return re.compile(
        rf"(?P<dotted>\b(?:{'|'.join(dotted)})(?![^\W_]))"
        rf"|(?P<word>(?:o['’]clock\b|won['’]t\b|sha['’]ban\b|qi?['’]dah\b|qa['’]dah\b|{letters}))"
        r"|(?P<iso>\d{4}-\d{1,2}-\d{1,2}(?!\d))"
        r"|(?P<slashed>\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:\d{4}|\d\d)(?!\d))"
        r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{1,2}[.]\d\d(?=\s?[ap]\.?m\b))"
        r"|(?P<decade>\d{1,3}0['’]?s\b)"
        r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)"
        r"|(?P<number>\d+(?:[.,]\d+)*)"
        r"|(?P<apos>['’]s\b)"
        r"|(?P<blank>\n[ \t\r]*\n)"
        r"|(?P<mark2>[^\w\s])",
        re.IGNORECASE,
    )


def words_of(text: str) -> Words:
    """The words of the text with their letters."""
    known = lexicon()
    starts: list[int] = []
    ends: list[int] = []
    written: list[str] = []
    letters: list[str] = []
    get = known.letters.get
    for match in known.words.finditer(text):
        kind, word = match.lastgroup, match.group()
        starts.append(match.start())
        ends.append(match.end())
        low = word.lower().replace("’", "'")
        written.append(low)
        if kind in _WRITTEN:
            letter = get(low, OTHER)
            if letter is OTHER and low in _STOPS:
                letter = STOP
            elif low in known.capitals and not word[0].isupper():
                letter = OTHER
            letters.append(letter)
        else:
            letters.append(_number_letter(kind, low, known))
    return _join_names(Words(text=text, starts=starts, ends=ends, written=written, letters=""), letters)


def _number_letter(kind: str | None, word: str, known: Lexicon) -> str:
    if kind == "blank":
        return STOP
    if kind == "apos":
        return known.letters["'s"]
    if kind == "number":
        return known.letters["#" + _number_class(word)]
    if kind == "decade":
        return known.letters["#decade" if len(word.rstrip("s'’")) >= 3 else "#short_decade"]
    return known.letters[{"ordinal": "#ordinal_day"}.get(kind or "", f"#{kind}")]


def _number_class(word: str) -> str:
    if not word.isdecimal():
        return "decimal"
    value = int(word)
    if len(word) == 4 and 1000 <= value <= 2100:
        return "digits+year"
    if len(word) <= 2 and 1 <= value <= 31:
        return "digits+day+short_year" if len(word) == 2 else "digits+day"
    return "digits+short_year" if len(word) == 2 else "digits"


def _join_names(found: Words, letters: list[str]) -> Words:
    """One word for a name of several ("up to", "Kanun al-Awwal")."""
    known, written = lexicon(), found.written
    kept: list[int] = []
    at = 0
    while at < len(written):
        kept.append(at)
        name = _name_at(known.names[written[at]], written, at) if written[at] in known.names else None
        if name:
            word, until = name
            written[at], letters[at], found.ends[at] = word, known.letters[word], found.ends[until - 1]
        at = name[1] if name else at + 1
    if len(kept) == len(written):
        return replace(found, letters="".join(letters))
    return Words(
        text=found.text,
        starts=[found.starts[n] for n in kept],
        ends=[found.ends[n] for n in kept],
        written=[written[n] for n in kept],
        letters="".join([letters[n] for n in kept]),
    )


def _name_at(names: list[tuple[tuple[str, ...], str]], written: list[str], at: int) -> tuple[str, int] | None:
    for parts, word in names:
        place = at
        for number, part in enumerate(parts):
            if number and part != "-" and parts[number - 1] != "-" and place < len(written) and written[place] == "-":
                place += 1
            if place >= len(written) or written[place] != part:
                break
            place += 1
        else:
            return word, place
    return None
