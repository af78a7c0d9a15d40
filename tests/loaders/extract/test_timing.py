from __future__ import annotations

import pytest

from servanda.loaders.extract.timing import date_in, date_of


@pytest.mark.parametrize(
    ("clause", "date"),
    [
        ("In late 2009, the government designated a focal point", "2009-late"),
        ("in the second half of 2012", "2012-late"),
        ("in mid-2011 it opened", "2011-mid"),
        ("In November 2009, the ministry", "2009-11"),
        ("On July 17 the court ruled", "2022-07-17"),
        ("on 3 March 2020", "2020-03-03"),
        ("since 2020 it has", "2020/.."),
        ("from 2010 to 2012", "2010/2012"),
        ("between June and December 2014", "2014-06/2014-12"),
        ("In 2014, it employed 66 inspectors, a decrease since 2013", "2014"),
        ("it had employed 77 inspectors the previous year", "2021"),
        ("as of October 1", "2022-10-01"),
        ("during the year", None),
        ("it may act", None),
    ],
)
def test_dates_as_precise_as_they_are_written(clause: str, date: str | None) -> None:
    assert date_in(clause, "2022") == date


def test_date_of_the_sentence_holds_for_all_its_clauses() -> None:
    sentence = "In 2018, officials identified victims and assisted children."
    assert date_of("assisted children", sentence, "", "2019") == "2018"


def test_also_carries_the_date_of_the_sentence_before() -> None:
    before = "In 2017, the ministry trained judges."
    assert date_of("The ministry also hired staff", "The ministry also hired staff.", before, "2018") == "2017"
    assert date_of("The ministry hired staff", "The ministry hired staff.", before, "2018") is None
