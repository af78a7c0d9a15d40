"""The network as the service holds it: all ties in memory, and the last answers made of them.

It is read when it is first needed, and anew after the store has changed.
"""

from __future__ import annotations

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator

from servanda.api.known import KnownNames
from servanda.api.pool import QueryPool
from servanda.graph.matching.entries import Entry
from servanda.graph.network.evidence import Evidence, evidence
from servanda.graph.store import Solutions
from servanda.graph.suggestions import Suggestions
from servanda.ontology.iris import Iris
from servanda.settings import Settings

_TRUSTED = 60.0  # seconds for which the ties stand where nothing tells whether the store has changed
_PATIENCE = 120.0  # seconds that reading all ties may take
_KEPT = 128 << 20  # bytes of all answers that are kept


class Networks:
    """Holds the ties and answers; threads may share it."""

    def __init__(self, settings: Settings, pool: QueryPool, known: KnownNames) -> None:
        """Take the store, the pool that answers queries on it, and the names that are known."""
        self._settings = settings
        self._pool = pool
        self._known = known
        self._lock = threading.Lock()
        self._evidence: Evidence | None = None
        self._suggestions: Suggestions | None = None
        self._answers: OrderedDict[object, bytes] = OrderedDict()
        self._seen: str | None = None
        self._made = 0.0

    def evidence(self) -> Evidence:
        """Return all ties of the store's present state.

        Raises:
            StoreError: the store cannot be read.
        """
        with self._lock:
            return self._current()

    def answer(self, asked: object, make: Callable[[Evidence], object]) -> bytes:
        """Return an answer made of the ties, as JSON or, where `make` returns text, as that; kept for the next time.

        Args:
            asked: what the answer depends on beside the store.
            make: makes the answer.
        """
        with self._lock:
            known, state = self._current(), self._made
            if asked in self._answers:
                self._answers.move_to_end(asked)
                return self._answers[asked]
        made = make(known)
        text = made if isinstance(made, str) else json.dumps(made, ensure_ascii=False, separators=(",", ":"))
        data = text.encode()
        with self._lock:
            if state == self._made:
                self._answers[asked] = data
                while sum(map(len, self._answers.values())) > _KEPT:
                    self._answers.popitem(last=False)
        return data

    def suggestions(self) -> Suggestions:
        """Return what can be suggested of the actors and instruments known by name."""
        with self._lock:
            known = self._current()
            if self._suggestions is None:
                ties: dict[str, int] = {}
                for tie in known.ties.values():
                    for iri in (tie.source, tie.target):
                        ties[iri] = ties.get(iri, 0) + 1
                named = self._known.index().entries
                self._suggestions = Suggestions([*named, *_described(known, {entry.iri for entry in named})], ties)
            return self._suggestions

    def select(self, query: str) -> Solutions:
        """Answer a SELECT query of our own."""
        return self._pool.select(query, _PATIENCE)

    def _current(self) -> Evidence:
        state = self._pool.state()
        old = state != self._seen or (state is None and time.monotonic() - self._made > _TRUSTED)
        if self._evidence is None or old:
            self._evidence = evidence(self.select, Iris(self._settings.base_iri))
            self._suggestions = None
            self._answers.clear()
            self._seen, self._made = state, time.monotonic()
        return self._evidence


def _described(known: Evidence, named: Collection[str]) -> Iterator[Entry]:
    """Yield the actors with ties that no name is known of, but only what a report calls them."""
    for actor in known.actors.values():
        if actor.iri not in named:
            yield Entry(actor.iri, "actor", actor.type, actor.label, country=actor.country)
