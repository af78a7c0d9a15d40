"""Reading a file into a `Document`: its clean text, the text's sections, and what is known about the report."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from servanda.errors import ReadError
from servanda.loaders.content import Content
from servanda.loaders.document import Document, Metadata
from servanda.loaders.docx import read_docx
from servanda.loaders.facts import with_facts
from servanda.loaders.html import read_html
from servanda.loaders.legibility import notes_on
from servanda.loaders.metadata import checked, completed, from_sidecar, merged
from servanda.loaders.pdf import read_pdf
from servanda.loaders.plain import read_plain
from servanda.loaders.sections import sections
from servanda.settings import settings

SUFFIXES = frozenset((".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx"))
"""Endings of the names of files that are reports, when a folder is read."""
SIDECAR = ".meta.json"

_PAGE = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: Path, metadata: Metadata | None = None) -> Document:
    """Read a report from a file: text, HTML, PDF or DOCX, told by its content.

    Args:
        path: the file; `NAME.meta.json` beside it may give metadata.
        metadata: what is known already; it goes before the sidecar, the file's name and its text.

    Raises:
        ReadError: the file cannot be read as a report; the message says why, and what to do.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ReadError(f"{path}: this is a folder: name the files in it")
        _check_size(size, path.name)
        data = path.read_bytes()
        sidecar = path.with_name(path.stem + SIDECAR)
        beside = from_sidecar(sidecar.read_bytes(), sidecar.name) if sidecar.is_file() else Metadata()
    except OSError as error:
        raise ReadError(
            f"{path}: cannot be read ({error.strerror or error}): check the path and its permissions"
        ) from None
    given = checked(metadata, "given metadata") if metadata else Metadata()
    return _document(data, path.name, merged(given, beside))


def read_bytes(data: bytes, name: str, metadata: Metadata | None = None) -> Document:
    """Read a report that is in memory; `name` is the name of the file that it comes from.

    Raises:
        ReadError: as for `read`.
    """
    _check_size(len(data), name)
    return _document(data, PurePath(name).name, checked(metadata, "given metadata") if metadata else Metadata())


def _document(data: bytes, name: str, known: Metadata) -> Document:
    content = with_facts(_content(data, name))
    if not content.text.strip():
        raise ReadError(f"{name}: holds no text: give a file with the report's text")
    limit = settings().max_report_characters
    if len(content.text) > limit:
        raise ReadError(
            f"{name}: {len(content.text):,} characters of text, more than {limit:,}: "
            "split it, or raise SERVANDA_MAX_REPORT_CHARACTERS"
        )
    stem = PurePath(name).stem
    parts = sections(content.text, content.paragraphs)
    metadata = merged(completed(known, stem, content, parts), Metadata(source=name))
    return Document(stem, content.text, parts, metadata, (*content.notes, *notes_on(name, parts)))


def _content(data: bytes, name: str) -> Content:
    """Read a file by what it begins with; only HTML without a prolog needs its name."""
    if not data.strip():
        raise ReadError(f"{name}: the file is empty: give a file with the report's text")
    if b"%PDF-" in data[:1024]:
        return read_pdf(data, name)
    if data.startswith(b"PK\x03\x04"):
        return read_docx(data, name)
    if data.startswith(_OLD_OFFICE):
        raise ReadError(f"{name}: a file of an old or encrypted Office format: save it as DOCX without password")
    if data.startswith(b"{\\rtf"):
        raise ReadError(f"{name}: an RTF file: save it as DOCX or text")
    suffix = PurePath(name).suffix.lower()
    if suffix in (".pdf", ".docx"):
        raise ReadError(
            f"{name}: named {suffix} but no {suffix[1:].upper()} file: get it again, or name it for what it is"
        )
    if suffix in (".html", ".htm", ".xhtml") or _PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]):
        return read_html(data, name)
    return read_plain(data, name)


def _check_size(size: int, name: str) -> None:
    limit = settings().max_report_bytes
    if size > limit:
        raise ReadError(
            f"{name}: {size / 1e6:.0f} MB, more than {limit / 1e6:.0f} MB: split it, or raise SERVANDA_MAX_REPORT_BYTES"
        )
