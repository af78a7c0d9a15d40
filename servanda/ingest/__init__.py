"""Loading reports into a store: read, extract, resolve, map, check, store.

Each report is one transaction: its graph, what follows from it in the registry and among the ties, and its record in
quarantine. A run that is cut off leaves whole reports; the next run goes on where it ended. What became of
recommendations and commitments is derived when all are loaded, country by country (`fulfilment`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rdflib import Graph, URIRef

from servanda.graph.edits import edited
from servanda.graph.ntriples import lines, parsed
from servanda.graph.registry import registry_changes
from servanda.graph.store import GraphChange, Store
from servanda.graph.ties import tie_changes
from servanda.ingest import foundation, quarantine
from servanda.ingest.events import Event, Failed, Loaded, Quarantined, Unchanged
from servanda.ingest.fulfilment.derivation import refresh
from servanda.ingest.preparation import Outcome, Prepared, Preparer, Refused
from servanda.ingest.reviewing import present_edits
from servanda.ingest.workers import prepared
from servanda.loaders.extract.extractor import Extractor
from servanda.loaders.tables.documents import Table, read_table
from servanda.loaders.tables.mapping import TableMapping
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import SV
from servanda.settings import Settings

__all__ = ["Event", "Failed", "Loaded", "Quarantined", "Unchanged", "changes", "ingest", "ingest_table", "remove"]


def ingest(
    files: Sequence[Path], store: Store, settings: Settings, jobs: int = 1, extractor: Extractor | None = None
) -> Iterator[Event]:
    """Load reports and yield what becomes of each, in the order of the files.

    What the store holds already is passed over: the same text, metadata and program give the same graph.

    Args:
        files: the reports; of two files that are the same report, the second fails.
        store: where they go.
        settings: gives the base of IRIs.
        jobs: processes that read and check; the store is written by this one.
        extractor: reads the documents; the rule extractor if None. It must be picklable where `jobs` is above 1.

    Raises:
        ModelError: the language model is missing or not the official one.
        StoreError: the store cannot be written; the reports before are in it whole.
    """
    iris = Iris(settings.base_iri)
    foundation.lay(store, iris)
    preparer = Preparer(iris, _input_hashes(store), quarantine.records(store, iris), extractor)
    seen: dict[str, tuple[Path, str | None]] = {}
    for outcome in prepared(files, jobs, preparer):
        yield _settled(outcome, store, iris, seen)
    refresh(store, iris)


def ingest_table(
    path: Path, store: Store, settings: Settings, mapping: TableMapping | None = None
) -> tuple[Table, Iterator[Event]]:
    """Load a table of recommendations or pledges: one report for each country and year.

    Returns:
        The table, with the rows that were left out, and what becomes of each of its reports, in their order.

    Raises:
        ReadError, DataError, NotFound: the table cannot be read; see `read_table`.
        StoreError: the store cannot be written; the reports before are in it whole.
    """
    table = read_table(path, mapping)
    iris = Iris(settings.base_iri)

    def events() -> Iterator[Event]:
        foundation.lay(store, iris)
        preparer = Preparer(iris, _input_hashes(store), quarantine.records(store, iris))
        seen: dict[str, tuple[Path, str | None]] = {}
        for made in table.documents:
            outcome = preparer.document(path / made.document.name, made.document, made.software, made.extraction)
            yield _settled(outcome, store, iris, seen)
        refresh(store, iris)

    return table, events()


def remove(store: Store, report: str, iris: Iris) -> bool:
    """Take a report out of a store, with all that follows from it alone; return whether it was there."""
    graph = iris.report_graph(URIRef(report))
    if not store.ask(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"):
        return False
    store.apply([*changes(store, report, "", iris), *quarantine.release(store, report, iris)])
    refresh(store, iris)
    return True


def changes(store: Store, report: str, triples: str, iris: Iris, same: Graph | None = None) -> list[GraphChange]:
    """Return all that putting a report's graph (N-Triples) in the place of its present one changes in a store.

    People's decisions and corrections are applied to it. `same` is the graph where it need not be parsed.
    """
    node, before = URIRef(report), parsed(triples) if same is None else same
    graph = edited(before, present_edits(store, iris))
    return [
        GraphChange(str(iris.report_graph(node)), triples if graph is before else lines(graph), replaces=True),
        *registry_changes(store, {node: graph}, iris),
        *tie_changes(store, {node: graph}, iris),
    ]


def _settled(outcome: Outcome, store: Store, iris: Iris, seen: dict[str, tuple[Path, str | None]]) -> Event:
    """Store what was prepared, and return what became of it."""
    if isinstance(outcome, Failed):
        return outcome
    event = outcome.event if isinstance(outcome, Refused) else outcome
    fresh = outcome.input_hash if isinstance(outcome, Prepared | Refused) else None
    first, first_hash = seen.setdefault(event.report, (event.path, fresh))
    if first != event.path:
        if fresh is None or fresh == first_hash:
            return Unchanged(event.path, event.report)
        return Failed(
            event.path, f"is the same report as {first} by its series, country and date, or its name: load one of them"
        )
    if isinstance(outcome, Refused):
        store.apply(quarantine.refusal(store, outcome, iris))
        return outcome.event
    if isinstance(outcome, Prepared):
        store.apply([
            *changes(store, outcome.report, outcome.triples, iris, outcome.graph),
            *quarantine.release(store, outcome.report, iris),
        ])  # fmt: skip
        return Loaded(outcome.path, outcome.report, outcome.statements)
    return outcome


def _input_hashes(store: Store) -> dict[str, str]:
    rows = store.select(f"SELECT ?report ?hash {{ ?report a <{SV.Report}> ; <{SV.inputHash}> ?hash }}").rows
    return {str(row["report"]): str(row["hash"]) for row in rows}
