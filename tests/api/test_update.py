from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from servanda.settings import Settings

from .conftest import BEARER, TOKEN, served

UPDATE = {"Content-Type": "application/sparql-update"}
G = "http://example.org/graph"


def size(client: httpx.Client, graph: str = G) -> int:
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    return int(client.get("/sparql", params={"query": query, "format": "csv"}).text.split()[1])


def test_queries_see_an_update_once_it_is_answered(writable: httpx.Client) -> None:
    before = size(writable)
    for number in range(5):
        update = f"INSERT DATA {{ GRAPH <{G}> {{ <http://example.org/s{number}> <http://example.org/p> 1 }} }}"
        sent: httpx.Response
        if number % 2:
            sent = writable.post("/update", content=update, headers=UPDATE)
        else:
            sent = writable.post("/update", data={"update": update})
        assert sent.status_code == 204 and sent.content == b""
        assert size(writable) == before + number + 1


def test_a_request_may_name_the_dataset_of_an_update(writable: httpx.Client) -> None:
    one, two = "http://example.org/one", "http://example.org/two"
    update = (
        f"INSERT DATA {{ GRAPH <{one}> {{ <a:1> <a:p> 1 }} GRAPH <{two}> {{ <a:2> <a:p> 2 . <a:3> <a:p> 2 }} }} ;\n"
        f"INSERT {{ GRAPH <http://example.org/copy> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }} ;\n"
        f"DELETE WHERE {{ GRAPH <{one}> {{ ?s ?p ?o }} }}"
    )
    sent = writable.post("/update", params={"using-graph-uri": two}, content=update, headers=UPDATE)
    assert sent.status_code == 204, sent.text
    assert (size(writable, "http://example.org/copy"), size(writable, one)) == (2, 0)
    update = f"WITH <{one}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}"
    twice = writable.post("/update", params={"using-graph-uri": two}, content=update, headers=UPDATE)
    assert twice.status_code == 400 and "dataset" in twice.json()["detail"]


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        ("CLEAR XYZ", UPDATE, 400),
        ("LOAD <http://127.0.0.1:9/>", UPDATE, 403),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", UPDATE, 403),
        ("CLEAR ALL", {"Content-Type": "text/plain"}, 415),
        ("CLEAR ALL", {"Content-Type": "application/sparql-update; charset=UTF-16"}, 415),
        ("CLEAR ALL", {**UPDATE, "Content-Encoding": "gzip"}, 415),
        ("#" * 200_000, UPDATE, 413),
        ("update=CLEAR+ALL&update=CLEAR+ALL", {"Content-Type": "application/x-www-form-urlencoded"}, 400),
        ("query=ASK{}", {"Content-Type": "application/x-www-form-urlencoded"}, 400),
    ],
)
def test_what_is_wrong_is_told_and_nothing_done(
    writable: httpx.Client, content: str, headers: dict[str, str], status: int
) -> None:
    before = writable.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).text
    sent = writable.post("/update", content=content, headers=headers)
    assert sent.status_code == status and sent.json()["status"] == status
    assert writable.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).text == before


def test_an_update_that_takes_too_long_is_ended_and_leaves_nothing(writable: httpx.Client) -> None:
    endless = " ".join(f"GRAPH ?g{i} {{ ?a{i} ?b{i} ?c{i} }}" for i in range(12))
    update = f"INSERT {{ GRAPH <a:endless> {{ <a:s> <a:p> ?c1 }} }} WHERE {{ {endless} }}"
    sent = writable.post("/update", params={"timeout": "1"}, content=update, headers=UPDATE)
    assert sent.status_code == 504
    assert size(writable, "a:endless") == 0
    again = writable.post("/update", content="INSERT DATA { GRAPH <a:endless> { <a:s> <a:p> 1 } }", headers=UPDATE)
    assert again.status_code == 204 and size(writable, "a:endless") == 1


def test_only_the_bearer_of_the_token_writes(writable: httpx.Client, client: httpx.Client) -> None:
    for wrong in ("", "Bearer wrong", "Basic YTpi"):
        sent = writable.post("/update", content="CLEAR ALL", headers={**UPDATE, "Authorization": wrong})
        assert sent.status_code == 401 and sent.headers["www-authenticate"] == "Bearer"
    sent = client.post("/update", content="CLEAR ALL", headers={**UPDATE, "Authorization": "Bearer x"})
    assert sent.status_code == 403 and "SERVANDA_TOKEN" in sent.json()["detail"]
    assert writable.get("/update").status_code == 405


def test_a_service_that_ends_leaves_no_checkpoints(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with served(Settings(store=str(folder), token=TOKEN)) as client:
        insert = "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } }"
        assert client.post("/update", content=insert, headers={**UPDATE, **BEARER}).status_code == 204
        assert size(client, "a:g") == 1
        assert any((folder / "checkpoints").iterdir())
    assert not any((folder / "checkpoints").iterdir())
