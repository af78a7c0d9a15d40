from __future__ import annotations

import io

import pytest

from servanda.errors import NotFound
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.network.proofs import proven
from servanda.graph.store import GraphChange
from tests.shapes import valid

from .conftest import DATA, IRIS

TIE = str(IRIS("partners"))
SENTENCE = "The Ministry of Justice drafted a bill with a local NGO in late 2009."
NAME = """
r:m a sv:Passage ; oa:hasSource r:x ; oa:hasSelector r:m-pos .
r:m-pos a oa:TextPositionSelector ; oa:start "10"^^xsd:nonNegativeInteger ; oa:end "29"^^xsd:nonNegativeInteger .
r:ref3 a sv:Reference ; sv:inReport r:x ; sv:refersTo a:justice ; sv:mentionedIn r:m .
"""


@pytest.fixture
def told() -> EmbeddedStore:
    store = EmbeddedStore()
    report = (valid.report() + valid.turtle(NAME)).serialize(format="nt")
    store.apply(
        [
            GraphChange(str(IRIS.graph("report/x")), report),
            GraphChange(str(IRIS.graph("registry")), valid.registry().serialize(format="nt")),
            GraphChange(str(IRIS.graph("ties")), valid.turtle(valid.DERIVED).serialize(format="nt")),
        ]
    )
    return store


def test_a_tie_is_proven_by_its_sentence(told: EmbeddedStore) -> None:
    tie = proven(told.select, IRIS, TIE)
    assert (tie["kind"], tie["status"], tie["weight"]) == ("partner", "occurrence", 1)
    assert tie["source"]["label"] == "Ministry of Justice" and tie["source"]["country"] == "MLI"
    assert tie["target"]["type"] == "NGO"
    (one,) = tie["evidence"]
    assert one["event"].endswith("s1-act") and one["participants"] == 2 and tie["normalised"] == 1.0
    assert one["sentence"] == SENTENCE == valid.TEXT[one["start"] : one["end"]]
    assert (one["title"], one["date"]) == ("Mali, interim", "2010-02-24")
    assert any(one["sentence"][mark["start"] : mark["end"]] == "Ministry of Justice" for mark in one["marks"])
    assert {mark["type"] for mark in one["marks"]} == {"Ministry"}


def test_triples_in_two_graphs_prove_once(told: EmbeddedStore) -> None:
    before = proven(told.select, IRIS, TIE)
    for graph in told.graphs():
        copy = told.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        told.apply([GraphChange(f"{graph}/again", copy)])
    assert proven(told.select, IRIS, TIE) == before


def test_ties_that_are_not_there_or_have_no_sentences() -> None:
    with EmbeddedStore() as store:
        store.load(io.BytesIO(DATA.encode()), "application/trig")
        assert proven(store.select, IRIS, f"{IRIS.base}tie/partner/t1")["evidence"] == []
        with pytest.raises(NotFound):
            proven(store.select, IRIS, "https://example.org/none")
