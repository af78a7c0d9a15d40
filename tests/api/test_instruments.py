from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from rdflib import Graph
from rdflib.namespace import VOID

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.linking import link_store
from servanda.graph.store import GraphChange
from servanda.loaders.external.reading import read_dataset
from servanda.ontology.iris import Iris
from servanda.settings import Settings
from tests.api.conftest import served
from tests.shapes import valid

IRIS = Iris()
CRC = "int/convention-on-the-rights-of-the-child"
MORE = """
i:crc a sv:LegalInstrument, sv:Treaty ; skos:prefLabel "United Nations Convention on the Rights of the Child" .
r:ref9 a sv:Reference ; sv:inReport r:x ; sv:refersTo i:crc ; sv:mentionedIn r:p6 .
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("instruments")
    table = folder / "hr_status_crc.csv"
    table.write_text("iso2,state party,year ratification or accession,signatory\nML,1,1990,0\n", encoding="utf-8")
    told = valid.statement("z1", "p6", "int:state", "RecommendedActivity affirmed recommended",
                           "sv:activityType act:implement ; sv:agent a:government ; sv:concerns i:crc")  # fmt: skip
    triples = (valid.everything() + valid.turtle(MORE + told)).serialize(format="nt")
    with EmbeddedStore(folder / "store") as store:
        store.apply(
            [
                GraphChange(str(IRIS.graph("report/one")), triples),
                read_dataset(table, IRIS).change(IRIS, date(2026, 1, 31)),
            ]
        )
        link_store(store, IRIS, date(2026, 1, 31))
    with served(Settings(store=str(folder / "store"))) as client:
        yield client


def test_an_instrument_is_shown_with_links_reports_actors_and_parties(client: httpx.Client) -> None:
    shown = client.get(f"/api/instruments/{CRC}").json()
    assert (shown["name"], shown["type"], shown["country"]) == ("Convention on the Rights of the Child", "Treaty", None)
    assert {"untc", "unts"} <= {link["scheme"] for link in shown["links"]}
    assert all(link["source"] and link["date"] for link in shown["links"])
    (report,) = shown["reports"]
    assert report["title"] == "Mali, interim" and report["country"] == "MLI"
    assert report["sentences"] == ["The government should ratify the protocol."]
    actor = next(a for a in shown["actors"] if a["activity"] == "implement")
    assert (actor["role"], actor["told_as"], actor["name"]) == ("agent", "RecommendedActivity", "Government of Mali")
    assert shown["parties"] == [{"country": "MLI", "act": "bound", "date": "1990"}]
    assert shown["ambiguous_aliases"] == ["CRC"]


def test_a_bill_is_shown_with_its_steps(client: httpx.Client) -> None:
    shown = client.get("/api/instruments/mli/bill").json()
    assert [(step["step"], step["date"]) for step in shown["process"]] == [("drafted", "2009"), ("enacted", "2010")]
    assert all(step["statements"] for step in shown["process"])


def test_the_whole_iri_may_be_given(client: httpx.Client) -> None:
    iri = IRIS.instrument(None, "Convention on the Rights of the Child")
    assert client.get(f"/api/instruments/{iri}").json()["iri"] == str(iri)


@pytest.mark.parametrize(("path", "status"), [("int/nothing", 404), ("int/x%3E%20%7D", 400)])
def test_what_does_not_exist_is_told(client: httpx.Client, path: str, status: int) -> None:
    assert client.get(f"/api/instruments/{path}").status_code == status


def test_the_linkset_comes_as_triples_table_and_description(client: httpx.Client) -> None:
    triples = client.get("/api/linkset")
    assert triples.headers["content-type"].startswith("application/n-triples")
    links = Graph().parse(data=triples.text, format="nt")
    assert len(links) > 1000 and not any("sameAs" in str(p) for p in links.predicates())
    rows = list(csv.DictReader(io.StringIO(client.get("/api/linkset", params={"format": "csv"}).text)))
    assert {row["scheme"] for row in rows} >= {"wikidata", "normlex", "untc", "m49"}
    assert all(row["source"] and row["date"] and row["confidence"] for row in rows)
    void = Graph().parse(data=client.get("/api/linkset", params={"format": "void"}).text, format="turtle")
    assert sum(int(str(n)) for n in void.objects(None, VOID.triples)) == len(rows)
    assert client.get("/api/linkset", params={"format": "xml"}).status_code == 400
