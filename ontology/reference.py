"""The reference of the ontology for people: Markdown and HTML, generated from the Turtle files by `make reference`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from servanda.ontology import context
from servanda.ontology.ontology import LAYERS, layer_graph, ontology_graph
from servanda.ontology.vocab import SV, VOCAB

NAMES = ("reference.md", "reference.html")
"""Names of the generated files."""

_ALIGNMENTS = {
    RDFS.subClassOf: "is a",
    RDFS.subPropertyOf: "is a",
    SKOS.exactMatch: "same as",
    SKOS.closeMatch: "close to",
    SKOS.broadMatch: "narrower than",
    SKOS.relatedMatch: "related to",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property."""

    name: str
    label: str
    comment: str
    kind: str
    """One of "class", "property" (to things) or "value property" (to literals)."""
    above: tuple[str, ...]
    below: tuple[str, ...]
    properties: tuple[str, ...]
    """Of a class: the properties whose domain it is."""
    domain: str | None
    range: str | None
    scheme: str | None
    """Name of the concept scheme that the values come from."""
    alignments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """A part of the ontology: one Turtle file."""

    name: str
    about: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme."""

    name: str
    label: str
    definition: str
    alignments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A concept scheme."""

    name: str
    label: str
    definition: str
    concepts: tuple[Concept, ...]


def layers() -> list[Layer]:
    """Return the layers in the order of the model, with their terms: classes first, in the order of the file."""
    return [Layer(name, _about(name), tuple(_terms(name))) for name in LAYERS]


def schemes() -> list[Scheme]:
    """Return the concept schemes by name."""
    graph = ontology_graph()
    found = {_short(node): node for node in graph.subjects(RDF.type, SKOS.ConceptScheme)}
    return [_scheme(graph, name, node) for name, node in sorted(found.items())]


def text(name: str) -> str:
    """Return one of the generated files."""
    template = _templates().get_template(f"{name}.jinja")
    rendered = template.render(layers=layers(), schemes=schemes(), namespace=str(SV._NS))
    return re.sub(r"\n{3,}", "\n\n", rendered).strip() + "\n"


def write(folder: Path) -> None:
    """Write the generated files into a folder."""
    for name in NAMES:
        folder.joinpath(name).write_text(text(name), encoding="utf-8")


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("servanda.ontology", "templates"),
        autoescape=lambda name: bool(name and name.endswith(".html.jinja")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _about(layer: str) -> str:
    """Return what a layer's file says of itself: its first comment."""
    lines = files("servanda.ontology").joinpath(f"{layer}.ttl").read_text(encoding="utf-8").splitlines()
    return next(line.removeprefix("# ") for line in lines if line.startswith("# "))


def _terms(layer: str) -> Iterable[Term]:
    source = files("servanda.ontology").joinpath(f"{layer}.ttl").read_text(encoding="utf-8")
    graph = layer_graph(layer)
    kinds = {OWL.Class: "class", OWL.ObjectProperty: "property", OWL.DatatypeProperty: "value property"}
    for kind, word in kinds.items():
        own = (t for t in graph.subjects(RDF.type, kind) if isinstance(t, URIRef) and t.startswith(str(SV._NS)))
        for term in sorted(own, key=lambda t: source.index(f"\nsv:{_short(t)} a ")):
            yield _term(ontology_graph(), term, word)


def _term(graph: Graph, term: URIRef, kind: str) -> Term:
    relation = RDFS.subClassOf if kind == "class" else RDFS.subPropertyOf
    domain, value, scheme = (graph.value(term, p) for p in (RDFS.domain, RDFS.range, RDFS.seeAlso))
    return Term(
        name=_short(term),
        label=str(graph.value(term, RDFS.label)),
        comment=str(graph.value(term, RDFS.comment)),
        kind=kind,
        above=_own(graph.objects(term, relation)),
        below=_own(graph.subjects(relation, term)),
        properties=_own(graph.subjects(RDFS.domain, term)),
        domain=_short(domain) if domain else None,
        range=(_short(value) if str(value).startswith(str(SV._NS)) else graph.qname(str(value))) if value else None,
        scheme=_short(scheme) if scheme else None,
        alignments=_alignments(graph, term),
    )


def _scheme(graph: Graph, name: str, node: Node) -> Scheme:
    concepts = sorted(_short(c) for c in graph.subjects(SKOS.inScheme, node))
    return Scheme(
        name,
        str(graph.value(node, SKOS.prefLabel)),
        str(graph.value(node, SKOS.definition)),
        tuple(_concept(graph, concept, URIRef(f"{node}/{concept}")) for concept in concepts),
    )


def _concept(graph: Graph, name: str, node: URIRef) -> Concept:
    label, definition = (str(graph.value(node, p)) for p in (SKOS.prefLabel, SKOS.definition))
    return Concept(name, label, definition, _alignments(graph, node))


def _alignments(graph: Graph, term: URIRef) -> tuple[str, ...]:
    """Return how a term relates to other vocabularies, in words."""
    found = (
        f"{words} {_prefixed(graph, target)}"
        for relation, words in _ALIGNMENTS.items()
        for target in graph.objects(term, relation)
        if not str(target).startswith(str(SV._NS)) or relation not in (RDFS.subClassOf, RDFS.subPropertyOf)
    )
    return tuple(sorted(found))


def _prefixed(graph: Graph, node: Node) -> str:
    text = str(node)
    return text.removeprefix(str(VOCAB)) if text.startswith(str(VOCAB)) else graph.qname(text)


def _own(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted(_short(node) for node in nodes if str(node).startswith(str(SV._NS))))


def _short(node: Node) -> str:
    """Return the last step of an IRI."""
    return str(node).rpartition("#")[2].rpartition("/")[2]


if __name__ == "__main__":
    here = Path(__file__).parent
    context.write(here)
    write(here)
