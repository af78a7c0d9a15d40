"""The JSON-LD context of the ontology: every term by its bare name, every prefix, and which values are IRIs.

`context.jsonld` is generated from the ontology by `make reference`; a test holds it up to date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef

from servanda.ontology.ontology import ontology_graph
from servanda.ontology.vocab import PREFIXES, SV

NAME = "context.jsonld"
"""Name of the generated file."""

_FOREIGN_LINKS = (
    "dcterms:creator", "dcterms:publisher", "dcterms:source", "oa:hasSelector", "oa:hasSource", "prov:used",
    "prov:wasDerivedFrom", "prov:wasGeneratedBy", "rdfs:seeAlso", "skos:closeMatch", "skos:exactMatch",
)  # fmt: skip
"""Properties of other vocabularies whose values are IRIs in our data."""


def generated() -> dict[str, Any]:
    """Return the context as it follows from the ontology."""
    terms: dict[str, Any] = {"id": "@id", "type": "@type", **PREFIXES}
    terms |= {name: {"@type": "@id"} for name in _FOREIGN_LINKS}
    return {"@context": terms | dict(sorted(_own_terms()))}  # a term of ours goes before a prefix of its name


@cache
def context() -> dict[str, Any]:
    """Return the context that the package ships; the object is shared, so callers must not change it."""
    loaded: dict[str, Any] = json.loads(files("servanda.ontology").joinpath(NAME).read_text(encoding="utf-8"))
    return loaded


def compacted(graph: Graph) -> str:
    """Return a graph as JSON-LD in terms of the context."""
    return graph.serialize(format="json-ld", context=context()["@context"], indent=1, sort_keys=True)


def write(folder: Path) -> None:
    """Write the generated context into a folder."""
    text = json.dumps(generated(), indent=1, ensure_ascii=False) + "\n"
    folder.joinpath(NAME).write_text(text, encoding="utf-8")


def _own_terms() -> Iterator[tuple[str, Any]]:
    graph = ontology_graph()
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in graph.subjects(RDF.type, kind):
            if isinstance(term, URIRef) and term.startswith(str(SV._NS)):
                name = term.removeprefix(str(SV._NS))
                yield name, _definition(graph, term, kind, f"sv:{name}")


def _definition(graph: Graph, term: URIRef, kind: URIRef, compact: str) -> str | dict[str, str]:
    if kind == OWL.ObjectProperty:
        return {"@id": compact, "@type": "@id"}
    datatype = graph.value(term, RDFS.range)
    if kind == OWL.Class or datatype in (None, XSD.string):
        return compact
    if datatype == RDF.JSON:
        return {"@id": compact, "@type": "@json"}
    return {"@id": compact, "@type": graph.qname(str(datatype))}
