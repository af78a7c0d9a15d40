"""Documents and extractions for the tests of mapping."""

from __future__ import annotations

from typing import Any

from servanda.graph.identity import resolve
from servanda.loaders.document import Document, Metadata
from servanda.loaders.map import report_iri
from servanda.ontology.exchange import Extraction, from_json
from servanda.ontology.iris import Iris

IRIS = Iris()


def document(text: str, **known: Any) -> Document:
    """Return a report on Mali of 2010."""
    facts = {"country": "MLI", "date": "2010-02-24", "series": "interim", "author": "U.S. Department of State"} | known
    return Document("mli-2010-interim", text, (), Metadata(**facts))


def actor(id: str, name: str, type: str, **other: Any) -> dict[str, Any]:
    """Return an actor of the exchange form."""
    return {"id": id, "name": name, "type": type, "country": "MLI", "part_of": None, "aliases": [], **other}


def said(id: str, quote: str, type: str, agents: list[str], **other: Any) -> dict[str, Any]:
    """Return a statement of the exchange form."""
    roles: dict[str, Any] = {"partners": [], "recipients": [], "instruments": [], "polarity": "affirmed",
                             "modality": "actual", "attributed_to": None, "date": None, "quantity": None}  # fmt: skip
    return {"id": id, "quote": quote, "type": type, "agents": agents, **roles, **other}


def extraction(read: Document, **parts: list[dict[str, Any]]) -> Extraction:
    """Return a resolved extraction of a document."""
    empty: dict[str, Any] = {"actors": [], "instruments": [], "statements": [], "assessments": []}
    data = {"doc": read.name, "country": read.metadata.country, **empty, **parts}
    return resolve(from_json(data, read.text), IRIS, report_iri(read, IRIS))
