"""Words and names made comparable: folded letters, name parts, and whether two spellings may be one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_ARABIC_FORMS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
# Letters that no Unicode form takes apart, and signs that cannot be seen: they join, order and break letters.
_LATIN_FORMS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_UNSEEN = dict.fromkeys([0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF])
_FORMS = _ARABIC_FORMS | _LATIN_FORMS | _UNSEEN
_SAME_SPELLING = 80.0  # similarity (0 to 100) from which two name words may be one name spelled otherwise
_PARTICLE = re.compile(r"(?:a(?=-)|al|el|an|ash|as|ad|ar|bin|ibn|bint|de|von|van|abu|umm)(?:-|$)")
_JOINING = frozenset(["of", "for", "and"])
_PRONOUNS = frozenset(["i", "we", "you", "he", "she", "it", "they", "who", "which", "that", "one", "others", "him", "her", "them"])
# Words that alone say nothing: no claim, no cause and no effect consists of them only.
FUNCTION_WORDS = _PRONOUNS | frozenset(
    "this these those what why how to a an the and or but so as in on at by of for from with not has have had is was were are be".split()  # noqa: SIM905
)
_BELONGING_TO = frozenset(["of", "for", "from", "at", "in", "with"])
_ARTICLES = frozenset(["the", "a", "an"])


def fold(text: str) -> str:
    """Small letters without accents, vowel signs, letter variants or unseen signs; for comparing, never for showing."""
    plain = unicodedata.normalize("NFKD", text)  # first, too: "𝗠" is a capital only once it is an M
    parts = unicodedata.normalize("NFKD", plain.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_FORMS)


def words(text: str) -> list[str]:
    """The folded words of a text; a word's possessive ending is dropped."""
    return [re.sub(r"[’']s?$", "", word) for word in _WORD.findall(fold(text))]


_TITLES = frozenset(
    words(
        "governor mayor president minister premier chancellor king queen prince emir sheikh imam father sister brother bishop reverend rabbi judge "
        "doctor dr mr mrs ms miss sir lord lady professor prof senator deputy ambassador envoy spokesman spokeswoman spokesperson director chief "
        "head chairman chairwoman secretary general gen colonel col major maj captain capt commander lieutenant lt sergeant sgt brigadier brig "
        "admiral marshal activist"
    )
)


def is_pronoun(mention: str) -> bool:
    """Whether a mention names nobody by itself."""
    found = words(mention)
    return len(found) == 1 and found[0] in _PRONOUNS


def name_parts(mention: str) -> frozenset[str]:
    """The folded words of the mention's head (what stands before the first comma or bracket), without articles."""
    return frozenset(words(re.split(r"[,(\[–—]", mention, maxsplit=1)[0])) - _ARTICLES


def proper_name(mention: str) -> tuple[str, ...]:
    """The folded name of who is meant: "Governor Talal Barazi" gives three words, "the governor" none.

    Where the head names nobody, the apposition may: "the Front’s spokeswoman, Mila Sarrant". A name that only says to whom somebody belongs is not
    theirs: "Runa Oldt of the Monitor" is Runa Oldt, "a spokesman for White Ferry" nobody. A particle belongs to the word after it ("al Nour"
    is "al-nour"), so that it alone makes no two names one.
    """
    head, *appositions = (part.split() for part in re.split(r"[,(\[–—]", mention))
    if head and head[0].lower() in _PRONOUNS:
        return ()  # "who commands the Hill Guard"
    found = _name_of(head)
    if found or not appositions or not 2 <= len(appositions[0]) <= 4 or not all(word[:1].isupper() for word in appositions[0]):
        return found
    return _name_of(appositions[0])


def fullest(forms: Iterable[str]) -> str:
    """The fullest of several forms of one name; empty if there are none."""
    return max(forms, key=lambda form: (len(proper_name(form)), len(form), form), default="")


def _name_of(head: list[str]) -> tuple[str, ...]:
    start = _run_start(head)
    while 0 < start < len(head) and (head[start] in _JOINING or (head[start - 1] in _ARTICLES and start > 1 and head[start - 2] in _BELONGING_TO)):
        head = head[: start if head[start] in _JOINING else start - 2]
        start = _run_start(head)
    run = head[start + 1 :] if start < len(head) and head[start].lower() in _ARTICLES else head[start:]
    if not run or not any(character.isupper() for character in run[-1]):
        return ()
    return tuple("-".join(part) for part in _with_particles(run))


def full_name(mention: str) -> tuple[str, ...]:
    """The proper name without titles and what stands before them: "Homs Governor Talal Barazi" is Talal Barazi."""
    name = proper_name(mention)
    titles = [place for place, word in enumerate(name) if word in _TITLES]
    return name[titles[-1] + 1 :] if titles else name


def _run_start(head: list[str]) -> int:
    """Where the run of capitalised words, particles and joining words at the end of a head begins."""
    start = len(head)
    while start and (head[start - 1][:1].isupper() or _PARTICLE.match(head[start - 1]) or head[start - 1] in _JOINING):
        start -= 1
    return start


def _with_particles(run: list[str]) -> list[list[str]]:
    """The folded words of a name, each with the particles before it."""
    found: list[list[str]] = [[]]
    for word in run:
        found[-1] += words(word)
        if found[-1] and not _PARTICLE.fullmatch(word.lower()):
            found.append([])
    return [part for part in found if part]


def may_be_same_word(one: str, other: str) -> bool:
    """Whether two folded words may be one: equal, of one stem, or a name spelled otherwise."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and long.startswith(short[: max(4, len(short) - 2)]) and len(long) - len(short) <= 3:
        return True
    if len(short) < 5 or one[0] != other[0]:
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) >= _SAME_SPELLING
