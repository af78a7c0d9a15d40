"""Mapping: a report and what was read from it, as the graph that the store keeps of it.

The graph holds the report with its text and metadata, the run that read it, its passages, the references to actors
and instruments, its statements with their activities, its assessments, and the gaps in the evidence that it names.
The facts of named actors and instruments are not in it: `graph.registry` derives them from the references.
"""

from __future__ import annotations

from dataclasses import replace

from rdflib import Graph, Literal, URIRef

from servanda.graph.identity import named_body
from servanda.graph.ntriples import new_graph
from servanda.loaders import grades
from servanda.loaders.commitments import Commitments
from servanda.loaders.document import Document, Metadata
from servanda.loaders.gaps import gaps
from servanda.loaders.passages import Passages
from servanda.loaders.periods import add_assessment_period, date_literal
from servanda.loaders.references import References
from servanda.loaders.series import edition, known_series
from servanda.loaders.statements import Statements
from servanda.ontology.authority import PUBLIC_BODIES
from servanda.ontology.exchange import Actor, Extraction, Software, Span, Statement, dumps
from servanda.ontology.iris import Iris, slug
from servanda.ontology.vocab import ACTOR_TYPES, DCTERMS, FOAF, PROV, RDF, SV


def report_iri(document: Document, iris: Iris) -> URIRef:
    """Return the IRI of a document's report."""
    known = document.metadata
    return iris.report(document.name, known.series, known.country, known.date)


def map_report(document: Document, extraction: Extraction, iris: Iris, input_hash: str | None = None) -> Graph:
    """Return the graph of a report.

    Args:
        document: the report.
        extraction: what was read from it, every actor and instrument with its IRI (`graph.identity.resolve`).
        iris: mints the IRIs of data.
        input_hash: digest of all that the graph is made from, kept with the report.
    """
    graph, report = new_graph(), report_iri(document, iris)
    passages = Passages(graph, iris, report, document.text)
    references = References(graph, iris, report, passages)
    author = _add_report(document, references, input_hash)
    run = _add_run(graph, iris.within(report, "run"), report, extraction.extractor)
    references.add_all(extraction)
    stated = Statements(graph, iris, report, author, run, passages).add_all(extraction)
    _add_assessments(references, extraction, author)
    _add_gaps(references, extraction, document.text, stated)
    Commitments(graph, iris, report, document.text).add_all(extraction, stated)
    graph.add((report, SV.exchange, Literal(dumps(extraction), datatype=RDF.JSON, normalize=False)))
    return graph


def _add_report(document: Document, references: References, input_hash: str | None) -> URIRef:
    """Add the report's text and metadata, and return its author."""
    graph, iris, report, known = references.graph, references.iris, references.report, document.metadata
    graph.add((report, RDF.type, SV.Report))
    graph.add((report, DCTERMS.identifier, Literal(document.name)))
    graph.add((report, DCTERMS.title, Literal(known.title or document.name)))
    graph.add((report, SV.text, Literal(document.text)))
    graph.add((report, SV.textHash, Literal(document.sha256)))
    if input_hash is not None:
        graph.add((report, SV.inputHash, Literal(input_hash)))
    if known.date:
        graph.add((report, DCTERMS.issued, date_literal(known.date)))
    if known.country:
        graph.add((report, SV.country, iris.country(known.country)))
    for term, value in ((DCTERMS.language, known.language), (DCTERMS.source, known.source)):
        if value:
            graph.add((report, term, Literal(value)))
    if known.period is not None:
        graph.add((report, SV.assessmentPeriod, add_assessment_period(graph, iris, report, known.period)))
    _add_context(references, known)
    return _add_authors(references, known)


def _add_context(references: References, known: Metadata) -> None:
    """Add the series of a report and the earlier report that it revisits."""
    graph, iris, report = references.graph, references.iris, references.report
    if known.series:
        series = iris("series", slug(known.series))
        titled = known_series().get(known.series)
        references.add("series", series, SV.ReportSeries, titled.title if titled else known.series)
        graph.add((report, SV.inSeries, series))
    if known.baseline:
        earlier = _baseline(known.baseline, known.country, iris)
        if earlier != report:
            references.add("baseline", earlier, FOAF.Document, known.baseline)
            graph.add((report, SV.baseline, earlier))


