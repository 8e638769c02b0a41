"""Bytes as text, whatever their encoding."""

from __future__ import annotations

import hashlib

import pytest

from testimonia.errors import UnreadableError
from testimonia.readers.received import Received

ENGLISH = "“Why would I shell my own ambulance?” he said – and Ms Müller, at the café, agreed.\n"


def received(data: bytes) -> Received:
    return Received(file="reports/A.TXT", data=data)


def test_the_id_is_the_hash_of_the_bytes() -> None:
    assert received(b"words").id == hashlib.sha256(b"words").hexdigest()[:16]


def test_the_suffix_is_in_small_letters() -> None:
    assert received(b"").suffix == ".txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_comes_out_the_same_from_every_usual_encoding(encoding: str) -> None:
    assert received(ENGLISH.encode(encoding)).text() == ENGLISH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Die Behörden in Köln erklärten, die Brücke über den Fluß sei zerstört worden. Über die Ursache ist nichts bekannt.", "cp1252"),
        ("Le maire a déclaré que l’hôpital était à court de médicaments depuis des mois. « C’est la vérité », a-t-il ajouté.", "cp1252"),
        ("قال المتحدث باسم المجلس المحلي إن القصف استهدف المخبز في الحي الشرقي من المدينة صباح اليوم", "cp1256"),
        ("Представитель городского совета заявил, что обстрел пекарни произошёл утром в восточном квартале города.", "cp1251"),
    ],
    ids=["german", "french", "arabic", "russian"],
)
def test_an_encoding_nobody_named_is_guessed(text: str, encoding: str) -> None:
    assert received((text * 5).encode(encoding)).text() == text * 5


def test_a_declared_encoding_is_believed_if_it_fits() -> None:
    assert received('<meta charset="iso-8859-2">Łódź'.encode("iso-8859-2")).text().endswith("Łódź")


def test_a_wrongly_declared_encoding_is_not_believed() -> None:
    assert received(b'<meta charset="ascii">' + ENGLISH.encode("cp1252")).text().endswith(ENGLISH)


def test_an_encoding_that_does_not_exist_is_not_believed() -> None:
    assert received(b'<meta charset="klingon">' + ENGLISH.encode("cp1252")).text().endswith(ENGLISH)


def test_one_bad_byte_does_not_unsettle_a_file_in_utf_8() -> None:
    data = (ENGLISH * 9).encode() + b"\xff" + ENGLISH.encode()
    assert received(data).text() == ENGLISH * 9 + "\ufffd" + ENGLISH


def test_the_first_doubtful_byte_is_found_far_into_a_file() -> None:
    data = b"Plain words. " * 100_000 + "“Café”".encode("cp1252")
    assert received(data).text().endswith("“Café”")


def test_a_character_on_the_border_of_two_pieces_is_whole() -> None:
    text = "x" * ((1 << 20) - 1) + "é"
    assert received(text.encode()).text() == text


def test_lines_keep_their_ends() -> None:
    assert list(received(b"one\r\ntwo\rthree\nfour").lines()) == ["one\r\n", "two\r", "three\n", "four"]


def test_lines_and_text_are_the_same_words() -> None:
    assert "".join(received(ENGLISH.encode("cp1252") * 3).lines()) == ENGLISH * 3


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\0\0\0", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="an empty file"):
        received(data).text()


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x02" * 9, bytes(range(32)) * 9])
def test_binary_junk_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="bytes that are no text"):
        received(data).text()


def test_a_few_stray_control_bytes_are_no_junk() -> None:
    assert received(b"Shells\0 fell.").text() == "Shells\0 fell."
