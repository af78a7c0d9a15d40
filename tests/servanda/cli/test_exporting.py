"""`servanda export`: the graph, the network, filters."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import GraphChange
from servanda.ontology.vocab import ODRL2, RDF
from tests.api.test_odrl import read
from tests.shapes import valid

from .conftest import Run


@pytest.mark.parametrize("format", ["trig", "nquads", "turtle", "jsonld"])
def test_the_graph_is_exported(run: Run, store: Path, tmp_path: Path, format: str) -> None:
    out = tmp_path / f"graph.{format}"
    assert run("export", "--format", format, "--store", store, "--out", out).exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert "Ministry of Justice" in text
    assert run("export", "--format", format, "--store", store).stdout == text


@pytest.mark.parametrize("format", ["gexf", "graphml", "cytoscape", "csv", "network-jsonld"])
def test_the_network_is_exported(run: Run, store: Path, format: str) -> None:
    result = run("export", "--format", format, "--store", store)
    assert result.exit_code == 0 and "Ministry of Justice" in result.stdout and "partner" in result.stdout


def test_a_place_where_nothing_can_be_written_is_told(run: Run, store: Path, tmp_path: Path) -> None:
    result = run("export", "--format", "trig", "--store", store, "--out", tmp_path / "no" / "graph.trig")
    assert result.exit_code == 1 and "cannot write" in result.stderr and result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("filters", "ties"),
    [
        ([], 1),
        (["--country", "NER"], 0),
        (["--kind", "supported", "--kind", "partner"], 1),
        (["--kind", "supported"], 0),
        (["--min-weight", "2"], 0),
        (["--to", "1999"], 0),
    ],
)
def test_filters_narrow_the_network(run: Run, store: Path, filters: list[str], ties: int) -> None:
    result = run("export", "--format", "csv", "--store", store, *filters)
    assert result.exit_code == 0 and len(result.stdout.splitlines()) == 1 + ties


def test_wrong_filters_and_filters_of_the_graph_are_told(run: Run, store: Path) -> None:
    graph = run("export", "--format", "jsonld", "--store", store, "--country", "MLI")
    assert graph.exit_code == 2 and "network-jsonld" in graph.stderr and graph.stderr.count("\n") == 1
    wrong = run("export", "--format", "csv", "--store", store, "--kind", "friend")
    assert wrong.exit_code == 2 and "kind is 'friend'" in wrong.stderr


def test_commitments_are_exported_as_duties_and_as_a_table(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with EmbeddedStore(store) as filled:
        filled.apply([GraphChange("https://example.org/all", valid.everything().serialize(format="nt"))])
    duties = run("export", "--format", "odrl", "--store", store)
    graph = read(duties.stdout)
    table = run("export", "--format", "commitments", "--store", store)
    rows = list(csv.DictReader(io.StringIO(table.stdout)))
    assert duties.exit_code == table.exit_code == 0
    assert {str(duty) for duty in graph.subjects(RDF.type, ODRL2.Duty)} == {row["iri"] for row in rows} != set()
    none = run("export", "--format", "commitments", "--store", store, "--country", "NER")
    assert none.exit_code == 0 and len(none.stdout.splitlines()) == 1
    wrong = run("export", "--format", "odrl", "--store", store, "--kind", "partner")
    assert wrong.exit_code == 2 and "--country" in wrong.stderr
