from __future__ import annotations

from servanda.loaders.chat.pieces import halves, pieces
from servanda.loaders.document import Document, Metadata, Section, SectionKind
from servanda.ontology.exchange import Span

from .conftest import document


def test_paragraphs_go_together_as_long_as_they_fit() -> None:
    text = "One is here.\n\nTwo is here.\n\nThree is longer than that.\n"
    found = pieces(document(text), 30)
    assert [text[p.start : p.end] for p in found] == ["One is here.\n\nTwo is here.\n", "Three is longer than that.\n"]


def test_nothing_but_white_space_is_left_out() -> None:
    text = "A sentence stands here. " * 300 + "\n\n" + "x" * 2_500 + "\n"
    found = pieces(document(text), 700)
    assert all(p.end - p.start <= 700 for p in found)
    covered = "".join(text[p.start : p.end] for p in found)
    assert "".join(covered.split()) == "".join(text.split())


def test_what_is_no_narrative_is_not_asked_about() -> None:
    text = "Disclaimer.\n" + " " * 300 + "The police met.\n"
    sections = (Section(SectionKind.DISCLAIMER, 0, 12), Section(SectionKind.NARRATIVE, 312, len(text)))
    found = pieces(Document("x", text, sections, Metadata()), 1_000)
    assert [text[p.start : p.end] for p in found] == ["The police met.\n"]


def test_halves_are_cut_at_a_sentence() -> None:
    text = "One is here. Two is here. Three is here."
    first, second = halves(text, Span(0, len(text)))
    assert (text[first.start : first.end], text[second.start : second.end].strip()) in [
        ("One is here. Two is here.", "Three is here."), ("One is here.", "Two is here. Three is here.")
    ]  # fmt: skip
    assert halves("xxxx", Span(0, 4)) == (Span(0, 2), Span(2, 4))
