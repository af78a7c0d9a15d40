"""Tests that are written as HTTP requests with the answers they expect: the protocol and the Graph Store Protocol."""

from __future__ import annotations

import httpx
import pyoxigraph as ox

from .compare import same_quads
from .manifests import CNT, HT, MF, Node, Test

STATUSES = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}


def run(client: httpx.Client, test: Test) -> None:
    requests = test.action.one(HT + "requests")
    assert requests is not None
    location = ""
    for request in requests.items():
        answer = _sent(client, test, request, location)
        location = answer.headers.get("location", location)
        response = request.one(HT + "resp")
        assert response is not None
        _check(answer, response)


def _sent(client: httpx.Client, test: Test, request: Node, location: str) -> httpx.Response:
    path, method = _text(request, HT + "absolutePath"), _text(request, HT + "methodName")
    headers = _headers(request)
    body = request.one(HT + "body")
    encoding = (_text(body, CNT + "characterEncoding") or "utf-8") if body else "utf-8"
    content = _text(body, CNT + "chars").encode(encoding) if body else b""
    if path.startswith("/gsp"):
        headers["Host"] = "www.example"
        path = path.replace("gsp", "rdf-graph-store").replace("$LOCATION$", location)
        content = _ours(content).replace(b"$LOCATION$", location.encode())
    else:
        path = path.replace("/sparql/", "/update" if _is_update(test, path, headers, content) else "/sparql")
    return client.request(method, path, content=content or None, headers=headers)


def _is_update(test: Test, path: str, headers: dict[str, str], content: bytes) -> bool:
    return (
        test.name.startswith("bad_update")
        or headers.get("content-type", "").startswith("application/sparql-update")
        or content.startswith(b"update=")
    )


def _check(answer: httpx.Response, response: Node) -> None:
    expected = [node.text.rpartition("#")[2] for node in response.all(MF + "expectedStatus")]
    assert any(_matches(answer.status_code, status) for status in expected), (answer.status_code, answer.text)
    kind, types = _text(response, MF + "expectedFormat"), answer.headers.get("content-type", "")
    if kind == "boolean" or kind == "tabular":
        assert any(name in types for name in ("sparql-results", "csv", "tab-separated"))
    elif kind == "RDF":
        assert ox.RdfFormat.from_media_type(types) is not None
    if (boolean := response.one(MF + "expectedBoolean")) is not None:
        assert answer.json()["boolean"] is (boolean.text == "true")
    if (body := response.one(HT + "body")) is not None:
        expected_quads = ox.parse(_ours(_text(body, CNT + "chars").encode()), ox.RdfFormat.TURTLE)
        assert same_quads(ox.parse(answer.content, ox.RdfFormat.from_media_type(types)), expected_quads), answer.text
    for name, value in _headers(response).items():
        assert answer.headers[name] == value, (name, answer.headers[name])


def _matches(status: int, expected: str) -> bool:
    if expected.startswith("StatusCode"):
        return str(status)[0] == expected.removeprefix("StatusCode")[0]
    return str(status) == STATUSES[expected]


def _headers(message: Node) -> dict[str, str]:
    headers = message.one(HT + "headers")
    return {
        _text(header, HT + "fieldName").lower(): _text(header, HT + "fieldValue")
        for header in (headers.items() if headers else ())
    }


def _text(node: Node | None, predicate: str) -> str:
    found = node.one(predicate) if node is not None else None
    return found.text if found is not None else ""


def _ours(text: bytes) -> bytes:
    """Return a text with our address of the graph store in the place of the suite's."""
    return text.replace(b"/gsp/", b"/rdf-graph-store/")
