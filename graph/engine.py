"""Oxigraph as the embedded store uses it: opening, answers, changes and formats, without state of our own."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO, BinaryIO, TypeVar

import pyoxigraph as ox

from servanda.errors import DataError, QueryError, StoreLocked, UsageError
from servanda.graph import entities, sparql
from servanda.graph.faults import reading_data, storing
from servanda.graph.folder import StoreFolder
from servanda.graph.store import DEFAULT_GRAPH, GraphChange

Item = TypeVar("Item", ox.Quad, ox.Triple)
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
_CHUNK = 1 << 16  # bytes
_TRIPLES = 1000  # in one operation of an update
_IN_MEMORY = 16 << 20  # bytes of an answer or a file above which it goes to disk
_LOCK_PATIENCE = 1.0  # seconds: a reader holds the writer's lock for a moment while it makes its checkpoint


def evaluate(
    engine: ox.Store,
    query: str,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
    base: str | None = None,
) -> Answer:
    """Evaluate a query over the dataset given, else the one that it names itself, else the union of all graphs.

    `base` is what relative IRIs in the query are resolved against.
    """
    if default_graphs is None and named_graphs is None:
        return engine.query(query, base_iri=base, use_default_graph_as_union=not sparql.names_dataset(query))
    return engine.query(
        query,
        base_iri=base,
        default_graph=[_graph(iri) for iri in default_graphs or ()],
        named_graphs=[ox.NamedNode(iri) for iri in named_graphs or ()],
    )


def _graph(iri: str) -> ox.NamedNode | ox.DefaultGraph:
    return ox.DefaultGraph() if iri == DEFAULT_GRAPH else ox.NamedNode(iri)


def operations(change: GraphChange) -> Iterator[str]:
    """Yield a change as operations of a SPARQL update; its triples are parsed first, so that nothing else gets in.

    No operation holds more than `_TRIPLES` triples, since the parsers of some services are easily exhausted. Triples
    with blank nodes go together, under labels of their own, in the one form that every service takes.
    """
    graph = iri_of(change.graph)
    if change.replaces:
        yield f"DROP SILENT GRAPH {graph}"
    removed, unnamed = _rows(change.removed)
    if unnamed:
        raise DataError("a triple with a blank node cannot be removed by itself: replace the graph")
    added, blank = _rows(change.added)
    for operation, rows in (("DELETE", removed), ("INSERT", added)):
        for place in range(0, len(rows), _TRIPLES):
            yield f"{operation} DATA {{ GRAPH {graph} {{\n{''.join(rows[place : place + _TRIPLES])}}} }}"
    if blank:
        yield f"INSERT {{ GRAPH {graph} {{\n{''.join(blank)}}} }} WHERE {{}}"


def additions(quads: Iterable[ox.Quad]) -> list[GraphChange]:
    """Return quads as changes that add them to their graphs; `DataError` for one in no named graph."""
    by_graph: dict[str, list[ox.Triple]] = {}
    for quad in quads:
        if not isinstance(quad.graph_name, ox.NamedNode):
            raise DataError(f"the triple {quad.triple} stands in no named graph: give it one")
        by_graph.setdefault(quad.graph_name.value, []).append(quad.triple)
    return [GraphChange(graph, _text(triples)) for graph, triples in by_graph.items()]


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield items in lists of a size; those with blank nodes come last, in one list, for two requests share none."""
    batch: list[Item] = []
    blank: list[Item] = []
    for item in items:
        chosen = blank if _is_blank(item) else batch
        chosen.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    yield from filter(None, (batch, blank))


