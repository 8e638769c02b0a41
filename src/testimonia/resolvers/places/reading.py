"""Mentions read as names: where each begins and ends, and what the words around say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from testimonia.domain import Document, Mention, PlaceKind
from testimonia.gazetteer import Gazetteer
from testimonia.resolvers.places.words import kinds_of, listed
from testimonia.spelling import Likeness

# A word of a name, with the full stop of an abbreviation ("St.", "U.S.").
WORD = re.compile(r"(?:[^\W\d_]\.)+(?:[^\W\d_]\b)?|[^\W_]+(?:[’'`ʿ‘-][^\W_]+)*(?:(?<=\bSt)\.|(?<=\bMt)\.|(?<=\bFt)\.)?")
_CAPITAL = re.compile(r"(?:[a-z]{1,3}[-’'])?[^\W\d_a-z]")  # also "al-Karm", "d'Or"
_POSSESSIVE = re.compile(r"[’']s?$")
_AFTER = re.compile(r"[\s-]*([^\W\d_]+)")
_OF = re.compile(r"([^\W\d_]+)\s+(?:of|in)\s+(?:the\s+)?$")
# What may stand between a place and the one that holds it: "Harun, Tal", "Harun (Tal)", "Harun in the west of Tal".
_HELD = re.compile(r",\s*|\s*\(|,?\s+in\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}(?:of\s+)?|\s+of\s+", re.IGNORECASE)
# What may stand between a place and one in it: "Tal's Harun", "the Tal district of Harun" is told by _HELD.
_HOLDS = re.compile(r"[’']s?\s+(?:[\w-]+\s+){0,2}", re.IGNORECASE)
JOINING = frozenset(["of", "the", "and", "de", "del", "la", "al", "el"])
BARE = 150  # words a comma from which a text is held to have lost its marks
MOST_WORDS = 3  # that a name may reach beyond its mention, to either side


@dataclass(slots=True)
class Name:
    """A place's name in the text: what kinds of place the words beside call it, and whether it acts.

    `adjective` is the country whose adjective it is. `holders` are the names said to hold it, with whether by a mere comma. `alike` says, by id, how
    like its spelling is to that of entries that do not have exactly this name.
    """

    start: int
    end: int
    words: str
    score: float
    kinds: frozenset[PlaceKind] = frozenset()
    actor: bool = False
    adjective: str | None = None
    holders: list[tuple[Name, bool]] = field(default_factory=list)
    alike: dict[str, Likeness] = field(default_factory=dict)


class Reader:
    """Reads the mentions of one document."""

    def __init__(self, document: Document, gazetteer: Gazetteer) -> None:
        """Read this document's, with the help of this gazetteer."""
        self._text = document.text
        self._gazetteer = gazetteer
        # Some collections have lost commas and apostrophes; in others a list or a possessive without its mark is none.
        self._bare = document.text.count(",") * BARE < document.text.count(" ")

    def names(self, mentions: Iterable[Mention]) -> list[Name]:
        """Every name once, in text order, with what is said of it."""
        found: list[Name] = []
        for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
            found += [name for name in self._read(mention) if not found or name.start >= found[-1].end]
        found = self._with_repeats(found)
        for name in found:
            self._look_around(name)
        self._tie(found)
        return found

    def _read(self, mention: Mention) -> list[Name]:
        """The name at a mention, widened to what the gazetteer knows, or the names it is a list of; none where it holds no name."""
        words = [(m.start(), m.end()) for m in WORD.finditer(self._text, max(0, mention.start - 60), min(len(self._text), mention.end + 60))]
        inside = [n for n, (a, b) in enumerate(words) if a < mention.end and b > mention.start]
        if not inside:
            return []
        first, last = self._widened(words, inside[0], inside[-1])
        while first < last and self._lead(words[first]):
            first += 1
        names = [self._name(words[a][0], words[b][1], mention) for a, b in self._parts(words, first, last)]
        return [name for name in names if name]

    def _parts(self, words: list[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
        """One name, or several known ones where a list has lost its commas ("Harun Tal")."""
        found, at = [], first
        while self._bare and first < last and at <= last:
            end = next((end for end in range(last, at - 1, -1) if self._knows(words[at][0], words[end][1])), None)
            if end is None or (end == at and words[at][1] - words[at][0] < 4):
                return [(first, last)]
            found.append((at, end))
            at = end + 1
        return found or [(first, last)]

    def _name(self, start: int, end: int, mention: Mention) -> Name | None:
        words = self._plain(self._text[start:end])
        if "-" in words and not self._gazetteer.named(words):
            start, words = self._unhyphened(start, words, mention)
        if not any(c.isupper() or not c.isascii() for c in words) or words.lower() in listed("part") or words.lower() in listed("before"):
            return None
        return Name(start, start + len(words), words, mention.score, adjective=self._gazetteer.adjective(words))

    def _plain(self, words: str) -> str:
        """Without the ending of the possessive, also one that has lost its mark, where the rest is a name and the whole is none."""
        plain = _POSSESSIVE.sub("", words)
        if plain != words or not self._bare or not words.endswith("s") or self._gazetteer.named(words) or self._gazetteer.adjective(words):
            return plain
        return words[:-1] if len(words) > 4 and self._gazetteer.named(words[:-1]) else words

    def _knows(self, start: int, end: int) -> bool:
        """Whether these words are a name of the gazetteer, or an adjective of a country."""
        words = self._plain(self._text[start:end])
        return bool(_CAPITAL.match(words)) and bool(self._gazetteer.named(words) or self._gazetteer.adjective(words))

    def _unhyphened(self, start: int, known: str, mention: Mention) -> tuple[int, str]:
        """The known part of a hyphened word ("mid-Harun", "Harun-based") where the whole is no name; a part the mention holds, if it can be."""
        parts = [(start + m.start(), m.group()) for m in re.finditer(r"[^-]+", known)]
        parts = [(at, part) for at, part in parts if (part.isupper() if len(part) < 3 else part[0].isupper()) and self._gazetteer.named(part)]
        held = [(at, part) for at, part in parts if at < mention.end and at + len(part) > mention.start]
        return (held or [(start, known)])[0]

    def _lead(self, word: tuple[int, int]) -> bool:
        """Whether a word before a name is no part of it: "the", "city", "of"."""
        return self._text[slice(*word)].lower() in listed("before") and self._text[word[0]].islower()

    def _widened(self, words: list[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
        """The longest known name of capitalised neighbours that holds the mention; else the mention as it is."""
        low, high = first, last
        while low > 0 and first - low < MOST_WORDS and self._joins(words[low - 1], words[low]):
            low -= 1
        while high + 1 < len(words) and high - last < MOST_WORDS and self._joins(words[high], words[high + 1]):
            high += 1
        spans = sorted(((a, b) for a in range(low, first + 1) for b in range(last, high + 1)), key=lambda s: (s[0] - s[1], s[0]))
        for a, b in spans:
            if (a, b) == (first, last):
                break
            piece = _POSSESSIVE.sub("", self._text[words[a][0] : words[b][1]])
            if self._gazetteer.named(piece):
                return a, b
        return first, last

    def _joins(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Whether two words can be of one name: capitalised or a joining word, with nothing but a blank or hyphen between."""
        if self._text[one[1] : other[0]] not in {" ", "-", " - ", ". "}:
            return False
        return all(_CAPITAL.match(self._text, a) or self._text[a:b] in JOINING for a, b in (one, other))

    def _with_repeats(self, found: list[Name]) -> list[Name]:
        """Names marked once are names wherever they stand."""
        taken = [(name.start, name.end) for name in found]
        again = {
            name.words: name for name in found if name.adjective is None and name.score >= 0.6 and len(name.words) > 2 and name.words[0].isupper()
        }
        again = {words: name for words, name in again.items() if self._gazetteer.named(words)}
        if not again:
            return found
        pattern = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(words) for words in sorted(again, key=len, reverse=True)) + r")(?![\w-])")
        added = []
        for match in pattern.finditer(self._text):
            if not any(start < match.end() and end > match.start() for start, end in taken) and not self._in_a_longer_name(match):
                added.append(Name(match.start(), match.end(), match.group(), again[match.group()].score))
        return sorted(found + added, key=lambda name: name.start)

    def _in_a_longer_name(self, match: re.Match[str]) -> bool:
        """Whether capitalised words stand right beside: the name is then somebody's or something's."""
        before = re.search(r"([^\W\d_][\w’'-]*\.?) $", self._text[max(0, match.start() - 30) : match.start()])
        after = re.match(r" ([^\W\d_][\w’'-]*)", self._text[match.end() : match.end() + 30])
        beside = [m.group(1) for m in (before, after) if m]
        return any(word[0].isupper() and word.lower() not in listed("part") and not kinds_of(word.lower()) for word in beside)

    def _look_around(self, name: Name) -> None:
        """What the words beside say the name is, and whether it acts."""
        after = _AFTER.match(self._text, name.end)
        following = after.group(1).lower() if after else ""
        before = self._text[max(0, name.start - 30) : name.start]
        last = name.words.lower().split()[-1]
        of = _OF.search(before)
        name.kinds = kinds_of(following) or kinds_of(last) or (kinds_of(of.group(1).lower()) if of and " of " in of.group() else frozenset())
        previous = re.search(r"([\w-]+)\W*$", before)
        stands = previous.group(1).lower() if previous else ""
        name.actor = following in listed("acting") and stands not in listed("where")

    def _tie(self, names: list[Name]) -> None:
        """Which name is said to lie in which."""
        for one, other in pairwise(names):
            between = self._text[one.end : other.start]
            if len(between) > 40:
                continue
            if _HELD.fullmatch(self._beyond_kind(between)):
                one.holders.append((other, between.strip() in {",", "("}))
            elif _HOLDS.fullmatch(between):
                other.holders.append((one, False))

    @staticmethod
    def _beyond_kind(between: str) -> str:
        """What stands between two names, without the word that says what the first is: "Harun district, Tal"."""
        word = re.match(r"\s+([^\W\d_]+)", between)
        return between[word.end() :] if word and kinds_of(word.group(1).lower()) else between
