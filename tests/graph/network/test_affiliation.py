from __future__ import annotations

import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.network.affiliation import affiliation, projection

from .conftest import AGENCY, IRIS, JUSTICE, LAW, POLICE


def test_actors_by_instrument(store: EmbeddedStore) -> None:
    made = affiliation(store.select, "instrument")
    assert made.nodes[LAW] == {"bipartite": 1, "label": "Law 1"}
    assert sorted(made[LAW]) == sorted([JUSTICE, POLICE, AGENCY])
    assert made.edges[JUSTICE, LAW] == {"weight": 2, "evidence": (f"{IRIS.base}a1", f"{IRIS.base}a2")}
    pairs = projection(made)
    assert LAW not in pairs
    assert pairs.edges[JUSTICE, POLICE]["weight"] == pytest.approx(1 / 2)


def test_actors_by_event(store: EmbeddedStore) -> None:
    pairs = projection(affiliation(store.select, "event"))
    assert pairs.edges[JUSTICE, POLICE]["weight"] == 2
    assert pairs.edges[JUSTICE, AGENCY]["weight"] == 1
    assert not pairs.has_edge(POLICE, AGENCY)
