"""What workers read for the service: queries, and whole graphs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import IO, cast

from servanda.api import refusal
from servanda.api.negotiation import JSON_RESULTS, chosen, offers, with_charset
from servanda.api.opened import Opened
from servanda.api.worker import Output
from servanda.errors import NotFound, QueryError
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

    def __reduce__(self) -> tuple[type[Query], tuple[object, ...]]:
        """Pickle the fields alone, twice as fast as a dataclass does."""
        given = (self.text, self.accept, self.format, self.default_graphs, self.named_graphs, self.base)
        return Query, given

    def run(self, opened: Opened, out: Output) -> None:
        """Write the answer.

        Raises:
            NotAcceptable: the answer has none of the types that the client accepts.
            QueryRefused: the query does more than read the store.
            QueryError: it is wrong, or cannot be evaluated.
        """
        store = opened.store()
        if not self.text.strip():
            raise QueryError("this is not SPARQL 1.1: the query is empty")
        first = sparql.first_word(self.text)
        refusal.refuse_update(first)
        given = self.default_graphs is not None or self.named_graphs is not None
        refusal.judge_query(
            self.text, base=self.base, services=opened.services,
            exists=lambda graph: given or store.ask(f"ASK {{ GRAPH {iri_of(graph)} {{}} }}"),
        )  # fmt: skip
        media_type, known_as = _types(self.accept, self.format, sparql.form_by(first))
        out.begin(media_type)
        if isinstance(store, EmbeddedStore):
            store.write(
                self.text, known_as, cast("IO[bytes]", out),
                self.default_graphs, self.named_graphs, self.base,
            )  # fmt: skip
        else:
            for chunk in store.serialize(self.text, known_as, self.default_graphs, self.named_graphs):
                out.write(chunk)


@lru_cache(maxsize=64)
def _types(accept: str | None, format: str | None, form: sparql.Form | None) -> tuple[str, str]:
    """Return the media type of an answer with its encoding, and the one that a store knows it by."""
    available = offers(form)
    media_type = chosen(accept, format, available)
    return with_charset(media_type), available[media_type]


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
