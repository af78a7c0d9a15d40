"""Commitments, recommendations, evidence gaps and boards, over a store in which a country was watched for years."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import GraphChange
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import ODRL2, RDF, SV
from servanda.settings import Settings
from tests.api.conftest import served
from tests.api.test_odrl import read
from tests.shapes import valid

IRIS = Iris()
MALI = "https://w3id.org/servanda/id/actor/mli/government"
REPORT = "https://w3id.org/servanda/id/report/interim/mli/2010-02-24/x"
COUNTRY = 'c:mli a sv:Country ; rdfs:label "Mali" ; skos:notation "MLI" .\n'
LATER = """
@prefix s: <https://w3id.org/servanda/id/report/interim/mli/2014/> .
s:x a sv:Report ; dcterms:title "Mali 2014" ; sv:country c:mli ;
    dcterms:issued "2014"^^xsd:gYear ; sv:inSeries d:interim .
s:s1 a sv:Statement ; sv:inReport s:x ; sv:groundedIn s:p ; sv:expresses s:act .
s:p sv:inSentence s:p ; oa:hasSelector [ oa:exact "Ratify the protocol at last." ] .
s:act a sv:Activity , sv:RecommendedActivity ; sv:activityType act:ratify ; sv:agent a:government .
d:again a sv:Recommendation ; sv:issuer int:state ; sv:addressee a:government ; sv:expressedIn s:s1 ; sv:action s:act .
"""
DERIVED = """
d:again sv:repeats d:recommendation ; sv:standsSince "2010-02-24"^^xsd:date ; sv:yearsStanding 4 .
d:late a sv:StatusAssessment ; sv:assesses d:again ; sv:statusDate "2014-12-31"^^xsd:date ; sv:judge int:state ;
    sv:status <https://w3id.org/servanda/vocab/commitment-status/notStarted> ;
    sv:evidence <https://w3id.org/servanda/vocab/evidence/none> .
