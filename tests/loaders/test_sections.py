from __future__ import annotations

import pytest

from servanda.loaders.content import paragraphs_of
from servanda.loaders.document import Section, SectionKind
from servanda.loaders.sections import sections

NARRATIVE = "The Ministry of Justice adopted a plan together with the National Police."


def told(text: str) -> list[tuple[SectionKind, str]]:
    return [(s.kind, text[s.start : s.end]) for s in sections(text, paragraphs_of(text))]


def test_paragraphs_under_one_heading_are_one_section() -> None:
    text = f"Legal Framework\n\n{NARRATIVE}\n\n{NARRATIVE}\n"
    assert sections(text, paragraphs_of(text)) == (
        Section(SectionKind.HEADING, 0, 15, "Legal Framework"),
        Section(SectionKind.NARRATIVE, 17, len(text) - 1, "Legal Framework"),
    )


def test_introduction_and_disclaimer_are_told_from_the_narrative() -> None:
    intro = "[From the introduction: this assessment covers May to November.]"
    legal = "Disclaimer:\n\nThis is not a publication of ours. The views expressed do not necessarily reflect our own."
    assert told(f"{intro}\n\n{NARRATIVE}\n\n{legal}\n") == [
        (SectionKind.INTRODUCTION, intro),
        (SectionKind.NARRATIVE, NARRATIVE),
        (SectionKind.DISCLAIMER, legal),
    ]


def test_what_follows_a_disclaimer_at_the_head_stays_narrative() -> None:
    legal = "Disclaimer\n\nThe agency accepts no liability for this text."
    assert told(f"{legal}\n\n{NARRATIVE}\n")[1:] == [(SectionKind.NARRATIVE, NARRATIVE)]


def test_an_introduction_stands_before_the_narrative_only() -> None:
    text = f"{NARRATIVE}\n\nThis report covers two ministries that work with the police.\n"
    assert [kind for kind, _ in told(text)] == [SectionKind.NARRATIVE]


def test_a_list_of_references_lasts_until_the_next_heading() -> None:
    references = "References\n\nMinistry of Justice. Annual report. 2012.\n\nNational Police. Data. 2013."
    assert told(f"{references}\n\nAnnex A\n\n{NARRATIVE}\n") == [
        (SectionKind.FURNITURE, references),
        (SectionKind.HEADING, "Annex A"),
        (SectionKind.NARRATIVE, NARRATIVE),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Year    Cases   Convictions\n2019    12      3\n2020    15      4",
        "Country  Ministry  Year\nMali  Ministry of Justice  2012\nNiger  Ministry of Labor  2010",
    ],
)
def test_a_table_in_plain_text_is_no_narrative(table: str) -> None:
    assert told(f"{NARRATIVE}\n\n{table}\n") == [(SectionKind.NARRATIVE, NARRATIVE), (SectionKind.TABLE, table)]


def test_a_justified_paragraph_is_no_table() -> None:
    text = "The government  of Mali  adopted a law\nagainst  trafficking in  persons and  it\nwas published."
    assert told(text) == [(SectionKind.NARRATIVE, text)]


def test_page_numbers_addresses_and_copyright_are_furniture() -> None:
    for line in ("12", "Page 3 of 10", "https://www.example.org/report", "© 2020 The Agency", "* * *"):
        assert told(f"{NARRATIVE}\n\n{line}\n\n{NARRATIVE}\n")[1] == (SectionKind.FURNITURE, line)


def test_a_heading_may_stand_right_above_its_paragraph() -> None:
    assert told(f"Law Enforcement\n{NARRATIVE}\n") == [
        (SectionKind.HEADING, "Law Enforcement"),
        (SectionKind.NARRATIVE, NARRATIVE),
    ]


def test_a_wrapped_paragraph_stays_whole() -> None:
    text = "The Ministry of Justice and the National Police\nSigned an Agreement with the Agency\non training.\n"
    assert told(text) == [(SectionKind.NARRATIVE, text.strip())]


def test_a_report_in_capitals_has_a_narrative() -> None:
    assert told(f"{NARRATIVE.upper()}\n\n{NARRATIVE.upper()}\n")[0][0] is SectionKind.NARRATIVE


def test_a_text_of_one_line_is_narrative() -> None:
    assert told("Labor Law Enforcement") == [(SectionKind.NARRATIVE, "Labor Law Enforcement")]
