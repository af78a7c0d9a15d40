from __future__ import annotations

from servanda.loaders.content import Content, joined, paragraphs_of
from servanda.loaders.document import SectionKind
from servanda.loaders.facts import with_facts


def test_lines_rows_and_paragraphs_give_facts() -> None:
    text = "Title: Mali\nPublisher: Department of State\n\nPublication Date\n\n24 February 2010\n\n"
    text += "The government acted: it adopted a law.\n"
    content = with_facts(Content(text, tuple(paragraphs_of(text))))
    assert content.clues == {"title": "Mali", "publisher": "Department of State", "date": "24 February 2010"}
    assert [p.kind for p in content.paragraphs] == [SectionKind.FURNITURE] * 3 + [None]


def test_a_table_of_facts_is_furniture_and_one_of_data_stays() -> None:
    facts, data = "Country\tMali\nCite as\tDepartment of State, Mali", "Country\tCases\nMali\t12"
    text, paragraphs = joined([(facts, SectionKind.TABLE), (data, SectionKind.TABLE)])
    content = with_facts(Content(text, paragraphs))
    assert content.clues == {"country": "Mali"}
    assert [p.kind for p in content.paragraphs] == [SectionKind.FURNITURE, SectionKind.TABLE]


def test_running_text_after_a_label_is_no_fact() -> None:
    text = "Country\n\n" + "The government adopted a law against trafficking in persons. " * 10
    content = Content(text, tuple(paragraphs_of(text)))
    assert with_facts(content).clues == {}
