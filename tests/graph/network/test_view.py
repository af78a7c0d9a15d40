from __future__ import annotations

from servanda.graph.network.building import network
from servanda.graph.network.evidence import Evidence
from servanda.graph.network.filters import Filters
from servanda.graph.network.view import strongest, view

from .conftest import AGENCY, COURT, IRIS, JUSTICE, POLICE, linked


def test_a_view_has_places_and_measures(known: Evidence) -> None:
    shown = view(network(known, Filters(also=("claimed",))))
    assert shown["total"] == {"nodes": 4, "edges": 4}
    nodes = {node["id"]: node for node in shown["nodes"]}
    assert (nodes[JUSTICE]["degree"], nodes[JUSTICE]["strength"], nodes[JUSTICE]["normalised"]) == (2, 3, 2.5)
    assert nodes[AGENCY]["country"] is None and nodes[COURT]["country"] == "NER"
    assert len({(node["x"], node["y"]) for node in shown["nodes"]}) == 4
    edges = {edge["id"]: edge for edge in shown["edges"]}
    assert edges[f"{IRIS.base}tie/partner/t1"] | {"id": ""} == {
        "id": "", "source": JUSTICE, "target": POLICE, "kind": "partner", "status": "occurrence", "mutual": True,
        "weight": 2, "normalised": 1.5, "first": "2008-01-01", "last": "2014-06-30", "evidence": 2,
    }  # fmt: skip
    assert edges[f"{IRIS.base}tie/requestedFrom/t4"]["status"] == "claimed"


def test_a_view_of_a_part_tells_the_size_of_the_whole(known: Evidence) -> None:
    whole = network(known)
    shown = view(whole, most=3)
    assert [node["id"] for node in shown["nodes"]] == sorted([AGENCY, JUSTICE, POLICE])
    assert shown["total"] == {"nodes": 4, "edges": 3} and len(shown["edges"]) == 2
    assert strongest(whole, 10) is whole


def test_an_empty_view() -> None:
    shown = view(network(Evidence({}, {})))
    assert (shown["nodes"], shown["edges"]) == ([], [])
    assert shown["total"] == {"nodes": 0, "edges": 0}


def test_nobody_is_shown_alone_while_others_have_ties() -> None:
    whole = linked("ab", "ac", "ad", "xy", "xz", "xw", "pq")
    for most in range(2, 9):
        shown = strongest(whole, most)
        assert most - 1 <= len(shown) <= most and all(degree for _, degree in shown.degree())
    assert set(strongest(whole, 1)) == {"a"}
