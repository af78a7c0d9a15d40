"""The protocol that every store speaks; `embedded.py` and `remote.py` implement it.

A query sees the union of all named graphs as its default graph, unless it names a dataset itself. The union is a bag on
some engines: a triple that stands in two graphs may match twice, so counts use DISTINCT or name a graph. The WHERE of
an update never sees the union: it names its graphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self, runtime_checkable

from rdflib import Literal, URIRef
from rdflib.term import Node

Term = URIRef | Literal
"""A term of our own data: we mint no blank nodes. Foreign data may hold them, hence `Node` in answers."""

DEFAULT_GRAPH = "urn:x-arq:DefaultGraph"
"""Names the store's own default graph, outside all named ones, as a graph of a dataset; as Apache Jena names it."""

Row = dict[str, Node]
"""One solution of a SELECT: the bound variables only."""


@dataclass(frozen=True, slots=True)
class GraphChange:
    """What a transaction does to one graph: clear it if `replaces`, take `removed` out, put `added` in (N-Triples)."""

    graph: str
    added: str = ""
    removed: str = ""
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT: variables in the order of the query, and the rows."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


@runtime_checkable
class Store(Protocol):
    """A set of named graphs with SPARQL 1.1 over it.

    Every method raises `QueryError` for a query or update that is wrong, `DataError` for RDF that cannot be parsed,
    and `StoreError` where the store itself fails. Threads may share a store.
    """

    def select(self, query: str) -> Solutions:
        """Answer a SELECT query; literals keep the lexical form that the engine holds."""

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""

    def construct(self, query: str) -> str:
        """Answer a CONSTRUCT or DESCRIBE query as N-Triples."""

    def serialize(
        self,
        query: str,
        media_type: str,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Iterator[bytes]:
        """Answer any query in a SPARQL results or RDF media type, in chunks; a dataset given overrides the query's.

        The query is evaluated before the call returns, so that an error never cuts an answer short. Media types that no
        store knows raise `UsageError`, those that do not suit the query's form (see `sparql.form`) `QueryError`.
        """

    def update(self, update: str) -> None:
        """Run a SPARQL update in one transaction."""

    def apply(self, changes: Iterable[GraphChange]) -> None:
        """Apply changes to several graphs, in their order, in one transaction: all of them or none."""

    def graphs(self) -> list[str]:
        """Return the IRIs of all graphs that hold a triple, sorted."""

    def size(self, graph: str | None = None) -> int:
        """Return the number of triples in a graph, or of quads in the store."""

    def dump(self, out: BinaryIO, media_type: str) -> None:
        """Write the whole store in an RDF media type: its quads, or its triples where the type holds no graphs."""

    def load(self, data: BinaryIO, media_type: str) -> None:
        """Add a file of N-Quads or TriG, all or nothing."""

    def bulk_load(self, data: BinaryIO, media_type: str) -> None:
        """Add a file of N-Quads or TriG of any size, fast; a failure in its middle may leave a part of it."""

    def backup(self, target: Path) -> None:
        """Write a consistent copy to a new file, which `archive.restore` turns into a store again."""

    def close(self) -> None:
        """Give back files and connections; the store cannot be used afterwards."""

    def __enter__(self) -> Self:
        """Return the store."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
