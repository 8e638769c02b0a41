"""The words testimonia speaks in, in the order a report meets them.

Every type is plain, frozen data. Offsets count Unicode characters of `Document.text`, half-open.
What was written always stands beside what was made of it.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

# ------------------------------------------------------------------ stretches of text


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open range of characters `[start, end)` of one Document's text; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an empty or backward range."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}, {self.end}")

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Span):
    """A Span together with exactly its words."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a block stands in the received file: a line, an element path, or a page and its box.

    `line` and `page` count from 1. `box` is left, bottom, right, top in PDF points.
    """

    line: int | None = None
    path: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


class BlockKind(StrEnum):
    """What a block of text is in its report."""

    HEADLINE = "headline"
    HEADING = "heading"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    ITEM = "item"
    ROW = "row"
    BYLINE = "byline"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Span):
    """A run of text that belongs together: a headline, a paragraph, a caption, a table row."""

    kind: BlockKind
    location: Location


# ------------------------------------------------------------------ reports


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


# ------------------------------------------------------------------ what the network marks


class MentionKind(StrEnum):
    """The labels of the network."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    CAUSE = "cause"
    EFFECT = "effect"
    SIGNAL = "signal"
    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    STATE = "state"
    MEDIA = "media"
    ROLE = "role"
    PLACE = "place"
    TIME = "time"
    FIGURE = "figure"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Passage):
    """A Passage the network marked, with its kind and the network's mean probability for it, 0 to 1.

    `edges` is how sure the network is, 0 to 1, that the passage begins and ends where it does; it is measured for source, cue and content only.
    An event has a broad type and a status (`encoder/labels.py` lists both); nothing else has.
    """

    kind: MentionKind
    score: float
    edges: float = 1.0
    type: str | None = None
    status: str | None = None


class LinkKind(StrEnum):
    """Which tie the network proposes between two mentions."""

    SOURCE_OF = "source-of"
    CONTENT_OF = "content-of"
    CONTINUES = "continues"
    CAUSE_OF = "cause-of"
    SIGNAL_OF = "signal-of"
    AGENT_OF = "agent-of"
    TARGET_OF = "target-of"
    PLACE_OF = "place-of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie between two mentions, given by their places in `Extraction.mentions`, with a score 0 to 1."""

    kind: LinkKind
    of: int
    to: int
    score: float


# ------------------------------------------------------------------ findings


class Manner(StrEnum):
    """How somebody's words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One attributed statement in one report.

    `source`, `cue` and `content` are passages in text order; `source` is empty where the text names nobody,
    `cue` where a quotation stands alone. `speaker` is the mention that says who speaks: the source itself, or for
    a quotation standing alone the source of the paragraph before; None where nobody is named.
    `sure` tells whether the speaker may be shown as certain; `doubts` say in words why not. `basis` names the rule.
    """

    id: str
    source: tuple[Passage, ...]
    cue: tuple[Passage, ...]
    content: tuple[Passage, ...]
    manner: Manner
    speaker: Passage | None
    score: float
    sure: bool
    doubts: tuple[str, ...]
    basis: str

    @property
    def words(self) -> str:
        """The content as printed, its pieces joined by an ellipsis."""
        return " … ".join(p.text for p in self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A claimed cause: cause, effect and the words that tie them; never the tool's own opinion.

    `claim` is the id of the Claim it stands in, whose speaker is its teller; None is the report's own voice.
    """

    id: str
    cause: Passage
    effect: Passage
    signals: tuple[Passage, ...]
    claim: str | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything one run found in one Document, and the version of the network that found it."""

    document_id: str
    network: str
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]
    claims: tuple[Claim, ...]
    explanations: tuple[Explanation, ...]


def digest(*parts: str) -> str:
    """The id made of these parts: the first 16 hex digits of their SHA-256 (64 bits: enough for any pile on a laptop)."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def whole_words(text: str, piece: Span) -> tuple[int, int]:
    """The piece widened to whole words: the network's pieces may cut a name in two."""
    start, end = piece.start, piece.end
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
