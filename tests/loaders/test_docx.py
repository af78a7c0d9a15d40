from __future__ import annotations

import io
import zipfile

import docx
import pytest

from servanda.errors import ReadError
from servanda.loaders.document import SectionKind
from servanda.loaders.docx import read_docx


def file_of(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_headings_paragraphs_and_tables_keep_their_order_and_kind() -> None:
    document = docx.Document()
    document.core_properties.title = "Mali in 2012"
    document.add_heading("Laws", 1)
    document.add_paragraph("Mali adopted Law 2012-023.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Year", "Cases"
    document.add_paragraph("The ministry published\xa0data.\nIt was late.")
    document.sections[0].header.paragraphs[0].text = "Running head"
    content = read_docx(file_of(document), "a.docx")
    assert (
        content.text
        == "Laws\n\nMali adopted Law 2012-023.\n\nYear\tCases\n\nThe ministry published data.\n\nIt was late.\n"
    )
    kinds = [paragraph.kind for paragraph in content.paragraphs]
    assert kinds == [SectionKind.HEADING, None, SectionKind.TABLE, None, None]
    assert content.clues["title"] == "Mali in 2012"


def test_broken_and_foreign_packages_are_refused_in_one_line() -> None:
    whole = file_of(docx.Document())
    for data in (b"PK\x03\x04 no package", whole[: len(whole) // 2], package("word/document.xml", "<broken")):
        with pytest.raises(ReadError, match=r"a\.docx: broken DOCX file .*save it again") as caught:
            read_docx(data, "a.docx")
        assert "\n" not in str(caught.value)
    with pytest.raises(ReadError, match="ZIP file but no DOCX"):
        read_docx(package("xl/workbook.xml", "<workbook/>"), "a.docx")


def test_a_package_that_unpacks_to_an_unreasonable_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servanda.loaders.docx._MOST_UNPACKED", 1_000)
    with pytest.raises(ReadError, match="unpacks to more than"):
        read_docx(file_of(docx.Document()), "bomb.docx")


def package(part: str, content: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(part, content)
    return file.getvalue()
