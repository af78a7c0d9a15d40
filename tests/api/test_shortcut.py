"""Queries that take the short way, beside the same ones on the usual way."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from servanda.settings import Settings

from .conftest import served, serving

LABELS = "SELECT ?label { ?actor <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r . ?s ?t ?u }"
LARGE = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 5000"


def get(query: str, *headers: str) -> bytes:
    return "\r\n".join((f"GET /sparql?query={quote(query)} HTTP/1.1", "Host: here", *headers, "", "")).encode()


def connected(client: httpx.Client) -> socket.socket:
    return socket.create_connection((str(client.base_url.host), client.base_url.port or 0), timeout=30.0)


def said(client: httpx.Client, *pieces: bytes) -> tuple[str, dict[str, set[str]], bytes]:
    """Send a request in pieces that come in one after the other; return the status, headers and body of the answer."""
    answer = b""
    with connected(client) as connection:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(0.05)
        while more := connection.recv(1 << 16):
            answer += more
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers: dict[str, set[str]] = {}
    for name, value in (line.split(": ", 1) for line in lines):
        headers.setdefault(name.lower(), set()).update(value.split(", "))
    if "transfer-encoding" in headers:
        body = joined(body)
    for name in ("date", "transfer-encoding", "content-length"):  # the last two by whether all was there at once
        headers.pop(name, None)
    return status, headers, body


def joined(chunks: bytes) -> bytes:
    """Return a body that was sent in chunks (RFC 9112, section 7.1)."""
    body = b""
    while chunks:
        size, _, chunks = chunks.partition(b"\r\n")
        body += chunks[: int(size, 16)]
        chunks = chunks[int(size, 16) + 2 :]
    return body


@pytest.mark.parametrize("query", [LABELS, "ASK {}", "SELECT (RAND() AS ?r) {} LIMIT 0", LARGE])
@pytest.mark.parametrize("headers", [(), ("Origin: https://example.org",), ("Accept: text/csv;q=0.5, text/html",)])
def test_the_short_way_and_the_usual_way_give_the_same(
    client: httpx.Client, query: str, headers: tuple[str, ...]
) -> None:
    request = get(query, *headers, "Connection: close")
    short, usual = said(client, request), said(client, request[:20], request[20:])
    assert short == usual
    assert short[0] == "HTTP/1.1 200 OK"


@pytest.mark.parametrize(
    ("query", "headers", "status"),
    [
        ("SELECT", (), 400),
        ("", (), 400),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", (), 403),
        ("SELECT * { SERVICE <http://127.0.0.1/> {} }", (), 403),
        ("ASK {}", ("Accept: image/png",), 406),
    ],
)
def test_what_cannot_be_answered_is_told_on_both_ways(
    client: httpx.Client, query: str, headers: tuple[str, ...], status: int
) -> None:
    request = get(query, *headers, "Connection: close")
    short, usual = said(client, request), said(client, request[:20], request[20:])
    assert short == usual
    assert short[0].startswith(f"HTTP/1.1 {status} ")


@pytest.mark.parametrize("target", ["query=ASK%7B%7D&format=xml", "query=ASK%7B%7D#part", "query=ASK%7B%7D&"])
def test_an_address_with_more_than_a_query_is_understood(client: httpx.Client, target: str) -> None:
    request = f"GET /sparql?{target} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode()
    assert said(client, request) == said(client, request[:20], request[20:])


def test_a_further_request_does_not_overtake(client: httpx.Client) -> None:
    with connected(client) as connection:
        connection.sendall(get(f"{LABELS} LIMIT 91"))
        connection.sendall(get("ASK {}"))
        connection.sendall(get("SELECT (7 AS ?seven) {}", "Connection: close"))
        answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    assert answer.count(b"HTTP/1.1 200 OK") == 3
    assert answer.index(b"Police") < answer.index(b'"boolean"') < answer.index(b'"seven"')


def test_a_query_without_its_client_is_ended(store_folder: Path) -> None:
    with serving(Settings(store=str(store_folder), query_workers=1, query_timeout=60.0)) as (client, app):
        with connected(client) as connection:
            connection.sendall(get(ENDLESS))
            time.sleep(0.1)
        deadline = time.monotonic() + 20.0
        while not app.state.pool.ended and time.monotonic() < deadline:
            time.sleep(0.05)
        assert app.state.pool.ended == 1
        assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_a_query_that_takes_too_long_is_told(store_folder: Path) -> None:
    with served(Settings(store=str(store_folder), query_workers=1, query_timeout=1.0)) as client:
        begun = time.monotonic()
        told = client.get("/sparql", params={"query": ENDLESS})
        assert told.status_code == 504 and "1 seconds" in told.json()["detail"]
        assert time.monotonic() - begun < 10.0


def test_queries_beyond_the_queue_are_told_to_come_again(store_folder: Path) -> None:
    settings = Settings(store=str(store_folder), query_workers=1, query_queue=1, query_timeout=3.0)
    statuses: list[int] = []
    with served(settings) as client:

        def ask() -> None:
            told = httpx.get(f"{client.base_url}/sparql", params={"query": ENDLESS}, timeout=60.0, trust_env=False)
            statuses.append(told.status_code)
            assert told.status_code != 503 or int(told.headers["retry-after"]) > 0

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert set(statuses) == {503, 504}


def test_a_request_under_way_is_answered_when_the_service_ends(store_folder: Path) -> None:
    with contextlib.ExitStack() as ends:
        with served(Settings(store=str(store_folder), query_workers=1)) as client:
            client.get("/health")
            connection = ends.enter_context(connected(client))
            connection.sendall(get(f"{LABELS} LIMIT 92"))
            time.sleep(0.05)
        answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    assert answer.startswith(b"HTTP/1.1 200 OK") and b"Police" in answer
