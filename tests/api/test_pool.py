from __future__ import annotations

import asyncio
import json
import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from servanda.api.pool import QueryPool
from servanda.api.tasks import Query
from servanda.errors import NotFound, QueryError, QueryExcess, QueryTimeout, ServandaError, ServiceBusy
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import GraphChange
from servanda.settings import Settings

ONE = Query("SELECT (1 AS ?one) {}")
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
MANY = "\n".join(f"<http://example.org/s{i}> <http://example.org/p> <http://example.org/o{i}> ." for i in range(2000))
ENDLESS = Query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a != ?d && ?d != ?g) }")
HUNGRY = Query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g")
SETTINGS = Settings(query_workers=1, query_queue=1, query_memory=1_000_000_000, query_timeout=60.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with EmbeddedStore(tmp_path / "store") as store:
        store.apply([GraphChange("http://example.org/g", added=MANY)])
    return tmp_path / "store"


@contextmanager
def running(folder: Path, settings: Settings = SETTINGS) -> Iterator[QueryPool]:
    """A pool in an event loop of its own, as the service has it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    pool = QueryPool(replace(settings, store=str(folder)))
    try:
        asyncio.run_coroutine_threadsafe(pool.start(), loop).result()
        yield pool
    finally:
        asyncio.run_coroutine_threadsafe(pool.close(), loop).result()
        asyncio.run_coroutine_threadsafe(loop.shutdown_default_executor(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture
def pool(folder: Path) -> Iterator[QueryPool]:
    with running(folder) as pool:
        yield pool


def together(*calls: Callable[[], object]) -> list[object]:
    """Do things at once; return what they return or raise."""
    outcomes: list[object] = []

    def do(call: Callable[[], object]) -> None:
        try:
            outcomes.append(call())
        except ServandaError as error:
            outcomes.append(error)

    threads = [threading.Thread(target=do, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_a_query_that_takes_too_long_is_ended_and_the_next_one_answered(pool: QueryPool) -> None:
    with pytest.raises(QueryTimeout, match="1 seconds"):
        pool.wait(ENDLESS, timeout=1.0)
    assert str(pool.select(ONE.text).rows[0]["one"]) == "1"


def test_a_query_of_our_own_may_take_longer_than_the_settings_allow_others(folder: Path) -> None:
    with running(folder, replace(SETTINGS, query_timeout=0.001)) as pool:
        with pytest.raises(QueryTimeout):
            pool.select(COUNT)
        assert str(pool.select(COUNT, 60.0).rows[0]["n"]) == "2000"


def test_a_query_that_takes_too_much_memory_ends_alone(pool: QueryPool) -> None:
    with pytest.raises(QueryExcess, match="memory"):
        pool.wait(HUNGRY)
    assert str(pool.select(ONE.text).rows[0]["one"]) == "1"


def test_a_query_that_is_nested_too_deeply_ends_alone(pool: QueryPool) -> None:
    with pytest.raises(QueryError):
        pool.wait(Query("SELECT * " + "{" * 100_000 + "}" * 100_000))
    assert str(pool.select(ONE.text).rows[0]["one"]) == "1"


def test_an_answer_that_is_too_large_is_refused(folder: Path) -> None:
    with running(folder, replace(SETTINGS, max_answer_bytes=10_000)) as pool:
        with pytest.raises(QueryExcess, match="10000 bytes"):
            pool.wait(Query("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1000"))
        assert pool.select(ONE.text).rows


def test_further_queries_are_turned_away_while_all_places_are_taken(pool: QueryPool) -> None:
    outcomes = [type(outcome) for outcome in together(*[lambda: pool.wait(ENDLESS, timeout=3.0)] * 3)]
    assert outcomes.count(ServiceBusy) >= 1 and outcomes.count(QueryTimeout) >= 1


def test_a_small_query_is_answered_while_others_take_all_ready_workers(folder: Path) -> None:
    with running(folder, replace(SETTINGS, query_workers=6, query_queue=10)) as pool:
        bombs = [lambda: pool.wait(ENDLESS, timeout=6.0)] * 5

        def small() -> object:
            time.sleep(1.0)
            return pool.select(ONE.text).rows

        outcomes = together(*bombs, small)
        assert isinstance(outcomes[0], tuple)  # before the first bomb has ended
        assert [type(outcome) for outcome in outcomes[1:]] == [QueryTimeout] * 5


def test_a_worker_sees_what_a_writer_wrote_before_and_after(pool: QueryPool, folder: Path) -> None:
    assert str(pool.select(COUNT).rows[0]["n"]) == "2000"
    with EmbeddedStore(folder) as store:
        store.apply([GraphChange("http://example.org/h", added="<a:s> <a:p> <a:o> .")])
        store.publish()
        assert str(pool.select(COUNT).rows[0]["n"]) == "2001"
        store.apply([GraphChange("http://example.org/h", added="<a:s> <a:p> <a:q> .")])
    assert str(pool.select(COUNT).rows[0]["n"]) == "2002"


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    with running(tmp_path / "nothing") as pool, pytest.raises(NotFound):
        pool.wait(ONE)


def test_a_worker_that_was_ended_from_outside_is_replaced(pool: QueryPool) -> None:
    assert pool.select(ONE.text).rows
    for child in multiprocessing.active_children():
        child.kill()
    time.sleep(0.3)
    assert pool.select(ONE.text).rows


def test_closing_ends_queries_that_are_under_way(folder: Path) -> None:
    outcomes: list[object] = []
    with running(folder) as pool:
        assert pool.select(ONE.text).rows
        thread = threading.Thread(target=lambda: outcomes.extend(together(lambda: pool.wait(ENDLESS))))
        thread.start()
        time.sleep(0.5)
    thread.join()
    assert [type(outcome) for outcome in outcomes] == [ServiceBusy]


def test_workers_that_open_the_store_at_the_same_moment_all_answer(folder: Path) -> None:
    with running(folder, replace(SETTINGS, query_workers=3, query_queue=10)) as pool:
        found = together(*[lambda: str(pool.select(COUNT).rows[0]["n"])] * 6)
    assert found == ["2000"] * 6


def test_a_large_answer_is_whole(pool: QueryPool) -> None:
    answer = pool.wait(Query("SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 300000", accept="text/csv"))
    assert len(answer) > 1 << 23 and answer.count(b"\n") == 300_001


def test_each_gets_the_answer_to_its_own_query(folder: Path) -> None:
    """Small queries go ahead to workers, and come back from behind those that take longer."""
    long = "SELECT (COUNT(*) + {} AS ?n) {{ {{ SELECT ?a {{ ?a ?b ?c }} LIMIT 50 }} {{ SELECT ?d {{ ?d ?e ?f }} }} }}"
    wrong = "SELECT (?{} {{"

    with running(folder, replace(SETTINGS, query_workers=3, query_queue=1000)) as pool:

        def ask(number: int) -> Callable[[], object]:
            kind = long if number % 17 == 0 else wrong if number % 19 == 0 else "SELECT ({} AS ?n) {{}}"
            return lambda: (number, pool.wait(Query(kind.format(number))))

        outcomes = together(*[ask(number) for number in range(400)])
    told = [outcome for outcome in outcomes if isinstance(outcome, tuple)]
    assert len(told) + sum(isinstance(outcome, QueryError) for outcome in outcomes) == len(outcomes) == 400
    for number, answer in told:
        found = json.loads(answer)["results"]["bindings"][0]["n"]["value"]
        assert int(found) == number + (100_000 if number % 17 == 0 else 0)
