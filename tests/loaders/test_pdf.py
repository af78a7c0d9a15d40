from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from pypdf import PdfReader, PdfWriter

from servanda.errors import ReadError
from servanda.loaders.document import SectionKind
from servanda.loaders.pdf import read_pdf

PdfMaker = Callable[[Sequence[Sequence[str]]], bytes]

LINE = "The Ministry of Justice and the National Police signed an agreement with the agency on the"


def test_lines_become_paragraphs_and_broken_words_are_joined(make_pdf: PdfMaker) -> None:
    lines = [
        "Legal Framework",
        "The Government of Mali adopted a law in 2012 and the Ministry of Justice estab-",
        "lished a unit that works on anti-",
        "trafficking cases in all regions together with the National Police.",
        "Short end.",
        "A second paragraph begins here and it goes on and on until the line is as long",
        "as lines of this page are.",
    ]
    content = read_pdf(make_pdf([lines]), "a.pdf")
    blocks = content.text.strip().split("\n\n")
    assert blocks[0] == "Legal Framework"
    assert content.paragraphs[0].kind is SectionKind.HEADING
    assert "Ministry of Justice established a unit that works on anti-trafficking cases" in blocks[1]
    assert blocks[-1].startswith("A second paragraph begins here")
    assert blocks[-1].endswith("as long as lines of this page are.")


def test_a_word_keeps_the_hyphen_that_the_text_writes_elsewhere(make_pdf: PdfMaker) -> None:
    lines = [
        "A follow-up meeting was held by the ministry in the capital, and a second follow-",
        "up meeting is planned.",
    ]
    assert "second follow-up meeting" in read_pdf(make_pdf([lines]), "a.pdf").text


def test_running_heads_and_page_numbers_are_dropped(make_pdf: PdfMaker) -> None:
    pages = [
        ["Annual Report 2020", f"{LINE} subject number {word}.", f"Page {n} of 4"] for n, word in enumerate("abcd", 1)
    ]
    text = read_pdf(make_pdf(pages), "a.pdf").text
    assert "Annual Report" not in text
    assert "Page" not in text
    assert all(f"number {word}." in text for word in "abcd")


def test_a_file_without_text_is_refused_with_advice(make_pdf: PdfMaker) -> None:
    with pytest.raises(ReadError, match=r"scan\.pdf: .*only pictures of pages: run OCR"):
        read_pdf(make_pdf([[], []]), "scan.pdf")


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_an_encrypted_file_is_refused_with_advice(make_pdf: PdfMaker, algorithm: str) -> None:
    with pytest.raises(ReadError, match=r"secret\.pdf: .*encrypted: save a copy without password"):
        read_pdf(encrypted(make_pdf([[LINE]]), "secret", algorithm), "secret.pdf")


def test_a_file_that_is_only_protected_against_changes_is_read(make_pdf: PdfMaker) -> None:
    assert "Ministry of Justice" in read_pdf(encrypted(make_pdf([[LINE]]), "", "AES-256"), "protected.pdf").text


def test_a_broken_file_is_refused_in_one_line(make_pdf: PdfMaker) -> None:
    for data in (b"%PDF-1.7 broken", make_pdf([[LINE]])[:300]):
        with pytest.raises(ReadError, match=r"^broken\.pdf: broken PDF file") as caught:
            read_pdf(data, "broken.pdf")
        assert "\n" not in str(caught.value)


def encrypted(data: bytes, password: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm=algorithm)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
