from __future__ import annotations

import pytest

from servanda.errors import NotFound, UsageError
from servanda.graph.network.building import network
from servanda.graph.network.evidence import Evidence
from servanda.graph.network.paths import ego, on_paths, shortest_paths

from .conftest import AGENCY, COURT, JUSTICE, POLICE, kinds, linked


def test_surroundings_grow_with_the_hops(known: Evidence) -> None:
    made = network(known)
    assert sorted(ego(made, POLICE)) == sorted([POLICE, JUSTICE])
    assert sorted(ego(made, POLICE, 2)) == sorted([POLICE, JUSTICE, AGENCY])
    assert kinds(ego(made, POLICE, 3)) == ["t1", "t2", "t3"]
    with pytest.raises(UsageError):
        ego(made, POLICE, 0)
    with pytest.raises(NotFound):
        ego(made, "https://example.org/nobody")


def test_paths_ignore_directions_and_carry_their_ties(known: Evidence) -> None:
    made = network(known)
    paths = shortest_paths(made, POLICE, COURT)
    assert paths == [[POLICE, JUSTICE, AGENCY, COURT]]
    shown = on_paths(made, paths)
    assert kinds(shown) == ["t1", "t2", "t3"]
    assert all(tie["evidence"] for _, _, tie in shown.edges(data=True))
    assert shown.nodes[COURT]["label"] == "High Court"


def test_all_shortest_paths_are_found_in_stable_order() -> None:
    made = linked("ab", "ac", "bd", "cd", "xy")
    assert shortest_paths(made, "a", "d") == [["a", "b", "d"], ["a", "c", "d"]]
    assert len(shortest_paths(made, "a", "d", most=1)) == 1
    assert shortest_paths(made, "a", "x") == []
    with pytest.raises(NotFound):
        shortest_paths(made, "a", "nobody")
