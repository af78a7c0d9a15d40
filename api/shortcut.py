"""The short way of a query by GET: most are small, and take less time than the usual way to the routes and back.

It is for requests whose bytes came in at once and say nothing but the query, and for answers that are small, whole and
well. Any other request takes the usual way from the start, and one whose answer turns out to be large, slow or an error
takes it then, with the answer that it has. What the application does before and after every request is done here too.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable
from typing import Protocol

from servanda.api.answer import Answer, Begun
from servanda.api.answering import Whole, may_change, tag, validity
from servanda.api.cache import AnswerCache
from servanda.api.fields import fields
from servanda.api.guard import Rate
from servanda.api.heads import Head, Heads
from servanda.api.pool import QueryPool
from servanda.api.refusal import mentions_service
from servanda.api.routes import sparql
from servanda.api.tasks import Query
from servanda.api.traffic import Metrics
from servanda.errors import ServandaError

BEGINNING = b"GET " + sparql.PATH.encode() + b"?"
"""How the requests begin that may take the short way."""
_LOG = logging.getLogger(__name__)
_LINE = re.compile(re.escape(BEGINNING) + rb"""([!"$-~]+) HTTP/1\.1\r\n""")  # no fragment, nothing but ASCII
_NOTED = ("GET", sparql.PATH, 200)


class Connection(Protocol):
    """What a request came over."""

    transport: asyncio.Transport
    client: tuple[str, int] | None

    @property
    def scheme(self) -> str | None:
        """Scheme of its addresses."""

    def send(self, response: Whole, head: Head) -> None:
        """Write the answer to the request with a head, and be ready for the next one."""

    def resume(self, data: bytes, begun: Begun) -> None:
        """Let a request take the usual way."""


class Shortcut:
    """The short way into an application.

    Args:
        pool: answers queries.
        cache: has the answers that were given before.
        state: tells the state of the store.
        rate: what each client may ask.
        metrics: counts.
        federates: whether queries may call other services; those take the usual way.
    """

    def __init__(
        self,
        pool: QueryPool,
        cache: AnswerCache[Whole],
        state: Callable[[], str | None],
        rate: Rate,
        metrics: Metrics,
        *,
        federates: bool,
    ) -> None:
        """Open the way."""
        self.pool = pool
        self.cache = cache
        self.rate = rate
        self.metrics = metrics
        self._state = state
        self._federates = federates
        self._heads = Heads()

    def take(self, connection: Connection, data: bytes) -> Errand | None:
        """Take a request, and answer it now or later; return None, with nothing done, where it takes the usual way.

        Args:
            connection: gets the answer.
            data: everything that came in: the request, if it is one.
        """
        begun = time.perf_counter()
        if (line := _LINE.match(data)) is None or (head := self._heads.read(data[line.end() :])) is None:
            return None
        place = f"{connection.scheme}://{head.host}{sparql.PATH}"
        key = tag(self._state(), place, head.accept, (line[1],))
        kept = self.cache.get(key)
        text = "" if kept is not None else self._query(line[1])
        if text is None or not self.rate.admits(connection.client):
            return None
        errand = Errand(self, connection, data, head, key, begun)
        if kept is not None:
            errand.send(kept)
        else:
            errand.ask(text, place)
        return errand

    def _query(self, asked: bytes) -> str | None:
        """Return the query of an address that has nothing else."""
        match fields(asked):
            case [("query", text)] if not (self._federates and mentions_service(text)):
                return text
        return None


class Errand:
    """A request on the short way.

    Attributes:
        is_over: whether it was answered, or went over to the usual way.
    """

    __slots__ = (
        "_answer",
        "_begun",
        "_connection",
        "_data",
        "_head",
        "_is_lost",
        "_is_slow",
        "_key",
        "_way",
        "is_over",
    )

    def __init__(
        self, way: Shortcut, connection: Connection, data: bytes, head: Head, key: str | None, begun: float
    ) -> None:
        """Begin; `key` is the tag of the answer."""
        self._way = way
        self._connection = connection
        self._data = data
        self._head = head
        self._key = key
        self._begun = begun
        self._answer = Answer()
        self._is_lost = self._is_slow = self.is_over = False

    def ask(self, query: str, place: str) -> None:
        """Have a query answered that was sent to a place."""
        if may_change(query):
            self._key = None
        self._way.metrics.under_way += 1
        answer = self._answer
        answer.on_news, answer.on_slow = self._go_on, self._slow
        try:
            self._way.pool.submit(Query(query, self._head.accept, base=place), answer)
        except ServandaError as error:
            answer.end(error)

    def leave(self) -> None:
        """Take the usual way from here on."""
        self._finish()
        self._connection.resume(self._data, Begun(self._answer, self._key, self._begun))

    def lose(self) -> None:
        """Do without the client, who is gone: a small answer is thrown away, and a slow one is not waited for."""
        self._is_lost = True
        if self._is_slow:
            self._answer.cancel()

    def send(self, response: Whole) -> None:
        """Send an answer."""
        self.is_over = True
        self._connection.send(response, self._head)
        seconds = time.perf_counter() - self._begun
        self._way.metrics.note(_NOTED, sparql.PATH, self._connection.client, len(response.body), seconds)

    def _slow(self) -> None:
        self._is_slow = True
        if self._is_lost:
            self._answer.cancel()

    def _go_on(self) -> None:
        """Answer, now that all of the answer has come in, or a piece of a large one."""
        answer = self._answer
        try:
            if self._is_lost:
                self._finish()
                answer.cancel()
            elif answer.ended and answer.error is None:
                self._finish()
                content = answer.all()
                response = Whole(content, answer.media_type, validity(self._key))
                self._way.cache.keep(self._key, response, len(content))
                self.send(response)
            else:
                self.leave()
        except Exception:  # whoever tells the news has others to serve
            _LOG.exception("a query could not be answered")
            self._connection.transport.abort()

    def _finish(self) -> None:
        self.is_over = True
        self._answer.on_news = self._answer.on_slow = None
        self._way.metrics.under_way -= 1
