"""Which mentions are shown as one voice, by rules that rather keep two apart than join a wrong one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Protocol

from testimonia.domain import Claim, Document, Passage, Span, digest
from testimonia.names import full_name, fullest, is_pronoun, name_parts, proper_name, words

_CAPITALISED = r"[^\W\d_a-z][\w’'-]*"
_FULL_NAME = re.compile(rf"{_CAPITALISED}(?:\s+{_CAPITALISED})+")
_OPENING = re.compile(_CAPITALISED)
_NAMED = re.compile(rf"(?<=[a-z,;]\s){_CAPITALISED}")  # a capital within a sentence: the word is a name


_BELONGING = frozenset(["the", "its", "his", "her", "their", "our", "both", "state"])  # "the Hill Guard", "its agency": no one person


class Deciding(Protocol):
    """What people decided on who is who."""

    def bearer(self, voice: str, report_id: str) -> str:
        """The voice of this name in this report: its own, where somebody else bears the name there."""

    def root(self, voice: str) -> str:
        """The voice that stands for this one."""


class Voices:
    """The voices of a pile.

    Within a report: a shorter form of one longer name ("Barazi" for "Governor Talal Barazi"), and "he" or "she" for the speaker last named in its
    paragraph or the one before, unless somebody else is named in between. Across reports only the same full name of two words or more: a
    bare first name is nobody elsewhere.
    """

    def __init__(self, joins: Deciding | None = None) -> None:
        """Start with nobody; `joins` is what people decided on who is who (see `review/joins.py`)."""
        self._joins = joins
        self._bearer: dict[tuple[str, str], str] = {}
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def of(self, report_id: str, claim: Claim) -> str | None:
        """The voice of a claim, or None where nobody is named."""
        bearer = self.bearer_of(report_id, claim)
        return self._joins.root(bearer) if bearer is not None and self._joins is not None else bearer

    def bearer_of(self, report_id: str, claim: Claim) -> str | None:
        """The voice as the report alone has it, whoever people hold it to be."""
        return self._bearer.get((report_id, claim.id))

    def label(self, voice: str) -> str:
        """The fullest form of the voice's name."""
        return fullest(self._forms[voice])

    def forms(self, voice: str) -> tuple[str, ...]:
        """The other forms it goes by."""
        return tuple(sorted(set(self._forms[voice]) - {self.label(voice)}))

    def add(self, document: Document, claims: Iterable[Claim]) -> None:
        """Take in one report's claims."""
        spoken = sorted(((claim.speaker, claim) for claim in claims if claim.speaker is not None), key=lambda pair: (pair[0].start, pair[1].id))
        mentions = dict.fromkeys(speaker.text for speaker, _ in spoken if not is_pronoun(speaker.text))
        longest = {mention: _longest(mention, mentions) for mention in mentions}
        told = _own_words(document, [piece for _, claim in spoken for piece in claim.content])
        last: tuple[Passage, str] | None = None
        for speaker, claim in spoken:
            key = (document.report_id, claim.id)
            if not is_pronoun(speaker.text):
                voice = _voice_id(document.report_id, longest[speaker.text])
                last = (speaker, self._joins.bearer(voice, document.report_id) if self._joins else voice)
                self._bearer[key] = last[1]
                self._forms[self.of(document.report_id, claim) or ""].update([speaker.text, longest[speaker.text]])
            elif last is not None and words(speaker.text)[0] in ("he", "she") and _may_stand_for(document, told, last[0], speaker):
                self._bearer[key] = last[1]
                last = (speaker, last[1])


def _own_words(document: Document, contents: list[Span]) -> str:
    """The text with everything anybody says blanked out, character for character: who is named in a quotation is not its speaker."""
    told = list(document.text)
    for piece in contents:
        told[piece.start : piece.end] = " " * (piece.end - piece.start)
    return "".join(told)


def _may_stand_for(document: Document, told: str, named: Passage, pronoun: Span) -> bool:
    """Whether "he" or "she" may stand for who was named: one person, with nobody else named in between.

    In the next paragraph only if its own words say nothing before the pronoun: "‘…,’ he said" goes on, "An old man opened the door. ‘…,’ he
    said" is somebody else.
    """
    blocks = [bisect_right(document.blocks, span.start, key=lambda block: block.start) for span in (named, pronoun)]
    start = named.end if blocks[0] == blocks[1] else document.blocks[blocks[1] - 1].start
    between = told[start : pronoun.start]
    if blocks[1] - blocks[0] > 1 or not _is_person(named.text) or (blocks[0] != blocks[1] and re.search(r"\w", between)):
        return False
    names = set(_NAMED.findall(document.text))
    openings = (_OPENING.match(told, s.start) for s in document.sentences if named.end <= s.start < pronoun.start)
    is_other = any(match is not None and re.sub(r"[’']s$", "", match.group()) in names for match in openings)
    return not is_other and _FULL_NAME.search(between) is None


def _is_person(mention: str) -> bool:
    """Whether a mention reads as one named person: a pronoun already led to one, or a name without an article before it."""
    return is_pronoun(mention) or (bool(proper_name(mention)) and words(mention)[0] not in _BELONGING)


def _longest(mention: str, mentions: Iterable[str]) -> str:
    """The one longer mention of the report whose name holds all of this one's; itself if there is none or several.

    "Barazi" is Talal Barazi; "the Front" is not "the Front’s spokeswoman, Mila Sarrant".
    """
    name = set(full_name(mention))
    holders = {other for other in mentions if name and name < set(full_name(other))}
    names = {full_name(other) for other in holders}
    return max(holders, key=lambda other: (len(other), other)) if holders and len(names) == 1 else mention


def _voice_id(report_id: str, mention: str) -> str:
    """The id of a voice: a full name is one voice everywhere, anything less only within its report."""
    name = full_name(mention)
    return f"v-{digest(*name) if len(name) >= 2 else digest(report_id, *sorted(name_parts(mention)))}"
