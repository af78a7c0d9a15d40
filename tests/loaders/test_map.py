"""The graph of a report."""

from __future__ import annotations

from dataclasses import replace

from rdflib import Graph, URIRef

from servanda.graph.registry import registry_graph, told_by
from servanda.loaders.document import Document, Period
from servanda.loaders.map import map_report, report_iri
from servanda.ontology.authority_graph import authority_graph
from servanda.ontology.exchange import Extraction
from servanda.ontology.vocab import DCTERMS, OA, RDF, RDFS, SV
from servanda.shapes.check import check

from .documents import IRIS, actor, document, extraction, said

TEXT = (
    "The government made some progress. While officials claim that they arrested offenders in late 2009, "
    "the government was unable to provide data.\n\nA local NGO trained the Ministry of Justice."
)
ACTORS = [
    actor("a1", "the government", "Government", mentions=[{"start": 0, "end": 14}]),
    actor("a2", "officials", "Official", part_of="a1"),
    actor("a3", "local NGO", "NGO"),
    actor("a4", "Ministry of Justice", "Ministry", part_of="a1"),
]
STATEMENTS = [
    said("s1", "they arrested offenders in late 2009", "arrest", ["a2"], attributed_to="a2", date="2009-late"),
    said("s2", "the government was unable to provide data", "report", ["a1"], polarity="negated"),
    said("s3", "A local NGO trained the Ministry of Justice", "train", ["a3"], recipients=["a4"], quantity="5 judges"),
]
JUDGED = [{"subject": "a1", "rating": "some progress", "quote": "made some progress"}]


def mapped(read: Document, found: Extraction) -> Graph:
    """Return the graph of a report, which conforms to the shapes."""
    graph = map_report(read, found, IRIS, "0" * 64)
    report = check(graph, registry_graph(told_by(graph, IRIS), IRIS), authority_graph(IRIS))
    assert report.conforms, report.findings
    return graph


def whole() -> Graph:
    read = document(TEXT, period=Period("2009-06", "2009-11", "June to November 2009"), baseline="The 2009 Report")
    return mapped(read, extraction(read, actors=ACTORS, statements=STATEMENTS, assessments=JUDGED))


def test_every_passage_holds_what_stands_at_its_offsets() -> None:
    graph = whole()
    passages = set(graph.subjects(RDF.type, SV.Passage))
    assert len(passages) >= 6
    for passage in passages:
        selectors = list(graph.objects(passage, OA.hasSelector))
        found = {term: str(value) for selector in selectors for term, value in graph.predicate_objects(selector)}
        start, end = int(found[OA.start]), int(found[OA.end])
        assert TEXT[start:end] == found[OA.exact]
        assert TEXT[:start].endswith(found[OA.prefix]) and TEXT[end:].startswith(found[OA.suffix])


def test_the_report_tells_what_it_is() -> None:
    graph = whole()
    (report,) = graph.subjects(RDF.type, SV.Report)
    assert report == report_iri(document(TEXT), IRIS)
    assert graph.value(report, SV.country) == IRIS.country("MLI")
    assert graph.value(report, DCTERMS.creator) == IRIS.actor("USA", "United States Department of State")
    assert graph.value(report, SV.baseline) == IRIS("report", "document", "2009-report")
    period = graph.value(report, SV.assessmentPeriod)
    assert str(graph.value(period, SV.start)) == "2009-06-01" and str(graph.value(period, SV.end)) == "2009-11-30"
    (assessment,) = graph.subjects(RDF.type, SV.Assessment)
    assert str(graph.value(assessment, SV.rating)) == "some progress"
    assert graph.value(assessment, SV.assessmentPeriod) == period
    assert str(graph.value(assessment, SV.progress)) == "some progress" and not graph.value(assessment, SV.tier)


def test_an_interim_assessment_leads_to_the_report_that_it_revisits() -> None:
    read = document(TEXT, baseline="Trafficking in Persons Report 2009")
    graph = mapped(read, extraction(read))
    assert graph.value(report_iri(read, IRIS), SV.baseline) == IRIS.report("", "tip", "MLI", "2009")


def test_a_report_that_names_a_tier_puts_the_country_in_it() -> None:
    text = "Mali was granted a waiver from a downgrade to Tier 3 and remained on Tier 2 Watch List."
    judged = [{"subject": "a1", "rating": rating, "quote": text} for rating in ("Tier 3", "Tier 2 Watch List")]
    read = document(text)
    graph = mapped(read, extraction(read, actors=[actor("a1", "Mali", "Government")], assessments=judged))
    assert [str(tier) for tier in graph.objects(None, SV.tier)] == ["Tier 2 Watch List"]


def test_a_rating_given_twice_in_other_letters_is_one_assessment() -> None:
    text = "Tier rating: Tier 2 Watch list; therefore Mali was downgraded to Tier 2 Watch List."
    judged = [
        {"subject": "a1", "rating": rating, "quote": text} for rating in ("Tier 2 Watch list", "Tier 2 Watch List")
    ]
    read = document(text)
    graph = mapped(read, extraction(read, actors=[actor("a1", "Mali", "Government")], assessments=judged))
    assert [str(rating) for rating in graph.objects(None, SV.rating)] == ["Tier 2 Watch list"]


def test_a_gap_joins_the_claim_and_the_statement_that_disputes_it() -> None:
    graph = whole()
    (gap,) = graph.subjects(RDF.type, SV.EvidenceGap)
    claim, shown = graph.value(gap, SV.disputes), graph.value(gap, SV.shownBy)
    assert (graph.value(claim, SV.expresses), RDF.type, SV.ClaimedActivity) in graph
    assert (graph.value(shown, SV.expresses), RDF.type, SV.NonOccurrence) in graph


def test_described_actors_have_their_facts_in_the_report_and_named_ones_do_not() -> None:
    graph = whole()
    described = {str(graph.value(actor, RDFS.label)) for actor in graph.subjects(RDF.type, SV.Actor)}
    assert described == {"officials", "local NGO"}
    (officials,) = graph.subjects(RDF.type, SV.Official)
    assert graph.value(officials, SV.partOf) == IRIS.actor("MLI", "Government of Mali")


def test_equal_input_gives_equal_graphs_in_any_order_of_ids() -> None:
    read = document(TEXT)
    found = extraction(read, actors=ACTORS, statements=STATEMENTS, assessments=JUDGED)
    turned = replace(found, statements=tuple(reversed(found.statements)))
    graphs = [set(map_report(read, each, IRIS)) for each in (found, turned)]
    apart = {triple for triple in graphs[0] ^ graphs[1] if triple[1] != SV.exchange}
    assert apart == set()


def test_reports_without_author_date_or_content_are_mapped() -> None:
    read = document("Nothing happened.", author=None, date=None, series=None, country=None)
    graph = mapped(read, extraction(read))
    author = graph.value(report_iri(read, IRIS), DCTERMS.creator)
    assert isinstance(author, URIRef) and author.startswith(report_iri(read, IRIS))


def test_a_publisher_of_an_unknown_state_is_described() -> None:
    read = document("Nothing happened.", author="Ministry of Silly Walks")
    graph = mapped(read, extraction(read))
    author = graph.value(report_iri(read, IRIS), DCTERMS.creator)
    assert str(graph.value(author, RDFS.label)) == "Ministry of Silly Walks"
