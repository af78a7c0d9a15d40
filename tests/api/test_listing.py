from __future__ import annotations

import csv

import httpx
import pytest

from servanda.api.listing import decoded, encoded, listings
from servanda.errors import UsageError

ID = "https://w3id.org/servanda/id/"
MALI = f"{ID}report/tip/mli/2013-06-19"


def labels(client: httpx.Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return [item["label"] for item in next(iter(answer.json().values()))]


def test_actors_are_filtered_by_country_and_type(filled: httpx.Client) -> None:
    assert labels(filled, "/api/actors?country=MLI") == ["Government of Mali", "Ministry of Justice"]
    assert labels(filled, "/api/actors?country=MLI&type=Ministry") == ["Ministry of Justice"]
    assert labels(filled, "/api/actors?type=InternationalBody") == ["International Labour Organization"]
    (actor,) = filled.get(f"/api/actors?iri={ID}actor/mli/ministry-of-justice").json()["actors"]
    assert sorted(actor.pop("aliases")) == ["Justice Ministry", "MoJ"]
    assert actor == {
        "iri": f"{ID}actor/mli/ministry-of-justice", "label": "Ministry of Justice", "type": "Ministry",
        "country": "MLI", "part_of": f"{ID}actor/mli/government",
    }  # fmt: skip


def test_a_statement_has_its_roles_and_words(filled: httpx.Client) -> None:
    (statement,) = filled.get("/api/statements?country=MLI&year=2013").json()["statements"]
    assert statement["report"] == MALI and statement["date"] == "2013-06-19" and statement["confidence"] == 0.9
    assert statement["told_as"] == "Occurrence" and statement["type"] == "draft"
    assert statement["agents"] == [{"iri": f"{ID}actor/mli/ministry-of-justice", "label": "Ministry of Justice"}]
    assert [one["label"] for one in statement["partners"] + statement["instruments"]] == [
        "International Labour Organization", "Law 2012-023"
    ]  # fmt: skip
    assert "drafted" in statement["quotation"]


def test_a_claim_is_never_among_the_occurrences(filled: httpx.Client) -> None:
    told = {s["told_as"] for s in filled.get("/api/statements?told_as=Occurrence").json()["statements"]}
    assert told == {"Occurrence"}
    (claim,) = filled.get("/api/statements?told_as=ClaimedActivity").json()["statements"]
    assert claim["type"] == "investigate"
    assert filled.get(f"/api/statements?actor={ID}actor/civ/comite-national").json()["statements"] == [claim]


def test_reports_passages_and_instruments_are_listed(filled: httpx.Client) -> None:
    reports = filled.get("/api/reports").json()["reports"]
    assert [(report["country"], report["statements"]) for report in reports] == [("CIV", 1), ("MLI", 1)]
    assert [r["title"] for r in filled.get("/api/reports?year=2014").json()["reports"]] == ["Côte d’Ivoire 2014"]
    (passage,) = filled.get(f"/api/passages?report={MALI}").json()["passages"]
    assert (passage["start"], passage["end"]) == (0, 61) and passage["text"].startswith("The Ministry")
    (law,) = filled.get("/api/instruments?type=Law&country=MLI").json()["instruments"]
    assert law["number"] == "2012-023" and law["links"] == ["https://example.org/law"]


def test_pages_follow_each_other_without_gap_or_repetition(filled: httpx.Client) -> None:
    whole = labels(filled, "/api/actors")
    found: list[str] = []
    path = "/api/actors?limit=1"
    for _ in range(10):
        page = filled.get(path)
        found += [actor["label"] for actor in page.json()["actors"]]
        if page.json()["next"] is None:
            assert "link" not in page.headers
            break
        assert f"cursor={page.json()['next']}" in page.headers["link"]
        path = page.links["next"]["url"]
    assert found == whole and len(whole) == 4


def test_a_page_comes_as_csv(filled: httpx.Client) -> None:
    by_format, by_header = (
        filled.get("/api/statements?country=MLI&format=csv"),
        filled.get("/api/statements?country=MLI", headers={"Accept": "text/csv"}),
    )
    assert by_format.headers["content-type"] == "text/csv; charset=utf-8" and by_format.text == by_header.text
    (row,) = csv.DictReader(by_format.text.splitlines())
    assert row["agents"] == "Ministry of Justice" and 'in "haste"' in row["quotation"]


def test_a_page_is_not_sent_again_while_the_store_is_the_same(filled: httpx.Client) -> None:
    first = filled.get("/api/actors")
    assert filled.get("/api/actors", headers={"If-None-Match": first.headers["etag"]}).status_code == 304


@pytest.mark.parametrize(
    "query",
    ["country=Atlantis", "type=Wizard", "year=12", "limit=0", "limit=many", "cursor=%C3%A9", "unknown=1", "page=3",
     "after=x", "country=MLI&country=NER", "iri=x> } DROP ALL", "format=xml"],
)  # fmt: skip
def test_filters_that_make_no_sense_are_told(filled: httpx.Client, query: str) -> None:
    answer = filled.get(f"/api/actors?{query}")
    assert answer.status_code == 400 and answer.json()["detail"]


def test_a_cursor_names_where_a_page_ends() -> None:
    assert decoded(encoded("https://example.org/é")) == "https://example.org/é"
    with pytest.raises(UsageError, match="cursor"):
        decoded("A")


def test_every_listing_names_the_fields_of_its_items() -> None:
    for listing in listings().values():
        for field in listing.item.model_fields:
            assert f"?{field}" in listing.query.body, (listing.name, field)


@pytest.mark.parametrize("name", ["after", "page", "colour"])
def test_a_parameter_that_there_is_not_is_refused(filled: httpx.Client, name: str) -> None:
    refused = filled.get(f"/api/actors?{name}=1")
    assert refused.status_code == 400
    assert refused.json()["detail"] == (f"actors has no parameter '{name}': it takes country, type, iri, cursor, limit")
