"""The knowledge graph from Python: `servanda.open(S)` and what it gives.

    import servanda

    with servanda.open("./servanda-store") as graph:
        rows = graph.query("who-partnered-with-whom", country="MLI").frame()
        network = graph.network(countries=["MLI"], start="2010")

Everything reads; a store is written by `servanda ingest`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypedDict, Unpack, overload

from rdflib import Graph, Literal
from rdflib.term import Node

from servanda.errors import NotFound, QueryError, UsageError
from servanda.graph.library import NamedQuery, library
from servanda.graph.matching.entries import Entry, entries
from servanda.graph.network import building, paths
from servanda.graph.network.evidence import Evidence, KnownTie, evidence
from servanda.graph.network.filters import Filters
from servanda.graph.network.proofs import Proven, proven
from servanda.graph.opening import open_store
from servanda.graph.sparql import form
from servanda.graph.store import Solutions, Store
from servanda.ontology.iris import Iris
from servanda.settings import settings

if TYPE_CHECKING:
    import networkx as nx  # type: ignore[import-untyped]
    import pandas as pd  # type: ignore[import-untyped]

Value = str | int | float | bool | Decimal | date | datetime | None
"""A value of an answer: an IRI or text as a string, numbers and days as their Python types, None where unbound."""
_PLAIN = (str, bool, int, float, Decimal, date, datetime)


class Narrowing(TypedDict, total=False):
    """What a network or list of ties is narrowed to, as `Filters` describes it."""

    countries: Sequence[str]
    types: Sequence[str]
    kinds: Sequence[str]
    also: Sequence[str]
    start: str
    end: str
    min_weight: int
    series: Sequence[str]


@dataclass(frozen=True, slots=True)
class Answer(Sequence[dict[str, Value]]):
    """The rows of an answer, each a dictionary by the names of the columns."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, Value], ...]

    @overload
    def __getitem__(self, index: int) -> dict[str, Value]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[dict[str, Value], ...]: ...
    def __getitem__(self, index: int | slice) -> dict[str, Value] | tuple[dict[str, Value], ...]:
        """Return a row, or several."""
        return self.rows[index]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def frame(self) -> pd.DataFrame:
        """Return the rows as a pandas frame.

        Raises:
            UsageError: pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise UsageError("frames need pandas: install it (`pip install pandas`)") from None
        return pandas.DataFrame(list(self.rows), columns=list(self.columns))


class KnowledgeGraph:
    """The graph in a store, to be read; a context manager that closes it.

    Args:
        store: folder of a store, or URL of a SPARQL service.

    Raises:
        NotFound: there is no such folder.
        StoreError: the store cannot be opened.
    """

    def __init__(self, store: str) -> None:
        """Open the store; what others write later is not seen."""
        self.store: Store = open_store(store, read_only=True)
        self.iris = Iris(settings().base_iri)
        self._evidence: Evidence | None = None
        self._entries: list[Entry] | None = None

    @property
    def queries(self) -> dict[str, NamedQuery]:
        """The named queries, by name."""
        return library()

    def query(self, query: str, **values: str) -> Answer:
        """Answer a SELECT query, or a named one with values for its parameters.

        Raises:
            QueryError: the query is wrong, or no SELECT.
            UsageError: a named query's parameter is missing, unknown or not of its type.
            NotFound: there is no query of that name.
        """
        return _answer(self.store.select(self._text(query, values)))

    def ask(self, query: str) -> bool:
        """Answer an ASK query; raises what `query` raises."""
        return self.store.ask(query)

    def construct(self, query: str) -> Graph:
        """Answer a CONSTRUCT or DESCRIBE query as an rdflib graph; raises what `query` raises."""
        return Graph().parse(data=self.store.construct(query), format="nt")

    def actors(self, country: str | None = None, type: str | None = None) -> list[Entry]:
        """Return the named actors: of a country (ISO 3166-1 alpha-3), of a type (such as `Ministry`), or all."""
        return [
            entry
            for entry in self._known()
            if entry.family == "actor"
            and (country is None or entry.country == country.upper())
            and (type is None or entry.type == type)
        ]

    def actor(self, name: str) -> Entry:
        """Return the actor with an IRI, a name or an alias.

        Raises:
            NotFound: there is none.
            UsageError: there are several: give the IRI.
        """
        found = [e for e in self.actors() if name == e.iri or name.casefold() in {n.casefold() for n in e.names}]
        if not found:
            raise NotFound(f"there is no actor {name!r}: look through actors()")
        if len(found) > 1:
            raise UsageError(f"{name!r} may be {', '.join(entry.iri for entry in found[:5])}: give the IRI")
        return found[0]

    def ties(self, **narrowing: Unpack[Narrowing]) -> list[KnownTie]:
        """Return the ties that fit, strongest first, each with the statements that prove it."""
        known = self._ties()
        keys = (key for *_, key in building.network(known, _filters(narrowing)).edges(keys=True))
        return sorted((known.ties[key] for key in keys), key=lambda tie: (-tie.weight, tie.iri))

    def tie(self, iri: str) -> Proven:
        """Return a tie with its sentences.

        Raises:
            NotFound: there is no such tie.
        """
        return proven(self.store.select, self.iris, iri)

    def network(self, **narrowing: Unpack[Narrowing]) -> nx.MultiDiGraph:
        """Return the actors and ties that fit as a networkx graph; `servanda.graph.network.measures` measures it.

        Raises:
            UsageError: a filter has a value that it does not take.
        """
        return building.network(self._ties(), _filters(narrowing))

    def ego(self, actor: str, hops: int = 1, **narrowing: Unpack[Narrowing]) -> nx.MultiDiGraph:
        """Return the surroundings of an actor, given by IRI, name or alias.

        Raises:
            NotFound: there is no such actor, or it has no such tie.
            UsageError: the name is that of several actors, or the hops are no number from 1 to 5.
        """
        return paths.ego(self.network(**narrowing), self._iri(actor), hops)

    def paths(self, source: str, target: str, most: int = 10, **narrowing: Unpack[Narrowing]) -> list[list[str]]:
        """Return the shortest paths between two actors as IRIs; raises what `ego` raises."""
        return paths.shortest_paths(self.network(**narrowing), self._iri(source), self._iri(target), most)

    def close(self) -> None:
        """Give the store back."""
        self.store.close()

    def __enter__(self) -> Self:
        """Return the graph."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def _text(self, query: str, values: dict[str, str]) -> str:
        if query in library():
            return library()[query].fill(values, self.iris)
        if values:
            raise UsageError("values are for named queries: `queries` lists them")
        if form(query) is None and len(query.split()) == 1:
            raise NotFound(f"there is no named query {query!r}: `queries` lists them")
        if form(query) != "SELECT":
            raise QueryError("a SELECT query is needed here: use ask() or construct() for others")
        return query

    def _iri(self, actor: str) -> str:
        return actor if actor.startswith(("http://", "https://")) else self.actor(actor).iri

    def _known(self) -> list[Entry]:
        if self._entries is None:
            self._entries = entries(self.store.select)
        return self._entries

    def _ties(self) -> Evidence:
        if self._evidence is None:
            self._evidence = evidence(self.store.select, self.iris)
        return self._evidence


def _filters(narrowing: Narrowing) -> Filters:
    given: dict[str, Any] = dict(narrowing)
    for name in ("countries", "types", "kinds", "also", "series"):
        if isinstance(given.get(name), str):
            raise UsageError(f"{name} is text: give a list, such as {name}=[{given[name]!r}]")
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    return Filters(**fields)


def _answer(found: Solutions) -> Answer:
    rows: Iterator[dict[str, Value]] = ({name: _value(row.get(name)) for name in found.variables} for row in found.rows)
    return Answer(found.variables, tuple(rows))


def _value(term: Node | None) -> Value:
    if term is None or not isinstance(term, Literal):
        return None if term is None else str(term)
    value = term.toPython()
    return value if isinstance(value, _PLAIN) and not isinstance(value, Literal) else str(term)
