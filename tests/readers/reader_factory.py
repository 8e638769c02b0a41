"""Small files for the readers' tests, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from testimonia.domain import Reading, Unread
from testimonia.readers import read
from testimonia.readers.received import Received

PAGE = (595, 842)
_PROSE = "In Osmarra the men who gave orders by telephone see it differently and so do the mayor and the bakers of the upper town"
WORDS = _PROSE.split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """One string set on a page."""

    text: str
    x: float
    y: float
    size: float = 10
    font: str = "roman"
    turn: tuple[float, float, float, float] = (1, 0, 0, 1)


FONTS = {
    "roman": b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    "bold": b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>",
    "ligatures": b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding << /Type /Encoding /Differences [128 /fi /fl] >> >>",
}


def lines(x: float, y: float, *texts: str, size: float = 10, lead: float = 12, font: str = "roman") -> list[Type]:
    """Lines under each other, the first at height `y`."""
    return [Type(text=text, x=x, y=y - lead * place, size=size, font=font) for place, text in enumerate(texts)]


def prose(seed: int, count: int, width: int = 60) -> list[str]:
    """So many lines of prose, nearly as long as the width in characters, different for each seed."""
    found, place = [], seed * 7
    for _ in range(count):
        line = ""
        while len(line) < width - 9:
            line = f"{line} {WORDS[place % len(WORDS)]}".strip()
            place += 1
        found.append(line)
    return found


def pdf(*pages: Iterable[Type], title: str | None = None, locked: bool = False) -> bytes:
    """A PDF with these pages."""
    names = list(FONTS)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects += [FONTS[name] for name in names]
    fonts = " ".join(f"/{name} {3 + place} 0 R" for place, name in enumerate(names))
    kids = []
    for page in pages:
        content = b"\n".join(_set(item) for item in page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << {fonts} >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    trailer = b"/Root 1 0 R"
    if title is not None:
        objects.append(b"<< /Title (%s) /CreationDate (D:20310512000000Z) >>" % title.encode("ascii"))
        trailer += b" /Info %d 0 R" % len(objects)
    if locked:  # no password gives this /U, so none opens it
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32))
        trailer += b" /ID [<00> <00>] /Encrypt %d 0 R" % len(objects)
    return _numbered(objects, trailer)


def _set(item: Type) -> bytes:
    text = item.text.encode("cp1252", "surrogateescape").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    a, b, c, d = item.turn
    return f"BT /{item.font} {item.size} Tf {a} {b} {c} {d} {item.x} {item.y} Tm (".encode() + text + b") Tj ET"


def _numbered(objects: list[bytes], trailer: bytes) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n"
    return out + end % (len(objects) + 1, table, len(objects) + 1, trailer, len(out))


def packed(**members: bytes) -> bytes:
    """A zip archive; `__` in a name stands for `/` and `_` for `.`."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def everything(file: str, data: bytes | str, columns: dict[str, str] | None = None) -> list[Reading | Unread]:
    """All that is read out of a file."""
    return list(read(Received(file=file, data=data if isinstance(data, bytes) else data.encode()), columns))


def only(file: str, data: bytes | str) -> Reading:
    """The one report in a file."""
    [reading] = everything(file, data)
    assert isinstance(reading, Reading)
    return reading


def texts(reading: Reading) -> list[str]:
    """The words of its blocks."""
    return [reading.document.text[block.start : block.end] for block in reading.document.blocks]


def kinds(reading: Reading) -> list[tuple[str, str]]:
    """Its blocks, each with what it is."""
    return [(block.kind.value, text) for block, text in zip(reading.document.blocks, texts(reading), strict=True)]
