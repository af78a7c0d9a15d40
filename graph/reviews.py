"""Reviews: what people decided on identity and fulfilment and corrected in extractions, as records in their own graph.

There is one record for each pair that was judged and for each property of a thing that was corrected; a later one takes
its place. Taking a record back undoes all that followed from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from servanda.errors import NotFound, UsageError
from servanda.graph.ntriples import Triple, decimal, parsed
from servanda.graph.store import Store
from servanda.ontology.iris import Iris, digest
from servanda.ontology.vocab import ACTOR_TYPES, DCTERMS, INSTRUMENT_TYPES, RDF, SV, VOCAB, XSD, concept

JUDGEMENTS = ("positive", "negative", "unsure")
"""The same, not the same, or left open."""
ROLES = {"agents": SV.agent, "partners": SV.partner, "recipients": SV.recipient, "instruments": SV.concerns}
"""Roles of an activity that can be corrected, by their names in the exchange form."""
PASSAGE = "/passage/"
"""Stands in the IRIs of passages, after that of their report."""
STATEMENT = "/statement/"
"""Stands in the IRIs of statements, after that of their report."""
SPURIOUS, ACCEPTED = "spurious", "accepted"
PROPERTIES = (ACCEPTED, SPURIOUS, "type", *ROLES)
"""What can be said of a statement: that it is right as it was read, or none at all; its type, or that of an actor or
instrument; its roles. The first two are one property, of which the later record stands."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")

_IDENTITY = (SV.IdentityDecision, SV.subjectEntity, SV.objectEntity)
_MATCH = (SV.FulfilmentDecision, SV.decidedFor, SV.groundedIn)
"""Class of decisions, and the properties of the two that they judge."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement on whether two actors, or two instruments, are one; if so, `subject` goes by the IRI of `object`.

    Where `object` is a passage it is a judgement on whether this sentence tells of the recommendation or commitment
    `subject`, that is, of what became of it.
    """

    subject: URIRef
    object: URIRef
    judgement: str
    by: str
    """Who decided."""
    at: str
    """When, ISO 8601 with time."""
    reason: str = ""
    score: float | None = None
    """Likeness that was shown with the candidate, 0 to 1."""

    @property
    def is_match(self) -> bool:
        """Whether it is about a wish and a sentence, not about identity."""
        return PASSAGE in self.object

    def iri(self, iris: Iris) -> URIRef:
        """Return the IRI of the record of this pair, whichever of the two stands first."""
        one, other = sorted((str(self.subject), str(self.object)))
        return iris("decision", digest(one, other) + digest(other, one))

    def triples(self, iris: Iris) -> set[Triple]:
        """Return the record."""
        node = self.iri(iris)
        kind, subject, object = _MATCH if self.is_match else _IDENTITY
        found: set[Triple] = {
            (node, RDF.type, kind),
            (node, subject, self.subject),
            (node, object, self.object),
            (node, SV.judgement, concept("judgement", self.judgement)),
            *_signature(node, self.by, self.at, self.reason),
        }
        if self.score is not None:
            found.add((node, SV.score, decimal(self.score)))
        return found


@dataclass(frozen=True, slots=True)
class Correction:
    """A property of a statement, or the type of an actor or instrument, as a person says that it should be."""

    target: URIRef
    """IRI of a statement, an actor or an instrument."""
    property: str
    """One of `PROPERTIES`."""
    values: tuple[str, ...]
    """The type, or the IRIs that play the role; nothing for a statement that is accepted or spurious."""
    by: str
    at: str
    reason: str = ""

    def iri(self, iris: Iris) -> URIRef:
        """Return the IRI of the record."""
        about = SPURIOUS if self.property == ACCEPTED else self.property
        return iris("correction", digest(str(self.target), about) + digest(about, str(self.target)))

    def triples(self, iris: Iris) -> set[Triple]:
        """Return the record."""
        node = self.iri(iris)
        return {
            (node, RDF.type, SV.Correction),
            (node, SV.corrects, self.target),
            (node, SV.correctedProperty, Literal(self.property)),
            *((node, SV.correctedValue, Literal(value)) for value in self.values),
            *_signature(node, self.by, self.at, self.reason),
        }


Record = Decision | Correction


