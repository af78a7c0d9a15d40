"""The description of the dataset in VoID and DCAT, with numbers counted in the store.

Sources: Describing Linked Datasets with the VoID Vocabulary, W3C Interest Group Note, 3 March 2011; Data Catalog
Vocabulary (DCAT) version 3, W3C Recommendation, 22 August 2024.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rdflib import RDF, BNode, Graph, Literal, URIRef

from servanda.api.opened import Opened
from servanda.api.worker import Output
from servanda.graph.store import Row
from servanda.ontology.vocab import DCAT, DCTERMS, FOAF, MEDIA_TYPES, SD, SKOS, SV, VOID, XSD

_TOTALS = """SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { GRAPH ?g { ?s ?p ?o } }"""
_CLASSES = "SELECT ?term (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s a ?term } } GROUP BY ?term ORDER BY ?term LIMIT 200"
_PROPERTIES = "SELECT ?term (COUNT(*) AS ?n) { GRAPH ?g { ?s ?term ?o } } GROUP BY ?term ORDER BY ?term LIMIT 500"
_EXAMPLES = "SELECT ?example { ?example a <%s> } ORDER BY ?example LIMIT 3"
_MODIFIED = "SELECT (MAX(STR(?day)) AS ?last) { GRAPH ?g { ?report a <%s> ; <%s> ?day } }"
_KINDS = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}  # by the length of a day, which some reports leave open
_TITLE = "Servanda: actors and commitments"
_ABOUT = "Who did what with whom, who promised what to whom, and which sentence of which report says so."


@dataclass(frozen=True, slots=True)
class Statistics:
    """Numbers of what a store holds."""

    triples: int
    subjects: int
    objects: int
    classes: tuple[tuple[str, int], ...]
    """Class and number of its members."""
    properties: tuple[tuple[str, int], ...]
    """Property and number of its triples."""
    examples: tuple[str, ...]
    newest: str | None
    """Day of the newest report, or its month or year where it tells no more."""


@dataclass(frozen=True, slots=True)
class Count:
    """The counting of all that."""

    def run(self, opened: Opened, out: Output) -> Statistics:
        """Count."""
        select = opened.store().select
        totals = select(_TOTALS).rows[0]
        last = select(_MODIFIED % (SV.Report, DCTERMS.issued)).rows
        return Statistics(
            triples=_number(totals, "triples"),
            subjects=_number(totals, "subjects"),
            objects=_number(totals, "objects"),
            classes=tuple((str(row["term"]), _number(row, "n")) for row in select(_CLASSES).rows),
            properties=tuple((str(row["term"]), _number(row, "n")) for row in select(_PROPERTIES).rows),
            examples=tuple(str(row["example"]) for row in select(_EXAMPLES % SV.Report).rows),
            newest=str(last[0]["last"]) if last and "last" in last[0] else None,
        )


def description(counted: Statistics, base: str, address: Callable[[str], str], dumps: dict[str, str]) -> Graph:
    """Return the dataset's description.

    Args:
        counted: the numbers.
        base: prefix of the data's IRIs.
        address: returns the address of a path of the service.
        dumps: path of each dump by its media type.
    """
    graph = Graph()
    for prefix, namespace in (("void", VOID), ("dcat", DCAT), ("dcterms", DCTERMS), ("sd", SD)):
        graph.bind(prefix, namespace)
    dataset, service = URIRef(address("/.well-known/void#dataset")), URIRef(address("/.well-known/void#sparql"))
    for kind in (VOID.Dataset, DCAT.Dataset):
        graph.add((dataset, RDF.type, kind))
    for term in (DCTERMS.title, DCTERMS.description):
        graph.add((dataset, term, Literal(_TITLE if term == DCTERMS.title else _ABOUT, lang="en")))
    graph.add((dataset, FOAF.homepage, URIRef(address("/"))))
    graph.add((dataset, VOID.sparqlEndpoint, URIRef(address("/sparql"))))
    graph.add((dataset, VOID.uriSpace, Literal(base)))
    for vocabulary in (SV._NS, SKOS._NS, DCTERMS._NS):
        graph.add((dataset, VOID.vocabulary, URIRef(str(vocabulary))))
    for example in counted.examples:
        graph.add((dataset, VOID.exampleResource, URIRef(example)))
    if counted.newest is not None:
        graph.add((dataset, DCTERMS.modified, Literal(counted.newest, datatype=_KINDS.get(len(counted.newest)))))
    _add_numbers(graph, dataset, counted)
    for media_type, path in dumps.items():
        graph.add((dataset, VOID.dataDump, URIRef(address(path))))
        distribution = BNode()
        graph.add((dataset, DCAT.distribution, distribution))
        graph.add((distribution, RDF.type, DCAT.Distribution))
        for term in (DCAT.accessURL, DCAT.downloadURL):
            graph.add((distribution, term, URIRef(address(path))))
        graph.add((distribution, DCAT.mediaType, MEDIA_TYPES[media_type]))
    graph.add((service, RDF.type, DCAT.DataService))
    graph.add((service, DCTERMS.title, Literal("SPARQL endpoint", lang="en")))
    graph.add((service, DCAT.endpointURL, URIRef(address("/sparql"))))
    graph.add((service, DCAT.endpointDescription, URIRef(address("/openapi.json"))))
    graph.add((service, DCAT.servesDataset, dataset))
    return graph


def _add_numbers(graph: Graph, dataset: URIRef, counted: Statistics) -> None:
    for term, number in (
        (VOID.triples, counted.triples),
        (VOID.distinctSubjects, counted.subjects),
        (VOID.distinctObjects, counted.objects),
        (VOID.classes, len(counted.classes)),
        (VOID.properties, len(counted.properties)),
    ):
        graph.add((dataset, term, Literal(number)))
    for iri, number in counted.classes:
        part = BNode()
        graph.add((dataset, VOID.classPartition, part))
        graph.add((part, VOID["class"], URIRef(iri)))
        graph.add((part, VOID.entities, Literal(number)))
    for iri, number in counted.properties:
        part = BNode()
        graph.add((dataset, VOID.propertyPartition, part))
        graph.add((part, VOID.property, URIRef(iri)))
        graph.add((part, VOID.triples, Literal(number)))


def _number(row: Row, name: str) -> int:
    return int(str(row[name]))
