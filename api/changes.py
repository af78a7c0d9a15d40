"""What the writer does for the service: SPARQL updates, whole graphs put, filled and removed, and reviews."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import URIRef

from servanda.api import refusal
from servanda.api.opened import Opened
from servanda.api.using import with_dataset
from servanda.api.worker import Output
from servanda.errors import NotFound
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.engine import iri_of, triples
from servanda.graph.reviews import Record, record_of, records
from servanda.graph.store import Store
from servanda.ontology.iris import Iris


@dataclass(frozen=True, slots=True)
class Update:
    """A SPARQL update, and the dataset that its request names for the WHERE of its operations."""

    text: str
    base: str | None = None
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()

    def run(self, opened: Opened, out: Output) -> None:
        """Run it in one transaction.

        Raises:
            UsageError: both the request and the update name a dataset.
            QueryRefused: it loads from elsewhere, or calls another service.
            QueryError: it is wrong, or cannot be evaluated.
        """
        refusal.judge_update(self.text, base=self.base, services=opened.services)
        _update(opened.store(), with_dataset(self.text, self.using, self.using_named), self.base)
        opened.publish()


@dataclass(frozen=True, slots=True)
class FillGraph:
    """RDF for one graph, the default graph where `graph` is None, in the place of what it holds or added to that."""

    graph: str | None
    data: bytes
    media_type: str
    base: str | None
    replaces: bool

    def run(self, opened: Opened, out: Output) -> bool:
        """Write it in one transaction; return whether the graph is new.

        Raises:
            DataError: the data cannot be parsed.
        """
        store = opened.store()
        is_new = not _exists(store, self.graph)
        text = triples(self.data, self.media_type, self.base)
        if self.graph is None:
            steps = ["DROP DEFAULT"] * self.replaces + [f"INSERT DATA {{\n{text}}}"]
        else:
            name = iri_of(self.graph)
            steps = [f"DROP SILENT GRAPH {name}"] * self.replaces
            steps += [f"CREATE SILENT GRAPH {name}", f"INSERT DATA {{ GRAPH {name} {{\n{text}}} }}"]
        store.update(";\n".join(steps))
        opened.publish()
        return is_new


@dataclass(frozen=True, slots=True)
class DropGraph:
    """The removal of one graph, or of what stands in the default graph."""

    graph: str | None

    def run(self, opened: Opened, out: Output) -> None:
        """Remove it.

        Raises:
            NotFound: the store has no such graph.
        """
        store = opened.store()
        if not _exists(store, self.graph):
            raise NotFound(f"there is no graph <{self.graph}>: /sparql lists the graphs")
        store.update("DROP DEFAULT" if self.graph is None else f"DROP GRAPH {iri_of(self.graph)}")
        opened.publish()


@dataclass(frozen=True, slots=True)
class Keep:
    """Reviews to be kept, each in the place of an earlier one on the same thing, in one transaction."""

    iris: Iris
    records: tuple[Record, ...]

    def run(self, opened: Opened, out: Output) -> int:
        """Keep them with all that follows; return how many reports changed.

        Raises:
            UsageError: a record joins what can never be one, or corrects what cannot be corrected; none is kept.
            NotFound: it names what is not in the store; none is kept.
        """
        from servanda.ingest.reviewing import decide

        changed = decide(opened.store(), self.records, self.iris)
        opened.publish()
        return changed


@dataclass(frozen=True, slots=True)
class Withdraw:
    """A review to be taken back with all that followed from it, in one transaction."""

    iris: Iris
    record: URIRef

    def run(self, opened: Opened, out: Output) -> tuple[Record, int]:
        """Take it back; return it, and how many reports changed.

        Raises:
            NotFound: there is no such record.
        """
        from servanda.ingest.reviewing import withdraw

        store = opened.store()
        found = record_of(records(store, self.iris), self.record, self.iris)
        changed = withdraw(store, [self.record], self.iris)
        opened.publish()
        return found, changed


def _exists(store: Store, graph: str | None) -> bool:
    return graph is None or store.ask(f"ASK {{ GRAPH {iri_of(graph)} {{}} }}")


def _update(store: Store, text: str, base: str | None) -> None:
    if isinstance(store, EmbeddedStore):
        store.update(text, base)
    else:
        store.update(text)