@contextmanager
def checked_quads(data: BinaryIO, media_type: str) -> Iterator[IO[bytes]]:
    """Give a file of quads as N-Quads once all of it has been parsed; `DataError` where it cannot be."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as checked:
        with reading_data():
            ox.serialize(
                ox.parse(data, dataset_format(media_type), rename_blank_nodes=True), checked, ox.RdfFormat.N_QUADS
            )
        checked.seek(0)
        yield checked


def _rows(text: str) -> tuple[list[str], list[str]]:
    """Return N-Triples as the engine writes them, row by row: those without blank nodes, and those with some."""
    parsed: Iterable[ox.Quad] = ox.parse(text, ox.RdfFormat.N_TRIPLES, rename_blank_nodes=True)
    quads = list(parsed) if "_:" in text else parsed  # else no need to look at each of thousands
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""  # split as bytes: a text has further line ends
    rows = [row.decode() for row in written.splitlines(keepends=True)]
    blank = {row for row, quad in zip(rows, quads, strict=True) if _is_blank(quad)} if quads is not parsed else ()
    return [row for row in rows if row not in blank], [row for row in rows if row in blank]


def _is_blank(item: ox.Quad | ox.Triple) -> bool:
    return isinstance(item.subject, ox.BlankNode) or isinstance(item.object, ox.BlankNode)


def _text(triples: Iterable[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def iri_of(iri: str) -> str:
    """Return an IRI as SPARQL; `DataError` for text that is none."""
    try:
        return str(ox.NamedNode(iri))
    except ValueError:
        raise DataError(f"{iri!r} is not an absolute IRI: correct it") from None


def triples(data: bytes, media_type: str, base: str | None = None) -> str:
    """Return the triples of an RDF document as N-Triples, its blank nodes renamed.

    Raises:
        UsageError: the media type is none of RDF.
        DataError: the document cannot be parsed, or holds named graphs.
    """
    found = ox.RdfFormat.from_media_type(media_type)
    if found is None:
        raise UsageError(f"{media_type} is not an RDF format: use text/turtle or application/n-triples")
    if found == ox.RdfFormat.RDF_XML:
        entities.refuse_bombs(data)
    with reading_data():
        quads = ox.parse(data, found, base_iri=base, without_named_graphs=True, rename_blank_nodes=True)
        return (ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def dataset_format(media_type: str) -> ox.RdfFormat:
    """Return the format of quads that a media type names; `UsageError` for any other."""
    found = ox.RdfFormat.from_media_type(media_type)
    if found is None or not found.supports_datasets:
        raise UsageError(f"{media_type} holds no named graphs: use application/n-quads or application/trig")
    return found


def rdf_format(media_type: str) -> ox.RdfFormat:
    """Return the RDF format that a media type names; `UsageError` for any other."""
    found = ox.RdfFormat.from_media_type(media_type)
    if found is None:
        raise UsageError(f"{media_type} is not an RDF format: use application/n-quads or application/trig")
    return found


@lru_cache(maxsize=64)
def answer_format(media_type: str, *, is_graph: bool) -> ox.QueryResultsFormat | ox.RdfFormat:
    """Return the format in which an answer can be written in a media type.

    Raises:
        UsageError: no answer can be.
        QueryError: this one cannot, for it is a graph or for it is none.
    """
    table = ox.QueryResultsFormat.from_media_type(media_type)
    graph = ox.RdfFormat.from_media_type(media_type)
    found = graph if is_graph else table
    if found is not None:
        return found
    if table is None and graph is None:
        raise UsageError(f"{media_type} holds no answers: use application/sparql-results+json or text/turtle")
    kind, other = ("graph", "text/turtle") if is_graph else ("table", "application/sparql-results+json")
    raise QueryError(f"a {kind} cannot be written as {media_type}: ask for {other}")


def write(answer: Answer, media_type: str, out: IO[bytes]) -> None:
    """Write an answer in a media type that suits its form; raises what `answer_format` raises."""
    format = answer_format(media_type, is_graph=isinstance(answer, ox.QueryTriples))
    answer.serialize(out, format)  # type: ignore[arg-type]  # of the answer's own form


def spooled(write: Callable[[IO[bytes]], None]) -> Iterator[bytes]:
    """Write a whole answer to a temporary file, in memory while it is small; then yield it in pieces."""
    out = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed with the last chunk)
    try:
        write(out)
        out.seek(0)
    except BaseException:
        out.close()
        raise
    return _chunks(out)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk


def open_for_writing(folder: StoreFolder) -> ox.Store:
    """Open the engine's files; a lock that does not go away belongs to another writer."""
    deadline = time.monotonic() + _LOCK_PATIENCE
    with storing(f"open the store {folder.path}"):
        while True:
            if (quads := _unlocked(folder)) is not None:
                return quads
            if time.monotonic() > deadline:
                break
            time.sleep(0.05)
    raise StoreLocked(f"another process writes to the store {folder.path}: end it, or use its HTTP service")


def _unlocked(folder: StoreFolder) -> ox.Store | None:
    """Open the engine's files, or return None while somebody else has them open to write."""
    try:
        return ox.Store(str(folder.quads))
    except OSError as fault:
        if "lock" in str(fault).lower():
            return None
        raise


def checkpoint_to_read(folder: StoreFolder, *, share: bool = False) -> Path:
    """Return a reader's own checkpoint: of the present state where nobody writes, else of the newest published one.

    With `share`, the readers of one parent process make one checkpoint of each state, and link it.
    """
    if share and (shared := folder.shared()) and (own := folder.link(shared)):
        return own
    if (quads := _unlocked(folder)) is not None:  # a store without quads counts as False
        own = folder.reader_path()
        quads.backup(str(own))
        del quads  # closes the files
        if share:
            folder.share(own)
        return own
    if adopted := folder.adopt():
        return adopted
    raise StoreLocked(f"another process is just opening the store {folder.path}: try again in a moment")
