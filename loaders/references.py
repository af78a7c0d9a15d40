"""References: how a report names its actors and instruments, and the facts of those that it only describes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef

from servanda.graph.description import Description
from servanda.loaders.passages import Passages
from servanda.ontology.exchange import Actor, Extraction, Instrument, Span
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import ACTOR_TYPES, DCTERMS, INSTRUMENT_TYPES, RDF, RDFS, SKOS, SV

_STANDING = (frozenset({"Government"}), frozenset[str](), frozenset({"Agency"}), frozenset({"Official", "Person"}))
"""Types of actors from whole to part; all others stand where the second place is."""
_INTRODUCED = re.compile(r"an?\s+(\S.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class References:
    """Adds references to a report's graph."""

    graph: Graph
    iris: Iris
    report: URIRef
    passages: Passages

    def add_all(self, extraction: Extraction) -> None:
        """Add the references to all actors and instruments of a resolved extraction."""
        wholes = _wholes(extraction.actors)
        by_id = {actor.id: actor for actor in extraction.actors}
        for actor in extraction.actors:
            self.add_actor(actor, whole := by_id.get(wholes.get(actor.id, "")))
            if not actor.named:
                part_of = URIRef(str(whole.iri)) if whole and whole.iri != actor.iri else None
                self.describe(actor, ACTOR_TYPES[actor.type], actor.country, part_of)
        for thing in extraction.instruments:
            kind = INSTRUMENT_TYPES[thing.type]
            reference = self.add(thing.id, URIRef(str(thing.iri)), kind, thing.name, thing.aliases, thing.of)
            self._mention(reference, thing.mentions)
            if thing.number:
                self.graph.add((reference, DCTERMS.identifier, Literal(thing.number)))
            if not thing.named:
                self.describe(thing, kind, thing.of, None)

    def add_actor(self, actor: Actor, whole: Actor | None = None) -> None:
        """Add the reference to an actor, and say what it is a part of."""
        kind, iri = ACTOR_TYPES[actor.type], URIRef(str(actor.iri))
        reference = self.add(actor.id, iri, kind, actor.name, actor.aliases, actor.country)
        self._mention(reference, actor.mentions)
        if whole is not None and whole.iri != actor.iri:
            self.graph.add((reference, DCTERMS.isPartOf, self._iri(whole.id)))

    def add(
        self,
        local_id: str,
        entity: URIRef,
        kind: URIRef,
        name: str,
        aliases: Sequence[str] = (),
        country: str | None = None,
    ) -> URIRef:
        """Add a reference and return its IRI."""
        reference, graph = self._iri(local_id), self.graph
        graph.add((reference, RDF.type, SV.Reference))
        graph.add((reference, SV.inReport, self.report))
        graph.add((reference, SV.localId, Literal(local_id)))
        graph.add((reference, SV.refersTo, entity))
        graph.add((reference, DCTERMS.type, kind))
        graph.add((reference, RDFS.label, Literal(name)))
        for alias in aliases:
            if alias != name:
                graph.add((reference, SKOS.altLabel, Literal(alias)))
        if country is not None:
            graph.add((reference, SV.country, self.iris.country(country)))
        return reference

    def _iri(self, local_id: str) -> URIRef:
        return self.iris.within(self.report, "reference", local_id)

    def _mention(self, reference: URIRef, mentions: Sequence[Span]) -> None:
        for span in mentions:
            self.graph.add((reference, SV.mentionedIn, self.passages.add(span.start, span.end)))

    def describe(
        self, entry: Actor | Instrument, kind: URIRef, country: str | None = None, part_of: URIRef | None = None
    ) -> None:
        """Add the facts of an actor or instrument that only this report knows."""
        state = self.iris.country(country) if country else None
        number = entry.number if isinstance(entry, Instrument) else None
        name = _telling_name(entry)
        described = Description(URIRef(str(entry.iri)), kind, name, (), state, part_of, number or None, named=False)
        for triple in described.triples():
            self.graph.add(triple)


def _telling_name(entry: Actor | Instrument) -> str:
    """Return a description with the longest one that introduces the same anew: "focal point (technical advisor at …)".

    What an indefinite article introduces tells something; "this individual" and "the NGO" do not.
    """
    told = [m[1] for alias in entry.aliases if (m := _INTRODUCED.fullmatch(alias)) and entry.name not in alias]
    longest = max(told, key=len, default="")
    return f"{entry.name} ({longest})" if len(longest) > len(entry.name) else entry.name


def _standing(kind: str) -> int:
    return next((place for place, kinds in enumerate(_STANDING) if kind in kinds), 1)


def _wholes(actors: Sequence[Actor]) -> dict[str, str]:
    """Return what each actor is a part of, by local id.

    A link that would close a circle, or that makes an actor a part of what is by its type rather a part, is left out.
    """
    kind_of = {actor.id: actor.type for actor in actors}
    iri_of = {actor.id: str(actor.iri) for actor in actors}
    above: dict[str, str] = {}
    kept: dict[str, str] = {}
    for actor in actors:
        if actor.part_of is None or _standing(actor.type) < _standing(kind_of[actor.part_of]):
            continue
        place: str | None = iri_of[actor.part_of]
        while place is not None and place != actor.iri:
            place = above.get(place)
        if place is None:
            kept[actor.id] = actor.part_of
            above.setdefault(str(actor.iri), iri_of[actor.part_of])
    return kept
