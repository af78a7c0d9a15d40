"""Small files made in memory, so that no test needs a binary file in the repository."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

PdfMaker = Callable[[Sequence[Sequence[str]]], bytes]


@pytest.fixture
def make_pdf() -> PdfMaker:
    """Return a function that makes a PDF file of pages, each given by its lines."""

    def make(pages: Sequence[Sequence[str]]) -> bytes:
        writer = PdfWriter()
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        for lines in pages:
            page = writer.add_blank_page(595, 842)
            shown = " T* ".join(f"({line.replace('(', '[').replace(')', ']')}) Tj" for line in lines)
            stream = DecodedStreamObject()
            stream.set_data(f"BT /F1 11 Tf 14 TL 50 800 Td {shown} ET".encode("latin-1"))
            page[NameObject("/Contents")] = writer._add_object(stream)
            page[NameObject("/Resources")] = DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
            )
        file = io.BytesIO()
        writer.write(file)
        return file.getvalue()

    return make
