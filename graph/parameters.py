"""Typed parameters of named queries: what a value may be, and its safe form in SPARQL.

A value reaches a query only as one SPARQL term that is made here, so no value can change what a query asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from rdflib import SKOS, URIRef

from servanda.errors import UsageError
from servanda.ontology.authority import country, country_of
from servanda.ontology.iris import Iris
from servanda.ontology.ontology import ontology_graph
from servanda.ontology.vocab import SV, VOCAB, XSD

LONGEST = 500
"""Characters that a value may have."""
LARGEST_LIMIT = 1_000_000
"""Rows that an answer may be limited to."""

_IRI = re.compile(r"https?://[^\s<>\"{}|^`\\\x00-\x20\x7f]+")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\\]")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a named query."""

    name: str
    type: str
    """A key of `TYPES`."""
    description: str
    required: bool = False
    default: str | None = None
    """Value that counts where none is given."""
    example: str | None = None
    values: tuple[str, ...] = ()
    """The only values allowed, for the types `class` and `concept`."""
    scheme: str | None = None
    """Name of the concept scheme, for the type `concept`."""

    def term(self, value: str, iris: Iris) -> str:
        """Return a value as a SPARQL term.

        Raises:
            UsageError: it is not of the parameter's type.
        """
        text = value.strip()
        if not text or len(text) > LONGEST or _UNPRINTABLE.search(text):
            raise UsageError(f"{self.name} must be one line of 1 to {LONGEST} characters without backslashes")
        if self.values and text not in self.values:
            raise UsageError(f"{self.name} is {text!r}: it must be one of {', '.join(self.values)}")
        if (term := TYPES[self.type].term(self, text, iris)) is None:
            raise UsageError(f"{self.name} is {text!r}: it must be {TYPES[self.type].meaning}")
        return term


Serialiser = Callable[[Parameter, str, Iris], str | None]
"""Makes a SPARQL term of a value, or returns None for a value that is not of the type."""


@dataclass(frozen=True, slots=True)
class ParameterType:
    """What values of a type may be, in words that follow "it must be", and how they are written in SPARQL."""

    meaning: str
    term: Serialiser


def _string(text: str) -> str:
    """Return a string literal; backslashes and line ends never get here."""
    return '"' + text.replace('"', '\\"') + '"'


def _iri(_: Parameter, text: str, iris: Iris) -> str | None:
    return f"<{text}>" if _IRI.fullmatch(text) else None


def _entity(folder: str) -> Serialiser:
    """Return a serialiser for things known by IRI, by the last steps of their IRI, or by words of their name."""

    def term(parameter: Parameter, text: str, iris: Iris) -> str | None:
        short = re.fullmatch(rf"(?:{folder}|report)/[^\s<>\"{{}}|^`\\]+", text)
        return _iri(parameter, iris.base + text if short else text, iris) or _string(text)

    return term


def _country(_: Parameter, text: str, iris: Iris) -> str | None:
    state = country(text) or country(country_of(text) or "")
    return f"<{iris.country(state.iso3)}>" if state else None


def _date(_: Parameter, text: str, __: Iris) -> str | None:
    try:
        return f'"{date.fromisoformat(text)}"^^<{XSD.date}>'
    except ValueError:
        return None


def _matching(pattern: str, highest: int) -> Serialiser:
    """Return a serialiser for whole numbers."""
    return lambda _, text, __: text if re.fullmatch(pattern, text, re.ASCII) and int(text) <= highest else None


TYPES: Mapping[str, ParameterType] = {
    "actor": ParameterType("an IRI or words of a name", _entity("actor")),
    "class": ParameterType("a class of the ontology", lambda _, text, __: f"<{SV[text]}>"),
    "concept": ParameterType("a concept", lambda p, text, _: f"<{VOCAB}{p.scheme}/{text}>"),
    "country": ParameterType("an ISO 3166-1 alpha-3 code such as MLI, or the name of a country", _country),
    "date": ParameterType("a day such as 2010-02-24", _date),
    "instrument": ParameterType("an IRI or words of a title", _entity("instrument")),
    "integer": ParameterType("a whole number of at most 9 digits", _matching("[0-9]{1,9}", 10**9)),
    "iri": ParameterType("an IRI that starts with http:// or https://", _iri),
    "limit": ParameterType(f"a whole number from 1 to {LARGEST_LIMIT}", _matching("[1-9][0-9]{0,6}", LARGEST_LIMIT)),
    "text": ParameterType("a text", lambda _, text, __: _string(text)),
    "year": ParameterType("a year of four digits such as 2010", _matching("[12][0-9]{3}", 2999)),
}
"""The types that a header may name."""


def concepts(scheme: str) -> tuple[str, ...]:
    """Return the names of the concepts of a scheme, sorted."""
    found = ontology_graph().subjects(SKOS.inScheme, URIRef(f"{VOCAB}{scheme}"))
    return tuple(sorted(str(concept).removeprefix(f"{VOCAB}{scheme}/") for concept in found))
