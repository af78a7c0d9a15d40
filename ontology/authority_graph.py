"""The authority data as RDF: countries, bodies and instruments with their names, and a record of every link."""

from __future__ import annotations

from functools import cache

from rdflib import Graph, Literal, URIRef

from servanda.ontology import authority
from servanda.ontology.authority import PUBLIC_BODIES, AuthorityBody, AuthorityInstrument, Country
from servanda.ontology.iris import Iris
from servanda.ontology.links import ExternalLink, add_link
from servanda.ontology.targets import schemes
from servanda.ontology.vocab import (
    ACTOR_TYPES,
    DCTERMS,
    ELI,
    INSTRUMENT_TYPES,
    PREFIXES,
    RDF,
    RDFS,
    SKOS,
    SV,
    VOCAB,
    XSD,
    concept,
)

_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
"""Datatypes of dates by the length of their ISO 8601 form."""


@cache
def authority_graph(iris: Iris) -> Graph:
    """Return the authority data as RDF, for the graph `iris.graph("authority")`.

    It is the same object at every call: do not change it.
    """
    graph = Graph("SimpleMemory")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    _add_schemes(graph)
    for state in authority.countries():
        _add_country(graph, state, iris)
    parents = {body.id: body_iri(body, iris) for body in authority.bodies()}
    for body in authority.bodies():
        _add_body(graph, body, parents, iris)
    for instrument in authority.instruments():
        _add_instrument(graph, instrument, iris)
    return graph


def body_iri(body: AuthorityBody, iris: Iris) -> URIRef:
    """Return the IRI of a body, by its official name."""
    return iris.actor(body.country, body.name)


def instrument_iri(instrument: AuthorityInstrument, iris: Iris) -> URIRef:
    """Return the IRI of an instrument, by its official name."""
    return iris.instrument(instrument.of, instrument.name)


def date_literal(date: str) -> Literal:
    """Return a day, month or year in ISO 8601 as a literal of its datatype."""
    return Literal(date, datatype=_DATE_TYPES[len(date)])


def _add_schemes(graph: Graph) -> None:
    scheme = URIRef(f"{VOCAB}link-scheme")
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, SKOS.prefLabel, Literal("Link schemes", lang="en")))
    for target in schemes().values():
        node = concept("link-scheme", target.name)
        graph.add((node, RDF.type, SKOS.Concept))
        graph.add((node, SKOS.prefLabel, Literal(target.label, lang="en")))
        graph.add((node, SKOS.notation, Literal(target.name)))
        graph.add((node, SKOS.inScheme, scheme))


def _add_country(graph: Graph, state: Country, iris: Iris) -> None:
    node = iris.country(state.iso3)
    graph.add((node, RDF.type, SV.Country))
    graph.add((node, SKOS.notation, Literal(state.iso3)))
    _add_names(graph, node, state.name, state.aliases, ())
    _add_links(graph, node, state.records, iris)


def _add_body(graph: Graph, body: AuthorityBody, parents: dict[str, URIRef], iris: Iris) -> None:
    node = body_iri(body, iris)
    graph.add((node, RDF.type, SV.Actor))
    graph.add((node, RDF.type, ACTOR_TYPES[body.type]))
    if body.type in PUBLIC_BODIES:
        graph.add((node, RDF.type, SV.PublicBody))
    graph.add((node, SV.named, Literal(True)))
    if body.country:
        graph.add((node, SV.country, iris.country(body.country)))
    if body.part_of in parents:
        graph.add((node, SV.partOf, parents[body.part_of]))
    _add_names(graph, node, body.name, body.aliases, body.ambiguous_aliases)
    _add_links(graph, node, body.records, iris)


def _add_instrument(graph: Graph, instrument: AuthorityInstrument, iris: Iris) -> None:
    node = instrument_iri(instrument, iris)
    graph.add((node, RDF.type, SV.LegalInstrument))
    graph.add((node, RDF.type, INSTRUMENT_TYPES[instrument.type]))
    if instrument.number:
        graph.add((node, SV.number, Literal(instrument.number)))
    if instrument.of:
        graph.add((node, SV.jurisdiction, iris.country(instrument.of)))
    if instrument.date:
        graph.add((node, DCTERMS.issued, date_literal(instrument.date)))
    if instrument.in_force:
        graph.add((node, ELI.first_date_entry_in_force, date_literal(instrument.in_force)))
    _add_names(graph, node, instrument.name, instrument.aliases, instrument.ambiguous_aliases)
    _add_links(graph, node, instrument.records, iris)


def _add_links(graph: Graph, node: URIRef, links: tuple[ExternalLink, ...], iris: Iris) -> None:
    for link in links:
        add_link(graph, node, link, iris)


def _add_names(graph: Graph, node: URIRef, name: str, aliases: tuple[str, ...], ambiguous: tuple[str, ...]) -> None:
    graph.add((node, RDFS.label, Literal(name)))
    graph.add((node, SKOS.prefLabel, Literal(name)))
    for alias in aliases:
        if alias != name:
            graph.add((node, SKOS.altLabel, Literal(alias)))
    for alias in ambiguous:
        graph.add((node, SV.ambiguousLabel, Literal(alias)))
