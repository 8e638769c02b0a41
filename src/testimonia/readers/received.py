"""A received file before it is read: its name, its bytes, and its bytes as text."""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from testimonia.errors import UnreadableError

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._-]{2,20})""")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CHUNK = 1 << 20
_SAMPLE = 1 << 17  # bytes on either side of the first doubtful one: enough to guess from, little enough to be quick
# Windows-1252 as newspapers use it: typographic marks, and single accented letters. The letters æ and ð are left out: in the
# code page of the Balkans they are ć and đ.
_WESTERN = re.compile(r"[‘’“”„«»–—…•€£°§©®´\xa0]|(?<![À-ÿ])[ÀÁÂÄÇÉÈÊËÎÏÔÖÓÚÜÑàáâãäçèéêëíîïñóôöùúûüß](?![À-ÿ])")


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
        """The bytes as text; UnreadableError for an empty file and for binary junk."""
        return self.data.decode(self.encoding(), "replace")

    def lines(self) -> Iterator[str]:
        """The bytes as lines of text with their ends, one after the other, so that a pile of 200 MB is never held twice."""
        return io.TextIOWrapper(io.BytesIO(self.data), encoding=self.encoding(), errors="replace", newline="")

    def encoding(self) -> str:
        """How the bytes stand for text: by byte-order mark, then UTF-8, then what the file declares, then the best guess."""
        if not self.data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
            raise UnreadableError("an empty file", "text", "leave it out, or ask the sender for it again")
        for mark, encoding in _MARKS:
            if self.data.startswith(mark):
                return encoding
        wide = _unmarked_utf_16(self.data[:65536])
        if wide:
            return wide
        if _is_binary(self.data):
            raise UnreadableError(
                "bytes that are no text", "a text file", "open it in its own program and save it as text, or rename it to what it is"
            )
        doubtful = _first_not_utf_8(self.data)
        return "utf-8" if doubtful is None else _declared(self.data) or _guessed(self.data[max(0, doubtful - _SAMPLE) : doubtful + _SAMPLE])


def _unmarked_utf_16(sample: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Western text is NUL."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd * 5 > len(sample) * 2 and even * 50 < len(sample):
        return "utf-16-le"
    return "utf-16-be" if even * 5 > len(sample) * 2 and odd * 50 < len(sample) else None


def _is_binary(data: bytes) -> bool:
    """Whether a sample holds more control bytes than text ever does (over 2 in 100, and more than a few strays)."""
    sample = data[:65536]
    control = sum(sample.count(code) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return (control - 4) * 50 > len(sample)


def _first_not_utf_8(data: bytes) -> int | None:
    """Where the first byte stands that cannot be UTF-8; None if there is none."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _CHUNK):
        try:
            decoder.decode(data[start : start + _CHUNK], final=start + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return start + error.start
    return None


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    try:
        encoding = codecs.lookup(match.group(1).decode("ascii")).name if match else None
        data.decode(encoding or "ascii")
    except (LookupError, UnicodeDecodeError):
        return None  # declared wrongly: guess
    return encoding


def _guessed(sample: bytes) -> str:
    """The encoding of a sample that is no clean UTF-8."""
    if _is_nearly_utf_8(sample):
        return "utf-8"
    if _is_western(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best and best.encoding != "ascii" else "cp1252"


def _is_nearly_utf_8(sample: bytes) -> bool:
    """Whether all but one in twenty characters beyond ASCII are good UTF-8: a file cut off or pasted together, not another encoding."""
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return bad * 20 <= sum(character > "\x7f" for character in text)


def _is_western(sample: bytes) -> bool:
    """Whether the few bytes beyond ASCII read as typographic marks and accented letters of Windows-1252."""
    text = sample.decode("cp1252", "replace")
    beyond = sum(character > "\x7f" for character in text)
    return beyond * 4 <= len(text) and len(_WESTERN.findall(text)) * 10 >= beyond * 9
