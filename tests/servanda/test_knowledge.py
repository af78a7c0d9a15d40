from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import servanda
from servanda.errors import NotFound, QueryError, StoreError, UsageError
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.network.measures import brokers
from servanda.graph.opening import restore
from servanda.knowledge import KnowledgeGraph
from tests.graph import servers
from tests.graph.network.conftest import AGENCY, COURT, DATA, IRIS, JUSTICE, POLICE, kinds

SV = "PREFIX sv: <https://w3id.org/servanda/ontology#> "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with EmbeddedStore(tmp_path / "s") as store:
        store.load(io.BytesIO(DATA.encode()), "application/trig")
    return tmp_path / "s"


@pytest.fixture
def graph(folder: Path) -> Iterator[KnowledgeGraph]:
    with servanda.open(str(folder)) as graph:
        yield graph


def test_rows_have_python_values(graph: KnowledgeGraph) -> None:
    answer = graph.query(SV + "SELECT ?weight ?first ?tie ?none { ?tie sv:weight ?weight ; sv:firstDate ?first }")
    assert answer.columns == ("weight", "first", "tie", "none")
    assert list(answer) == [
        {"weight": 2, "first": date(2008, 1, 1), "tie": f"{IRIS.base}tie/partner/t1", "none": None}
    ]  # fmt: skip
    assert answer[0]["weight"] == 2 and len(answer) == 1


def test_frames(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = graph.query(SV + "SELECT ?kind (COUNT(?tie) AS ?n) { ?tie sv:tieKind ?kind } GROUP BY ?kind ORDER BY ?n")
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pandas"):
        answer.frame()
    monkeypatch.undo()
    pytest.importorskip("pandas")
    frame = answer.frame()
    assert list(frame.columns) == ["kind", "n"] and frame["n"].sum() == 5


def test_named_queries(graph: KnowledgeGraph) -> None:
    assert "ties" in graph.queries
    assert graph.query("reports").columns
    with pytest.raises(NotFound, match="no named query 'partnerz'"):
        graph.query("partnerz")
    with pytest.raises(UsageError):
        graph.query("reports", nonsense="1")
    with pytest.raises(UsageError):
        graph.query("SELECT * { ?s ?p ?o }", country="MLI")
    with pytest.raises(QueryError):
        graph.query("ASK {}")


def test_other_forms_of_queries(graph: KnowledgeGraph) -> None:
    assert graph.ask(SV + "ASK { ?tie a sv:ClaimedTie }")
    assert len(graph.construct(SV + "CONSTRUCT WHERE { ?tie a sv:Tie }")) == 3


def test_actors_by_country_type_and_name(graph: KnowledgeGraph) -> None:
    assert {entry.iri for entry in graph.actors(country="mli")} == {JUSTICE, POLICE}
    assert [entry.iri for entry in graph.actors(type="Court")] == [COURT]
    assert graph.actor("ministry of JUSTICE").iri == graph.actor(JUSTICE).iri == JUSTICE
    with pytest.raises(NotFound):
        graph.actor("King")


def test_ties_and_networks_by_filters(graph: KnowledgeGraph) -> None:
    assert [tie.weight for tie in graph.ties()] == [2, 1, 1]
    assert [tie.iri for tie in graph.ties(countries=["NER"])] == [f"{IRIS.base}tie/supported/t3"]
    assert kinds(graph.network(also=["claimed"], start="2010")) == ["t1", "t3", "t4"]
    assert graph.tie(graph.ties()[0].iri)["source"]["label"] == "Ministry of Justice"
    assert {broker.iri for broker in brokers(graph.network(), 2)} == {AGENCY, JUSTICE}
    with pytest.raises(UsageError, match="give a list"):
        graph.network(countries="MLI")


def test_surroundings_and_paths_by_name(graph: KnowledgeGraph) -> None:
    assert sorted(graph.ego("Ministry of Justice")) == sorted([JUSTICE, POLICE, AGENCY])
    assert graph.paths(POLICE, "High Court") == [[POLICE, JUSTICE, AGENCY, COURT]]


def test_nothing_can_be_written(graph: KnowledgeGraph) -> None:
    with pytest.raises(StoreError, match="read only"):
        graph.store.update("DROP ALL")


def test_a_service_gives_the_same(folder: Path, graph: KnowledgeGraph, tmp_path: Path) -> None:
    with servers.oxigraph() as url:
        with servanda.open(str(folder)) as ours:
            ours.store.backup(tmp_path / "b.nq.gz")
        restore(tmp_path / "b.nq.gz", url)
        with servanda.open(url) as there:
            one, other = graph.network(also=["claimed", "planned"]), there.network(also=["claimed", "planned"])
            assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
            assert list(one.nodes(data=True)) == list(other.nodes(data=True))


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        servanda.open(str(tmp_path / "none"))
