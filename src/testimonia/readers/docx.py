"""Word documents: paragraphs, lists and tables in the order of the page, text boxes beside them, footnotes last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from testimonia.domain import BlockKind, Location, Reading, Unread
from testimonia.errors import UnreadableError
from testimonia.readers.frontmatter import FrontMatter, split_front_matter
from testimonia.readers.office import unpackable
from testimonia.readers.pieces import Frame, Piece, compose
from testimonia.readers.published import find_dateline
from testimonia.readers.received import Received
from testimonia.readers.textbuilder import RAISED, settle

VERSION = "docx 1"

KIND = "a Word document (.docx)"
HEADLINE_LENGTH = 160  # characters; a longer first line is a paragraph
HEADLINE_WITHIN = 3  # a first heading further down is the heading of a section

_DAMAGED = (KeyError, IndexError, ValueError, TypeError, AttributeError, SyntaxError, OSError)  # what python-docx trips over
# Deleted and moved-away words are no longer in the text; a Fallback repeats its Choice for old programs; a ruby text repeats its base.
_LEFT_OUT = {"del", "moveFrom", "Fallback", "txbxContent", "rt", "pPr", "rPr"}
_CHARACTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    """One paragraph: its text, the names of its style and of those it is based on, whether it is in a list, and where it stands."""

    text: str
    styles: tuple[str, ...]
    is_listed: bool
    path: str

    @property
    def is_title(self) -> bool:
        return "title" in self.styles

    @property
    def is_heading(self) -> bool:
        return any(re.fullmatch(r"heading \d|subtitle", style) for style in self.styles)

    @property
    def kind(self) -> BlockKind:
        """What the paragraph is by its style."""
        if self.is_title or self.is_heading:
            return BlockKind.HEADING
        if "caption" in self.styles:
            return BlockKind.CAPTION
        is_item = self.is_listed or any(style.startswith("list ") and style != "list paragraph" for style in self.styles)
        return BlockKind.ITEM if is_item else BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True, kw_only=True)
class _TableRow:
    """One row of a table: its cells, and where it stands."""

    cells: tuple[str, ...]
    path: str


_Part = _Paragraph | _TableRow


def read(received: Received) -> Iterator[Reading | Unread]:
    """The one report in a Word document."""
    document = _open(received)
    parts = [part for part in _Walk(document).parts() if _has_text(part)]
    front, parts = _split_front(parts)
    frame = Frame(title=document.core_properties.title, notes=_notes(document))
    yield compose(_pieces(parts), received, version=VERSION, front=front, frame=frame)


def _open(received: Received) -> Any:
    packed = unpackable(received, "word/document.xml", KIND)
    import docx
    from docx.opc.exceptions import OpcError

    try:
        return docx.Document(packed)
    except (OpcError, *_DAMAGED) as error:
        raise UnreadableError(f"a damaged document ({error})", KIND, "open it in Word and save it again") from error


def _has_text(part: _Part) -> bool:
    return bool(part.text.strip()) if isinstance(part, _Paragraph) else any(cell.strip() for cell in part.cells)


# ------------------------------------------------------------------ walking the file


class _Walk:
    """Goes through a document in the order of the page, counting paragraphs and tables."""

    def __init__(self, document: Any) -> None:
        """Start before the first paragraph."""
        self._document = document
        self._style_names: dict[str, tuple[str, ...]] = {style.style_id: _names(style) for style in document.styles}
        self._paragraphs = 0
        self._tables = 0

    def parts(self) -> Iterator[_Part]:
        """The paragraphs and table rows of the body, then the footnotes and endnotes."""
        yield from self._blocks(self._document.element.body)
        for name, singular in _NOTES:
            yield from self._footnotes(name, singular)

    def _blocks(self, parent: Any) -> Iterator[_Part]:
        for element in parent:
            name = _name(element)
            if name == "p":
                self._paragraphs += 1
                yield from self._paragraph(element, f"paragraph {self._paragraphs}")
            elif name == "tbl":
                self._tables += 1
                yield from self._table(element, f"table {self._tables}")
            elif name not in _LEFT_OUT:  # content controls and the like hold blocks in their turn
                yield from self._blocks(element)

    def _paragraph(self, element: Any, path: str) -> Iterator[_Paragraph]:
        """The paragraph, and after it those of its text boxes."""
        yield _Paragraph(text=_text(element), styles=self._styles(element), is_listed=_is_listed(element), path=path)
        for box in element.iter(f"{_W}txbxContent"):
            if not _is_fallback(box):
                for inner in box.iter(f"{_W}p"):
                    yield _Paragraph(text=_text(inner), styles=self._styles(inner), is_listed=_is_listed(inner), path=f"{path}, text box")

    def _table(self, table: Any, path: str) -> Iterator[_Part]:
        """Its rows; a row of a single cell is a frame around paragraphs."""
        rows = [row for row in table.iter(f"{_W}tr") if next(row.iterancestors(f"{_W}tbl")) is table and row.find(f"{_W}trPr/{_W}del") is None]
        for number, row in enumerate(rows, 1):
            cells = [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]
            if len(cells) == 1:
                yield from self._blocks(cells[0])
            else:
                yield _TableRow(cells=tuple(_cell_text(cell) for cell in cells), path=f"{path}, row {number}")

    def _footnotes(self, name: str, singular: str) -> Iterator[_Paragraph]:
        from docx.oxml import parse_xml

        for relation in self._document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(f"/{name}"):
                continue
            for number, note in enumerate(_real_notes(parse_xml(relation.target_part.blob)), 1):
                text = "\n".join(_text(inner) for inner in note.iter(f"{_W}p"))
                yield _Paragraph(text=text, styles=(), is_listed=False, path=f"{singular} {number}")

    def _styles(self, element: Any) -> tuple[str, ...]:
        found = element.find(f"{_W}pPr/{_W}pStyle")
        return self._style_names.get(found.get(f"{_W}val"), ()) if found is not None else ()


def _names(style: Any) -> tuple[str, ...]:
    """The names of a style and of those it is based on, in small letters."""
    names: list[str] = []
    while style is not None and len(names) < 10:  # a damaged file may base a style on itself
        names.append((style.name or "").lower())
        style = getattr(style, "base_style", None)
    return tuple(names)


def _name(element: Any) -> str:
    """The tag without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: Any) -> str:
    """The words of a paragraph as they stand: what was inserted is in, what was deleted is out."""
    parts = []
    for child in element:
        name = _name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in _CHARACTERS:
            parts.append(_CHARACTERS[name])
        elif name not in _LEFT_OUT:
            parts.append(_text(child))
    text = "".join(parts)
    return text.translate(RAISED) if _is_raised(element) else text


