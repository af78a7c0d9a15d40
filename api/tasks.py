"""What workers read for the service: queries, and whole graphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, cast

from servanda.api import refusal
from servanda.api.negotiation import JSON_RESULTS, chosen, offers, with_charset
from servanda.api.opened import Opened
from servanda.api.worker import Output
from servanda.errors import NotFound
from servanda.graph import sparql
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.engine import iri_of
from servanda.graph.store import DEFAULT_GRAPH


@dataclass(frozen=True, slots=True)
class Query:
    """A query, what its client accepts, and the dataset that its request names.

    Graphs of a dataset that the store does not hold are empty: nothing is ever fetched.
    """

    text: str
    accept: str | None = JSON_RESULTS
    format: str | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    base: str | None = None

    def run(self, opened: Opened, out: Output) -> None:
        """Write the answer.

        Raises:
            NotAcceptable: the answer has none of the types that the client accepts.
            QueryRefused: the query does more than read the store.
            QueryError: it is wrong, or cannot be evaluated.
        """
        store = opened.store()
        words = tuple(sparql.words(self.text))
        refusal.refuse_update(words)
        given = self.default_graphs is not None or self.named_graphs is not None
        refusal.judge_query(
            self.text, words, base=self.base, services=opened.services,
            exists=lambda graph: given or store.ask(f"ASK {{ GRAPH {iri_of(graph)} {{}} }}"),
        )  # fmt: skip
        available = offers(sparql.form(self.text))
        media_type = chosen(self.accept, self.format, available)
        out.begin(with_charset(media_type))
        if isinstance(store, EmbeddedStore):
            store.write(
                self.text, available[media_type], cast("IO[bytes]", out),
                self.default_graphs, self.named_graphs, self.base,
            )  # fmt: skip
        else:
            for chunk in store.serialize(self.text, available[media_type], self.default_graphs, self.named_graphs):
                out.write(chunk)


@dataclass(frozen=True, slots=True)
class ReadGraph:
    """A whole graph by its IRI, or the default graph where that is None."""

    graph: str | None
    accept: str | None
    format: str | None = None

    def run(self, opened: Opened, out: Output) -> None:
        """Write the graph.

        Raises:
            NotFound: the store has no such graph.
        """
        if self.graph is not None and not opened.store().ask(f"ASK {{ GRAPH {iri_of(self.graph)} {{}} }}"):
            raise NotFound(f"there is no graph <{self.graph}>: /sparql lists the graphs")
        graph = self.graph or DEFAULT_GRAPH
        Query("CONSTRUCT WHERE { ?s ?p ?o }", self.accept, self.format, (graph,), ()).run(opened, out)
