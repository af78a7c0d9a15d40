"""SPARQL results in JSON, as any engine writes them, turned into rdflib terms.

Source: SPARQL 1.1 Query Results JSON Format, W3C Recommendation, 21 March 2013.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from servanda.errors import StoreError
from servanda.graph.store import Row, Solutions


def _is_news(record: logging.LogRecord) -> bool:
    """Drop rdflib's traceback on a literal that is not in its datatype's lexical space: we keep it as written."""
    return not str(record.msg).startswith("Failed to convert Literal lexical form to value")


logging.getLogger("rdflib.term").addFilter(_is_news)


def solutions(document: bytes) -> Solutions:
    """Return the answer to a SELECT.

    Raises:
        StoreError: the document is not a SELECT result in JSON, or holds terms that are not RDF 1.1.
    """
    try:
        answer = json.loads(document)
        iris: dict[str, URIRef] = {}
        rows = tuple(_row(binding, iris) for binding in answer["results"]["bindings"])
        return Solutions(tuple(answer["head"].get("vars", ())), rows)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise StoreError(f"the store's answer is not a SPARQL result in JSON: {fault!r}") from None


def boolean(document: bytes) -> bool:
    """Return the answer to an ASK.

    Raises:
        StoreError: the document is not an ASK result in JSON.
    """
    try:
        return json.loads(document)["boolean"] is True
    except (ValueError, KeyError, TypeError):
        raise StoreError("the store's answer is not a SPARQL boolean in JSON") from None


def _row(binding: Mapping[str, Mapping[str, Any]], iris: dict[str, URIRef]) -> Row:
    return {name: _term(value, iris) for name, value in binding.items()}


def _term(value: Mapping[str, Any], iris: dict[str, URIRef]) -> Node:
    """Return one term; `iris` remembers those already made, since answers repeat them."""
    kind, text = value["type"], value["value"]
    if kind == "uri":
        return iris.get(text) or iris.setdefault(text, URIRef(text))
    if kind == "bnode":
        return BNode(text)
    if kind in ("literal", "typed-literal"):
        return Literal(text, lang=value.get("xml:lang"), datatype=value.get("datatype"), normalize=False)
    raise ValueError(f"a term of type {kind}")
