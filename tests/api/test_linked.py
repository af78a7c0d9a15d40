from __future__ import annotations

import httpx
import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, VOID, XSD

ID = "https://w3id.org/servanda/id/"
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
ACTOR = "actor/mli/ministry-of-justice"
PARSERS = {
    "text/turtle": "turtle", "application/n-triples": "nt", "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}  # fmt: skip


@pytest.mark.parametrize("accept", PARSERS)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD reader uses it
def test_an_iri_leads_to_rdf_about_the_thing(filled: httpx.Client, accept: str) -> None:
    answer = filled.get(f"/id/{ACTOR}", headers={"Accept": accept})
    assert answer.status_code == 303 and "Accept" in answer.headers["vary"]
    document = filled.get(answer.headers["location"])
    assert document.status_code == 200 and document.headers["content-type"].startswith(accept)
    graph = Graph().parse(data=document.text, format=PARSERS[accept])
    assert (URIRef(ID + ACTOR), RDF.type, URIRef("https://w3id.org/servanda/ontology#Ministry")) in graph
    assert any(graph.subjects(None, URIRef(ID + ACTOR)))  # what points to it
    known = {"If-None-Match": document.headers["etag"]}
    assert filled.get(answer.headers["location"], headers=known).status_code == 304


def test_people_are_led_to_a_page(filled: httpx.Client) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    for path in (ACTOR, "instrument/mli/law-2012-023", "report/tip/mli/2013-06-19/statement/1"):
        answer = filled.get(f"/id/{path}", headers=browser)
        assert answer.status_code == 303
        page = filled.get(answer.headers["location"], headers=browser)
        assert page.status_code == 200 and page.headers["content-type"].startswith("text/html"), path
    report = filled.get("/id/report/tip/mli/2013-06-19", headers=browser)
    assert report.headers["location"] == "/reports/tip/mli/2013-06-19"


def test_an_address_that_is_no_iri_gets_into_no_query(filled: httpx.Client) -> None:
    for path in ("/reports/x%3E%20%3Fp%20%3Fo", "/data/x%3E%20%3Fp%20%3Fo", "/id/x%3E"):
        assert filled.get(path).status_code in {303, 400, 404}, path
    assert filled.get("/reports/x%3E%20%3Fp%20%3Fo").status_code == 400


def test_what_is_not_there_or_not_accepted_is_told(filled: httpx.Client) -> None:
    assert filled.get("/data/actor/mli/nobody").status_code == 404
    assert filled.get("/data/x> } DROP ALL").status_code == 400
    assert filled.get(f"/id/{ACTOR}", headers={"Accept": "image/png"}).status_code == 406
    assert filled.get(f"/data/{ACTOR}", headers={"Accept": "image/png"}).status_code == 406
    assert filled.get(f"/id/{ACTOR}", headers={"Origin": "https://example.org"}).headers["access-control-allow-origin"]


def test_the_dataset_is_described_with_its_numbers(filled: httpx.Client) -> None:
    answer = filled.get("/.well-known/void", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=answer.text, format="turtle")
    (dataset,) = graph.subjects(RDF.type, VOID.Dataset)
    counted = filled.get("/sparql", params={"query": COUNT, "format": "csv"})
    assert graph.value(dataset, VOID.triples) == Literal(int(counted.text.split()[1]))
    parts = {
        str(graph.value(part, VOID["class"])).rpartition("#")[2]: graph.value(part, VOID.entities)
        for part in graph.objects(dataset, VOID.classPartition)
    }
    assert parts["Actor"] == Literal(4) and parts["Statement"] == Literal(2)
    assert (dataset, RDF.type, DCAT.Dataset) in graph
    assert graph.value(dataset, DCTERMS.modified) == Literal("2014-06-20", datatype=XSD.date)
    for distribution in graph.objects(dataset, DCAT.distribution):
        media_type = str(graph.value(distribution, DCAT.mediaType))
        assert media_type.startswith("https://www.iana.org/assignments/media-types/") and media_type.count("/") == 6
        assert graph.value(distribution, DCAT.accessURL) == graph.value(distribution, DCAT.downloadURL)
    for dump in graph.objects(dataset, VOID.dataDump):
        assert filled.head(str(dump)).status_code in {200, 405}
        assert filled.get(str(dump)).status_code == 200
    assert filled.get("/dcat", headers={"Accept": "application/rdf+xml"}).text.startswith("<?xml")


def test_the_numbers_follow_the_store(writable: httpx.Client) -> None:
    def triples() -> int:
        text = writable.get("/.well-known/void", headers={"Accept": "text/turtle"}).text
        found = Graph().parse(data=text, format="turtle").objects(None, VOID.triples)
        return max(int(str(number)) for number in found)

    before = triples()
    update = "INSERT DATA { GRAPH <a:counted> { <a:s> <a:p> 1, 2, 3 } }"
    writable.post("/update", content=update, headers={"Content-Type": "application/sparql-update"})
    assert triples() == before + 3
