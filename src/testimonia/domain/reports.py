"""Reports as received, and the documents read from them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from testimonia.domain.text import Block, Passage, Span


class DateBasis(StrEnum):
    """Where a publication date was taken from, in falling order of trust."""

    DATELINE = "dateline"
    METADATA = "metadata"
    COLUMN = "column"
    FRONT_MATTER = "front matter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When a report says it was published: an ISO 8601 date, the words it rests on, and where they stood."""

    date: str
    words: str
    basis: DateBasis


class Record(StrEnum):
    """On what terms somebody talked."""

    ON = "on record"
    BACKGROUND = "background"
    OFF = "off record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the person interviewed agreed to; binds every way out.

    `until` is the last day (ISO 8601) on which the words may be used; None is no end.
    """

    record: Record
    may_be_named: bool
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """The facts of an interview note: who was asked, when, where, in which language, on what terms."""

    asked: str
    when: str | None
    where: str | None
    language: str | None
    terms: Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published account, or one interview note, as received.

    `id` is a hash of the received bytes (for a row of a pile: of the row's content).
    Facts the file does not give are None; nothing is guessed.
    """

    id: str
    file: str
    row: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: Published | None = None
    url: str | None = None
    interview: Interview | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of one Report as one version of one reader read it; never changes.

    `sentences` and `blocks` are in text order; every character outside the blank lines between blocks is in a block.
    `notes` say what the reader could not do (for example a page without text).
    """

    id: str
    report_id: str
    reader: str
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    notes: tuple[str, ...] = ()

    def passage(self, start: int, end: int) -> Passage:
        """The Passage `[start, end)` of this text."""
        return Passage(start=start, end=end, text=self.text[start:end])

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that holds the character at `place`, from 1; 0 before the first."""
        return bisect_right(self.sentences, place, key=lambda sentence: sentence.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader yields: a Report and the Document read from it."""

    report: Report
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file or row that could not be read, or not read fully, and why; a row that cannot even be told from others is named by its line."""

    file: str
    row: str | None
    reason: str

    @property
    def where(self) -> str:
        """The file and row as shown."""
        if self.row is None:
            return self.file
        return f"{self.file}, {self.row}" if self.row.startswith("line ") else f"{self.file}, row {self.row}"
