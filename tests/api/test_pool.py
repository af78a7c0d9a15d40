from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from servanda.api.pool import QueryPool
from servanda.api.worker import Job
from servanda.errors import NotFound, QueryError, QueryTimeout, ServiceBusy
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import GraphChange
from servanda.settings import Settings

JSON = "application/sparql-results+json"
ONE = Job("SELECT (1 AS ?one) {}", JSON)
MANY = "\n".join(f"<http://example.org/s{i}> <http://example.org/p> <http://example.org/o{i}> ." for i in range(2000))
ENDLESS = Job("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a != ?d && ?d != ?g) }", JSON)
HUNGRY = Job("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g", JSON)
SETTINGS = Settings(query_workers=1, query_queue=1, query_memory=1_000_000_000, query_timeout=60.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with EmbeddedStore(tmp_path / "store") as store:
        store.apply([GraphChange("http://example.org/g", added=MANY)])
    return tmp_path / "store"


@pytest.fixture
def pool(folder: Path) -> Iterator[QueryPool]:
    pool = QueryPool(str(folder), SETTINGS)
    yield pool
    pool.close()


def test_a_query_that_takes_too_long_is_ended_and_the_next_one_answered(pool: QueryPool) -> None:
    with pytest.raises(QueryTimeout, match="1 seconds"):
        pool.run(ENDLESS, timeout=1.0)
    assert str(pool.select(ONE.query).rows[0]["one"]) == "1"


def test_a_query_that_takes_too_much_memory_ends_alone(pool: QueryPool) -> None:
    with pytest.raises(QueryError, match="memory"):
        pool.run(HUNGRY)
    assert str(pool.select(ONE.query).rows[0]["one"]) == "1"


def test_an_answer_that_is_too_large_is_refused(folder: Path) -> None:
    pool = QueryPool(str(folder), replace(SETTINGS, max_answer_bytes=10_000))
    try:
        with pytest.raises(QueryError, match="10000 bytes"):
            pool.run(Job("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1000", JSON))
        assert pool.select(ONE.query).rows
    finally:
        pool.close()


def test_further_queries_are_turned_away_while_all_places_are_taken(pool: QueryPool) -> None:
    outcomes: list[type[BaseException]] = []

    def run() -> None:
        try:
            pool.run(ENDLESS, timeout=4.0)
        except QueryError as error:
            outcomes.append(type(error))
        except ServiceBusy as error:
            outcomes.append(type(error))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(ServiceBusy) >= 1 and outcomes.count(QueryTimeout) >= 1


def test_a_worker_sees_what_a_writer_wrote_before_and_after(pool: QueryPool, folder: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert str(pool.select(count).rows[0]["n"]) == "2000"
    with EmbeddedStore(folder) as store:
        store.apply([GraphChange("http://example.org/h", added="<a:s> <a:p> <a:o> .")])
        store.publish()
        assert str(pool.select(count).rows[0]["n"]) == "2001"
        store.apply([GraphChange("http://example.org/h", added="<a:s> <a:p> <a:q> .")])
    assert str(pool.select(count).rows[0]["n"]) == "2002"


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    pool = QueryPool(str(tmp_path / "nothing"), SETTINGS)
    try:
        with pytest.raises(NotFound):
            pool.run(ONE)
    finally:
        pool.close()


def test_a_worker_that_was_ended_from_outside_is_replaced(pool: QueryPool) -> None:
    assert pool.select(ONE.query).rows
    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    assert pool.select(ONE.query).rows


def test_closing_ends_queries_that_are_under_way(folder: Path) -> None:
    pool = QueryPool(str(folder), SETTINGS)
    assert pool.select(ONE.query).rows
    outcomes: list[Exception] = []

    def run() -> None:
        try:
            pool.run(ENDLESS)
        except QueryError as error:
            outcomes.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(0.5)
    pool.close()
    thread.join()
    assert len(outcomes) == 1 and not isinstance(outcomes[0], QueryTimeout)


def test_workers_that_open_the_store_at_the_same_moment_all_answer(folder: Path) -> None:
    pool = QueryPool(str(folder), replace(SETTINGS, query_workers=3, query_queue=10))
    found: list[str] = []

    def run() -> None:
        found.append(str(pool.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0]["n"]))

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pool.close()
    assert found == ["2000"] * 6
