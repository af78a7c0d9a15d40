from __future__ import annotations

import pytest

from servanda.loaders.series import edition, known_series


def test_known_series_name_who_publishes_and_who_speaks() -> None:
    for name in ("wfcl", "monitorlabor", "tipsummary", "interim"):
        series = known_series()[name]
        assert series.title and series.publisher and series.author
    assert known_series()["wfcl"].author == "U.S. Department of Labor"
    # The Factbook summarises findings that are another's.
    assert known_series()["tipsummary"].publisher != known_series()["tipsummary"].author


@pytest.mark.parametrize(
    ("series", "issued", "baseline"),
    [
        ("interim", "2010-02-24", "Trafficking in Persons Report 2009"),
        ("interim", "2009-07", "Trafficking in Persons Report 2009"),
        ("interim", "2010", "Trafficking in Persons Report 2009"),
        ("tip", "2010-06-14", None),
        ("interim", "", None),
    ],
)
def test_an_interim_assessment_revisits_the_report_of_the_june_before(
    series: str, issued: str, baseline: str | None
) -> None:
    assert known_series()[series].baseline(issued) == baseline


def test_an_edition_is_told_by_the_title_of_its_series_and_its_year() -> None:
    assert edition("the Trafficking in Persons Report, 2009") == ("tip", "2009")
    assert edition("The 2009 Report") is None and edition("Report of 2009") is None
