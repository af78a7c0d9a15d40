"""Answers of a service, checked to their end and written in the format that was asked for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

import pyoxigraph as ox

from servanda.errors import StoreError
from servanda.graph import engine


def table(document: bytes, media_type: str, out: IO[bytes]) -> None:
    """Write a SELECT's or ASK's answer in JSON as another media type.

    Raises:
        StoreError: the document is cut, or no answer.
    """
    try:
        engine.write(ox.parse_query_results(io.BytesIO(document), ox.QueryResultsFormat.JSON), media_type, out)
    except (SyntaxError, ValueError) as fault:
        raise _cut(fault) from None


def graph(triples: IO[bytes], media_type: str, out: IO[bytes]) -> None:
    """Write N-Triples as another RDF media type.

    Raises:
        StoreError: the triples are cut, or something else.
    """
    found = quads(triples, ox.RdfFormat.N_TRIPLES)
    ox.serialize((quad.triple for quad in found), out, engine.rdf_format(media_type))


def quads(data: IO[bytes], form: ox.RdfFormat) -> Iterator[ox.Quad]:
    """Yield what a service answered as RDF, its blank nodes renamed so that those of two answers never meet.

    Raises:
        StoreError: the data is cut, or something else.
    """
    try:
        yield from ox.parse(data, form, rename_blank_nodes=True)
    except (SyntaxError, ValueError) as fault:
        raise _cut(fault) from None


def _cut(fault: Exception) -> StoreError:
    return StoreError(f"the store's answer is cut or not in the format asked for: {' '.join(str(fault).split())}")
