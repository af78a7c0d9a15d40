"""Links of a thing to external datasets, as its page and its JSON show them."""

from __future__ import annotations

from collections.abc import Callable

from rdflib import URIRef
from typing_extensions import TypedDict

from servanda.graph.sparql import PROLOGUE
from servanda.graph.store import Row, Solutions
from servanda.ontology.targets import schemes
from servanda.ontology.vocab import PREFIXES, VOCAB

_LINKS = """SELECT DISTINCT ?scheme ?identifier ?predicate ?target ?source ?date ?confidence WHERE {{ GRAPH ?graph {{
    ?link sv:linkSubject <{iri}> ; sv:linkScheme ?scheme ; dcterms:identifier ?identifier ;
        sv:linkPredicate ?predicate ; dcterms:source ?source ; dcterms:date ?date ; sv:linkConfidence ?confidence .
    OPTIONAL {{ ?link sv:linkTarget ?target }} }} }}"""


class Link(TypedDict):
    """What an external dataset calls the thing, and who says so."""

    scheme: str
    """Name of the dataset's scheme (`ontology.targets.schemes`)."""
    label: str
    identifier: str
    predicate: str
    """How much the link claims, such as `skos:exactMatch`."""
    address: str | None
    source: str
    date: str
    confidence: float


def links(select: Callable[[str], Solutions], iri: URIRef) -> list[Link]:
    """Return the links of a thing, by their schemes.

    Raises:
        StoreError: the store cannot be read.
    """
    rows = select(PROLOGUE + _LINKS.format(iri=iri)).rows
    return sorted((_link(row) for row in rows), key=lambda link: (link["scheme"], link["identifier"]))


def _link(row: Row) -> Link:
    name = str(row["scheme"]).removeprefix(f"{VOCAB}link-scheme/")
    known = schemes().get(name)
    predicate = str(row["predicate"])
    short = next((f"{p}:{predicate[len(n) :]}" for p, n in PREFIXES.items() if predicate.startswith(n)), predicate)
    return Link(
        scheme=name,
        label=known.label if known else name,
        identifier=str(row["identifier"]),
        predicate=short,
        address=str(row["target"]) if "target" in row else None,
        source=str(row["source"]),
        date=str(row["date"]),
        confidence=float(str(row["confidence"])),
    )