def _is_raised(run: Any) -> bool:
    align = run.find(f"{_W}rPr/{_W}vertAlign")
    return align is not None and align.get(f"{_W}val") == "superscript"


def _cell_text(cell: Any) -> str:
    paragraphs = [inner for inner in cell.iter(f"{_W}p") if not _is_fallback(inner)]
    return " ".join(text for inner in paragraphs if (text := _text(inner).strip()))


def _is_fallback(element: Any) -> bool:
    """Whether the element only repeats, for old programs, what stands beside it."""
    return any(_name(above) == "Fallback" for above in element.iterancestors())


def _is_listed(element: Any) -> bool:
    number = element.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    return number is not None and number.get(f"{_W}val") != "0"


def _real_notes(root: Any) -> list[Any]:
    """The notes themselves, without the rules Word keeps among them."""
    return [note for note in root if note.get(f"{_W}type") in (None, "normal")]


def _notes(document: Any) -> tuple[str, ...]:
    """What of the file was not read."""
    comments = any(relation.reltype.endswith("/comments") for relation in document.part.rels.values())
    return ("comments in the margin were not read",) if comments and document.element.body.find(f".//{_W}commentReference") is not None else ()


# ------------------------------------------------------------------ what the parts are


def _split_front(parts: list[_Part]) -> tuple[FrontMatter, list[_Part]]:
    """The front matter in the first paragraphs, and the rest."""
    lines = []
    for place, part in enumerate(parts):
        if not isinstance(part, _Paragraph):
            break
        lines += [(place, line) for line in settle(part.text).split("\n")]
    if not lines:
        return FrontMatter(), parts
    front, rest = split_front_matter("\n".join(line for _, line in lines))
    read_lines = len(lines) - len(rest)
    return front, parts[lines[read_lines - 1][0] + 1 :] if read_lines else parts


def _pieces(parts: list[_Part]) -> list[Piece]:
    headline = _headline(parts)
    pieces = []
    for part in parts:
        if isinstance(part, _TableRow):
            pieces.append(Piece(text=" | ".join(part.cells), kind=BlockKind.ROW, location=Location(path=part.path)))
        else:
            kind = BlockKind.HEADLINE if part is headline else part.kind
            pieces.append(Piece(text=part.text, kind=kind, location=Location(path=part.path)))
    return pieces


def _headline(parts: list[_Part]) -> _Paragraph | None:
    """The first paragraph in the Title style; else a heading at the very beginning; else a first line that reads as one."""
    paragraphs = [part for part in parts if isinstance(part, _Paragraph)]
    title = next((part for part in paragraphs if part.is_title), None)
    opening = paragraphs[:HEADLINE_WITHIN]
    heading = next((part for part in opening if part.is_heading and all(len(before.text) <= HEADLINE_LENGTH for before in opening)), None)
    return title or heading or next((part for part in paragraphs[:1] if len(parts) > 1 and _reads_as_headline(part)), None)


def _reads_as_headline(part: _Paragraph) -> bool:
    is_short = len(part.text) <= HEADLINE_LENGTH and not part.text.rstrip("\"'”’»“ ").endswith((".", ":", ";", ","))
    return is_short and part.kind is BlockKind.PARAGRAPH and find_dateline(part.text) is None
