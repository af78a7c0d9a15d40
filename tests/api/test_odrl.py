"""Commitments as duties of ODRL: its own terms, its own rules of form, and what rdflib reads back."""

from __future__ import annotations

import json
import warnings

import pytest
from rdflib import Graph, Literal, URIRef

from servanda.api.models import Commitment
from servanda.api.odrl import policies
from servanda.ontology.vocab import DCTERMS, ODRL2, RDF, SV, XSD, concept

DATA = "https://w3id.org/servanda/id/"
PLAN = Commitment.model_validate({
    "iri": f"{DATA}report/interim/mli/2010-02-24/commitment/1", "report": f"{DATA}report/interim/mli/2010-02-24",
    "date": "2010-02-24", "debtors": [{"iri": f"{DATA}actor/mli/ministry-of-justice"}],
    "beneficiaries": [{"iri": f"{DATA}actor/int/unodc"}], "strength": "plan", "type": "draft", "due": "2010-12-31",
    "instruments": [{"iri": f"{DATA}instrument/mli/bill"}],
    "sentence": "The ministry plans to draft the bill by the end of the year.",
})  # fmt: skip
BOUND = Commitment.model_validate({
    "iri": f"{DATA}commitment/mli/crc", "debtors": [{"iri": f"{DATA}actor/mli/government"}], "date": "1990",
    "strength": "legalObligation", "instruments": [{"iri": f"{DATA}instrument/int/crc"}],
})  # fmt: skip


def read(text: str) -> Graph:
    """Return what a JSON-LD document says; rdflib's own reader of JSON-LD uses what rdflib deprecates."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return Graph().parse(data=text, format="json-ld")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return read(json.dumps(policies([PLAN, BOUND])))


def test_every_term_of_odrl_is_one_that_it_defines(graph: Graph) -> None:
    namespace = str(ODRL2._NS)
    used = {str(term) for triple in graph for term in triple if str(term).startswith(namespace)}
    assert {"Set", "Duty", "obligation", "assignee", "assigner", "action", "target", "constraint"} <= {
        term.removeprefix(namespace) for term in used
    }
    assert all(term.removeprefix(namespace) in ODRL2.__annotations__ for term in used)


def test_the_policies_have_the_form_that_the_information_model_asks_for(graph: Graph) -> None:
    policies_found = set(graph.subjects(RDF.type, ODRL2.Set))
    assert len(policies_found) == 2 and all(isinstance(policy, URIRef) for policy in policies_found)
    for policy in policies_found:
        assert len(list(graph.objects(policy, ODRL2.obligation))) == 1
        assert len(list(graph.objects(policy, ODRL2.profile))) == 1
    for duty in graph.subjects(RDF.type, ODRL2.Duty):
        (action,) = graph.objects(duty, ODRL2.action)
        assert (action, RDF.type, ODRL2.Action) in graph and (action, ODRL2.includedIn, ODRL2.use) in graph
        assert list(graph.objects(duty, ODRL2.assignee))
    for constraint in graph.subjects(RDF.type, ODRL2.Constraint):
        for term in (ODRL2.leftOperand, ODRL2.operator, ODRL2.rightOperand):
            assert len(list(graph.objects(constraint, term))) == 1


def test_what_was_written_is_read_back(graph: Graph) -> None:
    duty = URIRef(PLAN.iri)
    assert graph.value(duty, ODRL2.assignee) == URIRef(PLAN.debtors[0].iri)
    assert graph.value(duty, ODRL2.assigner) == URIRef(PLAN.beneficiaries[0].iri)
    assert graph.value(duty, ODRL2.action) == concept("activity-type", "draft")
    assert graph.value(duty, ODRL2.target) == URIRef(PLAN.instruments[0].iri)
    until = graph.value(duty, ODRL2.constraint)
    assert graph.value(until, ODRL2.leftOperand) == ODRL2.dateTime
    assert graph.value(until, ODRL2.operator) == ODRL2.lteq
    assert graph.value(until, ODRL2.rightOperand) == Literal("2010-12-31", datatype=XSD.date)
    assert graph.value(duty, SV.strength) == concept("commitment-strength", "plan")
    assert str(graph.value(duty, DCTERMS.source)) == PLAN.report
    bound = URIRef(BOUND.iri)
    assert graph.value(bound, ODRL2.action) == concept("activity-type", "implement")
    assert graph.value(bound, ODRL2.constraint) is None and str(graph.value(bound, DCTERMS.date)) == "1990"


def test_no_commitments_make_an_empty_document() -> None:
    assert len(read(json.dumps(policies([])))) == 0
