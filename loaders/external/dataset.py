"""One external dataset: what it says, as a named graph that also says where it came from and when it was taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rdflib import Graph, Literal, URIRef

from servanda.graph.store import GraphChange
from servanda.ontology.iris import Iris, slug
from servanda.ontology.vocab import DCTERMS, PROV, RDF, RDFS, XSD


@dataclass(frozen=True, slots=True)
class Dataset:
    """What was read from an external dataset."""

    name: str
    """Short name; with it the graph is found again and replaced."""
    graph: Graph
    source: str
    """Where it came from: the name of a file or the address of a service."""
    notices: tuple[str, ...] = ()
    """What was left out, for the person who loads it."""

    def iri(self, iris: Iris) -> URIRef:
        """Return the IRI of the dataset's named graph."""
        return iris.graph("external", slug(self.name))

    def change(self, iris: Iris, retrieved: date) -> GraphChange:
        """Return the change that puts the dataset in the place of its present version."""
        node, whole = self.iri(iris), Graph()
        whole += self.graph
        whole.add((node, RDF.type, PROV.Entity))
        whole.add((node, RDFS.label, Literal(self.name)))
        whole.add((node, DCTERMS.source, Literal(self.source)))
        whole.add((node, DCTERMS.date, Literal(retrieved.isoformat(), datatype=XSD.date)))
        return GraphChange(str(node), whole.serialize(format="nt"), replaces=True)
