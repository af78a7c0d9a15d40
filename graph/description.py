"""Descriptions: what is stated of an actor or instrument itself, wherever its facts live.

Of a named one that is a graph which many reports share, the registry or the authority data; what is only described
("local NGOs") has its facts in the graph of its report.
"""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import Literal, URIRef

from servanda.graph.ntriples import Triple
from servanda.ontology.authority import PUBLIC_BODIES
from servanda.ontology.vocab import ACTOR_TYPES, INSTRUMENT_TYPES, RDF, RDFS, SKOS, SV

_ACTORS = frozenset(ACTOR_TYPES.values())
_INSTRUMENTS = frozenset(INSTRUMENT_TYPES.values())
_PUBLIC = frozenset(ACTOR_TYPES[name] for name in PUBLIC_BODIES)


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of one actor, instrument, report series or cited document."""

    iri: URIRef
    type: URIRef
    """Its class: one of the actor or instrument types, `sv:ReportSeries` or `foaf:Document`."""
    name: str
    aliases: tuple[str, ...] = ()
    country: URIRef | None = None
    """The state that an actor belongs to, or whose instrument it is."""
    part_of: URIRef | None = None
    number: str | None = None
    named: bool = True

    def triples(self) -> set[Triple]:
        """Return the description as RDF."""
        found: set[Triple] = {
            (self.iri, RDF.type, self.type),
            (self.iri, RDFS.label, Literal(self.name)),
            *((self.iri, SKOS.altLabel, Literal(alias)) for alias in self.aliases),
        }
        if self.type in _ACTORS:
            return found | self._actor()
        if self.type in _INSTRUMENTS:
            return found | self._instrument()
        return found

    def _actor(self) -> set[Triple]:
        found: set[Triple] = {
            (self.iri, RDF.type, SV.Actor),
            (self.iri, SKOS.prefLabel, Literal(self.name)),
            (self.iri, SV.named, Literal(self.named)),
        }
        if self.type in _PUBLIC:
            found.add((self.iri, RDF.type, SV.PublicBody))
        if self.country is not None and self.type != SV.InternationalBody:
            found.add((self.iri, SV.country, self.country))
        if self.part_of is not None:
            found.add((self.iri, SV.partOf, self.part_of))
        return found

    def _instrument(self) -> set[Triple]:
        found: set[Triple] = {
            (self.iri, RDF.type, SV.LegalInstrument),
            (self.iri, SKOS.prefLabel, Literal(self.name)),
        }
        if self.country is not None and self.type not in (SV.Treaty, SV.ModelLaw):
            found.add((self.iri, SV.jurisdiction, self.country))
        if self.number is not None:
            found.add((self.iri, SV.number, Literal(self.number)))
        return found
