"""The service description.

Source: SPARQL 1.1 Service Description, W3C Recommendation, 21 March 2013.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDF, BNode, Graph, URIRef

from servanda.ontology.vocab import FORMATS, SD

MEDIA_TYPES = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}
"""Media types of a description, each with its name in rdflib."""
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g {} } ORDER BY ?g LIMIT 1000"
"""Asks for the graphs that a description lists."""
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_RDF = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads")


def description(endpoint: str, graphs: Iterable[str], *, update: str | None = None, federation: bool = False) -> Graph:
    """Return the description of the service.

    Args:
        endpoint: address of the query service.
        graphs: the named graphs of the store.
        update: address of the update service, where there is one.
        federation: whether queries may call other services.
    """
    described, service, dataset = Graph(), BNode(), BNode()
    described.bind("sd", SD)
    described.bind("format", FORMATS)
    described.add((service, RDF.type, SD.Service))
    described.add((service, SD.endpoint, URIRef(endpoint)))
    described.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    described.add((service, SD.feature, SD.UnionDefaultGraph))
    if federation:
        described.add((service, SD.feature, SD.BasicFederatedQuery))
    for name in (*_RESULTS, *_RDF):
        described.add((service, SD.resultFormat, FORMATS[name]))
    described.add((service, SD.defaultDataset, dataset))
    described.add((dataset, RDF.type, SD.Dataset))
    default = BNode()
    described.add((dataset, SD.defaultGraph, default))
    described.add((default, RDF.type, SD.Graph))
    for graph in graphs:
        named, content = BNode(), BNode()
        described.add((dataset, SD.namedGraph, named))
        described.add((named, RDF.type, SD.NamedGraph))
        described.add((named, SD.name, URIRef(graph)))
        described.add((named, SD.graph, content))
        described.add((content, RDF.type, SD.Graph))
    if update is not None:
        writer = BNode()
        described.add((writer, RDF.type, SD.Service))
        described.add((writer, SD.endpoint, URIRef(update)))
        described.add((writer, SD.supportedLanguage, SD.SPARQL11Update))
        described.add((writer, SD.defaultDataset, dataset))
        for name in _RDF[:4]:
            described.add((writer, SD.inputFormat, FORMATS[name]))
    return described
