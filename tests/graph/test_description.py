"""What is stated of actors and instruments themselves."""

from __future__ import annotations

from rdflib import Literal

from servanda.graph.description import Description
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import RDF, RDFS, SKOS, SV

IRIS = Iris()
MALI = IRIS.country("MLI")
NODE = IRIS("x")


def test_public_bodies_are_marked_as_such() -> None:
    ministry = Description(NODE, SV.Ministry, "Ministry", country=MALI).triples()
    assert {o for _, p, o in ministry if p == RDF.type} == {SV.Actor, SV.PublicBody, SV.Ministry}
    official = Description(NODE, SV.Official, "advisor", named=False).triples()
    assert {o for _, p, o in official if p == RDF.type} == {SV.Actor, SV.Official}
    assert (NODE, SV.named, Literal(False)) in official


def test_what_belongs_to_no_state_gets_none() -> None:
    for kind in (SV.InternationalBody, SV.Treaty, SV.ModelLaw):
        described = Description(NODE, kind, "x", country=MALI).triples()
        assert MALI not in {o for _, _, o in described}
    assert (NODE, SV.jurisdiction, MALI) in Description(NODE, SV.Law, "x", country=MALI).triples()


def test_a_series_has_a_name_alone() -> None:
    assert Description(NODE, SV.ReportSeries, "Reports").triples() == {
        (NODE, RDF.type, SV.ReportSeries), (NODE, RDFS.label, Literal("Reports")),
    }  # fmt: skip
    assert not any(p == SKOS.prefLabel for _, p, _ in Description(NODE, SV.ReportSeries, "Reports").triples())
