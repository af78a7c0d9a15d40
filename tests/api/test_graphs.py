from __future__ import annotations

import httpx
import pytest
from rdflib import Graph

STORE = "/rdf-graph-store"
TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}
ONE = "@prefix e: <http://example.org/> . <> e:name [ e:first 'Ana' ] ."


def triples(answer: httpx.Response) -> int:
    assert answer.status_code == 200, answer.text
    return len(Graph().parse(data=answer.text, format="turtle"))


@pytest.mark.parametrize("address", [f"{STORE}?graph=http://example.org/indirect", f"{STORE}/direct/1.ttl"])
def test_a_graph_is_put_read_filled_and_removed(writable: httpx.Client, address: str) -> None:
    turtle = {"Accept": "text/turtle"}
    assert writable.get(address).status_code == 404 and writable.head(address).status_code == 404
    assert writable.put(address, content=ONE, headers=TURTLE).status_code == 201
    assert triples(writable.get(address, headers=turtle)) == 2
    assert writable.put(address, content=ONE, headers=TURTLE).status_code == 204
    assert triples(writable.get(address, headers=turtle)) == 2
    assert writable.post(address, content=ONE, headers=TURTLE).status_code == 204
    assert triples(writable.get(address, headers=turtle)) == 4
    head = writable.head(address, headers=turtle)
    assert head.status_code == 200 and head.headers["content-type"] == "text/turtle; charset=utf-8"
    assert int(head.headers["content-length"]) > 0 and head.content == b""
    assert writable.delete(address).status_code == 204
    assert writable.get(address).status_code == 404 and writable.delete(address).status_code == 404


def test_relative_iris_are_resolved_against_the_graphs_name(writable: httpx.Client) -> None:
    writable.put(STORE, params={"graph": "http://example.org/base/"}, content=ONE, headers=TURTLE)
    query = "ASK { GRAPH <http://example.org/base/> { <http://example.org/base/> ?p ?o } }"
    assert writable.get("/sparql", params={"query": query}).json()["boolean"] is True


def test_the_default_graph_is_what_has_no_name(writable: httpx.Client) -> None:
    address = f"{STORE}?default"
    assert writable.put(address, content=ONE, headers=TURTLE).status_code == 204
    assert triples(writable.get(address, headers={"Accept": "text/turtle"})) == 2
    assert writable.delete(address).status_code == 204
    assert triples(writable.get(address, headers={"Accept": "text/turtle"})) == 0


def test_a_graph_without_a_name_gets_one(writable: httpx.Client) -> None:
    made = writable.post(STORE, content=ONE, headers=TURTLE)
    assert made.status_code == 201
    assert triples(writable.get(made.headers["location"], headers={"Accept": "text/turtle"})) == 2


def test_files_of_a_form_are_added_together(writable: httpx.Client) -> None:
    files = [
        ("one", ("one.ttl", ONE, "text/turtle")),
        ("two", ("two.nt", '<http://example.org/a> <http://example.org/b> "c" .', "application/n-triples")),
    ]
    address = f"{STORE}?graph=http://example.org/form"
    sent = writable.post(address, files=files)
    assert sent.status_code == 201, sent.text
    assert triples(writable.get(address, headers={"Accept": "text/turtle"})) == 3


ENTITIES = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">
<rdf:Description rdf:about="http://example.org/x"><e:p>&b;</e:p></rdf:Description></rdf:RDF>"""


@pytest.mark.parametrize(
    ("address", "content", "media_type", "status"),
    [
        (STORE, ONE, "text/plain", 415),
        (f"{STORE}?graph=relative", ONE, "text/turtle", 400),
        (f"{STORE}?graph=a:b&default", ONE, "text/turtle", 400),
        (f"{STORE}?grpah=a:b", ONE, "text/turtle", 400),
        (f"{STORE}?graph=a:b", "<a:s> <a:p> broken", "text/turtle", 400),
        (f"{STORE}?graph=a:b", "<a:s> <a:p> <a:o> <a:g> .", "application/n-quads", 400),
        (f"{STORE}?graph=a:b", ENTITIES, "application/rdf+xml", 400),
        (f"{STORE}?graph=a:b", ENTITIES.replace('"aaaaaaaaaa"', "SYSTEM 'file:///etc/passwd'"),
         "application/rdf+xml", 400),
        (f"{STORE}?graph=a:b", "# " + "x" * 200_000, "text/turtle", 413),
    ],
)  # fmt: skip
def test_what_cannot_be_stored_is_told(
    writable: httpx.Client, address: str, content: str, media_type: str, status: int
) -> None:
    sent = writable.post(address, content=content, headers={"Content-Type": media_type})
    assert sent.status_code == status, sent.text
    assert writable.get(STORE, params={"graph": "a:b"}).status_code == 404


def test_graphs_are_written_by_the_bearer_of_the_token_only(writable: httpx.Client, client: httpx.Client) -> None:
    address = f"{STORE}?graph=http://example.org/secret"
    for method in ("PUT", "POST", "DELETE"):
        refused = writable.request(method, address, content=ONE, headers={**TURTLE, "Authorization": "Bearer x"})
        assert refused.status_code == 401
        assert client.request(method, address, content=ONE, headers=TURTLE).status_code == 403
    assert writable.patch(address, content=ONE).status_code == 405
    assert writable.options(STORE).headers["allow"].startswith("GET, HEAD, PUT")
