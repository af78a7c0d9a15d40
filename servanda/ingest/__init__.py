"""Loading reports into a store: read, extract, resolve, map, check, store.

All but the last depends on a report alone and may happen in other processes (`preparation`, `workers`). A transaction
holds a report's graph, what follows from it in the registry and among the ties, and its record in quarantine; reports
that are ready together share one. A run that is cut off leaves whole reports; the next run goes on where it ended. What
became of recommendations and commitments is derived when all are loaded, country by country (`fulfilment`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rdflib import URIRef

from servanda.graph.contribution import Contribution, contribution, shared_changes
from servanda.graph.edits import Edits, edited
from servanda.graph.ntriples import lines, parsed
from servanda.graph.store import GraphChange, Store
from servanda.ingest import foundation, quarantine
from servanda.ingest.events import Event, Failed, Loaded, Quarantined, Unchanged
from servanda.ingest.fulfilment.derivation import refresh
from servanda.ingest.preparation import Outcome, Prepared, Preparer, Refused, Source, Version
from servanda.ingest.reviewing import present_edits
from servanda.ingest.workers import preparing
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
    yield from _ingested(files, store, Iris(settings.base_iri), jobs, extractor)


def ingest_table(
    path: Path, store: Store, settings: Settings, mapping: TableMapping | None = None, jobs: int = 1
) -> tuple[Table, Iterator[Event]]:
    """Load a table of recommendations or pledges: one report for each country and year.

    Args:
        path: a CSV, TSV or JSON Lines file.
        store: where its reports go.
        settings: gives the base of IRIs.
        mapping: what its columns mean; by the bundled mapping that fits them if None.
        jobs: processes that map and check; the store is written by this one.

    Returns:
        The table, with the rows that were left out, and what becomes of each of its reports, in their order.

    Raises:
        ReadError, DataError, NotFound: the table cannot be read; see `read_table`.
        StoreError: the store cannot be written; the reports before are in it whole.
    """
    table = read_table(path, mapping)
    return table, _ingested(table.documents, store, Iris(settings.base_iri), jobs)


def remove(store: Store, report: str, iris: Iris) -> bool:
    """Take a report out of a store, with all that follows from it alone; return whether it was there."""
    graph = iris.report_graph(URIRef(report))
    if not store.ask(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"):
        return False
    gone = {URIRef(report): Version("", Contribution())}
    store.apply([*changes(store, gone, iris), *quarantine.release(store, report, iris)])
    refresh(store, iris)
    return True


def changes(store: Store, versions: Mapping[URIRef, Version], iris: Iris) -> list[GraphChange]:
    """Return all that putting versions of reports in the place of their present ones changes in a store.

    People's decisions and corrections are applied to them.
    """
    edits = present_edits(store, iris)
    if edits.joins or edits.corrections:
        versions = {report: _edited(version, edits, iris) for report, version in versions.items()}
    return [
        *(GraphChange(str(iris.report_graph(report)), new.triples, replaces=True) for report, new in versions.items()),
        *shared_changes(store, {report: new.contribution for report, new in versions.items()}, iris),
    ]


def _edited(version: Version, edits: Edits, iris: Iris) -> Version:
    before = parsed(version.triples)
    graph = edited(before, edits)
    return version if set(graph) == set(before) else Version(lines(graph), contribution(graph, iris))


def _ingested(
    sources: Sequence[Source], store: Store, iris: Iris, jobs: int, extractor: Extractor | None = None
) -> Iterator[Event]:
    preparer = Preparer(iris, _input_hashes(store), quarantine.records(store, iris), extractor)
    seen: dict[str, tuple[Path, str | None]] = {}
    with preparing(sources, jobs, preparer) as groups:  # its processes start while the foundation is laid
        foundation.lay(store, iris)
        for group in groups:
            yield from _settled(group, store, iris, seen)
    refresh(store, iris)


def _settled(
    group: Sequence[Outcome], store: Store, iris: Iris, seen: dict[str, tuple[Path, str | None]]
) -> list[Event]:
    """Store what was prepared, in one transaction, and return what became of each."""
    settled = [_settled_alone(outcome, seen) for outcome in group]
    new = [outcome for outcome in settled if isinstance(outcome, Prepared)]
    refused = [outcome for outcome in settled if isinstance(outcome, Refused)]
    if new or refused:
        store.apply([
            *changes(store, {URIRef(report.report): report.version for report in new}, iris),
            *(change for report in new for change in quarantine.release(store, report.report, iris)),
            *(change for outcome in refused for change in quarantine.refusal(store, outcome, iris)),
        ])  # fmt: skip
    return [_event(outcome) for outcome in settled]


def _settled_alone(outcome: Outcome, seen: dict[str, tuple[Path, str | None]]) -> Outcome:
    """Return what is to be stored, or what became of a report that is not to be stored, such as a second one."""
    if isinstance(outcome, Failed):
        return outcome
    event = outcome.event if isinstance(outcome, Refused) else outcome
    fresh = outcome.input_hash if isinstance(outcome, Prepared | Refused) else None
    first, first_hash = seen.setdefault(event.report, (event.path, fresh))
    if first == event.path:
        return outcome
    if fresh is None or fresh == first_hash:
        return Unchanged(event.path, event.report)
    return Failed(
        event.path, f"is the same report as {first} by its series, country and date, or its name: load one of them"
    )


def _event(outcome: Outcome) -> Event:
    if isinstance(outcome, Prepared):
        return Loaded(outcome.path, outcome.report, outcome.statements)
    return outcome.event if isinstance(outcome, Refused) else outcome


def _input_hashes(store: Store) -> dict[str, str]:
    rows = store.select(f"SELECT ?report ?hash {{ ?report a <{SV.Report}> ; <{SV.inputHash}> ?hash }}").rows
    return {str(row["report"]): str(row["hash"]) for row in rows}
