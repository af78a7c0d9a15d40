"""What can be told of a SPARQL query from its text: its form, and whether it names a dataset of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from servanda.ontology.vocab import PREFIXES

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
"""Declares the prefixes of `vocab.PREFIXES`, for queries of our own."""
Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_PROLOGUE = frozenset(("BASE", "PREFIX"))
_FORMS: dict[str, Form] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}
_FIRST = re.compile(  # of a text that begins in the usual way, without comments
    r"""\s*+(?:(?i:PREFIX)\s++[\w.-]*+:\s*+<[^<>"{}|^`\\\x00-\x20]*+>\s*+)*+(?P<word>[A-Za-z]++)(?![\w:.%-])"""
)
_TOKEN = re.compile(
    r"""
      <[^<>"{}|^`\\\x00-\x20]*>                                            # IRI, which may hold a '#'
    | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}  # long strings
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'                        # short strings
    | \#[^\n\r]*                                                           # comment
    | [?$@]\w+                                                             # variable, language tag
    | [\w.-]*:(?:[\w.:%-]|\\.)*                                            # prefixed name
    | (?P<word>\w+|[{}])
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield the bare words of a query or update in capitals, and its braces, each with its place in the text."""
    return ((match["word"].upper(), match.start()) for match in _TOKEN.finditer(text) if match["word"])


def words(text: str) -> Iterator[str]:
    """Yield the bare words of a query or update in capitals: its keywords, booleans and numbers."""
    return (word for word, _ in tokens(text) if word not in "{}")


def first_word(text: str) -> str:
    """Return the word that says what a query or update does, in capitals; empty where there is none."""
    if (begins := _FIRST.match(text)) is not None and (word := begins["word"].upper()) not in _PROLOGUE:
        return word
    return next((word for word in words(text) if word not in _PROLOGUE), "")


def form(query: str) -> Form | None:
    """Return the form of a query, or None where the text is no query (an update, or a fault of syntax)."""
    return form_by(first_word(query))


def form_by(first: str) -> Form | None:
    """Return the form that a first word stands for."""
    return _FORMS.get(first)


def names_dataset(query: str) -> bool:
    """Return whether a query says with FROM or FROM NAMED which graphs it reads."""
    return "FROM" in query.upper() and "FROM" in words(query)


def without_dataset(query: str) -> str:
    """Return a query without its FROM and FROM NAMED: services differ in whether a dataset given beside it wins."""
    kept: list[str] = []
    position = 0
    start: int | None = None
    for match in _TOKEN.finditer(query):
        word = (match["word"] or "").upper()
        if word == "FROM":
            start = match.start()
        elif start is not None and word != "NAMED" and not match[0].startswith("#"):
            kept.append(query[position:start])
            position, start = match.end(), None
    return "".join(kept) + query[position:]