def _baseline(name: str, country: str | None, iris: Iris) -> URIRef:
    """Return the IRI of the report that another revisits: by its IRI, as an edition of a known series, or by name."""
    if name.startswith(("http://", "https://")):
        return URIRef(name)
    series, year = edition(name) or (None, None)
    return iris.report(name, series, country, year)


def _add_authors(references: References, known: Metadata) -> URIRef:
    """Add author and publisher of a report, and return the author."""
    author = _add_body(references, known.author or known.publisher, "author", DCTERMS.creator)
    if known.publisher:
        _add_body(references, known.publisher, "publisher", DCTERMS.publisher)
    return author


def _add_body(references: References, name: str | None, role: str, term: URIRef) -> URIRef:
    """Add a body by its role in the report, and return its IRI.

    One without a name, or of a state that is not known, is described in this report alone.
    """
    body = named_body(name, references.iris) if name else Actor("", f"the {role} of the report", "Person", named=False)
    if not name or (body.type in PUBLIC_BODIES and body.country is None):
        local = references.iris.within(references.report, "actor", role)
        body = replace(body, iri=str(local), named=False)
        references.describe(body, ACTOR_TYPES[body.type])
    references.add_actor(replace(body, id=role))
    references.graph.add((references.report, term, URIRef(str(body.iri))))
    return URIRef(str(body.iri))


def _add_run(graph: Graph, run: URIRef, report: URIRef, software: Software) -> URIRef:
    """Add the run that read the report; it has no time, so that the same run gives the same graph."""
    graph.add((run, RDF.type, SV.ExtractionRun))
    graph.add((run, RDF.type, PROV.Activity))
    graph.add((run, PROV.used, report))
    graph.add((run, SV.software, Literal(software.name)))
    graph.add((run, SV.softwareVersion, Literal(software.version)))
    if software.model:
        graph.add((run, SV.languageModel, Literal(software.model)))
    return run


def _add_assessments(references: References, extraction: Extraction, author: URIRef) -> None:
    graph, iris, report = references.graph, references.iris, references.report
    judged = {actor.id: URIRef(str(actor.iri)) for actor in extraction.actors}
    period = graph.value(report, SV.assessmentPeriod)
    for entry in extraction.assessments:
        parts = (f"{entry.start}-{entry.end}", slug(entry.rating))
        assessment = iris.within(report, "assessment", "-".join(parts))
        if (assessment, RDF.type, SV.Assessment) in graph:
            continue  # the sentence gives the rating twice, maybe in other letters
        graph.add((assessment, RDF.type, SV.Assessment))
        graph.add((assessment, SV.inReport, report))
        graph.add((assessment, SV.assessor, author))
        graph.add((assessment, SV.assessee, judged[entry.subject]))
        graph.add((assessment, SV.rating, Literal(entry.rating)))
        for term, grade in ((SV.tier, grades.tier), (SV.progress, grades.progress)):
            if (given := grade(entry.rating, entry.quote)) is not None:
                graph.add((assessment, term, Literal(given)))
        graph.add((assessment, SV.groundedIn, references.passages.add(entry.start, entry.end)))
        if period is not None:
            graph.add((assessment, SV.assessmentPeriod, period))


def _add_gaps(references: References, extraction: Extraction, text: str, stated: dict[str, URIRef]) -> None:
    graph, report = references.graph, references.report

    def sentence_of(statement: Statement) -> Span:
        return statement.sentence or references.passages.sentence(statement.start, statement.end)

    for found in gaps(extraction, text, sentence_of):
        shown = stated[found.shown_by.id]
        gap = references.iris.within(report, "gap", str(shown).rpartition("/")[2])
        graph.add((gap, RDF.type, SV.EvidenceGap))
        graph.add((gap, SV.inReport, report))
        graph.add((gap, SV.shownBy, shown))
        for claim in found.disputed:
            graph.add((gap, SV.disputes, stated[claim.id]))
