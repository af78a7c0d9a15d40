"""What statements bind their actors to, or ask of them."""

from __future__ import annotations

from typing import Any

import pytest
from rdflib import Graph, URIRef

from servanda.graph.registry import registry_graph, told_by
from servanda.loaders.map import map_report
from servanda.ontology.authority_graph import authority_graph
from servanda.ontology.vocab import DCTERMS, RDF, SV, concept
from servanda.shapes.check import check

from .documents import IRIS, actor, document, extraction, said

ACTORS = [actor("a1", "Government of Mali", "Government"), actor("a2", "UNICEF", "InternationalBody", country=None)]
TREATY: dict[str, Any] = {
    "id": "i1",
    "name": "ILO Convention 182",
    "type": "Treaty",
    "of": None,
    "number": None,
    "aliases": [],
}
BILL: dict[str, Any] = {
    "id": "i2",
    "name": "anti-slavery bill",
    "type": "Bill",
    "of": "MLI",
    "number": None,
    "aliases": [],
}


def made(text: str, quote: str, type: str, **other: object) -> Graph:
    """Return the graph of a report with one statement, which conforms to the shapes."""
    read = document(text)
    statement = said("s1", quote, type, ["a1"], **other)
    graph = map_report(read, extraction(read, actors=ACTORS, instruments=[TREATY, BILL], statements=[statement]), IRIS)
    report = check(graph, registry_graph(told_by(graph, IRIS), IRIS), authority_graph(IRIS))
    assert report.conforms, report.findings
    return graph


def only(graph: Graph, kind: URIRef) -> URIRef:
    (node,) = graph.subjects(RDF.type, kind)
    assert isinstance(node, URIRef)
    return node


def strength(graph: Graph) -> str:
    return str(graph.value(only(graph, SV.Commitment), SV.strength)).rpartition("/")[2]


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        ("The government plans to submit the bill.", "plan"),
        ("The government pledged to submit the bill.", "pledge"),
        ("The government will submit the bill.", "pledge"),
        ("The government intends to submit the bill.", "intention"),
        ("The government pledged money. It plans to submit the bill.", "plan"),
    ],
)
def test_what_is_planned_is_a_commitment_as_firm_as_its_words(text: str, strong: str) -> None:
    quote = "submit the bill"
    start = text.rfind(". ", 0, text.index(quote)) + 2 if ". " in text else 0
    sentence = {"start": start, "end": len(text)}
    graph = made(text, quote, "introduce", modality="planned", instruments=["i2"], sentence=sentence)
    node = only(graph, SV.Commitment)
    assert strength(graph) == strong
    assert graph.value(node, SV.debtor) == IRIS.actor("MLI", "Government of Mali")
    assert (graph.value(node, SV.action), RDF.type, SV.PlannedActivity) in graph
    assert graph.value(node, SV.expressedIn) == only(graph, SV.Statement)


def test_a_date_of_a_plan_is_when_it_is_due() -> None:
    graph = made(
        "It plans to open a shelter in 2012.", "open a shelter in 2012", "establish", modality="planned", date="2012"
    )
    assert str(graph.value(only(graph, SV.Commitment), SV.dueDate)) == "2012-12-31"


def test_a_date_before_the_report_is_when_the_promise_was_made() -> None:
    text = "In 2009 it hired staff to open a shelter."
    graph = made(text, "to open a shelter", "establish", modality="planned", date="2009")
    assert graph.value(only(graph, SV.Commitment), SV.dueDate) is None


def test_what_is_recommended_is_addressed_to_who_should_do_it() -> None:
    graph = made(
        "It should ratify the convention.",
        "ratify the convention",
        "ratify",
        modality="recommended",
        instruments=["i1"],
    )
    node = only(graph, SV.Recommendation)
    assert graph.value(node, SV.addressee) == IRIS.actor("MLI", "Government of Mali")
    assert graph.value(node, SV.issuer) == graph.value(only(graph, SV.Statement), SV.reportedBy)
    assert not list(graph.subjects(RDF.type, SV.Commitment))


def test_a_treaty_that_was_ratified_obliges_and_one_claimed_to_be_does_not() -> None:
    text = "The government ratified the convention in 2001."
    graph = made(text, text, "ratify", instruments=["i1", "i2"], date="2001")
    node = only(graph, SV.Commitment)
    assert (node, SV.strength, concept("commitment-strength", "legalObligation")) in graph
    assert graph.value(node, SV.debtor) == IRIS.actor("MLI", "Government of Mali")
    (treaty,) = graph.objects(node, SV.concerns)
    assert isinstance(treaty, URIRef) and node == IRIS.obligation("MLI", treaty)
    assert str(graph.value(node, DCTERMS.date)) == "2001"
    assert not list(
        made(text, text, "ratify", instruments=["i1"], attributed_to="a1").subjects(RDF.type, SV.Commitment)
    )


def test_a_treaty_that_a_parliament_ratified_obliges_the_government() -> None:
    read = document("The parliament ratified the convention.")
    parliament = actor("a9", "National Assembly", "Legislature")
    ratified = said("s1", "The parliament ratified the convention.", "ratify", ["a9"], instruments=["i1"])
    for actors, debtor in (([*ACTORS, parliament], "Government of Mali"), ([parliament], "National Assembly")):
        found = extraction(read, actors=actors, instruments=[TREATY], statements=[ratified])
        graph = map_report(read, found, IRIS)
        assert graph.value(only(graph, SV.Commitment), SV.debtor) == IRIS.actor("MLI", debtor)


@pytest.mark.parametrize("other", [{"polarity": "negated", "modality": "planned"}, {"modality": "actual"}])
def test_what_is_done_or_not_planned_is_no_commitment(other: dict[str, str]) -> None:
    graph = made("It opened a shelter.", "opened a shelter", "establish", **other)
    assert not list(graph.subjects(RDF.type, SV.Commitment))


def test_speakers_who_say_the_same_of_one_passage_make_one_recommendation() -> None:
    read = document("Ratify the convention.")
    actors = [*ACTORS, actor("a3", "Government of Togo", "Government", country="TGO")]
    both = [
        said(f"s{n}", "Ratify the convention.", "ratify", ["a1"], modality="recommended", attributed_to=speaker)
        for n, speaker in enumerate(("a2", "a3"))
    ]
    graph = map_report(read, extraction(read, actors=actors, statements=both), IRIS)
    node = only(graph, SV.Recommendation)
    assert len(list(graph.objects(node, SV.issuer))) == len(list(graph.objects(node, SV.expressedIn))) == 2


def test_what_a_wish_goes_on_with_is_no_commitment() -> None:
    text = "Mali should employ inspectors to visit farms. It plans to open a shelter."
    read = document(text)
    sentence = {"start": 0, "end": 45}
    wish = said("s1", "employ inspectors", "appoint", ["a1"], modality="recommended", sentence=sentence)
    purpose = said("s2", "to visit farms", "investigate", ["a1"], modality="planned", sentence=sentence)
    again = said("s3", "employ inspectors", "other", ["a1"], modality="planned")
    plan = said("s4", "open a shelter", "establish", ["a1"], modality="planned", sentence={"start": 46, "end": 74})
    graph = map_report(read, extraction(read, actors=ACTORS, statements=[wish, purpose, again, plan]), IRIS)
    assert len(list(graph.subjects(RDF.type, SV.Recommendation))) == 1
    told = graph.value(only(graph, SV.Commitment), SV.expressedIn)
    assert (graph.value(told, SV.expresses), SV.activityType, concept("activity-type", "establish")) in graph
