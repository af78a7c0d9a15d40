"""Pages about actors, instruments and countries, and the search, on the report of the reader's tests."""

from __future__ import annotations

import httpx
import pytest

from .test_reader import CLAIMED, PAGE, client

__all__ = ["client"]  # the fixture: a store with one report

JUSTICE = "/actors/mli/ministry-of-justice"


def test_an_actor_has_a_page_with_its_sentences_and_ties(client: httpx.Client) -> None:
    page = client.get(JUSTICE).text
    assert "The Ministry of Justice worked with UNICEF" in page
    assert f'href="{PAGE}#p' in page
    assert "worked with</a>" in page and ">Mali</a>" in page
    assert '<h3 id="y2010">2010</h3>' in page and "Statements by the year" not in page  # of one year there is no chart


def test_an_actor_that_is_only_described_has_one_too(client: httpx.Client) -> None:
    page = client.get(f"{PAGE}/actor/officials")
    assert page.status_code == 200
    assert '<span class="tag claimed">arrest, claimed activity</span>' in page.text
    assert CLAIMED.split("\u202e")[0] in page.text


def test_the_same_for_programs(client: httpx.Client) -> None:
    known = client.get("/api" + JUSTICE).json()
    assert (known["label"], known["type"], known["country"]) == ("Ministry of Justice", "Ministry", "MLI")
    assert [told["activity"] for told in known["statements"]] == ["cooperate"]
    assert client.get("/api/actors/mli/none").status_code == 404


def test_an_instrument_of_the_authority_files_has_a_page(client: httpx.Client) -> None:
    assert client.get("/instruments/int/none").status_code == 404


def test_a_country_has_a_board_and_unknown_ones_are_told(client: httpx.Client) -> None:
    assert "No report of this store tells of a commitment" in client.get("/countries/mli").text
    assert client.get("/countries/ZZZ").status_code == 404


@pytest.mark.parametrize(("q", "found"), [("just", JUSTICE), ("worked with", f"{PAGE}#p"), ("<b>", "&lt;b&gt;")])
def test_the_search_finds_names_and_sentences(client: httpx.Client, q: str, found: str) -> None:
    page = client.get("/search", params={"q": q})
    assert page.status_code == 200 and found in page.text and "<b>" not in page.text


@pytest.mark.parametrize("q", ["", "  ", "x" * 600, "a\\b", "\x07"])
def test_a_search_for_nothing_finds_nothing(client: httpx.Client, q: str) -> None:
    assert client.get("/search", params={"q": q}).status_code == 200


def test_iris_lead_to_the_pages(client: httpx.Client) -> None:
    answer = client.get("/id/actor/mli/ministry-of-justice", headers={"Accept": "text/html"})
    assert answer.status_code == 303 and answer.headers["location"] == JUSTICE


def test_listings_and_full_text_hold_what_was_mapped(client: httpx.Client) -> None:
    for listed in ("reports", "passages", "actors", "statements"):
        assert client.get(f"/api/{listed}").json()[listed], listed
    found = client.get("/api/fulltext", params={"q": "worked with", "kind": "passage"}).json()["results"]
    assert [one["country"] for one in found] and found[0]["report"].endswith("/interim/mli/2010-02-24")