def checked(record: Record) -> Record:
    """Return a record that can be kept.

    Raises:
        UsageError: it joins what can never be one, or corrects what cannot be corrected.
    """
    if not record.by.strip():
        raise UsageError("nobody signs the record: say who decides")
    if not _MOMENT.fullmatch(record.at):
        raise UsageError(f"{record.at!r} is no time: give one such as 2026-01-31T12:00:00Z")
    if isinstance(record, Correction):
        return _checked_correction(record)
    if record.score is not None and not 0 <= record.score <= 1:
        raise UsageError(f"the score is {record.score:g}: it lies between 0 and 1")
    if record.judgement not in JUDGEMENTS:
        raise UsageError(f"{record.judgement!r} is no judgement: use {', '.join(JUDGEMENTS)}")
    if record.subject == record.object:
        raise UsageError(f"{record.subject} is compared with itself: name two different entities")
    return record


def _checked_correction(record: Correction) -> Correction:
    is_statement = STATEMENT in record.target
    if record.property not in PROPERTIES or (not is_statement and record.property != "type"):
        raise UsageError(f"{record.property!r} of {record.target} cannot be corrected: use {', '.join(PROPERTIES)}")
    if record.property in (ACCEPTED, SPURIOUS) and record.values:
        raise UsageError(f"{record.target} is {record.property} or is not: give no values")
    if record.property == "type":
        known = _activity_types() if is_statement else {**ACTOR_TYPES, **INSTRUMENT_TYPES}
        if len(record.values) != 1 or record.values[0] not in known:
            raise UsageError(f"{', '.join(record.values) or 'nothing'} is no type: use one of {', '.join(known)}")
    return record


def _activity_types() -> tuple[str, ...]:
    from servanda.ontology.ontology import ontology_graph

    scheme = f"{VOCAB}activity-type"
    names = (str(node).removeprefix(f"{scheme}/") for node in ontology_graph().subjects(None, URIRef(scheme)))
    return tuple(sorted({name for name in names if "/" not in name}))


def records(store: Store, iris: Iris) -> list[Record]:
    """Return all records in the order of their dates."""
    found = store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iris.graph('reviews')}> {{ ?s ?p ?o }} }}")
    return read(parsed(found))


def read(graph: Graph) -> list[Record]:
    """Return the records of a graph in the order of their dates."""

    def text(node: Node, term: URIRef) -> str:
        return str(graph.value(node, term) or "")

    found: list[Record] = []
    for kind, subject, object in (_IDENTITY, _MATCH):
        for node in graph.subjects(RDF.type, kind):
            score = graph.value(node, SV.score)
            found.append(Decision(
                URIRef(text(node, subject)), URIRef(text(node, object)),
                text(node, SV.judgement).rpartition("/")[2], text(node, DCTERMS.creator), text(node, DCTERMS.created),
                text(node, SV.reason), float(str(score)) if score is not None else None,
            ))  # fmt: skip
    for node in graph.subjects(RDF.type, SV.Correction):
        values = tuple(sorted(str(value) for value in graph.objects(node, SV.correctedValue)))
        found.append(Correction(
            URIRef(text(node, SV.corrects)), text(node, SV.correctedProperty), values, text(node, DCTERMS.creator),
            text(node, DCTERMS.created), text(node, SV.reason),
        ))  # fmt: skip
    return sorted(found, key=lambda record: (record.at, str(record)))


def record_of(found: Iterable[Record], record: URIRef, iris: Iris) -> Record:
    """Return one of several records by its IRI.

    Raises:
        NotFound: it is not among them.
    """
    for one in found:
        if one.iri(iris) == record:
            return one
    raise NotFound(f"there is no record {record}: `servanda review --decided` and /api/review/records list them")


def report_of(node: str) -> str | None:
    """Return the IRI of a statement's report; None for what is no statement."""
    return node.partition(STATEMENT)[0] if STATEMENT in node else None


def corrections(found: Iterable[Record]) -> Mapping[Node, tuple[Correction, ...]]:
    """Return the corrections by what they correct."""
    by_target: dict[Node, tuple[Correction, ...]] = {}
    for record in found:
        if isinstance(record, Correction):
            by_target[record.target] = (*by_target.get(record.target, ()), record)
    return by_target


def _signature(node: URIRef, by: str, at: str, reason: str) -> set[Triple]:
    signed: set[Triple] = {
        (node, DCTERMS.creator, Literal(by)),
        (node, DCTERMS.created, Literal(at, datatype=XSD.dateTime, normalize=False)),
    }
    return signed | ({(node, SV.reason, Literal(reason))} if reason else set())
