"""The embedded store: Oxigraph in this process, in memory or in a folder on disk.

One process writes at a time, and in it one thread at a time: two concurrent updates on disk would each read the state
before the other and silently lose its changes. Queries take no lock: each sees the state of the moment it began.

Readers in other processes open a checkpoint, a copy of hard links that costs milliseconds. Where nobody writes they
make their own; else they take the newest that the writer published: when it opened, `PUBLISH_AFTER` seconds after a
write, or by `publish()`.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import RLock, Timer
from types import TracebackType
from typing import IO, BinaryIO, Self

import pyoxigraph as ox

from servanda.errors import QueryError, StoreError, UsageError
from servanda.graph import archive, engine, results
from servanda.graph.faults import reading_data, running, storing
from servanda.graph.folder import StoreFolder
from servanda.graph.store import GraphChange, Solutions
from servanda.ontology.vocab import PREFIXES

PUBLISH_AFTER = 5.0
"""Seconds between a write and the checkpoint that shows it to readers in other processes."""


class EmbeddedStore:
    """A store inside this process.

    Args:
        path: the store's folder, made where it is missing or empty; None for a store in memory.

    Raises:
        StoreLocked: another process writes to the folder.
        StoreFormat: the folder is something else than a store of this format.
        StoreError: the folder cannot be made, read or written.
    """

    def __init__(self, path: Path | str | None = None) -> None:
        """Open or make the store."""
        self._lock = RLock()
        self._timer: Timer | None = None
        self._own_checkpoint: Path | None = None
        self._folder = None if path is None else StoreFolder(Path(path))
        self._quads: ox.Store | None
        if self._folder is None:
            self._quads = ox.Store()
        else:
            self._folder.prepare()
            self._quads = engine.open_for_writing(self._folder)
            self._folder.sweep()
            self.publish()

    @classmethod
    def open_reader(cls, path: Path | str, *, share: bool = False) -> Self:
        """Open a folder to read it as it is now, or as the process that writes to it last published it.

        With `share`, readers with the same parent process, one after the other, share what opening costs.

        Raises:
            NotFound: there is no such folder.
            StoreFormat: the folder is something else than a store of this format.
            StoreLocked: another process writes to it and has published nothing yet.
            StoreError: the folder cannot be read.
        """
        (folder := StoreFolder(Path(path))).check()
        with storing(f"open the store {folder.path}"):
            checkpoint = engine.checkpoint_to_read(folder, share=share)
            reader = cls()
            reader._quads = ox.Store.read_only(str(checkpoint))
            reader._own_checkpoint = checkpoint
        return reader

    def select(self, query: str) -> Solutions:
        """Answer a SELECT query; literals keep the lexical form that the engine holds."""
        with running():
            answer = engine.evaluate(self._live, query)
            if not isinstance(answer, ox.QuerySolutions):
                raise QueryError("a SELECT query is needed here")
            document = answer.serialize(format=ox.QueryResultsFormat.JSON)
        return results.solutions(document or b"")

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        with running():
            answer = engine.evaluate(self._live, query)
        if not isinstance(answer, ox.QueryBoolean):
            raise QueryError("an ASK query is needed here")
        return bool(answer)

    def construct(self, query: str) -> str:
        """Answer a CONSTRUCT or DESCRIBE query as N-Triples."""
        with running():
            answer = engine.evaluate(self._live, query)
            if not isinstance(answer, ox.QueryTriples):
                raise QueryError("a CONSTRUCT or DESCRIBE query is needed here")
            return (answer.serialize(format=ox.RdfFormat.N_TRIPLES) or b"").decode()

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
        """Answer any query into a file while it is evaluated: an error may come after a part of the answer."""
        with running():
            engine.write(engine.evaluate(self._live, query, default_graphs, named_graphs, base), media_type, out)

    def update(self, update: str, base: str | None = None) -> None:
        """Run a SPARQL update in one transaction; `base` is what its relative IRIs are resolved against."""
        with self._lock, running():
            self._live.update(update, base_iri=base)
        self._publish_soon()

    def apply(self, changes: Iterable[GraphChange]) -> None:
        """Apply changes to several graphs, in their order, in one transaction: all of them or none.

        They become one SPARQL update, the engine's only transaction that both removes and adds.
        """
        with reading_data():
            operations = [step for change in changes for step in engine.operations(change)]
        if operations:
            with self._lock, reading_data(), storing("write to the store"):
                self._live.update(";\n".join(operations))
            self._publish_soon()

    def graphs(self) -> list[str]:
        """Return the IRIs of all graphs that hold a triple, sorted."""
        with storing("read the store"):
            live = self._live
            filled = (g for g in live.named_graphs() if any(True for _ in live.quads_for_pattern(None, None, None, g)))
            return sorted(graph.value for graph in filled if isinstance(graph, ox.NamedNode))

    def size(self, graph: str | None = None) -> int:
        """Return the number of triples in a graph, or of quads in the store."""
        if graph is None:
            with storing("read the store"):
                return len(self._live)
        answer = self.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {engine.iri_of(graph)} {{ ?s ?p ?o }} }}")
        return int(str(answer.rows[0]["n"]))

    def dump(self, out: BinaryIO, media_type: str) -> None:
        """Write the whole store in an RDF media type: its quads, or its triples where the type holds no graphs."""
        target = ox.RdfFormat.from_media_type(media_type)
        if target is None:
            raise UsageError(f"{media_type} is not an RDF format: use application/n-quads or application/trig")
        with storing("write the dump"):
            if target.supports_datasets:
                self._live.dump(out, target, prefixes=PREFIXES)
            else:
                engine.write(engine.evaluate(self._live, "CONSTRUCT WHERE { ?s ?p ?o }"), media_type, out)

    def load(self, data: BinaryIO, media_type: str) -> None:
        """Add a file of N-Quads or TriG, all or nothing; it must fit into memory."""
        with self._lock, reading_data(), storing("write to the store"):
            self._live.load(data, engine.dataset_format(media_type))
        self._publish_soon()

    def bulk_load(self, data: BinaryIO, media_type: str) -> None:
        """Add a file of N-Quads or TriG of any size, fast; a power cut in the middle may leave a part of it."""
        with self._lock, reading_data(), storing("write to the store"):
            self._live.bulk_load(data, engine.dataset_format(media_type))
        self._publish_soon()

    def compact(self) -> None:
        """Bring the files on disk into their best order, after large loads; takes seconds per million triples."""
        with self._lock, storing("compact the store"):
            self._live.optimize()

    def checkpoint(self, target: Path) -> None:
        """Write a checkpoint of a store on disk, hard links that the engine opens, to a folder that does not exist."""
        with storing(f"write the checkpoint {target}"):
            self._live.backup(str(target))

    def publish(self) -> None:
        """Show the present state to readers in other processes."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            if self._folder is not None and self._quads is not None:
                with storing("publish a checkpoint"):
                    self._folder.publish(self.checkpoint)

    def backup(self, target: Path) -> None:
        """Write a consistent copy to a new file, which `archive.restore` turns into a store again."""
        archive.write(self, target)

    def close(self) -> None:
        """Give the files back; the store cannot be used afterwards."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            if self._quads is not None and self._folder is not None:
                self._folder.sweep()  # while the engine still locks out other writers
            self._quads = None
            if self._own_checkpoint is not None:
                shutil.rmtree(self._own_checkpoint, ignore_errors=True)

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    @property
    def _live(self) -> ox.Store:
        if self._quads is None:
            raise StoreError("the store is closed: open it again")
        return self._quads

    def _publish_soon(self) -> None:
        """Publish once, a while after the first of several writes."""
        with self._lock:
            if self._folder is None or self._timer is not None or self._quads is None:
                return
            self._timer = Timer(PUBLISH_AFTER, self._publish_or_log)
            self._timer.daemon = True
            self._timer.start()

    def _publish_or_log(self) -> None:
        try:
            self.publish()
        except StoreError as fault:
            logging.getLogger(__name__).warning("readers in other processes see an older state: %s", fault)
