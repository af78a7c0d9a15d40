from __future__ import annotations

import pytest

from servanda.loaders.dates import assessment_period, is_date, iso_date
from servanda.loaders.document import Period


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("24 February 2010", "2010-02-24"),
        ("Published: February 24th, 2010", "2010-02-24"),
        ("Sept. 2009", "2009-09"),
        ("2010-02-24T08:00:00Z", "2010-02-24"),
        ("2013", "2013"),
        ("31 February 2010", None),
        ("soon", None),
    ],
)
def test_dates_become_iso_8601(written: str, date: str | None) -> None:
    assert iso_date(written) == date


def test_only_days_that_exist_are_dates() -> None:
    assert is_date("2012-02-29")
    assert not is_date("2011-02-29")
    assert not is_date("2011-13")
    assert not is_date("11-02")


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        (
            "This report covers the time between the beginning of May and the end of November 2009.",
            "2009-05-01",
            "2009-11-30",
        ),
        ("The report covers April 1, 2022, through March 31, 2023.", "2022-04-01", "2023-03-31"),
        ("The reporting period was from 1 January to 31 December 2013.", "2013-01-01", "2013-12-31"),
        ("The review covers November to March 2011.", "2010-11-01", "2011-03-31"),
        ("This survey covers calendar year 2020.", "2020-01-01", "2020-12-31"),
    ],
)
def test_a_period_has_its_first_and_last_day(sentence: str, start: str, end: str) -> None:
    period = assessment_period(f"Something else. {sentence}")
    assert period is not None
    assert (period.start, period.end) == (start, end)


def test_a_year_that_is_not_written_follows_from_the_date_of_issue() -> None:
    text = "The assessment covers actions between May – the cutoff for the last report – and November."
    period = assessment_period(text, "2010-02-24")
    assert period == Period("2009-05-01", "2009-11-30", "between May – the cutoff for the last report – and November")
    assert assessment_period(text, "2010") == Period(None, None, period.label)
    upcoming = assessment_period(text + " It guides the upcoming June 2011 report.", "2011")
    assert upcoming is not None
    assert upcoming.end == "2010-11-30"


def test_a_period_in_which_something_happened_is_not_the_reports() -> None:
    assert assessment_period("During the reporting period, schools closed from March to May 2020.") is None
    assert assessment_period("The plan covers January to June 2020.") is None
