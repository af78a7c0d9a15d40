"""What the service knows by name: an index of the store's actors and instruments and of the authority data.

It is made when it is first needed, and anew after the store has changed.
"""

from __future__ import annotations

import threading
import time

from servanda.api.pool import QueryPool
from servanda.graph.matching.entries import entries, entries_of
from servanda.graph.matching.index import Index
from servanda.ontology.authority_graph import authority_graph
from servanda.ontology.iris import Iris
from servanda.settings import Settings

_TRUSTED = 60.0  # seconds for which an index stands where nothing tells whether the store has changed
_PATIENCE = 120.0  # seconds that reading all names may take


class KnownNames:
    """Holds the index; threads may share it."""

    def __init__(self, settings: Settings, pool: QueryPool) -> None:
        """Take the store and the pool that answers queries on it."""
        self._settings = settings
        self._pool = pool
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._seen: str | None = None
        self._made = 0.0

    def index(self) -> Index:
        """Return the index of the store's present state."""
        with self._lock:
            state = self._pool.state()
            old = state != self._seen or (state is None and time.monotonic() - self._made > _TRUSTED)
            if self._index is None or old:
                self._index = self._new()
                self._seen = state
                self._made = time.monotonic()
            return self._index

    def _new(self) -> Index:
        stored = entries(lambda query: self._pool.select(query, _PATIENCE))
        present = {entry.iri for entry in stored}
        known = entries_of(authority_graph(Iris(self._settings.base_iri)))
        return Index([*stored, *(entry for entry in known if entry.iri not in present)])
