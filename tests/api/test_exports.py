from __future__ import annotations

import httpx
import pytest
from rdflib import Dataset, Graph

VALID = "<https://example.org/a> <http://www.w3.org/2000/01/rdf-schema#label> 'A' ."
FAULTY = "<https://example.org/a> a <https://w3id.org/servanda/ontology#Statement> ."
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
TURTLE = {"Content-Type": "text/turtle"}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")  # rdflib's own readers use it
@pytest.mark.parametrize(("format", "parser"), [("trig", "trig"), ("nquads", "nquads"), ("turtle", "turtle")])
def test_the_graph_comes_whole_in_every_format(filled: httpx.Client, format: str, parser: str) -> None:
    answer = filled.get("/api/export", params={"format": format})
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
    parsed = Dataset(default_union=True)
    parsed.parse(data=answer.text, format=parser)
    counted = filled.get("/sparql", params={"query": COUNT, "format": "csv"})
    assert len(set(parsed.triples((None, None, None)))) == int(counted.text.split()[1])
    known = {"If-None-Match": answer.headers["etag"]}
    assert filled.get("/api/export", params={"format": format}, headers=known).status_code == 304


def test_an_unknown_format_is_told(filled: httpx.Client) -> None:
    assert filled.get("/api/export?format=docx").status_code == filled.get("/api/export").status_code == 400


def test_data_is_checked_against_the_shapes(filled: httpx.Client) -> None:
    right = filled.post("/api/validate", content=VALID, headers=TURTLE).json()
    assert right["conforms"] is True and [finding["severity"] for finding in right["findings"]] == ["Info"]
    wrong = filled.post("/api/validate", content=FAULTY, headers=TURTLE).json()
    assert wrong["conforms"] is False
    assert any(f["severity"] == "Violation" and f["focus"] == "https://example.org/a" for f in wrong["findings"])
    report = filled.post("/api/validate", content=FAULTY, headers={**TURTLE, "Accept": "text/turtle"})
    assert len(Graph().parse(data=report.text, format="turtle")) > 0


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [("<a:b> <a:c>", TURTLE, 400), (VALID, {"Content-Type": "text/plain"}, 415),
     (VALID, {**TURTLE, "Accept": "image/png"}, 406)],
)  # fmt: skip
def test_data_that_cannot_be_checked_is_told(
    filled: httpx.Client, content: str, headers: dict[str, str], status: int
) -> None:
    assert filled.post("/api/validate", content=content, headers=headers).status_code == status
