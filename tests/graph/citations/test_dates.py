from __future__ import annotations

import pytest

from servanda.graph.citations import dates


@pytest.mark.parametrize(
    ("phrase", "date", "rest"),
    [
        ("Law of 12 July 2012 on Trade", "2012-07-12", "Law on Trade"),
        ("Loi du 1er août 2003", "2003-08-01", "Loi"),
        ("Decree of July 12, 2012", "2012-07-12", "Decree"),
        ("Ley de 3 de octubre de 1979", "1979-10-03", "Ley"),
        ("Child Welfare Act of 2009", "2009", "Child Welfare Act"),
        ("Children Act (2001)", "2001", "Children Act"),
        ("2019 Fishery Workers Protection Act", "2019", "Fishery Workers Protection Act"),
        ("Penal Code", None, "Penal Code"),
    ],
)
def test_dates_are_taken_out(phrase: str, date: str | None, rest: str) -> None:
    assert dates.find(phrase) == (date, rest)


@pytest.mark.parametrize(
    ("number", "country", "year"),
    [("2012-023", "MLI", "2012"), ("62/2005/ND-CP", "VNM", "2005"), ("26/2000", "IDN", "2000"), ("12.177", "CAF", None),
     ("28/2559", "THA", "2016"), ("28/2559", "MLI", None), ("9208", "PHL", None)],
)  # fmt: skip
def test_some_numbers_hold_the_year(number: str, country: str, year: str | None) -> None:
    assert dates.of_number(number, country) == year
