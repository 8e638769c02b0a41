"""Made-up things to test with: documents with their mentions written into the text, and a tagger that finds such mentions.

Marks are written `{S:Tom Berek} {Q:said}, {C:“We left.”}` and may be nested. The letters are the labels of the network: S source, Q cue,
C content, K cause, E effect, G signal. Marks of one number belong together (`{S1:…} {Q1:…}`; no number is a number too), `-` belongs to
nothing (`{C-:…}`), and `@.5` gives the score (`{Q@.5:said}`), which else is .99.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from testimonia.domain import Document, Interview, Link, LinkKind, Mention, MentionKind, Reading, Record, Report, Terms
from testimonia.readers.textbuilder import as_given

_KINDS = {
    "S": MentionKind.SOURCE,
    "Q": MentionKind.CUE,
    "C": MentionKind.CONTENT,
    "K": MentionKind.CAUSE,
    "E": MentionKind.EFFECT,
    "G": MentionKind.SIGNAL,
}
_MARK = re.compile(r"\{([SQCKEG])(\d*|-)(?:@([\d.]+))?:|\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text freed of its marks, and what they marked; links count `mentions`."""

    text: str
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]

    @property
    def document(self) -> Document:
        """The Document of exactly this text."""
        return as_given(self.text, "report")


def marked(text: str, pointer: float = 0.9) -> Marked:
    """The text without its marks, their mentions in text order, and the links between those of one number, scored `pointer`."""
    plain, found, opened, last = "", [], [], 0
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        last = mark.end()
        if mark.group() == "}":
            kind, group, score, start = opened.pop()
            found.append((start, kind, group, score, len(plain)))
        else:
            opened.append((_KINDS[mark[1]], mark[2], float(mark[3] or 0.99), len(plain)))
    plain += text[last:]
    assert not opened, f"a mark that is not closed in {text!r}"
    found.sort(key=lambda item: (item[0], -item[4]))
    mentions = tuple(Mention(start=start, end=end, text=plain[start:end], kind=kind, score=score) for start, kind, _, score, end in found)
    return Marked(text=plain, mentions=mentions, links=_links([(kind, group) for _, kind, group, _, _ in found], pointer))


def _links(marks: list[tuple[MentionKind, str]], score: float) -> tuple[Link, ...]:
    groups: defaultdict[str, defaultdict[MentionKind, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, (kind, group) in enumerate(marks):
        if group != "-":
            groups[group][kind].append(place)
    links = []
    for members in groups.values():
        first, *others = members[MentionKind.CUE] or [None]
        links += [(LinkKind.CONTINUES, cue, first) for cue in others]
        if first is not None:
            links += [(LinkKind.SOURCE_OF, source, first) for source in members[MentionKind.SOURCE]]
            links += [(LinkKind.CONTENT_OF, content, first) for content in members[MentionKind.CONTENT]]
        links += [(LinkKind.CAUSE_OF, *pair) for pair in zip(members[MentionKind.CAUSE], members[MentionKind.EFFECT], strict=True)]
        links += [(LinkKind.SIGNAL_OF, signal, members[MentionKind.CAUSE][0]) for signal in members[MentionKind.SIGNAL]]
    return tuple(Link(kind=kind, of=of, to=to, score=score) for kind, of, to in links)


class FakeTagger:
    """A tagger without a network: finds each of the marked sentences it was given wherever its words stand in a document."""

    def __init__(self, *sentences: str, version: str = "fake 1") -> None:
        """Know these sentences, written with their marks."""
        self.version = version
        self._known = [marked(sentence) for sentence in sentences]

    def tag(self, document: Document) -> tuple[tuple[Mention, ...], tuple[Link, ...]]:
        """The mentions of every known sentence that stands in the document, and the links between them."""
        mentions: list[Mention] = []
        links: list[Link] = []
        for known in self._known:
            for match in re.finditer(re.escape(known.text), document.text):
                links += [Link(kind=link.kind, of=link.of + len(mentions), to=link.to + len(mentions), score=link.score) for link in known.links]
                mentions += [moved(mention, match.start()) for mention in known.mentions]
        return tuple(mentions), tuple(links)


def moved(mention: Mention, by: int) -> Mention:
    """The mention so many characters further on."""
    return Mention(start=mention.start + by, end=mention.end + by, text=mention.text, kind=mention.kind, score=mention.score)


def reading(text: str, *, report_id: str = "r1", file: str = "report.txt", row: str | None = None, interview: Interview | None = None) -> Reading:
    """What a reader would yield for exactly this text."""
    return Reading(report=Report(id=report_id, file=file, row=row, interview=interview), document=as_given(text, report_id))


def interview(asked: str, record: Record = Record.ON, *, may_be_named: bool = True, until: str | None = None, where: str | None = None) -> Interview:
    """An interview on these terms."""
    return Interview(asked=asked, when=None, where=where, language=None, terms=Terms(record=record, may_be_named=may_be_named, until=until))


def strings(value: object) -> Iterator[str]:
    """Every string anywhere in the value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from strings(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))
