"""One walk over the elements of a page, in the order of the file: every run of text that could be a block, and where it stands.

Nothing is judged here, except what a browser would not show; `webpage_body.py` decides which of the candidates are the report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice, pairwise, takewhile

from selectolax.lexbor import LexborNode

from testimonia.domain import BlockKind
from testimonia.errors import UnreadableError


def words(text: str) -> frozenset[str]:
    """The words of a list written as a line of text."""
    return frozenset(text.split())


_BLOCKS = words(
    "html body address article aside blockquote caption center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_UNSEEN = words(
    "script style template noscript svg math iframe object embed video audio canvas button select textarea input datalist map title head"
    " meta link dialog picture source progress meter rp rt frameset noframes"
)
_KINDS = {
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "li": BlockKind.ITEM,
    "dt": BlockKind.ITEM,
    "dd": BlockKind.ITEM,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
}
_CAPTION_NAMES = frozenset(("caption", "wpcaptiontext", "captiontext", "imagecaption", "photocaption", "figcaption"))
# Shown to screen readers only, or a button inside a line.
_UNSEEN_NAMES = frozenset(("sronly", "visuallyhidden", "screenreadertext", "screenreader", "offscreen"))
_UNSEEN_INLINE = frozenset(("share", "sharebutton", "sharing", "social", "permalink", "editsection"))
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAME = re.compile(r"[a-z]+|[0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DENIALS = frozenset(("no", "has", "with", "without", "hide", "is", "not"))
_PLAIN_TAG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u00ad"))  # places where a word may be broken
BREAK = "\n"  # a piece that is exactly this is a line break of the page's own
HEADING = 100  # characters; a longer line in bold type is a paragraph
MAX_DEPTH = 1000  # elements in one another; browsers stop at about 500, and the time to read grows with the square
CELL = 600  # characters; a longer table cell is a column of the page's layout


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One element of the page as the walk meets it, with what it hands down to the text inside it."""

    tag: str
    place: str  # the last step of its CSS path
    parent: Element | None = None
    names: frozenset[str] = frozenset()
    role: str = ""
    kind: BlockKind = BlockKind.PARAGRAPH
    linked: bool = False
    small: bool = False
    bold: bool = False

    @property
    def path(self) -> str:
        """The CSS path that selects this element alone."""
        return " > ".join(reversed([element.place for element in self.lineage()]))

    def lineage(self) -> Iterator[Element]:
        """The element and all it stands in, from the inside out."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidate:
    """A run of text that could be a block of the report.

    `linked` is the share of its characters that are links; `small` whether all of it is in small print.
    """

    text: str
    kind: BlockKind
    element: Element
    linked: float = 0.0
    small: bool = False


@dataclass(slots=True)
class _Level:
    """An element being walked: its next child, and how many of each tag were passed."""

    element: Element
    block: Element
    child: LexborNode | None
    passed: Counter[str] = field(default_factory=Counter)
    position: int = 0
    opened_at: int = 0  # how many candidates there were before it
    cells: list[tuple[int, int]] = field(default_factory=list)
    closing: str = ""

    def next_child(self) -> LexborNode | None:
        """The next child, if there is one left."""
        child = self.child
        if child is not None:
            self.child = child.next
        return child


def candidates(body: LexborNode) -> list[Candidate]:
    """All runs of text in the body of a page, in order."""
    walk = _Walk(body)
    walk.run()
    return walk.found


def too_deep(depth: int) -> UnreadableError:
    """What to say of a page that would take minutes."""
    return UnreadableError(
        f"a page nested {depth:,} deep or more", f"at most {MAX_DEPTH:,}", "open the page in a browser and save it again, or save its text"
    )


class _Walk:
    """Goes through the page with a list in place of recursion: pages may be nested deeper than Python can call."""

    def __init__(self, body: LexborNode) -> None:
        root = Element("body", "body", Element("html", "html"))
        self._stack = [_Level(root, root, body.child)]
        self._pieces: list[tuple[str, Element]] = []
        self._has_image = False
        self._breaks = 0
        self._quotes = 0
        self.found: list[Candidate] = []

    def run(self) -> None:
        """Walk until nothing is left."""
        while self._stack:
            level = self._stack[-1]
            child = level.next_child()
            if len(self._stack) > MAX_DEPTH:
                raise too_deep(len(self._stack))
            if child is None:
                self._leave(self._stack.pop())
            elif child.is_text_node:
                self._write(child.text_content or "", level)
            elif child.is_element_node:
                self._enter(child, level)

    def _write(self, text: str, level: _Level) -> None:
        text = " " if text == BREAK else text
        if not text.isspace():
            self._breaks = 0
        if level.block.tag == "pre":
            first, *more = re.split(r"\n[^\S\n]*\n", text)
            self._pieces.append((first, level.element))
            for paragraph in more:
                self._flush(level.block)
                self._pieces.append((paragraph, level.element))
        else:
            self._pieces.append((text, level.element))

    def _enter(self, node: LexborNode, level: _Level) -> None:
        tag = (node.tag or "").lower()
        level.passed[tag] += 1
        level.position += 1
        if tag == "br":
            self._break(level)
        elif tag == "img":
            self._has_image = True
        elif tag not in _UNSEEN:
            element = _element(node, tag, level)
            if not _is_unseen(element, node):
                self._open(element, node, level)

    def _break(self, level: _Level) -> None:
        """A line break is a blank; two in a row part paragraphs."""
        self._breaks += 1
        if self._breaks > 1:
            self._flush(level.block)
        else:
            self._pieces.append((BREAK, level.element))

    def _open(self, element: Element, node: LexborNode, level: _Level) -> None:
        is_block = element.tag in _BLOCKS
        if is_block:
            self._flush(level.block)
            self._has_image = False
        opened = _Level(element, element if is_block else level.block, node.child, opened_at=len(self.found))
        if element.tag == "q":
            opening, opened.closing = ("“", "”") if self._quotes % 2 == 0 else ("‘", "’")
            self._quotes += 1
            self._pieces.append((opening, element))
        self._stack.append(opened)

    def _leave(self, level: _Level) -> None:
        if level.closing:
            self._quotes -= 1
            self._pieces.append((level.closing, level.element))
        if level.element is not level.block:
            return
        self._flush(level.block)
        self._breaks = 0
        if level.element.tag in ("td", "th"):
            self._row_level().cells.append((level.opened_at, len(self.found)))
        elif level.element.tag == "tr":
            self._join_cells(level)

    def _row_level(self) -> _Level:
        return self._stack[-1]

    def _join_cells(self, level: _Level) -> None:
        """Make one block of a row of data; the cells of a page's layout stay apart."""
        cells = [self.found[start:end] for start, end in level.cells if start < end]
        if len(cells) < 2 or any(len(cell) > 1 or len(cell[0].text) > CELL or cell[0].kind is BlockKind.ROW for cell in cells):
            return
        parts = [cell[0] for cell in cells]
        size = sum(len(part.text) for part in parts)
        self.found[level.opened_at :] = [
            Candidate(
                text=" | ".join(part.text for part in parts),
                kind=BlockKind.ROW,
                element=level.element,
                linked=sum(part.linked * len(part.text) for part in parts) / size,
                small=all(part.small for part in parts),
            )
        ]

    def _flush(self, block: Element) -> None:
        """Make candidates of the text so far."""
        pieces, self._pieces = self._pieces, []
        for line in _lines(pieces, block):
            candidate = _candidate(line, block, has_image=self._has_image)
            if candidate is not None:
                self.found.append(candidate)


