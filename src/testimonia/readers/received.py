"""A received file before it is read: its name, its bytes, and its bytes as text."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from testimonia.errors import UnreadableError

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._-]{2,20})""")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One file as received: `file` is its name as shown, with `/` between folders; `data` its bytes, never changed."""

    file: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The end of the name, in small letters, with its dot; empty if none."""
        return PurePosixPath(self.file).suffix.lower()

    @property
    def id(self) -> str:
        """The hash of the bytes that names this content everywhere: 16 hex digits of SHA-256."""
        return hashlib.sha256(self.data).hexdigest()[:16]

    def text(self) -> str:
        """The bytes as text: byte-order mark, then UTF-8, then what the file declares, then the best guess; UnreadableError for binary junk."""
        if not self.data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
            raise UnreadableError("an empty file", "text", "leave it out, or ask the sender for it again")
        for mark, encoding in _MARKS:
            if self.data.startswith(mark):
                return self.data.decode(encoding, "replace")
        if _is_binary(self.data):
            raise UnreadableError(
                "bytes that are no text", "a text file", "open it in its own program and save it as text, or rename it to what it is"
            )
        try:
            return self.data.decode("utf-8")
        except UnicodeDecodeError:
            return _declared(self.data) or _guessed(self.data)


def _is_binary(data: bytes) -> bool:
    """Whether a sample holds more control bytes than text ever does (over 2 in 100, NUL not counted while rare)."""
    sample = data[:65536]
    control = sum(sample.count(code) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return control * 50 > len(sample)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    try:
        return data.decode(match.group(1).decode("ascii")) if match else None
    except (LookupError, UnicodeDecodeError):
        return None  # declared wrongly: guess


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:262_144]).best()
    return data.decode(best.encoding if best else "cp1252", "replace")