"""


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("watched") / "store"
    first = valid.everything()
    first.remove((IRIS("repeated"), None, None))
    first.remove((None, SV.resultsIn, None))  # the bill has not become law
    first += valid.turtle(COUNTRY + "d:gap sv:inReport r:x .")
    graphs = {
        "report/interim/mli/2010-02-24": first,
        "report/interim/mli/2014": valid.turtle(LATER),
        "statuses": valid.turtle(DERIVED),
    }
    with EmbeddedStore(folder) as store:
        store.apply(GraphChange(str(IRIS.graph(name)), graph.serialize(format="nt")) for name, graph in graphs.items())
    with served(Settings(store=str(folder))) as client:
        yield client


def only(client: httpx.Client, path: str) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    (item,) = next(iter(answer.json().values()))
    assert isinstance(item, dict)
    return item


def test_a_commitment_has_its_parties_words_and_last_status(watched: httpx.Client) -> None:
    found = only(watched, "/api/commitments?country=MLI&strength=acceptedRecommendation")
    assert found["sources"] == ["Mali, interim"]
    assert found["debtors"] == [{"iri": MALI, "label": "Government of Mali"}]
    assert found["beneficiaries"][0]["label"] == "Department of State"
    assert (found["country"], found["strength"], found["due"]) == ("MLI", "acceptedRecommendation", "2010-12-31")
    assert found["sentence"] == "The ministry plans to publish data." and found["report"] == REPORT
    assert (found["status"], found["status_date"], found["evidence"]) == ("fulfilled", "2010-02-24", "official")
    assert found["responds_to"] == [str(IRIS("recommendation"))]


def test_a_treaty_that_a_table_tells_of_is_a_legal_obligation(watched: httpx.Client) -> None:
    found = only(watched, "/api/commitments?strength=legalObligation")
    assert [one["label"] for one in found["debtors"] + found["instruments"]] == [
        "Government of Mali",
        "Palermo Protocol",
    ]
    assert (found["date"], found["report"], found["sentence"], found["status"]) == ("2002", None, None, "noEvidence")
    (obligation,) = watched.get("/api/countries/MLI").json()["obligations"]
    assert (obligation["treaty"], obligation["since"]) == ("Palermo Protocol", "2002")
    assert "Bound by treaties" in watched.get("/countries/MLI").text


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ("status=fulfilled", 1), ("status=noEvidence", 1), ("status=fulfilled&day=2010-02-23", 0),
        ("status=noEvidence&day=2010-02-23", 2), ("strength=plan", 0), (f"debtor={MALI}", 2), ("country=NER", 0),
        ("year=2010", 1), ("year=2011", 0), (f"instrument={IRIS('instrument/mli/protocol')}", 2),
    ],
)  # fmt: skip
def test_commitments_are_filtered(watched: httpx.Client, filters: str, number: int) -> None:
    assert len(watched.get(f"/api/commitments?{filters}").json()["commitments"]) == number


def test_the_status_is_that_of_the_day_and_else_no_evidence(watched: httpx.Client) -> None:
    assert only(watched, "/api/commitments?year=2010&day=2010-02-23")["status"] == "noEvidence"
    assert only(watched, "/api/recommendations?year=2014&day=2014-12-31")["status"] == "notStarted"
    assert only(watched, "/api/recommendations?year=2014&day=2014-12-30")["status"] == "noEvidence"


def test_a_repeated_recommendation_stands_since_the_first(watched: httpx.Client) -> None:
    again = only(watched, "/api/recommendations?year=2014")
    assert again["repeats"] == [str(IRIS("recommendation"))]
    assert (again["date"], again["since"]) == ("2014", "2010-02-24")
    assert [one["label"] for one in again["issuers"] + again["addressees"]] == [
        "Department of State",
        "Government of Mali",
    ]
    first = only(watched, "/api/recommendations?year=2010")
    assert (first["repeats"], first["since"]) == ([], "2010-02-24")


def test_a_gap_leads_to_the_claim_that_it_disputes(watched: httpx.Client) -> None:
    gap = only(watched, "/api/gaps?country=MLI")
    assert [one["label"] for one in gap["speakers"]] == ["Malian officials"]
    assert [one["label"] for one in gap["claims"]] == ["they arrested offenders"]
    assert gap["objection"].endswith("was unable to provide data.") and gap["date"] == "2010-02-24"
    assert watched.get("/api/gaps?year=2014").json()["gaps"] == []


@pytest.mark.parametrize("name", ["commitments", "recommendations", "gaps"])
def test_they_come_as_csv_and_page_by_page(watched: httpx.Client, name: str) -> None:
    table = watched.get(f"/api/{name}?format=csv")
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert [row["iri"] for row in rows] == [item["iri"] for item in watched.get(f"/api/{name}").json()[name]]
    page = watched.get(f"/api/{name}?limit=1")
    assert ("link" in page.headers) == (len(rows) > 1) == (page.json()["next"] is not None)


def test_commitments_come_as_duties_by_format_and_by_accept(watched: httpx.Client) -> None:
    asked = watched.get("/api/commitments?country=MLI&format=odrl")
    assert asked.headers["content-type"].startswith("application/ld+json") and "Accept" in asked.headers["vary"]
    graph = read(asked.text)
    listed = {item["iri"] for item in watched.get("/api/commitments?country=MLI&format=json").json()["commitments"]}
    assert {str(duty) for duty in graph.subjects(RDF.type, ODRL2.Duty)} == listed
    assert watched.get("/api/commitments?country=MLI", headers={"Accept": "application/ld+json"}).json() == asked.json()
    assert watched.get("/api/gaps?format=odrl").status_code == 400
    assert watched.get("/api/gaps", headers={"Accept": "application/ld+json"}).status_code == 406


def test_the_board_of_a_country(watched: httpx.Client) -> None:
    board = watched.get("/api/countries/mli").json()
    assert (board["iso3"], board["name"]) == ("MLI", "Mali")
    assert board["open_recommendations"] == 1 and board["recommendations_by_age"] == {"4": 1}
    (advice,) = board["recommendations"]
    assert (advice["since"], advice["last_recommended"], advice["repeated"]) == ("2010-02-24", "2014", 1)
    assert advice["status"] == "notStarted" and advice["sentence"] == "Ratify the protocol at last."
    assert board["commitments_by_status"] == {"fulfilled": 1, "noEvidence": 1}
    assert (board["claims"], board["claims_without_evidence"]) == (1, 1)
    assert [gap["speaker"] for gap in board["gaps"]] == ["Malian officials"]
    (rating,) = board["ratings"]
    assert (rating["year"], rating["rating"], rating["tier"], rating["progress"]) == (
        "2010", "some progress", "Tier 2", "some progress"
    )  # fmt: skip
    assert [law["bill"] for law in board["laws"]] == ["anti-trafficking bill"]
    assert [law["steps"] for law in board["laws"]] == [["drafted"]]
    first, second = board["windows"]
    assert (first["start"], first["end"], first["previous"]) == ("2009-06-01", "2009-11-30", None)
    assert (first["recommended"], first["done"], first["planned"], first["claimed"]) == (1, 2, 1, 1)
    assert (first["tier"], first["progress"], first["rating"]) == ("Tier 2", "some progress", "some progress")
    assert second["tier"] is None and second["rating"] is None
    assert (second["report"], second["previous"]) == ("https://w3id.org/servanda/id/report/interim/mli/2014/x", REPORT)


def test_the_board_of_a_day_and_of_a_country_without_reports(watched: httpx.Client) -> None:
    earlier = watched.get("/api/countries/MLI?day=2010-01-31").json()
    assert earlier["commitments_by_status"] == {"noEvidence": 2}
    empty = watched.get("/api/countries/NER").json()
    assert empty["open_recommendations"] == 0 and empty["windows"] == [] and empty["commitments_by_status"] == {}
    assert watched.get("/api/countries/XYZ").status_code == 404
    assert watched.get("/api/countries/MLI?day=soon").status_code == 400
    tag = watched.get("/api/countries/MLI").headers["etag"]
    assert watched.get("/api/countries/MLI", headers={"If-None-Match": tag}).status_code == 304


def test_countries_are_counted(watched: httpx.Client) -> None:
    (mali,) = watched.get("/api/countries").json()["countries"]
    assert (mali["iso3"], mali["name"], mali["reports"]) == ("MLI", "Mali", 2)
    assert (mali["commitments"], mali["recommendations"], mali["gaps"]) == (2, 2, 1)


def test_openapi_describes_them(watched: httpx.Client) -> None:
    paths = watched.get("/openapi.json").json()["paths"]
    for path in ("/api/commitments", "/api/recommendations", "/api/gaps", "/api/countries", "/api/countries/{iso3}"):
        assert "200" in paths[path]["get"]["responses"]
    names = {p["name"] for p in paths["/api/commitments"]["get"]["parameters"]}
    assert {"country", "status", "day", "debtor", "limit", "cursor", "format"} <= names and "page" not in names
    assert "mli" in json.dumps(paths["/api/commitments"]).lower()
