"""What the whole pile tells of a word: that it is an ordinary one, a place, a group, or letters that stand for a body.

One report may mislead ("Daesh said", "Idlib fell"); in most of the reports that hold a word it stands as what it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from testimonia.names import fold
from testimonia.people import NameMention, is_body_word, is_given_name, is_group_word, is_ordinary, is_place_word, name_words, stands_before_places
from testimonia.views import Account

_WORDS = re.compile(r"[^\W\d_]+|[.;:!?\n“”\"()]")
_HANDLES = frozenset("@#/_.-")  # what stands before a small word of an address or a handle
_MANY = 4  # reports: in fewer a word tells nothing of what it is
_SMALL = 2  # reports in which a word stands in small letters


class Pile:
    """How the words of the reports are used, by report."""

    def __init__(self, account: Account) -> None:
        """Read every text once."""
        self.capital: defaultdict[str, set[str]] = defaultdict(set)
        self.small: defaultdict[str, set[str]] = defaultdict(set)
        self._other: Counter[str] = Counter()  # in how many reports it stands as a place or a group
        self._signs: Counter[str] = Counter()  # in how many reports it stands in capitals only
        self._known: set[str] = set()  # the last words of names that many reports tell in full, as a person's
        for page in account.pages:
            self._read(page.document.text, page.report.id)

    def _read(self, text: str, report_id: str) -> None:
        others: set[str] = set()
        signs: dict[str, bool] = {}
        is_after_place, last, before = False, "", ""
        for match in _WORDS.finditer(text):
            printed = match.group()
            word = _folded(printed)
            is_before = word == "the" or stands_before_places(word) or (word == "of" and is_place_word(before))
            before = word
            if is_before or not printed[0].isupper():
                if not printed[0].isupper() and (match.start() == 0 or text[match.start() - 1] not in _HANDLES):
                    self.small[word].add(report_id)
                if last and _is_other_after(word):
                    others.add(last)
                is_after_place, last = is_before, ""
                continue
            self.capital[word].add(report_id)
            signs[word] = signs.get(word, True) and len(printed) > 1 and printed.isupper()
            if last and _is_other_after(word):
                others.add(last)
            if is_after_place:
                others.add(word)
            is_after_place, last = is_after_place or is_body_word(word), word
        self._other.update(others)
        self._signs.update(word for word, only in signs.items() if only)

    def is_nobody(self, word: str) -> bool:
        """Whether a word is no name of a person in most of the many reports that hold it."""
        held = len(self.capital.get(word, ()))
        if held < _MANY:
            return False
        return 2 * self._other[word] >= held or (10 * self._signs[word] >= 9 * held and len(word) <= 6 and not is_given_name(word))

    def people(self, found: Iterable[tuple[str, NameMention]]) -> list[tuple[str, NameMention]]:
        """The mentions without those that only one report takes for people, and all others for places, groups or bodies."""
        mentions = [(report_id, mention, name_words(mention.name)) for report_id, mention in found]
        naming: defaultdict[str, set[str]] = defaultdict(set)
        for report_id, mention, words in mentions:
            if len(words) > 1 and mention.is_sure:
                naming[words[-1]].add(report_id)
        self._known = {word for word, reports in naming.items() if len(reports) >= _MANY and 10 * len(reports) >= len(self.capital.get(word, ()))}
        return [(report_id, mention) for report_id, mention, words in mentions if mention.is_sure or not self._are_nobody(words)]

    def _are_nobody(self, words: tuple[str, ...]) -> bool:
        """Whether a name is of a place or a body; one that begins with a given name ("Khan Sheikhoun") only if each of its words is."""
        nobody = {word for word in words if self.is_nobody(word)}
        plain = {word for word in words if is_ordinary(word)} if not is_given_name(words[0]) else set()
        return bool(nobody) and nobody | plain >= set(words) and not self._known & set(words)

    def common(self, naming: Mapping[str, set[str]], alike: Mapping[str, frozenset[str]]) -> tuple[set[str], set[str]]:
        """The words that, alone, are nobody where nobody of the name is named, and those that are an ordinary word in small letters.

        `naming` holds for each part of a name the reports that name its people, `alike` for each word the parts it may be.
        """
        capital, small = set(), set()
        for word, parts in alike.items():
            here = set().union(*(naming.get(part, set()) for part in parts))
            held = self.capital.get(word, set())
            telling = len(held & here)
            is_other = (len(held) >= 2 * _MANY and 5 * telling <= len(held)) or (self.is_nobody(word) and 2 * telling <= len(held))
            in_small = len(self.small.get(word, set()) - here)
            if (is_other and not parts & self._known) or in_small >= _SMALL:
                capital.add(word)
            if in_small:
                small.add(word)
        return capital, small


def _is_other_after(word: str) -> bool:
    return is_group_word(word) or is_place_word(word)


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else fold(word)
