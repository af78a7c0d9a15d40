from __future__ import annotations

import pytest

from servanda.errors import NotFound
from servanda.graph.network.evidence import Evidence
from servanda.graph.network.filters import Filters
from servanda.graph.network.part import Part, seen, taken

from .conftest import AGENCY, COURT, IRIS, JUSTICE, POLICE

ALL = Filters()


def test_a_part_is_the_surroundings_of_an_actor(known: Evidence) -> None:
    assert POLICE in taken(known, Part(ALL, focus=JUSTICE)) and len(taken(known, Part(ALL, focus=JUSTICE))) < 4
    shown = seen(known, Part(ALL, focus=POLICE), 10)
    around = {node["id"]: (node["degree"], node["neighbours"]) for node in shown["nodes"]}
    assert around[POLICE][0] == around[POLICE][1] and around[JUSTICE][0] < around[JUSTICE][1]


def test_paths_come_with_their_ties_whatever_their_number(known: Evidence) -> None:
    shown = seen(known, Part(ALL, POLICE, AGENCY), 1)
    assert shown["paths"] == [[POLICE, JUSTICE, AGENCY]]  # type: ignore[typeddict-item]
    assert {node["id"] for node in shown["nodes"]} == {POLICE, JUSTICE, AGENCY} and len(shown["edges"]) == 2


def test_countries_are_counted_by_those_they_have_ties_with(known: Evidence) -> None:
    shown = seen(known, Part(ALL, grouped=True), 10)
    assert {node["id"]: node["members"] for node in shown["nodes"]}["MLI"] == 2
    assert all(node["neighbours"] == node["degree"] for node in shown["nodes"])


def test_an_actor_without_ties_here_is_told(known: Evidence) -> None:
    with pytest.raises(NotFound):
        taken(known, Part(Filters(countries=("MLI",)), focus=str(IRIS.actor("mli", "Lonely"))))
    assert COURT in taken(known, Part(ALL))
