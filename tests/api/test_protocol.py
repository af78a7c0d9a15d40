"""HTTP as it goes over the wire, with clients that do not keep to it, or take their time."""

from __future__ import annotations

import contextlib
import socket
from pathlib import Path

import httpx
import pytest

from servanda.api import protocol
from servanda.settings import Settings

from .conftest import served

LABELS = "SELECT ?label { ?actor <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"


def said(client: httpx.Client, data: bytes, timeout: float = 30.0) -> bytes:
    """Send bytes and return all that comes until the server closes the connection."""
    address = (str(client.base_url.host), client.base_url.port or 0)
    answer = b""
    with socket.create_connection(address, timeout=timeout) as connection:
        with contextlib.suppress(ConnectionError):  # the server does not read on
            connection.sendall(data)
        with contextlib.suppress(ConnectionError):
            while more := connection.recv(1 << 16):
                answer += more
    return answer


def get(target: str, *headers: str) -> bytes:
    return "\r\n".join((f"GET {target} HTTP/1.1", "Host: here", *headers, "", "")).encode()


ASK = "/sparql?query=ASK%7B%7D"


def test_a_known_answer_is_the_same_as_its_first(client: httpx.Client) -> None:
    for headers in (
        {},
        {"Origin": "https://example.org"},
        {"Accept": "text/csv"},
        {"Accept": "application/json, */*;q=0"},
    ):
        first = client.get("/sparql", params={"query": LABELS}, headers=headers)
        for _ in range(2):
            again = client.get("/sparql", params={"query": LABELS}, headers=headers)
            assert (again.status_code, again.content) == (first.status_code, first.content)
            assert {**again.headers, "date": ""} == {**first.headers, "date": ""}
    whole = client.post("/sparql", content=LABELS, headers={"Content-Type": "application/sparql-query"})
    assert whole.json() == client.get("/sparql", params={"query": LABELS}).json()
    assert client.head("/sparql", params={"query": LABELS}).content == b""


def test_known_answers_are_counted(client: httpx.Client) -> None:
    def counted() -> float:
        name = 'servanda_requests_total{method="GET",route="/sparql",status="200"} '
        return float(
            next(line for line in client.get("/metrics").text.splitlines() if line.startswith(name)).split()[-1]
        )

    client.get(ASK)
    before = counted()
    for _ in range(3):
        client.get(ASK)
    assert counted() == before + 3


def test_requests_may_follow_each_other_without_waiting(client: httpx.Client) -> None:
    client.get("/sparql", params={"query": LABELS})
    new = "/sparql?query=SELECT%20(2%20AS%20%3Ftwo)%7B%7D"
    answer = said(client, get(ASK) * 3 + get(new) + get(ASK) + get("/health") + get(ASK, "Connection: close"))
    assert answer.count(b"HTTP/1.1 200 OK") == 7
    assert answer.endswith(b'"boolean":true}')


def test_a_rate_holds_for_known_answers_too(store_folder: Path) -> None:
    with served(Settings(store=str(store_folder), rate_limit="3/minute")) as client:
        assert [client.get(ASK).status_code for _ in range(5)] == [200, 200, 200, 429, 429]


@pytest.mark.parametrize(
    "head",
    [
        get("/health")[:-2] + b"X: " + b"x" * (protocol.MOST_HEAD + 10),
        get("/health")[:-2] + b"".join(b"X%d: x\r\n" % i for i in range(20_000)),
        b"GET /" + b"x" * (protocol.MOST_HEAD + 10),
    ],
)
def test_a_head_that_is_too_large_is_refused(client: httpx.Client, head: bytes) -> None:
    assert said(client, head).startswith((b"HTTP/1.1 431 ", b"HTTP/1.1 400 "))
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize("begun", [b"", b"GET /hea", get(ASK) + b"GET /"])
def test_a_head_that_does_not_come_is_not_waited_for(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(protocol, "HEAD_PATIENCE", 0.3)
    client.get(ASK)
    answer = said(client, begun)
    assert b"HTTP/1.1 408 " in answer and answer.count(b"200 OK") == begun.count(b"ASK")


def test_a_body_that_does_not_come_is_not_waited_for(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "BODY_PATIENCE", 0.3)
    head = (
        b"POST /sparql HTTP/1.1\r\nHost: here\r\nContent-Type: application/sparql-query\r\nContent-Length: 50\r\n\r\n"
    )
    assert said(client, head + b"ASK") == b""
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize("data", [b"\x16\x03\x01\x02\x00\x01", b"GET\r\n\r\n", b"FOO / HTTP/1.1\r\nHost: here\r\n\r\n"])
def test_what_is_no_request_is_told(client: httpx.Client, data: bytes) -> None:
    assert said(client, data).startswith(b"HTTP/1.1 400 ")
