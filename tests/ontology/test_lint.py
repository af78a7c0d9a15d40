"""Each rule of the ontology finds the one fault that is put into the valid ontology, and nothing in the valid one."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, FOAF, ODRL2, ORG, PROV, SDO, SKOS, TIME, DefinedNamespace

from servanda.ontology.lint import faults, rules
from servanda.ontology.ontology import ontology_graph
from servanda.ontology.vocab import PREFIXES, SV, VOCAB

HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + f"@prefix v: <{VOCAB}> .\n"


@dataclass(frozen=True)
class Change:
    """A change of the valid ontology that breaks one rule; `[]` in what is taken out stands for anything."""

    rule: str
    term: str
    minus: str = ""
    plus: str = ""

    def __str__(self) -> str:
        return self.rule


CHANGES = [
    Change("missing-label", "sv:Report", "sv:Report rdfs:label [] ."),
    Change("missing-label", "sv:Report", "sv:Report rdfs:label [] .", 'sv:Report rdfs:label "Bericht"@de .'),
    Change("missing-comment", "sv:agent", "sv:agent rdfs:comment [] ."),
    Change("missing-comment", "sv:agent", "sv:agent rdfs:comment [] .", 'sv:agent rdfs:comment "Who acts"@en .'),
    Change("two-labels", "sv:agent", plus='sv:agent rdfs:label "doer"@en .'),
    Change("same-label", "sv:partner", "sv:partner rdfs:label [] .", 'sv:partner rdfs:label "Agent"@en .'),
    Change("undefined-home", "sv:Law", "sv:Law rdfs:isDefinedBy [] ."),
    Change("domain-without-class", "sv:agent", plus="sv:agent rdfs:domain sv:expresses ."),
    Change("domain-without-class", "sv:agent", plus="sv:agent rdfs:domain foaf:Agent ."),
    Change("range-without-class", "sv:agent", "sv:agent rdfs:range [] .", "sv:agent rdfs:range xsd:string ."),
    Change("range-without-class", "sv:rule", "sv:rule rdfs:range [] .", "sv:rule rdfs:range sv:Actor ."),
    Change("undefined-term", "sv:Ministery", plus="sv:Agency skos:relatedMatch sv:Ministery ."),
    Change(
        "unused-term", "sv:Orphan",
        plus='sv:Orphan a owl:Class ; rdfs:label "orphan"@en ; rdfs:comment "Stands alone."@en ; '
        "rdfs:isDefinedBy <https://w3id.org/servanda/ontology> .",
    ),
    Change("unused-scheme", "<https://w3id.org/servanda/vocab/polarity>", "sv:polarity rdfs:seeAlso [] ."),
    Change("property-of-concepts-without-scheme", "sv:polarity", "sv:polarity rdfs:seeAlso [] ."),
    Change("two-kinds", "sv:agent", plus="sv:agent a owl:DatatypeProperty ."),
    Change(
        "wrong-case", "sv:Agent",
        plus='sv:Agent a owl:ObjectProperty ; rdfs:label "an agent"@en ; rdfs:comment "Who acts."@en ; '
        "rdfs:isDefinedBy <https://w3id.org/servanda/ontology> .",
    ),
    Change("class-below-itself", "sv:Ministry", plus="sv:PublicBody rdfs:subClassOf sv:Ministry ."),
    Change("redundant-superclass", "sv:Ministry", plus="sv:Ministry rdfs:subClassOf sv:Actor ."),
    Change("broken-alignment-prefix", "sv:Law", plus="sv:Law skos:closeMatch <http://www.w3.org/ns/prov/Entity> ."),
    Change("broken-alignment-prefix", "sv:Law", plus="sv:Law rdfs:subClassOf <http://schema.org/Legislation> ."),
    Change("broken-alignment-target", "act:draft", plus="act:draft skos:broadMatch v:plover\\/NOTHING ."),
    Change("scheme-without-label", "<https://w3id.org/servanda/vocab/polarity>", "v:polarity skos:definition [] ."),
    Change("scheme-without-top-concept", "v:polarity", "[] skos:topConceptOf v:polarity ."),
    Change("concept-without-definition", "act:draft", "act:draft skos:definition [] ."),
    Change("concept-without-scheme", "act:draft", "act:draft skos:inScheme [] ."),
    Change("concept-out-of-reach", "act:draft", "act:draft skos:topConceptOf [] ."),
    Change("concept-notation", "act:draft", "act:draft skos:notation [] .", 'act:draft skos:notation "Draft" .'),
]  # fmt: skip


def turtle(text: str) -> Graph:
    return Graph().parse(data=HEADER + text, format="turtle")


def term(text: str) -> URIRef:
    (subject,) = turtle(f"{text} a sv:X .").subjects()
    assert isinstance(subject, URIRef)
    return subject


def test_the_ontology_keeps_every_rule() -> None:
    assert faults(ontology_graph()) == []


def test_every_rule_is_tested_and_says_what_to_do() -> None:
    assert {rule.name for rule in rules()} == {change.rule for change in CHANGES}
    for rule in rules():
        assert re.fullmatch(r"[A-Z].+: .+\.", rule.message) and "\n" not in rule.message
    assert len({rule.message for rule in rules()}) == len(rules())


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_fault_is_found(change: Change) -> None:
    changed = Graph()
    changed += ontology_graph()
    for subject, predicate, value in turtle(change.minus):
        pattern = tuple(part if isinstance(part, URIRef) else None for part in (subject, predicate, value))
        assert list(changed.triples(pattern))  # type: ignore[arg-type]  # a triple with gaps
        changed.remove(pattern)  # type: ignore[arg-type]
    changed += turtle(change.plus)
    (rule,) = (rule for rule in rules() if rule.name == change.rule)
    found = {row[0] for row in changed.query(rule.query)}  # type: ignore[index]  # rows of a SELECT
    assert term(change.term) in found


KNOWN: tuple[type[DefinedNamespace], ...] = (DCTERMS, FOAF, ODRL2, ORG, PROV, SDO, SKOS, TIME)


def test_alignments_name_terms_that_those_vocabularies_have() -> None:
    aligned = {str(o) for s, _, o in ontology_graph() if isinstance(o, URIRef) and str(s).startswith(str(SV._NS))}
    for namespace in KNOWN:
        prefix = str(namespace._NS)
        for name in (iri.removeprefix(prefix) for iri in aligned if iri.startswith(prefix)):
            assert name in namespace, f"{prefix}{name}"
