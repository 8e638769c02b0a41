"""Word and Excel files are zip archives: opened only when they are whole, without a password, and no bomb."""

from __future__ import annotations

import io
import zipfile
import zlib

from testimonia.errors import UnreadableError
from testimonia.readers.received import Received

MAX_UNPACKED = 300_000_000  # bytes of all members together
MAX_RATIO = 200  # unpacked to packed; text packs about 10 to 1, a bomb 1,000 to 1
RATIO_FROM = 10_000_000  # a small member packs as well as it likes

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 1 << 20


def unpackable(received: Received, member: str, kind: str) -> io.BytesIO:
    """The file, ready to be unpacked: a sound archive that holds `member`; UnreadableError says what is wrong, naming the `kind` needed."""
    if received.data.startswith(_OLE):
        raise _of_the_old_kind(received, kind)
    if not received.data.startswith(b"PK"):
        raise UnreadableError("a file of another kind than its name says", kind, "rename it to what it is, or save it as that")
    try:
        with zipfile.ZipFile(io.BytesIO(received.data)) as archive:
            _refuse_bomb(archive)
            if member not in archive.namelist():
                raise UnreadableError(f"a zip archive without {member}", kind, "open it in its own program and save it as that")
            _unpack_once(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError(f"a damaged file ({error})", kind, "ask the sender for it again") from error
    return io.BytesIO(received.data)


def _of_the_old_kind(received: Received, kind: str) -> UnreadableError:
    if _ENCRYPTED in received.data:
        return UnreadableError("a file locked with a password", f"{kind} without one", "open it with the password and save it without")
    return UnreadableError("a file of the format used before 2007", kind, "open it in its own program and save it as that")


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    """Refuse by what the archive says of itself, before anything is unpacked."""
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    packed = [member for member in members if member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * member.compress_size]
    if total > MAX_UNPACKED or packed:
        largest = max(members, key=lambda member: member.file_size)
        raise UnreadableError(
            f"an archive that unpacks to {total:,} bytes ({largest.filename} alone {largest.file_size:,} out of {largest.compress_size:,})",
            f"at most {MAX_UNPACKED:,}, packed no tighter than {MAX_RATIO} to 1",
            "do not open it: it may be made to fill the disk",
        )


def _unpack_once(archive: zipfile.ZipFile) -> None:
    """Unpack everything piece by piece and throw it away: an archive that lies about its sizes fails here, in little memory."""
    for member in archive.infolist():
        with archive.open(member) as unpacked:
            head = unpacked.read(_CHUNK)
            if member.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in head[:4096]:
                raise UnreadableError(f"{member.filename} with a DOCTYPE, as no office program writes", "a plain office file", "do not open it")
            while unpacked.read(_CHUNK):
                pass
