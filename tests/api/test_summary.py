from __future__ import annotations

import io

import pytest

from servanda.api import summary
from servanda.graph.embedded import EmbeddedStore

DATA = """
@prefix sv: <https://w3id.org/servanda/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix kind: <https://w3id.org/servanda/vocab/tie-kind/> .
@prefix : <https://w3id.org/servanda/id/> .
:g1 { :justice a sv:Actor ; rdfs:label "Justice" . :police a sv:Actor ; rdfs:label "Police" .
  :ngo a sv:Actor ; rdfs:label "NGO" }
:g2 { :report a sv:Report ; dcterms:title "Title" ; dcterms:issued "2010" ;
    sv:country <https://w3id.org/servanda/id/country/mli> .
  :s1 a sv:Statement ; sv:inReport :report ; sv:groundedIn :p1 .
  :s2 a sv:Statement ; sv:inReport :report ; sv:groundedIn :p2 .
  :p1 sv:inSentence :sentence ; oa:hasSelector [ oa:exact "worked together" ] .
  :p2 sv:inSentence :objection ; oa:hasSelector [ oa:exact "was unable to provide data" ] .
  :objection oa:hasSelector [ oa:exact "The government was unable to provide data." ] .
  :r1 sv:refersTo :justice . :r2 sv:refersTo :police .
  :sentence oa:hasSelector [ oa:exact "Justice and Police worked together." ] .
  :claim a sv:ClaimedActivity .
  :gap a sv:EvidenceGap ; sv:disputes :s1 ; sv:shownBy :s2 }
:g3 { :t1 a sv:Tie ; sv:tieKind kind:partner ; sv:tieSource :justice ; sv:tieTarget :police ; sv:weight 3 ;
    prov:wasDerivedFrom :s1 .
  :t2 a sv:ClaimedTie ; sv:tieKind kind:partner ; sv:tieSource :justice ; sv:tieTarget :ngo ; sv:weight 9 ;
    prov:wasDerivedFrom :s1 .
  :justice a sv:Actor . :s1 a sv:Statement }
"""  # :justice is an actor and :s1 a statement in two graphs, which must count once


@pytest.fixture
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(io.BytesIO(DATA.encode()), "application/trig")
    return store


def test_things_are_counted_once(store: EmbeddedStore) -> None:
    assert summary.counts(store.select) == {
        "reports": 1, "actors": 2, "legal instruments": 0, "statements": 2, "ties": 1, "claims": 1, "evidence gaps": 1
    }  # fmt: skip


def test_reports_have_their_metadata(store: EmbeddedStore) -> None:
    assert summary.reports(store.select) == [
        {"iri": "https://w3id.org/servanda/id/report", "title": "Title", "country": "MLI", "date": "2010",
         "publisher": None, "statements": 2}
    ]  # fmt: skip


def test_partners_come_with_a_sentence_and_claimed_ones_not_at_all(store: EmbeddedStore) -> None:
    found = summary.partners(store.select, 5)
    assert found == [summary.Partners("Justice", "Police", 3, "Justice and Police worked together.")]


def test_gaps_set_the_claim_beside_the_objection(store: EmbeddedStore) -> None:
    assert summary.gaps(store.select, 5) == [
        summary.Gap("Justice and Police worked together.", "The government was unable to provide data.")
    ]


def test_an_empty_store_has_nothing() -> None:
    empty = EmbeddedStore()
    assert set(summary.counts(empty.select).values()) == {0}
    assert summary.reports(empty.select) == []
    assert summary.partners(empty.select, 5) == []
    assert summary.gaps(empty.select, 5) == []
