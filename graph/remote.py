"""The remote store: any SPARQL 1.1 service, over its query and update endpoints and its Graph Store Protocol.

Answers are fetched whole in one format, checked, and written anew in the format asked for: services differ in how they
write them, and some cut them short under status 200. What each service does differently stands in `services.toml`.

A change is one update request; on a transactional service that makes it all or nothing. One thread of a store writes at
a time; whether other processes may write meanwhile is the service's affair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import IO, BinaryIO, Self

import pyoxigraph as ox

from servanda.errors import QueryError, StoreError
from servanda.graph import archive, engine, results, rewriting, sparql, virtuoso
from servanda.graph.connection import Connection, connect
from servanda.graph.faults import reading_data, storing
from servanda.graph.store import GraphChange, Solutions
from servanda.graph.transport import chunks
from servanda.ontology.vocab import PREFIXES
from servanda.settings import Settings, settings

N_TRIPLES = "application/n-triples"
N_QUADS = "application/n-quads"
UPDATE = "application/sparql-update"
_BATCH = 20_000
"""Quads in one request of a bulk load: some megabytes."""
_EVERYTHING = "CONSTRUCT WHERE { ?s ?p ?o }"


class RemoteStore:
    """A store in a SPARQL 1.1 service.

    Args:
        url: the service, as `services.toml` describes the kinds: its query endpoint, or what lies above it.
        chosen: credentials, limits, and endpoints that depart from custom; by default the process's settings.
        read_only: refuse to write.

    Raises:
        UsageError: the URL or the settings make no sense.
        StoreError: no SPARQL service answers there, or it refuses.
    """

    def __init__(self, url: str, chosen: Settings | None = None, *, read_only: bool = False) -> None:
        """Find the service's kind and endpoints, and ask it something."""
        self._connection: Connection | None = connect(url, chosen or settings())
        self._read_only = read_only
        self._lock = RLock()
        self._foreign_graphs = virtuoso.SYSTEM_GRAPHS if self._connection.is_virtuoso else ()

    def select(self, query: str) -> Solutions:
        """Answer a SELECT query; literals keep the lexical form that the service holds."""
        if sparql.form(query) not in ("SELECT", None):
            raise QueryError("a SELECT query is needed here")
        return results.solutions(self._live.table(query))

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        if sparql.form(query) not in ("ASK", None):
            raise QueryError("an ASK query is needed here")
        return results.boolean(self._live.table(query))

    def construct(self, query: str) -> str:
        """Answer a CONSTRUCT or DESCRIBE query as N-Triples."""
        if sparql.form(query) not in ("CONSTRUCT", "DESCRIBE", None):
            raise QueryError("a CONSTRUCT or DESCRIBE query is needed here")
        return b"".join(self.serialize(query, N_TRIPLES)).decode()

    def serialize(
        self,
        query: str,
        media_type: str,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Iterator[bytes]:
        """Answer any query in a SPARQL results or RDF media type, in chunks; a dataset given overrides the query's."""
        return engine.spooled(lambda out: self.write(query, media_type, out, default_graphs, named_graphs))

    def write(
        self,
        query: str,
        media_type: str,
        out: IO[bytes],
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        base: str | None = None,
    ) -> None:
        """Answer any query into a file, once the service's answer is whole; `base` is for its relative IRIs."""
        is_graph = sparql.form(query) in ("CONSTRUCT", "DESCRIBE")
        engine.answer_format(media_type, is_graph=is_graph)
        based = query if base is None else f"BASE {engine.iri_of(base)}\n{query}"
        if not is_graph:
            return rewriting.table(self._live.table(based, default_graphs, named_graphs), media_type, out)
        self._live.require_whole_graphs()
        with self._live.ask(based, N_TRIPLES, default_graphs, named_graphs) as reply:
            return rewriting.graph(reply.body, media_type, out)

    def update(self, update: str, base: str | None = None) -> None:
        """Run a SPARQL update in one request: in one transaction where the service has them."""
        self._write(update if base is None else f"BASE {engine.iri_of(base)}\n{update}")

    def apply(self, changes: Iterable[GraphChange]) -> None:
        """Apply changes to several graphs in one update request: all or nothing where the service has transactions."""
        with reading_data():
            operations = [step for change in changes for step in engine.operations(change)]
        if operations:
            try:
                self._write(";\n".join(operations))
            except QueryError as fault:
                raise StoreError(f"cannot write to the store: {fault}") from None

    def graphs(self) -> list[str]:
        """Return the IRIs of all graphs that hold a triple, sorted."""
        found = self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        return sorted({str(row["g"]) for row in found.rows} - set(self._foreign_graphs))

    def size(self, graph: str | None = None) -> int:
        """Return the number of triples in a graph, or of quads in all named graphs."""
        name = "?g" if graph is None else engine.iri_of(graph)
        foreign = ", ".join(map(engine.iri_of, self._foreign_graphs)) if graph is None else ""
        ours = f"FILTER (?g NOT IN ({foreign}))" if foreign else ""
        answer = self.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {name} {{ ?s ?p ?o }} {ours} }}")
        return int(str(answer.rows[0]["n"]))

    def dump(self, out: BinaryIO, media_type: str) -> None:
        """Write the whole store in an RDF media type: its quads, or its triples where the type holds no graphs.

        Where the service has no endpoint for all quads at once, the graphs are read one after the other: a dump beside
        a writer may hold one graph older than another.
        """
        if not engine.rdf_format(media_type).supports_datasets:
            return self.write(_EVERYTHING, media_type, out)
        self._live.require_whole_graphs()
        with storing("write the dump"):
            ox.serialize(self._quads(), out, engine.rdf_format(media_type), prefixes=PREFIXES)
        return None

    def load(self, data: BinaryIO, media_type: str) -> None:
        """Add a file of N-Quads or TriG in one request: all or nothing where the service has transactions."""
        with engine.checked_quads(data, media_type) as quads:
            live = self._live
            if live.endpoints.dataset:
                self._send("POST", live.endpoints.dataset, N_QUADS, chunks(quads))
            else:
                self.apply(engine.additions(ox.parse(quads, ox.RdfFormat.N_QUADS)))

    def bulk_load(self, data: BinaryIO, media_type: str) -> None:
        """Add a file of N-Quads or TriG of any size in many requests; a failure in the middle leaves a part of it."""
        dataset = self._live.endpoints.dataset
        with engine.checked_quads(data, media_type) as quads:
            for batch in engine.batches(ox.parse(quads, ox.RdfFormat.N_QUADS), _BATCH):
                if dataset:
                    lines = ox.serialize(batch, format=ox.RdfFormat.N_QUADS) or b""
                    self._send("POST", dataset, N_QUADS, lines)
                else:
                    self.apply(engine.additions(batch))

    def backup(self, target: Path) -> None:
        """Write a copy to a new file, which `archive.restore` turns into a store again; see `dump`."""
        archive.write(self, target)

    def close(self) -> None:
        """Close the connections; the store cannot be used afterwards."""
        with self._lock:
            if self._connection is not None:
                self._connection.transport.close()
            self._connection = None

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    @property
    def _live(self) -> Connection:
        if self._connection is None:
            raise StoreError("the store is closed: open it again")
        return self._connection

    def _quads(self) -> Iterator[ox.Quad]:
        """Yield all quads, blank nodes of different graphs kept apart."""
        live = self._live
        if live.endpoints.dataset:
            with live.transport.read("GET", live.endpoints.dataset, N_QUADS) as reply:
                yield from rewriting.quads(reply.body, ox.RdfFormat.N_QUADS)
            return
        for graph in self.graphs():
            count = 0
            query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {engine.iri_of(graph)} {{ ?s ?p ?o }} }}"
            with live.ask(query, N_TRIPLES) as reply:
                for quad in rewriting.quads(reply.body, ox.RdfFormat.N_TRIPLES):
                    count += 1
                    yield ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(graph))
            if not live.service.transactional and count != self.size(graph):
                raise StoreError(f"the store gave {count} triples of the graph {graph}, not all: try again")

    def _write(self, update: str) -> None:
        self._send("POST", self._live.endpoints.update, UPDATE, update.encode())

    def _send(self, method: str, url: str, media_type: str, body: bytes | Iterator[bytes]) -> None:
        if self._read_only:
            raise StoreError("the store is open to read only: open it to write")
        with self._lock:
            self._live.transport.write(method, url, media_type, body)
