"""The pages of the boards, over the store in which a country was watched for years."""

from __future__ import annotations

import re

import httpx
import pytest

from servanda.api.owed import years_between
from servanda.api.ratings import Mark, ratings_chart

from .test_board import watched

__all__ = ["watched"]  # the fixture


def test_a_board_shows_what_was_promised_and_what_became_of_it(watched: httpx.Client) -> None:
    page = watched.get("/countries/mli").text
    assert '<span class="tag fulfilled"' in page and '<span class="tag notStarted"' in page
    assert "Ratify the protocol at last." in page and "Claimed, not shown" in page and "Laws in the pipeline" in page
    behind = re.findall(r'href="(/questions/what-a-report-tells[^"]+)"', page)
    assert behind and "done" in watched.get(behind[0].replace("&amp;", "&")).text
    csv = re.search(r'href="(/api/recommendations[^"]+)"', page)
    assert csv is not None
    assert watched.get(csv[1].replace("&amp;", "&")).headers["content-type"].startswith("text/csv")


def test_a_board_is_filtered_and_says_where_nothing_is_left(watched: httpx.Client) -> None:
    assert "Ratify the protocol" in watched.get("/countries/MLI?status=notStarted").text
    page = watched.get("/countries/MLI?status=abandoned").text
    assert page.count("None of that kind") == 2 and '<option value="abandoned" selected>' in page
    assert "Recommendations</h2>" not in watched.get("/countries/MLI?strength=plan").text
    assert watched.get("/countries/MLI?status=%3Cb%3E").status_code == 400
    assert watched.get("/countries/XYZ").status_code == 404


@pytest.mark.parametrize("sort", ["age", "date", "status", "who", "<b>"])
def test_a_board_is_put_in_order(watched: httpx.Client, sort: str) -> None:
    page = watched.get("/countries/MLI", params={"sort": sort})
    assert page.status_code == 200 and "Ratify the protocol" in page.text
    assert page.text.count(" selected>") == (sort != "<b>")


def test_all_countries_are_counted_and_searched_at_once(watched: httpx.Client) -> None:
    page = watched.get("/commitments").text
    assert 'href="/countries/MLI"' in page and "<h2 id=" not in page
    assert "Ratify the protocol" in watched.get("/commitments?status=notStarted&country=MLI").text


def test_an_empty_store_says_how_to_fill_it(client: httpx.Client) -> None:
    assert "No report of this store tells of a commitment" in client.get("/countries/NER").text


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        ("2015", "2026-01-15", 11),
        ("2015-12-31", "2026", 11),
        ("2026", "2025", 0),
        ("", "2026", None),
        ("2015", "", None),
    ],
)
def test_ages_count_calendar_years_also_of_dates_without_a_day(since: str, until: str, years: int | None) -> None:
    assert years_between(since, until) == years


def test_a_board_counts_ages_to_the_newest_report_as_the_api_does(watched: httpx.Client) -> None:
    page = watched.get("/countries/MLI").text
    (advice,) = watched.get("/api/countries/MLI").json()["recommendations"]
    assert "newest report about the country, of 2014" in page
    assert f">{advice['years']} years<" in page and advice["years"] == 4
    assert "up to the newest report about the country." in watched.get("/commitments?country=MLI").text


def test_ratings_of_several_years_make_a_chart_whose_marks_lead_to_their_sentences() -> None:
    marks = [Mark("2014", "Tier 2 <b>", "State", "/reports/a#p1-2"), Mark("2016", "Tier 3", "State", "/reports/b#p1-2")]
    made = ratings_chart(marks)
    assert 'href="/reports/a#p1-2"' in made and "Tier 2 &lt;b&gt;" in made and "from 2014 to 2016" in made
    places = [float(x) for x in re.findall(r'cx="([\d.]+)"', made)]
    assert places == sorted(places) and len(places) == 2
    scale = ["Tier 1", "Tier 2", "Tier 2 Watch List", "Tier 3"]
    graded = [Mark(str(2014 + n), tier, "State", "/") for n, tier in enumerate(reversed(scale))]
    rows = re.findall(r"<g><title>([^,]+), State", ratings_chart([*graded, Mark("2013", "some efforts", "State", "/")]))
    assert rows == [*scale, "some efforts"]
    assert ratings_chart(marks[:1]) == "" and ratings_chart([Mark("", "x", "y", "z")]) == ""
