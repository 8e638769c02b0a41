"""Archives that Word and Excel files are: sound, whole, no bombs."""

from __future__ import annotations

import struct

import pytest
from reader_factory import packed

from testimonia.errors import UnreadableError
from testimonia.readers import office
from testimonia.readers.office import unpackable
from testimonia.readers.received import Received

GOOD = packed(word__document_xml=b"<document/>")


def opened(data: bytes) -> bytes:
    return unpackable(Received(file="a.docx", data=data), "word/document.xml", "a Word document").read()


def test_a_sound_archive_is_handed_on_as_it_is() -> None:
    assert opened(GOOD) == GOOD


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"Dear all", "a file of another kind than its name says; needed: a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "a file of the format used before 2007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a file locked with a password"),
        (GOOD[:40], "a damaged file"),
        (packed(xl__workbook_xml=b"<workbook/>"), "a zip archive without word/document.xml"),
        (packed(word__document_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><document/>'), "word/document.xml with a DOCTYPE"),
    ],
    ids=["no zip", "old", "locked", "cut", "no document", "doctype"],
)
def test_an_archive_that_cannot_be_used_is_named_for_what_it_is(data: bytes, found: str) -> None:
    with pytest.raises(UnreadableError, match=found):
        opened(data)


def test_a_member_packed_too_tightly_is_a_bomb() -> None:
    with pytest.raises(UnreadableError, match=r"unpacks to 20,000,011 bytes .*it may be made to fill the disk"):
        opened(packed(word__document_xml=b"<document/>", word__media__a_bin=bytes(20_000_000)))


def test_a_small_member_may_be_packed_as_tightly_as_it_likes() -> None:
    assert opened(packed(word__document_xml=b"<document/>" + b" " * 5_000_000))


def test_many_members_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_UNPACKED", 1000)
    with pytest.raises(UnreadableError, match="unpacks to 1,211 bytes"):
        opened(packed(word__document_xml=b"<document/>", a=b"x" * 600, b=b"y" * 600))


def test_an_archive_that_lies_about_its_sizes_is_caught_when_unpacked() -> None:
    data = packed(word__document_xml=b"<document/>" + b" " * 50_000)
    lied = data.replace(struct.pack("<I", 50_011), struct.pack("<I", 11))
    with pytest.raises(UnreadableError, match="a damaged file"):
        opened(lied)


def test_a_changed_byte_is_noticed() -> None:
    changed = bytearray(GOOD)
    changed[45] ^= 255
    with pytest.raises(UnreadableError, match="a damaged file"):
        opened(bytes(changed))
