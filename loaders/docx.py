"""Reports as DOCX files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as Docx
from docx.table import Table

from servanda.errors import ReadError
from servanda.loaders.content import Content, joined
from servanda.loaders.document import SectionKind

_MOST_UNPACKED = 400_000_000
"""Bytes that a DOCX file may unpack to."""


def read_docx(data: bytes, name: str) -> Content:
    """Read the body of a DOCX file: paragraphs, headings by their style, tables; headers and footers are left out.

    Raises:
        ReadError: the file is broken, no DOCX file, or unpacks to an unreasonable size.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if "word/document.xml" not in package.namelist():
                raise ReadError(f"{name}: this is a ZIP file but no DOCX document: give text, HTML, PDF or DOCX")
            if sum(entry.file_size for entry in package.infolist()) > _MOST_UNPACKED:
                raise ReadError(f"{name}: unpacks to more than {_MOST_UNPACKED // 1_000_000} MB: split the document")
        document = docx.Document(io.BytesIO(data))
        text, paragraphs = joined(_blocks(document))
        properties = document.core_properties
        clues = {"title": properties.title or "", "language": properties.language or ""}
    except ReadError:
        raise
    except Exception as error:  # the parsers meet broken files with errors of every kind
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ReadError(f"{name}: broken DOCX file ({reason}): open it in a word processor and save it again") from None
    return Content(text, paragraphs, {field: value.strip() for field, value in clues.items() if value.strip()})


def _blocks(document: Docx) -> Iterator[tuple[str, SectionKind | None]]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = ("\t".join(" ".join(cell.text.split()) for cell in row.cells) for row in block.rows)
            yield "\n".join(row for row in rows if row.strip()), SectionKind.TABLE
            continue
        style = (block.style.name or "") if block.style is not None else ""
        kind = SectionKind.HEADING if style.startswith(("Heading", "Title", "Subtitle")) else None
        for part in block.text.replace("\u00a0", " ").replace("\u00ad", "").split("\n"):
            yield part, kind
