"""PDF: the text layer, read in the order a person reads the page."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from testimonia.domain import BlockKind, Location, Reading, Unread
from testimonia.errors import UnreadableError
from testimonia.readers.frontmatter import FrontMatter
from testimonia.readers.layout import Laid, Spelling, joined_lines, lay_out, spelling
from testimonia.readers.pages import NEW_CELL, Box, Page, Run
from testimonia.readers.pieces import Frame, Piece, compose
from testimonia.readers.received import Received
from testimonia.readers.textbuilder import MAX_CHARACTERS

VERSION = "pdf 1"

LETTERS_A_PAGE = 10  # fewer on average is a scan with a stamp on it
GARBLED = 0.3  # share of characters without a meaning from which on the text layer is worthless

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)) | {"\uf0b7": "•", "\uf0a7": "▪", "\x02": "-"}
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)


def read(received: Received) -> Iterator[Reading | Unread]:
    """The one report in a PDF."""
    with closing(_open(received)) as document:
        pages, notes = _pages(document)
        title = document.get_metadata_value("Title")
    layout = lay_out(pages)
    if not layout.blocks:
        raise _needs_ocr()
    spelled = spelling(layout.blocks)
    pieces = [_piece(block, spelled) for block in layout.blocks]
    frame = Frame(title=title, heads=layout.furniture, notes=notes)
    yield compose(pieces, received, version=VERSION, front=FrontMatter(), frame=frame)


def _piece(block: Laid, spelled: Spelling) -> Piece:
    text = " | ".join(block.texts) if block.kind is BlockKind.ROW else joined_lines(block.texts, spelled)
    left, bottom, right, top = (round(edge, 1) for edge in block.box)
    return Piece(text=text, kind=block.kind, location=Location(page=block.page, box=(left, bottom, right, top)))


def _open(received: Received) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(received.data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise UnreadableError("a PDF locked with a password", "one without", "open it with the password and print or save it without") from error
        raise _damaged() from error


def _damaged() -> UnreadableError:
    return UnreadableError("a damaged file that is no PDF, or only part of one", "a whole PDF", "ask the sender for it again")


def _needs_ocr() -> UnreadableError:
    return UnreadableError("a scan or pictures: pages without text", "a text layer", "put it through OCR (for example ocrmypdf) and add the result")


def _pages(document: Any) -> tuple[list[Page], tuple[str, ...]]:
    """The pages with text, and notes on the others."""
    taken = [_take_or_miss(document, number) for number in range(1, len(document) + 1)]
    characters = sum(page.characters for page in taken)
    if characters > MAX_CHARACTERS:
        raise UnreadableError(f"a PDF of {characters:,} characters", f"at most {MAX_CHARACTERS:,}", "split it into its reports or chapters")
    if sum(page.unmapped for page in taken) > GARBLED * max(characters, 1):
        raise UnreadableError("a text layer that does not tell which letters it shows", "one that does", "put it through OCR and add the result")
    if characters < LETTERS_A_PAGE * len(taken) and any(page.has_pictures for page in taken):
        raise _needs_ocr()
    slanted = [page.number for page in taken if page.slanted]
    broken = [page.number for page in taken if page.is_broken]
    empty = [page.number for page in taken if not page.runs and not page.is_broken]
    notes = [
        _note(broken, "damaged and not read"),
        _note(empty, "without text: a picture, or blank"),
        _note(slanted, "with slanted type, which was left out"),
    ]
    pages = [Page(number=page.number, height=page.height, runs=tuple(page.runs)) for page in taken if page.runs]
    if not pages:
        raise _damaged() if broken else _needs_ocr()
    return pages, tuple(note for note in notes if note)


def _note(pages: list[int], what: str) -> str | None:
    return f"{'page' if len(pages) == 1 else 'pages'} {', '.join(map(str, pages))} {what}" if pages else None


# ------------------------------------------------------------------ characters off the page


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """What one page holds: its runs held upright, and what tells whether they can be trusted."""

    number: int
    height: float
    runs: list[Run]
    characters: int
    unmapped: int
    slanted: int
    has_pictures: bool
    is_broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """How a stretch of type is set: its size, its weight, and how many quarter turns to the left it lies; None is slanted."""

    size: float
    is_bold: bool
    turns: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Character:
    """One character where it stands on the page."""

    text: str
    origin: tuple[float, float]
    box: Box
    face: _Face
    is_apart: bool


def _take_or_miss(document: Any, number: int) -> _Taken:
    """What one page holds; of a damaged page nothing."""
    import pypdfium2

    try:
        return _take(document, number)
    except pypdfium2.PdfiumError:
        return _Taken(number=number, height=0, runs=[], characters=0, unmapped=0, slanted=0, has_pictures=False, is_broken=True)


def _take(document: Any, number: int) -> _Taken:
    from pypdfium2 import raw

    with closing(document[number - 1]) as page:
        _, _, width, height = page.get_mediabox()
        with closing(page.get_textpage()) as textpage:
            # What no page of words can hold is not gone through character by character.
            characters = list(_characters(textpage)) if textpage.count_chars() <= MAX_CHARACTERS else []
            count = textpage.count_chars()
        pictures = len(characters) < LETTERS_A_PAGE and next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])), None) is not None
    turns = Counter(character.face.turns for character in characters if character.face.turns is not None).most_common(1)
    upright = [character for character in characters if turns and character.face.turns == turns[0][0]]
    size = (width, height)
    return _Taken(
        number=number,
        height=size[1 - (turns[0][0] or 0) % 2] if turns else height,
        runs=list(_runs(upright, size)),
        characters=max(len(characters), count if count > MAX_CHARACTERS else 0),
        unmapped=sum(_is_unmapped(character.text) for character in characters),
        slanted=len(characters) - len(upright),
        has_pictures=pictures,
    )


def _is_unmapped(text: str) -> bool:
    return text == "\ufffd" or "\ue000" <= text <= "\uf8ff"


def _characters(textpage: Any) -> Iterator[_Character]:
    """The characters in the order of the file; a letter printed twice on one spot to look bold is one."""
    from pypdfium2 import raw

    faces: dict[int, _Face] = {}
    seen: dict[tuple[int, int, int], int] = {}
    is_apart = False
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in (0x20, 0xA0, 0x09) or (code < 0x20 and code not in (0, 2)):
            is_apart = True
            continue
        origin, box = _place(raw, textpage, index)
        stretch = ctypes.cast(raw.FPDFText_GetTextObject(textpage, index), ctypes.c_void_p).value or 0
        spots = _spots(code, origin)
        # The letters of a ligature stand on one spot too, but in one stretch of type.
        if any(seen.get(spot, stretch) != stretch for spot in spots):
            continue
        seen.update(dict.fromkeys(spots, stretch))
        if stretch not in faces:
            faces[stretch] = _face(raw, textpage, index)
        text = chr(code) if code not in (0, 0xFFFE, 0xFFFF) else "\ufffd"
        yield _Character(text=_LIGATURES.get(text, text), origin=origin, box=box, face=faces[stretch], is_apart=is_apart)
        is_apart = False


def _spots(code: int, origin: tuple[float, float]) -> list[tuple[int, int, int]]:
    """The spots a character may be said to stand on; two that stand less than half a point apart share one."""
    return [(code, math.floor(origin[0] + right), math.floor(origin[1] + up)) for right in (0, 0.5) for up in (0, 0.5)]


def _place(raw: Any, textpage: Any, index: int) -> tuple[tuple[float, float], Box]:
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    raw.FPDFText_GetCharOrigin(textpage, index, x, y)
    raw.FPDFText_GetLooseCharBox(textpage, index, box)
    return (x.value, y.value), (box.left, box.bottom, box.right, box.top)


def _face(raw: Any, textpage: Any, index: int) -> _Face:
    """How a character is set, and with it the stretch of type it belongs to."""
    matrix, name, flags = raw.FS_MATRIX(), ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    raw.FPDFText_GetFontInfo(textpage, index, name, 200, flags)
    quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    return _Face(
        size=max(round(raw.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d), 2), 0.1),
        is_bold=_BOLD.search(name.value) is not None or raw.FPDFText_GetFontWeight(textpage, index) >= 600,
        turns=round(quarters) % 4 if abs(quarters - round(quarters)) < 0.05 else None,
    )


# ------------------------------------------------------------------ runs


def _runs(characters: list[_Character], size: tuple[float, float]) -> Iterator[Run]:
    held: list[tuple[_Character, Box]] = []
    for character in characters:
        upright = _upright(character, size)
        if held and not _goes_on(held[-1], (character, upright)):
            yield _run(held)
            held = []
        held.append((character, upright))
    if held:
        yield _run(held)


def _upright(character: _Character, size: tuple[float, float]) -> Box:
    """Left, baseline, right and baseline of a character once its page is turned so that one can read it."""
    (x, y), (left, bottom, right, top), (width, height) = character.origin, character.box, size
    places = (
        (left, y, right, y),
        (bottom, width - x, top, width - x),
        (width - right, height - y, width - left, height - y),
        (height - top, x, height - bottom, x),
    )
    return places[character.face.turns or 0]


def _goes_on(before: tuple[_Character, Box], after: tuple[_Character, Box]) -> bool:
    """Whether two characters are set in one go."""
    (first, (_, level, right, _)), (second, (left, second_level, _, _)) = before, after
    em = first.face.size
    is_like = first.face.is_bold == second.face.is_bold and abs(em - second.face.size) < 0.02 * em
    return is_like and abs(level - second_level) < 0.02 * em and -0.6 * em < left - right < NEW_CELL * em


def _run(held: list[tuple[_Character, Box]]) -> Run:
    text = held[0][0].text
    for (_, before), (character, place) in pairwise(held):
        is_apart = character.is_apart or place[0] - before[2] > 0.3 * character.face.size
        text += " " + character.text if is_apart else character.text
    boxes = [character.box for character, _ in held]
    return Run(
        text=text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        left=held[0][1][0],
        right=held[-1][1][2],
        baseline=held[0][1][1],
        size=held[0][0].face.size,
        is_bold=held[0][0].face.is_bold,
        is_apart=held[0][0].is_apart,
        box=(min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes)),
    )
