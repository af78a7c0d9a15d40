from __future__ import annotations

import httpx
import pytest


@pytest.mark.parametrize(
    "path", ["/", "/health", "/metrics", "/.well-known/void", "/openapi.json", "/api/reports", "/reconcile", "/docs"]
)
def test_what_can_be_got_has_a_head(client: httpx.Client, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert head.status_code == got.status_code and head.content == b""
    assert head.headers["content-type"] == got.headers["content-type"]


def test_a_thing_that_is_not_there_has_no_head(client: httpx.Client) -> None:
    assert client.head("/nowhere").status_code == 404
    assert client.head("/update").status_code == 405


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/sparql", "GET, HEAD, POST, OPTIONS"),
        ("/health", "GET, HEAD, OPTIONS"),
        ("/update", "POST, OPTIONS"),
        ("/rdf-graph-store", "GET, HEAD, PUT, POST, DELETE, OPTIONS"),
        ("/static/servanda.css", "GET, HEAD, OPTIONS"),
    ],
)
def test_every_address_tells_its_methods(client: httpx.Client, path: str, methods: str) -> None:
    told = client.options(path)
    assert told.status_code == 204 and set(told.headers["allow"].split(", ")) == set(methods.split(", "))
    refused = client.request("PATCH", path)
    assert refused.status_code == 405 and set(refused.headers["allow"].split(", ")) == set(methods.split(", "))
    assert "PATCH" in refused.json()["detail"]


def test_an_address_that_is_not_there_has_no_methods(client: httpx.Client) -> None:
    assert client.options("/nowhere").status_code == 404


def test_requests_by_head_are_counted_under_their_route(client: httpx.Client) -> None:
    client.head("/health")
    assert 'method="HEAD",route="/health",status="200"' in client.get("/metrics").text