Piece = tuple[str, Element]


def _lines(pieces: list[Piece], block: Element) -> Iterator[list[Piece]]:
    """Part the text at those line breaks where the dress changes, as between a headline in bold type and the names below it."""
    if all(text != BREAK for text, _ in pieces):
        yield pieces
        return
    held: list[Piece] = []
    dress: frozenset[int] = frozenset()
    for is_break, group in groupby(pieces, key=lambda piece: piece[0] == BREAK):
        line = list(group)
        dresses = [_dress(element, block) for text, element in line if not text.isspace()]
        if not is_break and dresses:
            worn = frozenset.intersection(*dresses)
            if held and worn != dress:
                yield held
                held = []
            dress = worn
        held += line
    yield held


def _dress(element: Element, block: Element) -> frozenset[int]:
    """The inline elements around a piece of text: the innermost, which are enough to tell two apart."""
    return frozenset(id(outer) for outer in takewhile(lambda outer: outer is not block, islice(element.lineage(), 20)))


def _candidate(pieces: list[Piece], block: Element, *, has_image: bool) -> Candidate | None:
    text = " ".join("".join(piece for piece, _ in pieces).translate(_INVISIBLE).split())
    weights = [(sum(not letter.isspace() for letter in piece), element) for piece, element in pieces]
    inked = [(weight, element) for weight, element in weights if weight]
    if not text:
        return None
    small, bold = (all(getattr(element, dress) for _, element in inked) for dress in ("small", "bold"))
    kind = block.kind
    if kind is BlockKind.PARAGRAPH and small and has_image:
        kind = BlockKind.CAPTION
    elif kind is BlockKind.PARAGRAPH and bold and len(text) <= HEADING and text[-1] not in '.:,;”"':
        kind = BlockKind.HEADING
    linked = sum(weight for weight, element in inked if element.linked) / sum(weight for weight, _ in inked)
    return Candidate(text=text, kind=kind, element=block, linked=linked, small=small)


