"""The words that tell people from places, bodies and things, and the words of a text as names are looked for in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from testimonia.names import FUNCTION_WORDS, fold

UNSEEN = "\u0300-\u036f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # accents that stand alone, and signs that cannot be seen
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{UNSEEN}])*"
_TOKEN = re.compile(rf"{_LETTERS}(?:[’'‘`\-‐‑–]{_LETTERS})*")
_CONTRACTED = re.compile(
    r"(?:i|we|you|he|she|it|they|that|there|here|who|what|let)[’'](?:ve|ll|m|re|d|s)|\w+n[’']t"  # "I’ve", "don’t"
    r"|(?:do|does|did|is|was|are|has|have|ca|wo|could|would)nt|weve|theyre|youre"  # in texts that lost their apostrophes
)
_HYPHENS = re.compile(r"[-‐‑–]")
_OWN = re.compile(r"[’'‘`]s?$")
_ENDINGS = (
    *(("ies", ("y", "ie")), ("ied", ("y", "ie")), ("ed", ("", "e")), ("ing", ("", "e"))),
    *(("ily", ("y",)), ("ly", ("", "le")), ("es", ("", "e")), ("s", ("",))),
)
PARTICLES = frozenset("al el an ash as ad ar at az bin ibn bint ben bou ould de da do dos das di du la le van von der den del abu umm abd y".split())  # noqa: SIM905

ARTICLES = PARTICLES | {"a", "l", "d"}  # with a hyphen after them they begin a name: "a-Tarn", "al-Tarn"


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = _data("people.txt")
    parts = re.split(r"\[(\w+)\]", re.sub(r"(?m)^#.*$", "", text))
    lists = {name: frozenset(fold(words).split()) for name, words in zip(parts[1::2], parts[2::2], strict=True)}
    names = frozenset(_data("given.txt").split())
    countries, english, both, like = (frozenset(part.split()) for part in _data("common.txt").split("*"))
    return lists | {"given": names - countries - both, "countries": countries, "english": english, "both": both, "like": like}


def _data(name: str) -> str:
    return files("testimonia").joinpath(f"data/{name}").read_text("utf-8")


def is_in(word: str, *lists: str) -> bool:
    """Whether a folded word stands in any of these lists."""
    return any(word in _lists()[name] for name in lists)


@lru_cache(maxsize=100_000)
def is_ordinary(word: str) -> bool:
    """Whether a folded word is an ordinary one of the language, though it may be part of a name ("rose", "mark", "hill")."""
    if word in FUNCTION_WORDS or is_in(word, "ordinary", "plain", "orgs", "lands", "calendar", "peoples", "countries", "roles", "titles", "verbs"):
        return True
    return is_english(word) or is_land(word)


@lru_cache(maxsize=100_000)
def is_english(word: str) -> bool:
    """Whether a folded word is one of the language that is seldom anybody's name: "reported", "casualties", "wall"."""
    if is_in(word, "english", "both") or (
        is_in(word, "verbs", "tails", "places", "leaving") and not is_in(word, "saying", "given", "ordinary", "named")
    ):
        return True
    return not is_in(word, "given", "ordinary", "named", "like") and any(is_in(stem, "english") for stem in stems(word))


def is_land(word: str) -> bool:
    """Whether a folded word is a country or a people, or one that lost its apostrophe ("syrias")."""
    one = word.removesuffix("s")
    return is_in(word, "countries", "peoples") or (one != word and is_in(one, "countries", "peoples", "cities") and not is_in(word, "given"))


def stems(word: str) -> tuple[str, ...]:
    """The words a folded word may be a form of: "cities", "shelled", "stopping", "making", "heavily"."""
    ending, others = next(((ending, others) for ending, others in _ENDINGS if word.endswith(ending)), ("", ()))
    stem = word.removesuffix(ending)
    doubled = (stem[:-1],) if others == ("", "e") and stem[-1:] == stem[-2:-1] else ()
    return tuple(one for one in (*(stem + other for other in others), *doubled) if len(one) > 3)


@lru_cache(maxsize=100_000)
def is_plain(word: str) -> bool:
    """Whether a folded word is never a name: "after", "gunmen", and what people are called by the many ("nurses")."""
    one = word[:-3] + "man" if word.endswith("men") else word.removesuffix("s")
    if is_in(word, "plain") or (is_english(word) and not is_in(word, "both")) or (one != word and is_in(one, "peoples")):
        return True
    return _CONTRACTED.fullmatch(word) is not None or (one != word and is_in(one, "roles") and not is_in(word, "given", "ordinary"))


def is_given_name(word: str) -> bool:
    """Whether a folded word is known as a given name somewhere."""
    return is_in(word, "given") and not is_ordinary(word)


def is_role(word: str) -> bool:
    """Whether a folded word says what somebody is: a trade, a rank, a relation ("nurse", "captain", "widow")."""
    return is_in(word, "roles", "titles")


def is_office(word: str) -> bool:
    """Whether a folded word is an office whose holder everybody can look up ("governor", "spokesman")."""
    return is_in(word, "offices")


def is_body_word(word: str) -> bool:
    """Whether what follows a folded word is the rest of a group's name: "Jabhat", "Operation"."""
    return is_in(word, "bodies")


def stands_before_places(word: str) -> bool:
    """Whether what follows a folded word is a place more often than not: "in", "near", "entered"."""
    return is_in(word, "places")


def is_place_word(word: str) -> bool:
    """Whether a folded word says that a place stands before it: "province", "countryside"."""
    return is_in(word, "spots", "lands")


def is_group_word(word: str) -> bool:
    """Whether a folded word says that a group or its doings stand before it: "fighters", "brigade", "regime", "led"."""
    one = word.removesuffix("s")
    return is_in(word, "orgs", "tails") or (one != word and is_in(one, "orgs", "roles"))


def is_particle(word: str) -> bool:
    """Whether a folded word is a small word that names are made with: "al", "bin", "van"."""
    return word in ARTICLES


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: as printed without the possessive ending, folded, and where it stands."""

    text: str
    folded: str
    start: int
    end: int
    owns: bool

    @property
    def is_plain(self) -> bool:
        """Whether it is a word that by itself is no name, however it is written."""
        return is_plain(self.folded)

    @property
    def has_capital(self) -> bool:
        """Whether it is written as a name: "Tarn", "al-Tarn", "TARN", "Man-ying"; "Tarn-backed" is not."""
        first, *others = _HYPHENS.split(self.text)
        if others and is_in(others[-1], "tails"):
            return False
        if others and fold(first) in ARTICLES:
            return others[0][:1].isupper() or first[:1].isupper()
        return first[:1].isupper()

    @property
    def is_capital(self) -> bool:
        """Whether it is written as a name and may be one."""
        return self.has_capital and not self.is_plain


@lru_cache(maxsize=200_000)
def _folded(word: str) -> str:
    return fold(word)


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of a stretch of text."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        printed = _OWN.sub("", match.group())
        found.append(Word(printed, _folded(printed), match.start(), match.start() + len(printed), printed != match.group()))
    return found
