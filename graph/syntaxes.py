"""Syntaxes of RDF, by the suffixes of files."""

from __future__ import annotations

RDF_XML = "application/rdf+xml"
BY_SUFFIX = {
    ".ttl": "application/trig",  # Turtle is a part of TriG, and N-Triples one of N-Quads
    ".turtle": "application/trig",
    ".trig": "application/trig",
    ".nt": "application/n-quads",
    ".nq": "application/n-quads",
    ".jsonld": "application/ld+json",
    ".rdf": RDF_XML,
    ".owl": RDF_XML,
    ".xml": RDF_XML,
}
"""Media type of an RDF file; JSON-LD in a file with the plain suffix of JSON is for its reader to tell."""
