"""The W3C SPARQL 1.1 test suite, driven through the HTTP service.

`deviations.toml` lists the tests that are known to fail, each with its reason. The run fails on any other failure, and
on a listed test that passes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from . import exchanges, manifests
from .compare import rows_of, rows_of_graph, same_answers, same_csv, same_quads, same_rows
from .conftest import Service, datasets, quads_of
from .manifests import BASE, UT, Test, file_of

DEVIATIONS: dict[str, str] = tomllib.loads(Path(__file__).with_name("deviations.toml").read_text(encoding="utf-8"))
ACCEPT = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
SYNTAX = "this is not SPARQL 1.1"
SD = "http://www.w3.org/ns/sparql-service-description#"


def evaluate_query(library: Service, test: Test) -> None:
    assert test.result is not None
    expected = file_of(test.result.text)
    dataset = {"default-graph-uri": test.default_graphs or [f"{BASE}nothing"], "named-graph-uri": test.named_graphs}
    answer = library.client.get(
        "/sparql",
        params={"query": test.query, **({} if test.named_itself else dataset)},
        headers={"Accept": ACCEPT.get(expected.suffix, "text/turtle, application/sparql-results+json;q=0.5")},
    )
    assert answer.status_code == 200, answer.text
    media_type = answer.headers["content-type"]
    if expected.suffix == ".csv":
        assert same_csv(answer.content, expected.read_bytes())
    elif ox.RdfFormat.from_media_type(media_type) is not None:
        assert same_quads(
            ox.parse(answer.content, ox.RdfFormat.from_media_type(media_type)), quads_of(test.result.text)
        )
    elif expected.suffix in ACCEPT:
        assert same_answers(answer.content, media_type, expected.read_bytes(), ACCEPT[expected.suffix])
    else:
        assert same_rows(rows_of(answer.content, media_type), rows_of_graph(quads_of(test.result.text)))


def evaluate_update(service: Service, test: Test) -> None:
    service.fill(test.action)
    request = test.action.one(UT + "request")
    assert request is not None and test.result is not None
    sent = service.update(f"BASE <{request.text}>\n{file_of(request.text).read_text(encoding='utf-8')}")
    assert sent.status_code == 204, sent.text
    expected = [
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(name) if name else ox.DefaultGraph())
        for quads, name in datasets(test.result)
        for quad in quads
    ]
    assert same_quads(service.dataset(), expected)


def parse(service: Service, test: Test) -> None:
    text = f"BASE <{test.action.text}>\n{file_of(test.action.text).read_text(encoding='utf-8')}"
    is_update = test.action.text.endswith(".ru")
    answer = service.update(text) if is_update else service.client.get("/sparql", params={"query": text})
    if test.kind.startswith("Negative"):
        assert answer.status_code == 400
    else:
        assert not (answer.status_code == 400 and SYNTAX in answer.json()["detail"]), answer.text


def exchange(service: Service, test: Test) -> None:
    service.fill(test.node)
    exchanges.run(service.client, test)


def describe(service: Service, test: Test) -> None:
    answer = service.client.get("/sparql", headers={"Accept": "text/turtle"})
    quads = list(ox.parse(answer.content, ox.RdfFormat.TURTLE))
    endpoints = {quad.object.value for quad in quads if quad.predicate.value == SD + "endpoint"}
    if test.name == "has-endpoint-triple":
        assert str(service.client.base_url.join("/sparql")) in endpoints
    elif test.name == "conforms-to-schema":
        typed = {(quad.subject, quad.object.value) for quad in quads if quad.predicate.value.endswith("#type")}
        for quad in quads:
            name = quad.predicate.value.removeprefix(SD)
            assert name in DOMAINS or not quad.predicate.value.startswith(SD)
            assert name not in DOMAINS or (quad.subject, SD + DOMAINS[name]) in typed
            assert name not in RANGES or (quad.object, SD + RANGES[name]) in typed
    else:
        assert quads


DOMAINS = {
    "endpoint": "Service", "supportedLanguage": "Service", "feature": "Service", "resultFormat": "Service",
    "inputFormat": "Service", "defaultDataset": "Service", "defaultGraph": "Dataset", "namedGraph": "Dataset",
    "name": "NamedGraph", "graph": "NamedGraph",
}  # fmt: skip
RANGES = {"defaultDataset": "Dataset", "defaultGraph": "Graph", "namedGraph": "NamedGraph", "graph": "Graph"}
RUNNERS: dict[str, Callable[[Service, Test], None]] = {
    "QueryEvaluationTest": evaluate_query,
    "CSVResultFormatTest": evaluate_query,
    "UpdateEvaluationTest": evaluate_update,
    "PositiveSyntaxTest11": parse,
    "NegativeSyntaxTest11": parse,
    "NegativeSyntaxTest": parse,
    "PositiveUpdateSyntaxTest11": parse,
    "NegativeUpdateSyntaxTest11": parse,
    "ProtocolTest": exchange,
    "GraphStoreProtocolTest": exchange,
    "ServiceDescriptionTest": describe,
}


@pytest.mark.skipif(not manifests.tests(), reason="the W3C test suite is not there (../shared/w3c/sparql11)")
@pytest.mark.parametrize("test", [pytest.param(test, id=test.id) for test in manifests.tests()])
def test_w3c(service: Service, library: Service, test: Test) -> None:
    reason = DEVIATIONS.get(test.id)
    try:
        RUNNERS[test.kind](library if RUNNERS[test.kind] is evaluate_query else service, test)
    except (AssertionError, SyntaxError, ValueError) as fault:
        if reason is None:
            raise
        pytest.xfail(f"{reason} ({str(fault)[:80]})")
    assert reason is None, f"{test.id} passes: take it off the list of deviations"


@pytest.mark.skipif(not manifests.tests(), reason="the W3C test suite is not there (../shared/w3c/sparql11)")
def test_every_listed_deviation_is_a_test() -> None:
    assert set(DEVIATIONS) <= {test.id for test in manifests.tests()}
