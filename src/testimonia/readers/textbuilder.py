"""The only way to make Document.text: text and its place in the file go in together, sentences come out."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from testimonia.domain import Block, BlockKind, Document, Location, Span, digest
from testimonia.errors import UnreadableError

# More than this in one report (about 200,000 words) is a book or a broken file, and would hold up the pile for minutes.
MAX_CHARACTERS = 1_200_000

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # for the figures of notes, which would glue to the number before them

_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\u00ad\ufeff\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]*\n\s*|[^\S\n]+")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»“\])]*(?=\s)|\n")
_NOT_AN_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Maj|Col|Lt|Sgt|Capt|Brig|Prof|St|Rev|Hon|Sen|Rep|Gov|Pres|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|vs|No|Nos|approx|Inc|Ltd|Co|Corp|al|cf|e\.g|i\.e)|\b[A-Z](?:\.[A-Z])*)\.$"
)


def settle(text: str) -> str:
    """The text in Unicode form NFC with newlines as LF; control characters, soft hyphens, byte-order marks and lone surrogates dropped.

    C1 controls are read as the Windows-1252 characters they nearly always stand for (a common fault in scraped text).
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_C1)
    return unicodedata.normalize("NFC", _DROPPED.sub("", text))


def _windows_1252() -> dict[int, str]:
    table = {}
    for code in range(0x80, 0xA0):
        try:
            table[code] = bytes([code]).decode("cp1252")
        except UnicodeDecodeError:
            continue
    table[0x85] = "\n"  # NEL, a real newline
    table[0x0B] = table[0x0C] = "\n"  # a line break in Word, and a page break: dropped, they would glue two words together
    return table


_C1 = _windows_1252()


class TextBuilder:
    """Collects blocks of text, each with its Location, and makes the Document."""

    def __init__(self) -> None:
        """Start with no text."""
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    def add(self, text: str, kind: BlockKind, location: Location) -> None:
        """Append one block; its inner white space becomes single blanks; an empty one is passed over."""
        text = _BLANKS.sub(" ", settle(text)).strip()
        if not text:
            return
        if self._parts:
            self._parts.append("\n\n")
            self._length += 2
        self._parts.append(text)
        self._blocks.append(Block(start=self._length, end=self._length + len(text), kind=kind, location=location))
        self._length += len(text)

    @property
    def empty(self) -> bool:
        """Whether nothing was added yet."""
        return not self._blocks

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    def document(self, report_id: str, reader: str, notes: tuple[str, ...] = ()) -> Document:
        """The Document of all that was added; `reader` is the reader's name and version; UnreadableError if it is nothing, or too much."""
        if self.empty:
            raise UnreadableError("no text", "at least a sentence of it", "open it in its own program to see what it holds")
        if self._length > MAX_CHARACTERS:
            raise UnreadableError(f"a text of {self._length:,} characters", f"at most {MAX_CHARACTERS:,}", "split it into its reports or chapters")
        return _document("".join(self._parts), tuple(self._blocks), report_id=report_id, reader=reader, notes=notes)


def as_given(text: str, report_id: str) -> Document:
    """A Document whose text is exactly `text`, character for character; every line that is not blank is a paragraph."""
    blocks = []
    for number, match in enumerate(re.finditer(r"[^\n]*\n?", text), 1):
        start, end = _trimmed(text, match.start(), match.end())
        if start < end:
            blocks.append(Block(start=start, end=end, kind=BlockKind.PARAGRAPH, location=Location(line=number)))
    return _document(text, tuple(blocks), report_id=report_id, reader="as given", notes=())


def _document(text: str, blocks: tuple[Block, ...], *, report_id: str, reader: str, notes: tuple[str, ...]) -> Document:
    sentences = tuple(span for block in blocks for span in _sentences(text, block))
    return Document(
        id=digest(report_id, reader, text), report_id=report_id, reader=reader, text=text, blocks=blocks, sentences=sentences, notes=notes
    )


def _sentences(text: str, block: Block) -> list[Span]:
    """The sentences of one block: cut after . ! ? and closing marks before a blank, unless an abbreviation or a small letter says otherwise."""
    cuts = [block.start]
    for match in _SENTENCE_END.finditer(text, block.start, block.end):
        following = text[match.end() : match.end() + 2].lstrip()
        if following[:1].islower() or _NOT_AN_END.search(text, max(block.start, match.start() - 12), match.start() + 1):
            continue
        cuts.append(match.end())
    cuts.append(block.end)
    spans = (_trimmed(text, a, b) for a, b in pairwise(cuts))
    return [Span(start=a, end=b) for a, b in spans if a < b]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
