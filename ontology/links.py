"""Links from what we name to what external datasets name, one record for each.

The predicate says how much a link claims: `skos:exactMatch` that both are the same, verified; `skos:closeMatch` that
they may be, for a person to judge; `dcterms:identifier` that the dataset has this number for it; `rdfs:seeAlso` that it
has a page about it. There is no `owl:sameAs`: World Bank and World Bank Group are two things, and sameness is
transitive, so that one wrong link would spread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rdflib import Graph, Literal, URIRef

from servanda.errors import DataError
from servanda.ontology.iris import Iris
from servanda.ontology.targets import scheme
from servanda.ontology.vocab import DCTERMS, RDF, RDFS, SKOS, SV, XSD, concept

PREDICATES: dict[str, URIRef] = {
    "skos:exactMatch": SKOS.exactMatch,
    "skos:closeMatch": SKOS.closeMatch,
    "dcterms:identifier": DCTERMS.identifier,
    "rdfs:seeAlso": RDFS.seeAlso,
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """One link from a thing of ours to an external dataset."""

    scheme: str
    """Name of the dataset's scheme (`targets.schemes`)."""
    identifier: str
    """What identifies the thing there."""
    predicate: str
    """A key of `PREDICATES`."""
    source: str
    """Where the link was found."""
    date: str
    """Day on which it was found, ISO 8601."""
    confidence: float = 1.0
    """How sure it is, 0 to 1."""

    def __post_init__(self) -> None:
        """Refuse what makes no link.

        Raises:
            DataError: scheme, identifier, predicate, date or confidence are not of their kind.
        """
        target = scheme(self.scheme)
        if not target.accepts(self.identifier):
            raise DataError(f"{self.identifier!r} is no identifier of the scheme {self.scheme}: correct it")
        if self.predicate not in PREDICATES:
            raise DataError(f"{self.predicate!r} is no predicate of links: use one of {', '.join(PREDICATES)}")
        if self.predicate.startswith("skos:") and not target.iri_pattern:
            raise DataError(f"{self.scheme} has no IRIs to match: use dcterms:identifier or rdfs:seeAlso")
        if not _DAY.fullmatch(self.date):
            raise DataError(f"{self.date!r} is no day of the form 2026-01-31: correct the date of the link")
        if not 0 <= self.confidence <= 1:
            raise DataError(f"a confidence of {self.confidence} makes no sense: it lies between 0 and 1")

    @property
    def iri(self) -> str | None:
        """The IRI of the thing in the dataset; None where it has only a number or a page."""
        return scheme(self.scheme).iri(self.identifier)

    @property
    def page(self) -> str | None:
        """The address of a page about the thing, or None."""
        return scheme(self.scheme).page(self.identifier)

    @property
    def address(self) -> str | None:
        """Where to look the thing up: its IRI, else its page."""
        return self.iri or self.page

    def record(self, subject: URIRef, iris: Iris) -> URIRef:
        """Return the IRI of the link's record."""
        return iris.link(subject, self.scheme, self.identifier)


def add_link(graph: Graph, subject: URIRef, link: ExternalLink, iris: Iris) -> None:
    """Add a link to a graph: the plain triples that it states, and its record."""
    graph += _triples(subject, link, iris)


def _triples(subject: URIRef, link: ExternalLink, iris: Iris) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    identifier = Literal(link.identifier)
    if link.predicate == "dcterms:identifier":
        yield subject, DCTERMS.identifier, identifier
    elif link.predicate == "rdfs:seeAlso":
        yield subject, RDFS.seeAlso, URIRef(link.address or link.identifier)
    elif link.iri:
        yield subject, PREDICATES[link.predicate], URIRef(link.iri)
    if link.page and link.predicate != "skos:closeMatch":
        yield subject, RDFS.seeAlso, URIRef(link.page)
    record = link.record(subject, iris)
    yield record, RDF.type, SV.ExternalLink
    yield record, SV.linkSubject, subject
    yield record, SV.linkScheme, concept("link-scheme", link.scheme)
    yield record, SV.linkPredicate, PREDICATES[link.predicate]
    yield record, DCTERMS.identifier, identifier
    yield record, DCTERMS.source, Literal(link.source)
    yield record, DCTERMS.date, Literal(link.date, datatype=XSD.date)
    yield record, SV.linkConfidence, Literal(Decimal(str(link.confidence)))
    if link.address:
        yield record, SV.linkTarget, URIRef(link.address)
