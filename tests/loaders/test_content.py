from __future__ import annotations

from servanda.loaders.content import Paragraph, joined, paragraphs_of
from servanda.loaders.document import SectionKind


def test_blank_lines_part_paragraphs() -> None:
    text = "\n One\ntwo \n \t\nThree\n"
    assert [text[p.start : p.end] for p in paragraphs_of(text)] == ["One\ntwo", "Three"]


def test_joined_paragraphs_know_their_places() -> None:
    text, places = joined([(" Laws ", SectionKind.HEADING), ("  ", None), ("A law.", None)])
    assert text == "Laws\n\nA law.\n"
    assert places == (Paragraph(0, 4, SectionKind.HEADING), Paragraph(6, 12, None))
