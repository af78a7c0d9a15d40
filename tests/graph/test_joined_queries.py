"""Named queries that join reports with external datasets, with the answers that a small store must give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.library import library
from servanda.graph.linking import link_store
from servanda.graph.store import GraphChange, Store
from servanda.loaders.external.reading import read_dataset
from servanda.ontology.iris import Iris
from tests.graph.conftest import remote
from tests.shapes import valid

IRIS = Iris()
C182 = "<https://w3id.org/servanda/id/instrument/int/worst-forms-of-child-labour-convention-1999-no-182>"
CRC = "<https://w3id.org/servanda/id/instrument/int/convention-on-the-rights-of-the-child>"
MIGRANTS = IRIS.instrument(
    None,
    "International Convention on the Protection of the Rights of All Migrant Workers and Members of their Families",
)
REPORTS = f"""
@prefix n: <https://w3id.org/servanda/id/report/x/ner/2015/> .
@prefix m: <https://w3id.org/servanda/id/report/x/mli/2015/> .
n:r a sv:Report ; sv:country c:ner ; dcterms:issued "2015-06-01"^^xsd:date ; dcterms:title "Niger 2015" .
m:r a sv:Report ; sv:country c:mli ; dcterms:issued "2015-06-01"^^xsd:date ; dcterms:title "Mali 2015" .
n:ref1 a sv:Reference ; sv:inReport n:r ; sv:refersTo {C182} .
n:ref2 a sv:Reference ; sv:inReport n:r ; sv:refersTo {CRC} .
n:ref3 a sv:Reference ; sv:inReport n:r ; sv:refersTo <{MIGRANTS}> .
m:ref1 a sv:Reference ; sv:inReport m:r ; sv:refersTo {CRC} .
m:ref2 a sv:Reference ; sv:inReport m:r ; sv:refersTo i:crc .
<https://w3id.org/servanda/id/actor/ner/government> a sv:Actor, sv:Government ; rdfs:label "Government of Niger" ;
    sv:country c:ner ; sv:named true .
i:crc a sv:LegalInstrument, sv:Treaty ; skos:prefLabel "United Nations’ Convention on the Rights of the Child" .
i:model a sv:LegalInstrument, sv:ModelLaw ; skos:prefLabel "Model Law on Trafficking" .
i:law2 a sv:LegalInstrument, sv:Law ; skos:prefLabel "Law No. 2012-023" ; sv:number "2012-023" ;
    sv:jurisdiction c:mli .
"""
DONE, ADVISED = "Occurrence affirmed actual", "RecommendedActivity affirmed recommended"
RATIFY = "sv:activityType act:ratify ; sv:agent a:government ; sv:concerns"
STATEMENTS = (
    ("t1", ADVISED, f"{RATIFY} {C182}"),
    ("t2", ADVISED, f"{RATIFY} <{MIGRANTS}>"),
    ("t3", DONE, f"{RATIFY} {CRC}"),
    ("t4", DONE, "sv:activityType act:draft ; sv:agent a:justice ; sv:concerns i:bill , i:model"),
    ("t5", DONE, "sv:activityType act:prosecute ; sv:agent a:justice"),
)
RATIFICATIONS = """iso2,member,state party,year ratification or accession,signatory,no action,status,note,treaty
ML,Mali,1,2000,0,0,state party,,ILO-C182
NE,Niger,1,2000,0,0,state party,,ILO-C182
ML,Mali,1,1990,0,0,state party,,CRC
NE,Niger,1,1990,0,0,state party,,CRC
ML,Mali,0,,1,0,signatory state,,CMW
BJ,Benin,1,2018,0,0,state party,,CMW
"""
LAWS = """@prefix eli: <http://data.europa.eu/eli/ontology#> .
<https://laws.example/2012-023> eli:title "Loi sur la traite" ; eli:in_force eli:InForce-inForce .
<https://w3id.org/servanda/id/instrument/mli/law2> <http://www.w3.org/2004/02/skos/core#exactMatch>
    <https://laws.example/2012-023> .
