from __future__ import annotations

import pytest
from rdflib import Literal, URIRef

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.plans import periods_of_plans, years
from servanda.graph.store import GraphChange
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import DCTERMS, SV, XSD
from servanda.shapes.check import check
from tests.shapes import valid

IRIS = Iris()


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("National Action Plan (2018–2022)", (2018, 2022)), ("National Development Plan for 2014-2018", (2014, 2018)),
        ("Strategy 2015-20", (2015, 2020)), ("Plan 2010 to 2015", (2010, 2015)), ("2015 Action Plan", None),
        ("Plan under Law 2012-023", None), ("Plan 2020-2010", None), ("National Employment Policy", None),
    ],
)  # fmt: skip
def test_a_title_tells_the_years(title: str, found: tuple[int, int] | None) -> None:
    assert years(title) == found


def test_a_plan_has_its_period_in_the_graph() -> None:
    plan = 'i:plan a sv:LegalInstrument, sv:Plan ; skos:prefLabel "National Action Plan (2018–2022)" .'
    with EmbeddedStore() as store:
        store.apply([GraphChange(str(IRIS.graph("registry")), valid.turtle(plan).serialize(format="nt"))])
        graph = periods_of_plans(store, IRIS)
    (period,) = graph.objects(URIRef("https://w3id.org/servanda/id/instrument/mli/plan"), DCTERMS.temporal)
    assert graph.value(period, SV.end) == Literal("2022-12-31", datatype=XSD.date)
    assert check(graph).conforms
