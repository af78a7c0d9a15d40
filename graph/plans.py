"""Plans and the years that they are for, as their titles say: "National Action Plan (2018–2022)"."""

from __future__ import annotations

import re

from rdflib import Graph, Literal, URIRef

from servanda.graph.store import Store
from servanda.ontology.iris import Iris, digest
from servanda.ontology.vocab import DCTERMS, RDF, SKOS, SV, XSD, concept

_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*(?:[-–/]|to|and|through)\s*((?:19|20)?\d\d)\b")
_LONGEST = 30  # years; what is longer is no plan's period
_PLANS = (
    f"""SELECT DISTINCT ?plan ?name WHERE {{ GRAPH ?graph {{ ?plan a <{SV.Plan}> ; <{SKOS.prefLabel}> ?name }} }}"""
)


def years(title: str) -> tuple[int, int] | None:
    """Return the first and last year that a plan's title names, or None where it names no period."""
    match = _YEARS.search(title)
    if not match:
        return None
    first, last = int(match[1]), int(match[2] if len(match[2]) == 4 else match[1][:2] + match[2])
    return (first, last) if first < last <= first + _LONGEST else None


def periods_of_plans(store: Store, iris: Iris) -> Graph:
    """Return the periods of the plans in a store, for the graph `legislation`."""
    graph = Graph()
    for row in store.select(_PLANS).rows:
        found = years(str(row["name"]))
        if found is None:
            continue
        first, last = found
        plan = URIRef(str(row["plan"]))
        period = iris("period", digest(str(plan)) + digest("period", str(plan)))
        graph.add((plan, DCTERMS.temporal, period))
        graph.add((period, RDF.type, SV.Period))
        graph.add((period, SV.label, Literal(f"{first}–{last}")))
        graph.add((period, SV.edtf, Literal(f"{first}/{last}")))
        graph.add((period, SV.precision, concept("precision", "interval")))
        graph.add((period, SV.start, Literal(f"{first}-01-01", datatype=XSD.date)))
        graph.add((period, SV.end, Literal(f"{last}-12-31", datatype=XSD.date)))
    return graph
