"""Reports as web pages, in the forms in which the large report sites publish them.

The page is parsed by the rules of HTML 5. What is no report (scripts, navigation, forms, menus, footers) is dropped;
the main part of the page is taken where the page marks one; headings, list items and tables become paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from servanda.loaders.content import Content, joined
from servanda.loaders.decoding import decode
from servanda.loaders.document import SectionKind

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)|<\?xml[^>]{0,100}encoding=["']([\w.-]+)""", re.I
)
_DROPPED = (
    "script, style, noscript, template, nav, aside, form, button, select, input, textarea, iframe, svg, canvas, object,"
    "video, audio, dialog, figure, footer, body > header, [hidden], [aria-hidden=true], [role=navigation],"
    "[role=banner], [role=contentinfo], [role=search], [role=complementary], [role=dialog], [role=alert]"
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|cookies?|share|sharing|social|related|footer|pagination|pager"
    r"|advert|ads|popup|modal|newsletter|subscribe|comments|skip|skip-link|toolbar|search|masthead)(?=$|[\s_-])",
    re.IGNORECASE,
)
_MAIN = ("main", "[role=main]", "article", "#main-content", "#content", "#main", ".entry-content", ".main-content")
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *("figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NOTES = re.compile(r"[\s()\[\],;*†‡\d–-]+")
_MEASURE = re.compile(r"(?:\d|\b[kcm]?m)$")
"""What the digits set high after it belong to: a power, a unit of area."""
_LONG_CELL = 600
"""Characters of a cell beyond which a table lays out a page instead of giving data."""
_META = {
    "title": ("meta[property='og:title']", "meta[name='dcterms.title' i]", "meta[name='citation_title']"),
    "date": (
        "meta[name='dcterms.issued' i]", "meta[name='dcterms.date' i]", "meta[name='dc.date' i]",
        "meta[name='citation_publication_date']", "meta[property='article:published_time']",
    ),
    "publisher": ("meta[name='dcterms.publisher' i]", "meta[name='dc.publisher' i]", "meta[name='citation_publisher']"),
    "author": ("meta[name='dcterms.creator' i]", "meta[name='dc.creator' i]", "meta[name='citation_author']"),
}  # fmt: skip


def read_html(data: bytes, name: str) -> Content:
    """Read a web page.

    Raises:
        ReadError: the file is no text, or in an encoding that cannot be told.
    """
    declared = _DECLARED.search(data[:4096])
    page, notes = decode(
        data, name, next((g.decode("ascii") for g in declared.groups() if g), None) if declared else None
    )
    tree = LexborHTMLParser(page)
    clues = _clues(tree)
    body = tree.body
    if body is None:
        return Content("", (), clues, notes)
    _prune(body)
    text, paragraphs = joined(_blocks(_main(body)))
    return Content(text, paragraphs, clues, notes)


def _clues(tree: LexborHTMLParser) -> dict[str, str]:
    clues: dict[str, str] = {}
    for field, selectors in _META.items():
        for selector in selectors:
            node = tree.css_first(selector)
            if node is not None and (value := _spaced(node.attributes.get("content") or "")):
                clues.setdefault(field, value)
    for tag in ("h1", "title"):
        nodes = tree.css(tag)
        if len(nodes) == 1 and (title := _spaced(nodes[0].text())):
            clues.setdefault("title", title)
    return clues


def _prune(body: LexborNode) -> None:
    """Take out of a page what is no report."""
    for node in body.css(_DROPPED):
        node.decompose()
    half = len(body.text()) // 2
    for node in body.css("[class], [id]"):
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        # A theme may name its outermost box "has-sidebar": what holds most of the text is no furniture.
        if node.tag not in ("body", "main", "article") and _FURNITURE.search(names) and len(node.text()) <= half:
            node.decompose()
    for node in body.css("sup"):
        before = node.prev.text_content or "" if node.prev is not None and node.prev.is_text_node else ""
        numbers = _NOTES.fullmatch(node.text()) and not _MEASURE.search(before)
        if numbers or node.css_first("a[href^='#']") is not None:
            node.decompose()


def _main(body: LexborNode) -> LexborNode:
    """Return the part of a page that its markup calls the main one, if that holds most of the text."""
    least = len(_spaced(body.text())) // 2
    for selector in _MAIN:
        for node in body.css(selector):
            if len(_spaced(node.text())) >= max(least, 1):
                return node
    return body


def _blocks(root: LexborNode) -> Iterator[tuple[str, SectionKind | None]]:
    """Yield the paragraphs under a node, in order, without recursion: pages nest as deep as they like."""
    inline: list[str] = []
    heading = False
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, left = stack.pop()
        tag = node.tag or ""
        if node.is_text_node:
            inline.append(node.text_content or "")
            continue
        if tag in _BLOCKS:
            yield from _flushed(inline, heading)
            heading = tag in _HEADINGS and not left
        if left:
            continue
        if tag == "br":
            inline.append("\x0b")
        elif tag == "table" and (rows := _data_rows(node)):
            yield "\n".join(rows), SectionKind.TABLE
        else:
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))
    yield from _flushed(inline, heading)


def _flushed(inline: list[str], heading: bool) -> Iterator[tuple[str, SectionKind | None]]:
    """Yield what has been gathered, cut at two line breaks, and empty it."""
    words = "".join(inline)
    inline.clear()
    for part in re.split(r"\x0b\s*\x0b", words):
        yield _spaced(part), SectionKind.HEADING if heading else None


def _data_rows(table: LexborNode) -> list[str]:
    """Return the rows of a table of data, cells apart by tabs; nothing for a table that lays out a page."""
    if table.attributes.get("role") == "presentation":
        return []
    rows = [[_spaced(cell.text()) for cell in row.css("td, th")] for row in table.css("tr")]
    cells = [cell for row in rows for cell in row]
    nested = len(table.css("table")) > 1
    if nested or max(map(len, rows), default=0) < 2 or max(map(len, cells), default=0) > _LONG_CELL:
        return []
    return ["\t".join(row) for row in rows if any(row)]


def _spaced(words: str) -> str:
    """Return words with single spaces, without soft hyphens and marks of no width."""
    return " ".join(re.sub("[\u00ad\u200b\u2060\ufeff]", "", words).split())
