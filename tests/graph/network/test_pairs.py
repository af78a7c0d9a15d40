from __future__ import annotations

from servanda.graph.network.pairs import paired


def test_the_weight_of_a_tie_is_how_often_its_pair_comes() -> None:
    network = paired([("a", "b"), ("a", "b"), ("b", "a"), ("c", "c")], {"a": ("Justice", "Ministry")})
    assert set(network) == {"a", "b"}
    assert network.nodes["a"] == {"label": "Justice", "type": "Ministry"} and network.nodes["b"]["label"] == "b"
    assert sorted((s, t, w) for s, t, w in network.edges(data="weight")) == [("a", "b", 2), ("b", "a", 1)]
