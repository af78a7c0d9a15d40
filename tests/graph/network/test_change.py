from __future__ import annotations

from servanda.graph.network.building import network
from servanda.graph.network.change import change
from servanda.graph.network.evidence import Evidence
from servanda.graph.network.filters import Filters

from .conftest import AGENCY, COURT, JUSTICE, POLICE


def test_what_is_new_and_what_is_gone(known: Evidence) -> None:
    found = change(network(known, Filters(end="2010")), network(known, Filters(start="2011")))
    assert found.new_ties == ((AGENCY, COURT, "supported", "occurrence"),)
    assert found.gone_ties == ((AGENCY, JUSTICE, "supported", "occurrence"),)
    assert found.new_actors == (COURT,) and found.gone_actors == ()
    assert found.stronger == {}


def test_ties_that_grow(known: Evidence) -> None:
    found = change(network(known, Filters(end="2010")), network(known))
    assert found.stronger == {(JUSTICE, POLICE, "partner", "occurrence"): 1}
