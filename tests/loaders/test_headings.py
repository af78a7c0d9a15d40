from __future__ import annotations

import pytest

from servanda.loaders.headings import is_heading, key


@pytest.mark.parametrize(
    "line",
    [
        "Section 7. Worker Rights",
        "c. Prohibition of Child Labor and Minimum Age for Employment",
        "II. LEGAL FRAMEWORK FOR CHILD LABOR",
        "Labor Law Enforcement",
        "Victim protection",
        "The United Nations or Other International Bodies:",
        "2.1 Protection of Victims",
    ],
)
def test_headings_are_told(line: str) -> None:
    assert is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "The government adopted a law.",
        "The press continued to publish information leaked from a directorate on",
        "• Ratify the Protocol",
        "Year\tCases",
        "See https://www.example.org/Report",
        "in the north of the country",
        "12345",
        "Ministry of Justice " * 10,
    ],
)
def test_sentences_bullets_and_rows_are_none(line: str) -> None:
    assert not is_heading(line)


def test_a_heading_is_looked_up_without_number_and_colon() -> None:
    assert key(" IV. About This Report: ") == "about this report"