def _element(node: LexborNode, tag: str, level: _Level) -> Element:
    parent, attributes = level.element, node.attrs
    place = _step(tag, level.passed[tag], level.position)
    names = name_set(attributes.get("class"), attributes.get("id"), attributes.get("itemprop"), attributes.get("rel"))
    kind = _KINDS.get(tag, parent.kind)
    return Element(
        tag=tag,
        place=place,
        parent=parent,
        names=names,
        role=(attributes.get("role") or "").lower(),
        kind=BlockKind.CAPTION if names & _CAPTION_NAMES or parent.kind is BlockKind.CAPTION else kind,
        linked=parent.linked or (tag == "a" and "href" in attributes),
        small=parent.small or tag == "small",
        bold=parent.bold or tag in ("b", "strong"),
    )


def _step(tag: str, of_type: int, position: int) -> str:
    """One step of a CSS path; tags that a selector cannot name are counted among all."""
    if tag in ("html", "head", "body"):
        return tag
    return f"{tag}:nth-of-type({of_type})" if _PLAIN_TAG.fullmatch(tag) else f":nth-child({position})"


def path_of(node: LexborNode) -> str:
    """The CSS path that selects this element alone, for a single element outside a walk."""
    steps = []
    outer: LexborNode | None = node
    while outer is not None and outer.tag and not outer.tag.startswith("-"):
        passed: Counter[str] = Counter()
        sibling: LexborNode | None = outer
        while sibling is not None:
            passed[(sibling.tag or "").lower()] += sibling.is_element_node
            sibling = sibling.prev
        steps.append(_step(outer.tag.lower(), passed[outer.tag.lower()], passed.total()))
        outer = outer.parent
    return " > ".join(reversed(steps))


def name_set(*values: str | None) -> frozenset[str]:
    """The words of an element's class and id, and each two neighbours joined: `read-also box` gives read, also, readalso and box.

    A word that is denied ("no-sidebar", "has-comments") does not count.
    """
    names: set[str] = set()
    for value in " ".join(value for value in values if value).split():
        parts = _NAME.findall(_CAMEL.sub("-", value).lower())
        if parts and parts[0] not in _DENIALS:
            names.update(parts, map("".join, pairwise(parts)), ["".join(parts)])
    return frozenset(names)


def _is_unseen(element: Element, node: LexborNode) -> bool:
    attributes = node.attrs
    if "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true" or element.names & _UNSEEN_NAMES:
        return True
    if element.tag not in _BLOCKS and element.names & _UNSEEN_INLINE:
        return True
    return _HIDING_STYLE.search(attributes.get("style") or "") is not None
