"""The prefixes and terms of the ontology, for completion in the SPARQL editor."""

from __future__ import annotations

from functools import cache
from typing import Any

from rdflib import OWL, RDF, RDFS, URIRef

from servanda.ontology.ontology import ontology_graph
from servanda.ontology.vocab import PREFIXES

_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


@cache
def terms() -> dict[str, Any]:
    """Return `prefixes` (namespace by prefix) and `terms` (name with prefix, label, comment), in order of name."""
    graph = ontology_graph()
    found = {term for kind in _KINDS for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    listed = [
        {
            "name": f"sv:{str(term).rpartition('#')[2]}",
            "label": str(graph.value(term, RDFS.label) or ""),
            "comment": str(graph.value(term, RDFS.comment) or ""),
        }
        for term in sorted(found)
        if str(term).startswith(PREFIXES["sv"])
    ]
    return {"prefixes": PREFIXES, "terms": listed}
