from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from servanda.api.answer import Answer
from servanda.api.order import Order
from servanda.api.place import Place
from servanda.api.tasks import Query
from servanda.api.worker import role_of
from servanda.errors import QueryTimeout
from servanda.settings import Settings

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r . ?s ?t ?u }"
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"  # some tens of milliseconds
Run = Callable[[Place, list[Order]], Coroutine[Any, Any, None]]


def order(query: str, limit: float = 60.0) -> Order:
    return Order(Query(query), Answer(), limit, asyncio.get_running_loop().time())


def number(number: int) -> str:
    return f"SELECT ({number} AS ?n) {{}}"


async def told(done: Order) -> str:
    found = json.loads(await done.answer.whole())["results"]["bindings"][0]["n"]["value"]
    assert isinstance(found, str)
    return found


def at_place(store_folder: Path, run: Run) -> None:
    """Do something at a place; what it returns goes into the list."""

    async def main() -> None:
        returned: list[Order] = []
        place = Place(role_of(Settings(store=str(store_folder))), when_returned=returned.extend)
        await place.open()
        try:
            await asyncio.wait_for(run(place, returned), 60.0)
        finally:
            await place.finish()

    asyncio.run(main())


async def until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.001)


def test_orders_are_done_one_after_the_other(store_folder: Path) -> None:
    async def run(place: Place, returned: list[Order]) -> None:
        orders = [order(number(n)) for n in range(4)]
        for each in orders:
            assert place.has_room
            place.give(each)
        assert not place.has_room and place.ahead == 3
        await until(lambda: place.is_idle)
        done = [each for each in orders if each not in returned]  # all, unless the machine was busy
        assert done == orders[: len(done)] and done
        assert [await told(each) for each in done] == [str(n) for n in range(len(done))]

    at_place(store_folder, run)


def test_what_waits_behind_a_long_order_is_returned_at_once(store_folder: Path) -> None:
    async def run(place: Place, returned: list[Order]) -> None:
        endless, behind = order(ENDLESS), [order(number(n)) for n in range(3)]
        for each in (endless, *behind):
            place.give(each)
        await until(lambda: bool(returned))
        assert returned == behind
        assert not endless.answer.ended and not place.has_room
        place.kill(QueryTimeout("enough"))
        assert isinstance(endless.answer.error, QueryTimeout)
        assert not any(each.answer.ended for each in behind)

    at_place(store_folder, run)


def test_a_place_goes_on_after_what_was_returned(store_folder: Path) -> None:
    async def run(place: Place, returned: list[Order]) -> None:
        for turn in range(5):
            long, behind, after = order(LONG), order(number(1)), order(number(turn + 10))
            place.give(long)
            place.give(behind)
            await until(lambda: place.is_idle)
            assert int(await told(long)) > 0
            place.give(after)
            assert await told(after) == str(turn + 10)
            assert returned.count(behind) + behind.answer.ended == 1

    at_place(store_folder, run)


@pytest.mark.parametrize("is_ahead", [True, False])
def test_an_order_without_its_client_is_not_done(store_folder: Path, is_ahead: bool) -> None:
    async def run(place: Place, returned: list[Order]) -> None:
        endless, behind, last = order(ENDLESS), order(number(1)), order(number(2))
        for each in (endless, behind, last):
            place.give(each)
        (behind if is_ahead else endless).answer.cancel()
        assert place.gone is not is_ahead
        assert returned == ([last] if is_ahead else [behind, last])
        assert behind.answer.ended is is_ahead
        assert isinstance((behind if is_ahead else endless).answer.error, QueryTimeout)
        place.kill()

    at_place(store_folder, run)


def test_the_time_limit_holds_for_an_order_that_waited(store_folder: Path) -> None:
    async def run(place: Place, returned: list[Order]) -> None:
        first, endless = order(number(1)), order(ENDLESS, limit=0.5)
        place.give(first)
        place.give(endless)
        await told(first)
        if returned:  # the machine was busy
            await until(lambda: place.is_idle)
            place.give(endless)
        with pytest.raises(QueryTimeout, match=r"0\.5 seconds"):
            await endless.answer.whole()
        assert place.gone

    at_place(store_folder, run)
