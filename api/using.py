"""The dataset that the request of an update names, put into the update itself.

Source: SPARQL 1.1 Protocol, section 2.2.3: `using-graph-uri` and `using-named-graph-uri` stand for USING and USING
NAMED in each operation that has a WHERE.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from servanda.errors import UsageError
from servanda.graph.engine import iri_of
from servanda.graph.sparql import tokens


def with_dataset(update: str, using: Sequence[str], using_named: Sequence[str]) -> str:
    """Return an update whose operations read the dataset given.

    Raises:
        UsageError: it names one itself, with USING or WITH.
        DataError: a graph's name is no IRI.
    """
    if not using and not using_named:
        return update
    found = list(tokens(update))
    if {"USING", "WITH"} & {word for word, _ in found}:
        raise UsageError("both the request and the update name a dataset (using-graph-uri, USING): name it in one")
    clauses = "".join(f"USING {iri_of(graph)} " for graph in using)
    clauses += "".join(f"USING NAMED {iri_of(graph)} " for graph in using_named)
    parts, end = [], 0
    for place in _wheres(found):
        parts += [update[end:place], clauses]
        end = place
    return "".join([*parts, update[end:]])


def _wheres(found: Sequence[tuple[str, int]]) -> Iterator[int]:
    """Yield the places of WHERE that belong to an operation: those outside braces, but for DELETE WHERE's own."""
    depth, before = 0, ""
    for word, place in found:
        depth += (word == "{") - (word == "}")
        if word == "WHERE" and not depth and before != "DELETE":
            yield place
        before = word
