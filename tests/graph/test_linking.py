from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from rdflib import Graph

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.linking import link_store
from servanda.graph.store import GraphChange, Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import PREFIXES
from tests.graph.conftest import remote

IRIS = Iris()
HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + (
    "@prefix a: <https://w3id.org/servanda/id/actor/mli/> .\n"
    "@prefix i: <https://w3id.org/servanda/id/instrument/mli/> .\n"
    "@prefix c: <https://w3id.org/servanda/id/country/> . @prefix r: <https://w3id.org/servanda/id/report/x/> .\n"
    "@prefix int: <https://w3id.org/servanda/id/instrument/int/> .\n"
)
REGISTRY = """
int:ilo-convention-182 a sv:LegalInstrument, sv:Treaty ; skos:prefLabel "ILO Convention 182" .
i:law-no-2012-023 a sv:LegalInstrument, sv:Law ; skos:prefLabel "Law No. 2012-023" ; sv:jurisdiction c:mli ;
    sv:number "2012-023" .
i:law-no-2016-058 a sv:LegalInstrument, sv:Law ; skos:prefLabel "Law No. 2016-058 of 15 December 2016" ;
    sv:jurisdiction c:mli .
i:c182 a sv:LegalInstrument, sv:Treaty ; skos:prefLabel "C182" .
a:iom a sv:Actor, sv:InternationalBody ; skos:prefLabel "International Organisation for Migration" ; sv:named true .
a:iomm a sv:Actor, sv:InternationalBody ; skos:prefLabel "Internal Organization for Migration" ; sv:named true .
a:justice a sv:Actor, sv:Ministry ; skos:prefLabel "Ministry of Justice" ; sv:country c:mli ; sv:named true .
"""
REPORT = """
r:ref1 a sv:Reference ; sv:inReport <https://w3id.org/servanda/id/report/x> ; sv:refersTo i:law-no-2012-023 ;
    dcterms:type sv:Law ; rdfs:label "Law No. 2012-023 on Trafficking in Persons" ; sv:country c:mli .
r:ref2 a sv:Reference ; sv:inReport <https://w3id.org/servanda/id/report/x> ; sv:country c:mli ;
    sv:refersTo <https://w3id.org/servanda/id/report/x/instrument/anti-trafficking-law> ;
    dcterms:type sv:Law ; rdfs:label "the anti-trafficking law" .
r:ref3 a sv:Reference ; sv:inReport <https://w3id.org/servanda/id/report/x> ; sv:refersTo a:justice ;
    dcterms:type sv:Ministry ; rdfs:label "Ministry of Justice" ; sv:country c:mli .
"""


def triples(turtle: str) -> str:
    return str(Graph().parse(data=HEADER + turtle, format="turtle").serialize(format="nt"))


@pytest.fixture(params=["memory", "oxigraph"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty store of each kind."""
    with EmbeddedStore() if request.param == "memory" else remote(request.param, request) as store:
        yield store


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with one report and a registry."""
    store.apply(
        [
            GraphChange(str(IRIS.graph("registry")), triples(REGISTRY)),
            GraphChange("https://w3id.org/servanda/id/graph/report/x", triples(REPORT)),
        ]
    )
    return store


def matches(store: Store, name: str, predicate: str = "skos:exactMatch") -> set[str]:
    rows = store.select(
        f"PREFIX skos: <{PREFIXES['skos']}> SELECT ?o WHERE {{ GRAPH <{IRIS.graph('links')}> {{ "
        f"<{IRIS.base}{name}> {predicate} ?o }} }}"
    ).rows
    return {str(row["o"]).removeprefix(IRIS.base) for row in rows}


def test_instruments_are_linked_by_what_they_cite(filled: Store) -> None:
    link_store(filled, IRIS, date(2026, 1, 31))
    treaty = "instrument/int/worst-forms-of-child-labour-convention-1999-no-182"
    assert matches(filled, "instrument/int/ilo-convention-182") == {treaty}
    assert any("loi-n-2012-023" in iri for iri in matches(filled, "instrument/mli/law-no-2012-023"))
    identifier = "<http://purl.org/dc/terms/identifier>"
    assert matches(filled, "instrument/int/ilo-convention-182", identifier) == {"C182"}
    assert matches(filled, "instrument/mli/law-no-2016-058", identifier) == {"ml/act/2016-12-15/2016-058"}


def test_an_ambiguous_name_is_not_linked(filled: Store) -> None:
    link_store(filled, IRIS)
    assert matches(filled, "instrument/mli/c182") == set()


def test_actors_are_linked_by_exact_names_and_offered_by_likeness(filled: Store) -> None:
    outcome = link_store(filled, IRIS)
    known = "actor/int/international-organization-for-migration"
    assert known in matches(filled, "actor/mli/iom")
    assert "http://www.wikidata.org/entity/Q472311" in matches(filled, "actor/mli/iom")
    assert matches(filled, "actor/mli/iomm") == set()
    assert known in matches(filled, "actor/mli/iomm", "skos:closeMatch")
    assert known in {match.entry.iri.removeprefix(IRIS.base) for iri, match in outcome.candidates}
    assert matches(filled, "actor/mli/justice", "skos:closeMatch") == set()


def test_a_description_is_linked_to_the_law_that_its_report_names(filled: Store) -> None:
    link_store(filled, IRIS)
    assert matches(filled, "report/x/instrument/anti-trafficking-law") == {"instrument/mli/law-no-2012-023"}


@pytest.mark.parametrize(("judgement", "linked"), [("positive", True), ("negative", False)])
def test_what_people_decided_holds(filled: Store, judgement: str, linked: bool) -> None:
    known = IRIS.actor(None, "International Organization for Migration")
    decision = f"""<x:d> a sv:IdentityDecision ; sv:subjectEntity a:iomm ; sv:objectEntity <{known}> ;
        sv:judgement <https://w3id.org/servanda/vocab/judgement/{judgement}> ."""
    filled.apply([GraphChange(str(IRIS.graph("reviews")), triples(decision))])
    link_store(filled, IRIS)
    offered = matches(filled, "actor/mli/iomm", "skos:closeMatch")
    assert (str(known).removeprefix(IRIS.base) in matches(filled, "actor/mli/iomm")) is linked
    assert str(known).removeprefix(IRIS.base) not in offered


def test_linking_again_changes_nothing(filled: Store) -> None:
    first = link_store(filled, IRIS, date(2026, 1, 31))
    before = filled.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{IRIS.graph('links')}> {{ ?s ?p ?o }} }}")
    second = link_store(filled, IRIS, date(2026, 2, 28))
    after = filled.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{IRIS.graph('links')}> {{ ?s ?p ?o }} }}")
    assert first.changed and not second.changed
    assert sorted(before.splitlines()) == sorted(after.splitlines())
    assert first.coverage == second.coverage


def test_coverage_counts_what_reports_name(filled: Store) -> None:
    coverage = {row.kind: row for row in link_store(filled, IRIS).coverage}
    assert (coverage["laws and other instruments"].entities, coverage["laws and other instruments"].linked) == (1, 1)
    assert (coverage["actors"].entities, coverage["actors"].linked) == (1, 0)


def test_an_empty_store_has_nothing_to_link(store: Store) -> None:
    outcome = link_store(store, IRIS)
    assert outcome.links == 0 and outcome.candidates == ()
    assert {row.entities for row in outcome.coverage} == {0}
    assert store.size(str(IRIS.graph("authority"))) > 1000
