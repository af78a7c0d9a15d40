from __future__ import annotations

import io

import pytest

from servanda.errors import UsageError
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.network.building import actor_network, network, simple
from servanda.graph.network.evidence import Evidence
from servanda.graph.network.filters import Filters
from servanda.graph.store import GraphChange

from .conftest import AGENCY, COURT, DATA, IRIS, JUSTICE, POLICE, kinds


def test_nodes_are_the_actors_with_ties(store: EmbeddedStore) -> None:
    assert dict(actor_network(store, IRIS).nodes(data=True)) == {
        JUSTICE: {"label": "Ministry of Justice", "type": "Ministry", "country": "MLI"},
        POLICE: {"label": 'Police & Gendarmerie "élite"', "type": "Agency", "country": "MLI"},
        COURT: {"label": "High Court", "type": "Court", "country": "NER"},
        AGENCY: {"label": "World Aid", "type": "InternationalBody"},
    }


def test_edges_are_what_took_place_with_its_proof(known: Evidence) -> None:
    made = network(known)
    assert kinds(made) == ["t1", "t2", "t3"]
    assert made.edges[JUSTICE, POLICE, f"{IRIS.base}tie/partner/t1"] == {
        "kind": "partner", "status": "occurrence", "weight": 2, "normalised": 1.5, "mutual": True,
        "evidence": (f"{IRIS.base}a1", f"{IRIS.base}b1"), "first": "2008-01-01", "last": "2014-06-30",
    }  # fmt: skip


def test_normalised_weights_are_those_of_the_statements_that_count(known: Evidence) -> None:
    late = network(known, Filters(start="2012"))
    tie = late.edges[JUSTICE, POLICE, f"{IRIS.base}tie/partner/t1"]
    assert (tie["weight"], tie["normalised"]) == (1, 0.5)
    assert simple(network(known)).edges[JUSTICE, POLICE] == {"weight": 2, "normalised": 1.5}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(also=("claimed",)), ["t1", "t2", "t3", "t4"]),
        (Filters(also=("claimed", "planned")), ["t1", "t2", "t3", "t4", "t5"]),
        (Filters(countries=("NER",)), ["t3"]),
        (Filters(countries=("MLI",)), ["t1", "t2"]),
        (Filters(types=("Ministry", "Agency")), ["t1"]),
        (Filters(kinds=("supported",)), ["t2", "t3"]),
        (Filters(min_weight=2), ["t1"]),
        (Filters(series=("s2",)), ["t3"]),
        (Filters(start="2010"), ["t1", "t3"]),
        (Filters(end="2008"), ["t1"]),
        (Filters(start="2009-06-01", end="2009-06-01"), ["t2"]),
        (Filters(start="2010", min_weight=2), []),
        (Filters(start="2020"), []),
    ],
)
def test_filters(known: Evidence, filters: Filters, found: list[str]) -> None:
    assert kinds(network(known, filters)) == found


def test_a_period_counts_the_statements_anew(known: Evidence) -> None:
    tie = network(known, Filters(start="2014-06")).edges[JUSTICE, POLICE, f"{IRIS.base}tie/partner/t1"]
    assert (tie["weight"], tie["evidence"]) == (1, (f"{IRIS.base}b1",))
    assert (tie["first"], tie["last"]) == ("2014-05-01", "2014-06-30")


@pytest.mark.parametrize(
    "wrong",
    [
        {"countries": ("mali",)}, {"types": ("Ministries",)}, {"kinds": ("friend",)}, {"also": ("denied",)},
        {"start": "soon"}, {"start": "2011", "end": "2010"}, {"min_weight": 0},
    ],
)  # fmt: skip
def test_filters_that_nothing_can_fit_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Filters(**wrong)  # type: ignore[arg-type]


def test_a_pair_weighs_what_its_ties_weigh_together(known: Evidence) -> None:
    plain = simple(network(known, Filters(also=("claimed", "planned"))))
    assert plain.edges[JUSTICE, POLICE]["weight"] == 2
    assert plain.number_of_edges() == 5


def test_triples_in_two_graphs_count_once() -> None:
    """Also where a partnership stands in both directions."""
    with EmbeddedStore() as store:
        store.load(io.BytesIO(DATA.encode()), "application/trig")
        before = actor_network(store, IRIS)
        for graph in list(store.graphs()):
            copy = store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
            store.apply([GraphChange(f"{graph}/again", copy)])
        after = actor_network(store, IRIS)
    assert list(before.nodes(data=True)) == list(after.nodes(data=True))
    assert list(before.edges(keys=True, data=True)) == list(after.edges(keys=True, data=True))
