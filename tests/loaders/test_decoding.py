from __future__ import annotations

import pytest

from servanda.errors import ReadError
from servanda.loaders.decoding import decode

FRENCH = (
    "Le gouvernement a adopté la loi relative à la lutte contre la traite des êtres humains. "
    "L’État protège les victimes, et le ministère a créé un comité à Ségou après l’été."
)


def test_byte_order_marks_and_foreign_line_ends_are_dropped() -> None:
    assert decode(b"\xef\xbb\xbfOne\r\ntwo\rthree\n", "a.txt") == ("One\ntwo\nthree\n", ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_marked_encodings_are_read(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding), "a.txt") == (FRENCH, ())


def test_another_encoding_is_told_and_noted() -> None:
    text, notes = decode(FRENCH.encode("cp1252"), "a.txt")
    assert text == FRENCH
    assert notes == ("a.txt: not in UTF-8, read as cp1252: check its accented letters",)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Правительство приняло закон о борьбе с торговлей людьми. Министерство юстиции подготовило проект.", "cp1251"),
        (
            "Vláda přijala zákon proti obchodu s lidmi. Ministerstvo spravedlnosti připravilo návrh, šlo o žádost.",
            "cp1250",
        ),
    ],
)
def test_other_encodings_are_not_taken_for_the_western_one(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt")[0] == text


def test_garbled_characters_are_noted_and_kept() -> None:
    garbled = "The government’s plan".encode().decode("cp1252")
    text, notes = decode(garbled.encode(), "a.txt")
    assert text == garbled
    assert "1 garbled characters such as 'â€™'" in notes[0]


def test_accented_capitals_are_not_taken_for_garbled_ones() -> None:
    assert decode("SÃO TOMÉ, PÂRIS, Ã vista".encode(), "a.txt")[1] == ()


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0", bytes(range(1, 9)) * 50, b"\xff\xfe\x00"])
def test_binary_and_broken_files_are_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^a\.bin: ") as caught:
        decode(data, "a.bin")
    assert "\n" not in str(caught.value)
