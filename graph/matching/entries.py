"""Entries: the actors and instruments that names are matched against, from a store or the authority data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from rdflib import Graph, URIRef
from rdflib.term import Node

from servanda.graph.store import Solutions
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import (
    ACTOR_TYPES,
    DCTERMS,
    INSTRUMENT_TYPES,
    RDF,
    RDFS,
    SKOS,
    SV,
    VOCAB,
)

Family = Literal["actor", "instrument"]
Select = Callable[[str], Solutions]
"""Answers a SELECT query."""

_KINDS = {str(iri): name for name, iri in (*ACTOR_TYPES.items(), *INSTRUMENT_TYPES.items())}
_TOLD = (
    RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel, SV.ambiguousLabel, SV.country, SV.jurisdiction, SV.number,
    SV.named, SV.partOf, DCTERMS.issued,
)  # fmt: skip
_ENTITIES = f"""SELECT ?entity ?property ?value WHERE {{
    VALUES ?class {{ <{SV.Actor}> <{SV.LegalInstrument}> }}
    VALUES ?property {{ {" ".join(f"<{term}>" for term in _TOLD)} }}
    GRAPH ?graph {{ ?entity a ?class ; ?property ?value }}
}}"""
_NAMED = f"""SELECT ?entity ?property ?value WHERE {{{{
    {{{{ GRAPH <{{registry}}> {{{{ ?entity a <{{family}}> . {{among}} }}}} }}}}
    UNION {{{{ GRAPH <{{authority}}> {{{{ ?entity a <{{family}}> . {{among}} }}}} }}}}
    GRAPH ?graph {{{{ ?entity ?property ?value }}}} FILTER (?graph IN (<{{registry}}>, <{{authority}}>)
        && ?property IN ({", ".join(f"<{term}>" for term in _TOLD)})) }}}}"""
"""Engines that scan the whole for each value of a VALUES look up the few entities for a FILTER."""
_STATES = {SV.Actor: SV.country, SV.LegalInstrument: SV.jurisdiction}
"""Families, each with what gives its state."""
_LINKS = f"""SELECT ?entity ?scheme ?identifier WHERE {{ GRAPH ?graph {{
    ?link a <{SV.ExternalLink}> ; <{SV.linkSubject}> ?entity ; <{SV.linkScheme}> ?scheme ;
          <{SV.linkPredicate}> ?predicate ; <{DCTERMS.identifier}> ?identifier .
    FILTER (?predicate != <{SKOS.closeMatch}>) }} }}"""


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor or instrument that a name may mean."""

    iri: str
    family: Family
    type: str
    """A key of `ACTOR_TYPES` or `INSTRUMENT_TYPES`."""
    name: str
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    """Names that can mean something else, too."""
    country: str | None = None
    """ISO 3166-1 alpha-3 of its state; None for international ones."""
    number: str | None = None
    date: str | None = None
    part_of: str | None = None
    """IRI of the whole."""
    identifiers: frozenset[tuple[str, str]] = frozenset()
    """What external datasets call it: link scheme and identifier."""
    named: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """All names that mean this entry alone."""
        return (self.name, *self.aliases)


def entries(select: Select) -> list[Entry]:
    """Return the actors and instruments of a store, in the order of their IRIs."""
    return _read(select, _ENTITIES)


def named(select: Select, iris: Iris, country: str | None = None) -> list[Entry]:
    """Return the named actors and instruments of a store, in the order of their IRIs.

    With a country (ISO 3166-1 alpha-3), only what is its own and what is of no state: all that may be one with its own.
    """
    graphs = {"registry": iris.graph("registry"), "authority": iris.graph("authority")}

    def query(family: URIRef, among: str) -> str:
        return _NAMED.format(family=family, among=among, **graphs)

    if country is None:
        return _read(select, *(query(family, "") for family in _STATES))
    own = (query(family, f"?entity <{state}> <{iris.country(country)}>") for family, state in _STATES.items())
    shared = (query(family, f"FILTER NOT EXISTS {{ ?entity <{state}> ?state }}") for family, state in _STATES.items())
    return _read(select, *own, *shared)


def _read(select: Select, *queries: str) -> list[Entry]:
    told: dict[Node, dict[Node, set[str]]] = defaultdict(lambda: defaultdict(set))
    for query in queries:
        for row in select(query).rows:
            told[row["entity"]][row["property"]].add(str(row["value"]))
    links: dict[Node, set[tuple[str, str]]] = defaultdict(set)
    for row in select(_LINKS).rows:
        scheme = str(row["scheme"]).removeprefix(f"{VOCAB}link-scheme/")
        links[row["entity"]].add((scheme, str(row["identifier"])))
    found = (_entry(str(node), values, links[node]) for node, values in told.items())
    return sorted((entry for entry in found if entry is not None), key=lambda entry: entry.iri)


def entries_of(graph: Graph) -> list[Entry]:
    """Return the actors and instruments of a graph in memory, such as that of the authority data."""
    told: dict[Node, dict[Node, set[str]]] = defaultdict(lambda: defaultdict(set))
    for kind in (SV.Actor, SV.LegalInstrument):
        for node in graph.subjects(RDF.type, kind):
            for term in _TOLD:
                told[node][term].update(str(value) for value in graph.objects(node, term))
    links: dict[Node, set[tuple[str, str]]] = defaultdict(set)
    for record, node in graph.subject_objects(SV.linkSubject):
        scheme = str(graph.value(record, SV.linkScheme)).removeprefix(f"{VOCAB}link-scheme/")
        links[node].add((scheme, str(graph.value(record, DCTERMS.identifier))))
    found = (_entry(str(node), values, links[node]) for node, values in told.items())
    return sorted((entry for entry in found if entry is not None), key=lambda entry: entry.iri)


def _entry(iri: str, told: dict[Node, set[str]], links: set[tuple[str, str]]) -> Entry | None:
    kinds = sorted(_KINDS[kind] for kind in told[RDF.type] if kind in _KINDS)
    name = _first(told[SKOS.prefLabel]) or _first(told[RDFS.label])
    if not kinds or name is None:
        return None
    state = _first(told[SV.country]) or _first(told[SV.jurisdiction])
    described = "false" in {value.lower() for value in told[SV.named]} or "/report/" in iri
    return Entry(
        iri=iri,
        family="actor" if kinds[0] in ACTOR_TYPES else "instrument",
        type=kinds[0],
        name=name,
        aliases=tuple(sorted(told[SKOS.altLabel] - {name})),
        ambiguous=tuple(sorted(told[SV.ambiguousLabel])),
        country=state.rpartition("/")[2].upper() if state else None,
        number=_first(told[SV.number]),
        date=_first(told[DCTERMS.issued]),
        part_of=_first(told[SV.partOf]),
        identifiers=frozenset(links),
        named=not described,
    )


def _first(values: Iterable[str]) -> str | None:
    return min(values, default=None)
