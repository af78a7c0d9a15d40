"""Hostile requests: what they ask for is refused or ended, and nobody else notices."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from benchmarks.hostile import BOMBS, CUT, Ended, asked_meanwhile, attack
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import GraphChange
from servanda.settings import Settings

from .conftest import TOKEN, served

TRIPLES = "\n".join(f"<http://e.org/{i}> <http://e.org/p> <http://e.org/{i * 7 % 3000}> ." for i in range(3000))
LIMIT = 3.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("safety") / "store"
    with EmbeddedStore(folder) as store:
        store.apply([GraphChange("http://e.org/graph", added=TRIPLES)])
    return folder


def test_hostile_queries_are_ended_and_small_ones_answered_meanwhile(folder: Path) -> None:
    settings = Settings(store=str(folder), query_timeout=LIMIT, query_memory=500_000_000)
    ends: dict[str, Ended] = {}
    with served(settings) as client:
        assert client.get("/sparql?query=ASK{}").status_code == 200
        thread = threading.Thread(target=lambda: ends.update(attack(client, BOMBS)))
        thread.start()
        small = list(asked_meanwhile(client, lambda: not thread.is_alive()))
        thread.join()
        assert len(small) > 3
    outcomes = {name: end.how for name, end in ends.items()}
    assert outcomes.keys() == BOMBS.keys()
    assert outcomes["cross product, counted"] == "504"
    assert outcomes["cross product, all rows"] in {CUT, "504"}  # by whether its first rows came in time
    assert set(outcomes.values()) <= {"200", "504", "507", CUT}, outcomes


@contextmanager
def listener() -> Iterator[tuple[str, list[object]]]:
    """A port of this machine that notes who calls it."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        over = threading.Event()

        def accept() -> None:
            while not over.is_set():
                try:
                    connection, caller = server.accept()
                except TimeoutError:
                    continue
                calls.append(caller)
                connection.close()

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/data.ttl", calls
        finally:
            over.set()
            thread.join()


CALLS = [
    "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "ASK {{ {{ SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }}",
    "SELECT * {{ VALUES ?u {{ <{url}> }} SERVICE ?u {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
    "PREFIX service: <{url}> CONSTRUCT {{ ?s ?p ?o }} WHERE {{ service service: {{ ?s ?p ?o }} }}",
    "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "DESCRIBE <{url}>",
    "LOAD <{url}>",
    "LOAD SILENT <{url}> INTO GRAPH <a:g>",
    "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
]


def test_no_query_makes_the_server_open_a_connection(folder: Path) -> None:
    with served(Settings(store=str(folder))) as client, listener() as (url, calls):
        for call in CALLS:
            answer = client.get("/sparql", params={"query": call.format(url=url)})
            assert answer.status_code == (200 if call.startswith("DESCRIBE") else 403), (call, answer.text)
        for name in ("default-graph-uri", "named-graph-uri"):
            client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }", name: url})
        client.get("/rdf-graph-store", params={"graph": url})
        assert calls == []


def test_no_update_makes_the_server_open_a_connection(tmp_path: Path) -> None:
    settings = Settings(store=str(tmp_path / "store"), token=TOKEN)
    with served(settings) as client, listener() as (url, calls):
        client.headers["Authorization"] = f"Bearer {TOKEN}"
        for call in CALLS[-3:]:
            sent = client.post(
                "/update", content=call.format(url=url), headers={"Content-Type": "application/sparql-update"}
            )
            assert sent.status_code == 403
        data = f'<?xml version="1.0"?><!DOCTYPE r SYSTEM "{url}"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
        client.put("/rdf-graph-store?default", content=data, headers={"Content-Type": "application/rdf+xml"})
        context = f'{{"@context": "{url}", "@id": "a:b", "c": "d"}}'
        client.put("/rdf-graph-store?default", content=context, headers={"Content-Type": "application/ld+json"})
        assert calls == []


def test_a_service_on_the_list_is_called(folder: Path) -> None:
    with listener() as (url, calls), served(Settings(store=str(folder), federation=(url,))) as client:
        answer = client.get("/sparql", params={"query": CALLS[0].format(url=url)})
        assert answer.status_code == 503 and calls  # it was called, and gave no answer
        other = CALLS[0].format(url=url.replace("data", "other"))
        assert client.get("/sparql", params={"query": other}).status_code == 403


def test_paths_lead_nowhere_outside(client: httpx.Client) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"):
        assert client.get(path).status_code == 404, path
