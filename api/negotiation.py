"""Content negotiation: which media type an answer takes.

Source: RFC 9110 (HTTP Semantics), sections 12.4.2 (quality values) and 12.5.1 (Accept).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from servanda.errors import NotAcceptable, UsageError
from servanda.graph.sparql import Form

JSON_RESULTS = "application/sparql-results+json"
TURTLE = "text/turtle"
NTRIPLES = "application/n-triples"

TABLES: Mapping[str, str] = {
    JSON_RESULTS: JSON_RESULTS,
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
    "application/json": JSON_RESULTS,
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
}
"""Media types of SELECT and ASK answers, the preferred first, each with the one that a store knows it by."""
GRAPHS: Mapping[str, str] = {
    TURTLE: TURTLE,
    NTRIPLES: NTRIPLES,
    "application/ld+json": "application/ld+json",
    "application/rdf+xml": "application/rdf+xml",
    "application/trig": "application/trig",
    "application/n-quads": "application/n-quads",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
}
"""Media types of CONSTRUCT and DESCRIBE answers, likewise."""
SHORT_NAMES: Mapping[str, tuple[str, ...]] = {
    "json": (JSON_RESULTS, "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "turtle": (TURTLE,),
    "ntriples": (NTRIPLES,),
    "jsonld": ("application/ld+json",),
    "rdfxml": ("application/rdf+xml",),
}
"""Names of formats for people, each with the media types that it stands for."""


def with_charset(media_type: str) -> str:
    """Return a media type as it stands in Content-Type: text with its encoding."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def chosen(accept: str | None, format: str | None, available: Mapping[str, str]) -> str:
    """Return the media type of an answer: by the short name of a format, else by an Accept header.

    Raises:
        UsageError: there is no such format here.
        NotAcceptable: the header accepts none of the types.
    """
    if format:
        return named(format, available)
    media_type = choose(accept, list(available))
    if media_type is None:
        raise NotAcceptable(f"there is no answer of a type that you accept: accept {', '.join(available)}")
    return media_type


def offers(form: Form | None) -> Mapping[str, str]:
    """Return the media types that suit a query's form; a text that is no query gets its error as a table would."""
    return GRAPHS if form in ("CONSTRUCT", "DESCRIBE") else TABLES


def named(name: str, available: Mapping[str, str]) -> str:
    """Return the media type that a short name stands for.

    Raises:
        UsageError: there is no such name, or it does not suit the query's form.
    """
    for media_type in SHORT_NAMES.get(name, ()):
        if media_type in available:
            return media_type
    fitting = [short for short, types in SHORT_NAMES.items() if any(t in available for t in types)]
    raise UsageError(f"format {name!r} cannot be had here: use {', '.join(fitting)}")


def choose(accept: str | None, available: Sequence[str]) -> str | None:
    """Return the media type that an Accept header prefers, the earlier one of equals; None where it accepts none.

    Ranges that are not well-formed are passed over; a header that is missing or empty accepts everything.
    """
    if accept is None or not accept.strip():
        return available[0]
    ranges = [parsed for part in accept.split(",") if (parsed := _range(part)) is not None]
    best = max(available, key=lambda media_type: _quality(media_type, ranges))  # the first of equals
    return best if _quality(best, ranges) > 0 else None


def _range(part: str) -> tuple[str, float] | None:
    media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
    if media_range == "*":  # sent by some old clients
        media_range = "*/*"
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                return None
    return (media_range, quality) if "/" in media_range and 0 <= quality <= 1 else None


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the quality that the most specific range gives a media type; 0 where none matches."""
    patterns = (media_type, media_type.partition("/")[0] + "/*", "*/*")
    for pattern in patterns:
        found = [quality for media_range, quality in ranges if media_range == pattern]
        if found:
            return max(found)
    return 0.0