"""


@pytest.fixture(scope="module")
def changes(tmp_path_factory: pytest.TempPathFactory) -> list[GraphChange]:
    folder: Path = tmp_path_factory.mktemp("external")
    (folder / "ratifications.csv").write_text(RATIFICATIONS, encoding="utf-8")
    (folder / "laws.ttl").write_text(LAWS, encoding="utf-8")
    text = "".join(valid.statement(name, "p6", "int:state", told, content) for name, told, content in STATEMENTS)
    reports = (valid.everything() + valid.turtle(REPORTS + text)).serialize(format="nt")
    read = [read_dataset(folder / name, IRIS) for name in ("ratifications.csv", "laws.ttl")]
    return [
        GraphChange(str(IRIS.graph("report/all")), reports),
        *(dataset.change(IRIS, date(2026, 1, 31)) for dataset in read),
    ]


@pytest.fixture(scope="module", params=["memory", "oxigraph"])
def store(request: pytest.FixtureRequest, changes: list[GraphChange]) -> Iterator[Store]:
    with EmbeddedStore() if request.param == "memory" else remote(request.param, request) as store:
        store.apply(changes)
        link_store(store, IRIS, date(2026, 1, 31))
        yield store


def ask(store: Store, query: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
    answer = store.select(library()[query].fill(values))
    return [tuple(str(row[name]) if name in row else "" for name in columns) for row in answer.rows]


WORST = "Worst Forms of Child Labour Convention, 1999 (No. 182)"


def test_bound_and_not_enforcing(store: Store) -> None:
    rows = ask(store, "bound-and-not-enforcing", "country", "instrument", "bound_since", treaty="ILO C. 182")
    assert rows == [("Niger", WORST, "2000")]


def test_instruments_of_most_countries(store: Store) -> None:
    rows = ask(store, "instruments-of-most-countries", "instrument", "countries", "parties", type="Treaty")
    assert rows[0] == ("Convention on the Rights of the Child", "2", "2")
    assert (WORST, "1", "2") in rows
    assert not any(name.startswith("United Nations’") for name, *_ in rows)


def test_bills_based_on_a_model_law(store: Store) -> None:
    rows = ask(store, "bills-based-on-a-model-law", "bill", "country", "model", "sentence")
    assert rows == [
        ("anti-trafficking bill", "Mali", "Model Law on Trafficking", "The government should ratify the protocol.")
    ]


def test_recommended_ratifications(store: Store) -> None:
    rows = ask(store, "recommended-ratifications", "treaty", "is_bound", "bound_since", country="MLI")
    assert (WORST, "yes", "2000") in rows
    assert [(bound, since) for name, bound, since in rows if "Migrant" in name] == [("no", "")]


def test_ratifications_told_and_recorded(store: Store) -> None:
    rows = ask(store, "ratifications-told-and-recorded", "country", "treaty", "is_bound", "bound_since")
    assert rows == [("Mali", "Convention on the Rights of the Child", "yes", "1990")]


def test_cited_without_being_bound(store: Store) -> None:
    rows = ask(store, "cited-without-being-bound", "country", "treaty", "reports")
    assert [(country, reports) for country, treaty, reports in rows if "Migrant" in treaty] == [("Niger", "1")]
    assert len(rows) == 1


def test_what_datasets_say_of_an_instrument(store: Store) -> None:
    rows = ask(
        store, "what-datasets-say-of-an-instrument", "says", "what", "dataset", "taken", instrument="Law No. 2012-023"
    )
    assert ("http://data.europa.eu/eli/ontology#title", "Loi sur la traite", "laws", "2026-01-31") in rows
    assert {says.rpartition("/")[2].rpartition("#")[2] for says, *_ in rows} == {"title", "in_force", "exactMatch"}


def test_treaties_of_a_country(store: Store) -> None:
    rows = ask(store, "treaties-of-a-country", "treaty", "act", "since", "reports", country="MLI")
    assert ("Convention on the Rights of the Child", "bound", "1990", "1") in rows
    assert [(act, since) for name, act, since, _ in rows if "Migrant" in name] == [("signature", "")]
