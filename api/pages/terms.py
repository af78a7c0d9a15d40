"""The prefixes and terms that the SPARQL editor completes: the ontology's, its concepts, and those of our queries."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from servanda.graph.library import library
from servanda.ontology.ontology import ontology_graph
from servanda.ontology.vocab import PREFIXES

_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
_USED = re.compile(rf"\b(?:{'|'.join(PREFIXES)}):\w+")


@cache
def terms() -> dict[str, Any]:
    """Return `prefixes` (namespace by prefix) and `terms` (name with prefix, label, comment), in order of name."""
    graph = ontology_graph()
    found = {_prefixed(term) for kind in _KINDS for term in graph.subjects(RDF.type, kind)}
    found |= {_prefixed(term) for term in graph.subjects(RDF.type, SKOS.Concept)}
    found |= {name for query in library().values() for name in _USED.findall(query.body)}
    return {"prefixes": PREFIXES, "terms": [_described(name, graph) for name in sorted(found - {""})]}


def _prefixed(term: object) -> str:
    """Return a term with its prefix, or nothing where none of ours fits."""
    for prefix, namespace in PREFIXES.items():
        local = str(term).removeprefix(namespace)
        if str(term).startswith(namespace) and re.fullmatch(r"[\w-]+", local):
            return f"{prefix}:{local}"
    return ""


def _described(name: str, graph: Graph) -> dict[str, str]:
    prefix, _, local = name.partition(":")
    term = URIRef(PREFIXES[prefix] + local)
    label = graph.value(term, RDFS.label) or graph.value(term, SKOS.prefLabel)
    comment = graph.value(term, RDFS.comment) or graph.value(term, SKOS.definition)
    return {"name": name, "label": str(label or ""), "comment": str(comment or "")}
