from __future__ import annotations

from servanda.graph.network.building import network
from servanda.graph.network.evidence import Evidence
from servanda.graph.network.filters import Filters
from servanda.graph.network.grouping import by_country

from .conftest import DATA  # noqa: F401 (the fixture `known` reads it)


def test_countries_stand_for_their_actors(known: Evidence) -> None:
    made = by_country(network(known, Filters(also=("claimed", "planned"))))
    assert {code: made.nodes[code]["members"] for code in made} == {"MLI": 2, "NER": 1, "international": 1}
    assert made.nodes["MLI"]["label"] == "Mali" and made.nodes["MLI"]["type"] == "Country"


def test_ties_abroad_are_joined_and_those_at_home_left_out(known: Evidence) -> None:
    whole = network(known)
    made = by_country(whole)
    abroad = [
        tie for a, b, tie in whole.edges(data=True) if whole.nodes[a].get("country") != whole.nodes[b].get("country")
    ]
    assert abroad and sum(tie["weight"] for _, _, tie in made.edges(data=True)) == sum(tie["weight"] for tie in abroad)
    assert all(a != b for a, b in made.edges())
    told = {statement for _, _, tie in made.edges(data=True) for statement in tie["evidence"]}
    assert told == {statement for tie in abroad for statement in tie["evidence"]}


def test_no_network_has_no_country() -> None:
    assert not by_country(network(Evidence({}, {})))
