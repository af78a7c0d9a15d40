"""Reports as PDF files: text page by page, without running heads, with words and paragraphs put together again."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pypdf import PdfReader
from pypdf.errors import DependencyError

from servanda.errors import ReadError
from servanda.loaders.content import Content, joined
from servanda.loaders.document import SectionKind
from servanda.loaders.headings import is_heading

logging.getLogger("pypdf").setLevel(
    logging.CRITICAL
)  # what keeps a file from being read is in the error that is raised

_LEAST = 16
"""Letters per page below which a file holds pictures of pages instead of text."""
_EDGE = 3
"""Lines at the top and the bottom of a page in which running heads are looked for."""
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE_NUMBER = re.compile(r"(?:page |p\. ?|- ?)?\d{1,4}(?: ?(?:/|of) ?\d{1,4})?(?: ?-)?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!:;][”\"’')\]]*\d{0,3}$")
_BULLET = re.compile(r"(?:[•·▪◦‣–*-]|\(?\d{1,2}[.)])\s+\S")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KEPT = frozenset(
    (
        *("anti", "co", "cross", "ex", "half", "high", "inter", "long", "low", "mid", "multi", "non", "post", "pre"),
        *("self", "semi", "short", "sub", "vice", "well"),
    )
)
"""First parts of words that keep their hyphen where the text itself does not tell."""


def read_pdf(data: bytes, name: str) -> Content:
    """Read the text of a PDF file.

    Raises:
        ReadError: the file is broken, encrypted, or holds pictures of pages instead of text.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(f"{name}: the PDF file is encrypted: save a copy without password")
        pages = [(page.extract_text() or "").splitlines() for page in reader.pages]
        title = str(reader.metadata.title or "").strip() if reader.metadata else ""
    except DependencyError:
        raise ReadError(f"{name}: the PDF file is encrypted: save a copy without password") from None
    except ReadError:
        raise
    except Exception as error:  # the parser meets broken files with errors of every kind
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ReadError(f"{name}: broken PDF file ({reason}): print it to a new PDF file, or give its text") from None
    if sum(c.isalpha() for page in pages for line in page for c in line) < _LEAST * max(len(pages), 1):
        raise ReadError(f"{name}: the PDF file holds no text, only pictures of pages: run OCR on it first")
    text, paragraphs = joined(_paragraphs(_without_running_heads(pages)))
    return Content(text, paragraphs, {"title": title} if title else {})


def _without_running_heads(pages: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of all pages without page numbers and lines that pages begin or end with again and again."""
    kept = [[" ".join(line.split()) for line in page if line.strip()] for page in pages]
    edges = Counter(key for page in kept for key in {_edge_key(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    often = max(3, len(pages) // 3)
    lines: list[str] = []
    for page in kept:
        last = len(page) - _EDGE
        for number, line in enumerate(page):
            at_edge = number < _EDGE or number >= last
            if not (at_edge and (edges[_edge_key(line)] >= often or _PAGE_NUMBER.fullmatch(line))):
                lines.append(line)
    return lines


def _edge_key(line: str) -> str:
    return _DIGITS.sub("#", line.lower())


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[str, SectionKind | None]]:
    """Join lines into paragraphs: a new one begins after a short line that ends a sentence, and at bullets."""
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line))
    width = sorted(map(len, lines))[len(lines) * 9 // 10] if lines else 0
    paragraph = ""
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if _stands_alone(line, paragraph, following, width):
            yield paragraph, None
            yield line, SectionKind.HEADING
            paragraph = ""
            continue
        if _BULLET.match(line):
            yield paragraph, None
            paragraph = ""
        paragraph = _continued(paragraph, line, words)
        if _SENTENCE_END.search(line) and len(line) < width * 0.8:
            yield paragraph, None
            paragraph = ""
    yield paragraph, None


def _stands_alone(line: str, paragraph: str, following: str, width: int) -> bool:
    """Tell whether a line is a heading: it neither goes on with a sentence nor is gone on with."""
    begins = not paragraph or bool(_SENTENCE_END.search(paragraph))
    return begins and len(line) < width * 0.8 and is_heading(line) and following[:1].isupper()


def _continued(paragraph: str, line: str, words: Counter[str]) -> str:
    """Return a paragraph with one more line; a word broken at its end is joined as elsewhere in the text."""
    broken = _BROKEN.search(paragraph)
    rest = _FIRST_PART.match(line)
    if not paragraph or broken is None or rest is None:
        return f"{paragraph} {line}".strip() if paragraph else line
    whole, hyphened = (broken[1] + rest[0]).lower(), f"{broken[1]}-{rest[0]}".lower()
    keeps = (
        words[hyphened] > words[whole] or (not words[whole] and broken[1].lower() in _KEPT) or not rest[0][0].islower()
    )
    return paragraph + line if keeps else paragraph[:-1] + line
