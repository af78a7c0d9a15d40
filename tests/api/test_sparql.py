from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from rdflib import Graph

from servanda.settings import Settings

from .conftest import served

LABELS = "SELECT ?label { ?actor <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"
GRAPH = "CONSTRUCT WHERE { ?s a <https://w3id.org/servanda/ontology#Actor> }"


def test_get_answers_in_json_by_default(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": LABELS})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert [row["label"]["value"] for row in answer.json()["results"]["bindings"]] == [
        "Ministry of <b>Justice</b>", "Police"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("accept", "content_type", "start"),
    [
        ("text/csv", "text/csv; charset=utf-8", "label"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?label"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("application/json", "application/json", "{"),
        ("text/html;q=0.9, text/csv;q=0.5, */*;q=0.1", "text/csv; charset=utf-8", "label"),
    ],
)
def test_tables_come_in_the_form_that_is_asked_for(
    client: httpx.Client, accept: str, content_type: str, start: str
) -> None:
    answer = client.get("/sparql", params={"query": LABELS}, headers={"Accept": accept})
    assert answer.headers["content-type"] == content_type
    assert answer.text.startswith(start)


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD reader uses it
def test_graphs_come_in_every_rdf_syntax(client: httpx.Client, accept: str, format: str) -> None:
    answer = client.get("/sparql", params={"query": GRAPH}, headers={"Accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    assert len(Graph().parse(data=answer.text, format=format)) == 2


def test_both_post_forms_answer(client: httpx.Client) -> None:
    as_form = client.post("/sparql", data={"query": LABELS, "format": "csv"})
    as_query = client.post(
        "/sparql", content=LABELS, headers={"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    )
    assert as_form.status_code == as_query.status_code == 200
    assert as_form.text == as_query.text != ""


def test_a_request_may_name_the_dataset(client: httpx.Client) -> None:
    registry = "https://w3id.org/servanda/id/graph/registry"
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    answer = client.get("/sparql", params={"query": query, "default-graph-uri": registry, "format": "csv"})
    assert answer.text.split() == ["n", "6"]
    query = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    answer = client.get("/sparql", params={"query": query, "named-graph-uri": registry, "format": "csv"})
    assert answer.text.split() == ["n", "6"]


def test_graphs_of_a_dataset_that_the_store_does_not_hold_are_empty(client: httpx.Client) -> None:
    elsewhere = "http://elsewhere.example/data.ttl"
    answer = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }", "default-graph-uri": elsewhere})
    assert answer.status_code == 200 and answer.json()["boolean"] is False


def test_relative_iris_are_resolved_against_the_endpoint(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT (STR(<a>) AS ?a) {}", "format": "csv"})
    assert answer.text.split() == ["a", str(client.base_url.join("/a"))]


def test_an_answer_is_not_sent_again_while_the_store_is_the_same(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": LABELS})
    known = {"If-None-Match": answer.headers["etag"]}
    assert client.get("/sparql", params={"query": LABELS}, headers=known).status_code == 304
    other = client.get("/sparql", params={"query": LABELS}, headers={**known, "Accept": "text/csv"})
    assert other.status_code == 200 and other.headers["etag"] != answer.headers["etag"]
    assert "etag" not in client.get("/sparql", params={"query": "SELECT (NOW() AS ?n) {}"}).headers


def test_a_large_answer_is_streamed_whole(client: httpx.Client) -> None:
    numbers = " ".join(map(str, range(300)))
    query = f"SELECT * {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} }}"
    answer = client.get("/sparql", params={"query": query})
    assert answer.headers["transfer-encoding"] == "chunked"
    assert len(answer.json()["results"]["bindings"]) == 90_000


def test_an_answer_that_fails_half_way_is_broken_for_its_client(store_folder: Path) -> None:
    numbers = " ".join(map(str, range(300)))
    query = f"SELECT * {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} }}"
    with served(Settings(store=str(store_folder), max_answer_bytes=1_000_000)) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/sparql", params={"query": query})
        assert client.get("/sparql", params={"query": f"{query} LIMIT 10"}).status_code == 200


def test_a_head_request_has_headers_and_no_body(client: httpx.Client) -> None:
    whole = client.get("/sparql", params={"query": LABELS})
    head = client.head("/sparql", params={"query": LABELS})
    assert head.status_code == 200 and head.content == b""
    assert head.headers["content-length"] == str(len(whole.content))


def test_pages_of_other_hosts_may_ask(client: httpx.Client) -> None:
    origin = {"Origin": "https://example.org"}
    assert client.get("/sparql", params={"query": LABELS}, headers=origin).headers["access-control-allow-origin"] == "*"
    asked = client.options("/sparql", headers={**origin, "Access-Control-Request-Method": "POST"})
    assert asked.status_code == 200 and "POST" in asked.headers["access-control-allow-methods"]
    assert client.options("/sparql").headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_without_a_query_the_service_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    described = Graph().parse(data=answer.text, format="turtle")
    endpoints = described.query(
        "SELECT ?e { ?s a <http://www.w3.org/ns/sparql-service-description#Service> ; "
        "<http://www.w3.org/ns/sparql-service-description#endpoint> ?e }"
    )
    assert [str(row[0]) for row in endpoints] == [str(client.base_url.join("/sparql"))]  # type: ignore[index]


@pytest.mark.parametrize(
    ("params", "status", "words"),
    [
        ({"query": "SELECT ?s { ?s ?p "}, 400, "SPARQL"),
        ({"query": ""}, 400, "SPARQL"),
        ({"query": LABELS, "timeout": "soon"}, 400, "timeout"),
        ({"query": LABELS, "timeout": "-1"}, 400, "timeout"),
        ({"query": LABELS, "timeout": "nan"}, 400, "timeout"),
        ({"query": LABELS, "format": "docx"}, 400, "docx"),
        ({"query": "SELECT * FROM <http://elsewhere.example/> { ?s ?p ?o }"}, 403, "elsewhere"),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, 403, "SERVICE"),
        ({"query": "LOAD <http://127.0.0.1:9/>"}, 403, "update"),
        ({"update": "CLEAR ALL"}, 403, "update"),
    ],
)
def test_what_is_wrong_or_refused_is_told(
    client: httpx.Client, params: dict[str, str], status: int, words: str
) -> None:
    answer = client.get("/sparql", params=params)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"] and answer.json()["status"] == status


def test_an_error_of_syntax_tells_its_place(client: httpx.Client) -> None:
    problem = client.get("/sparql", params={"query": "SELECT ?s {\n ?s ?p ! }"}).json()
    assert problem["line"] == 2 and problem["column"] > 1
    text = client.get("/sparql", params={"query": "SELECT"}, headers={"Accept": "text/csv, text/plain;q=0.5"})
    assert text.status_code == 400 and text.headers["content-type"].startswith("text/plain")


def test_types_and_bodies_that_cannot_be_used_are_refused(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": LABELS}, headers={"Accept": "image/png"}).status_code == 406
    assert client.post("/sparql", content="x", headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.post("/sparql", content="x").status_code == 415
    query = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content=b"ASK { ?s ?p '\xff' }", headers=query).status_code == 400
    assert client.post("/sparql", content=b"#" * 20_000, headers=query).status_code == 413
    update = {"Content-Type": "application/sparql-update"}
    assert client.post("/sparql", content="CLEAR ALL", headers=update).status_code == 403
    assert client.put("/sparql", content="x").status_code == 405
    assert client.get("/sparql?query=ASK{}&query=ASK{}").status_code == 400


def test_an_ask_answers_with_a_boolean(client: httpx.Client) -> None:
    assert json.loads(client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).text)["boolean"] is True


def test_a_query_ends_when_its_client_goes_away(store_folder: Path) -> None:
    endless = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?a{i} ?b{i} ?c{i} .' for i in range(12))} }}"
    with served(Settings(store=str(store_folder), query_workers=1, query_timeout=300.0)) as client:
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
        with pytest.raises(httpx.ReadTimeout):
            client.get("/sparql", params={"query": endless}, timeout=1.0)
        assert client.get("/sparql", params={"query": "ASK {}", "timeout": "30"}).status_code == 200
