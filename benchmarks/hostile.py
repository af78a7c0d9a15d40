"""Ten hostile queries at once: how long each lasts, how long a small query takes meanwhile, and what memory is left.

    python -m benchmarks.hostile --limit 5

Each must end within its limit and a second, however it ends; a small query asked ten times a second must be answered
within a second; ten seconds later the service must take no more memory than before and a tenth. Returns the number of
these marks that were missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks import synthesis
from benchmarks.service import Server, running
from servanda.graph.embedded import EmbeddedStore

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
BOMBS = {
    "cross product, counted": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross product, all rows": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "unbounded paths": f"SELECT (COUNT(*) AS ?n) {{ ?a ({_TYPE}|!<a:b>)* ?b . ?b (^{_TYPE})* ?c }}",
    "huge sorting": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c ?a ?d",
    "huge grouping": "SELECT ?a ?d (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a ?d",
    "regular expressions": 'SELECT * { ?a ?b ?c . ?d ?e ?f FILTER REGEX(CONCAT(STR(?a), STR(?d)), "(.*)*(x+x+)+y$") }',
    "ten thousand unions": "SELECT * { " + " UNION ".join(["{ ?a ?b ?c }"] * 10_000) + " ?d ?e ?f }",
    "deep nesting": "SELECT * " + "{" * 20_000 + " ?a ?b ?c " + "}" * 20_000,
    "long strings": f'SELECT (STRLEN(CONCAT({", ".join(["?x"] * 500)})) AS ?n) {{ BIND("{"y" * 500_000}" AS ?x) }}',
    "negation": "SELECT * { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i && ?d = ?c) } }",
}
"""Queries that take for ever, or all memory, or the stack of a parser."""
CUT = "cut off"
"""The end of an answer that had begun, told by the connection."""
_GRACE = 1.0  # seconds beyond its limit in which a query must have ended, and in which a small one is answered
_PAUSE = 0.1  # seconds between two small queries
_AFTERWARDS = 10.0  # seconds until the memory is looked at
_GROWTH = 1.1  # the memory afterwards as a multiple of that before


@dataclass(frozen=True, slots=True)
class Ended:
    """How a hostile query ended, and after how many seconds."""

    how: str
    seconds: float


def attack(client: httpx.Client, bombs: dict[str, str]) -> dict[str, Ended]:
    """Send hostile queries at once, and wait for the ends of all."""
    ends: dict[str, Ended] = {}

    def send(name: str) -> None:
        begun = time.monotonic()
        try:
            headers = {"Content-Type": "application/sparql-query"}
            how = str(client.post("/sparql", content=bombs[name], headers=headers).status_code)
        except httpx.RemoteProtocolError:
            how = CUT
        ends[name] = Ended(how, time.monotonic() - begun)

    threads = [threading.Thread(target=send, args=(name,)) for name in bombs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def asked_meanwhile(client: httpx.Client, is_over: Callable[[], bool]) -> Iterator[float]:
    """Yield the seconds that small queries take, each a new one, until something is over."""
    number = 0
    while not is_over():
        number += 1
        begun = time.monotonic()
        query = f"SELECT * {{ ?s ?p ?o }} LIMIT 1 OFFSET {number}"
        client.get("/sparql", params={"query": query}).raise_for_status()
        yield time.monotonic() - begun
        time.sleep(_PAUSE)


def memory(process: int) -> int:
    """Return the bytes of memory that a process and its children take, each page counted once."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        children = [c for t in Path(f"/proc/{process}/task").iterdir() for c in (t / "children").read_text().split()]
    except OSError:  # it has ended
        return 0
    own = next((int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return own + sum(memory(int(child)) for child in children)


def measure(server: Server, limit: float) -> int:
    """Attack a service, print what came of it, and return the number of marks that were missed."""
    address = f"http://127.0.0.1:{server.port}"
    limits = httpx.Limits(max_connections=len(BOMBS))
    with (
        httpx.Client(base_url=address, timeout=60.0, trust_env=False, limits=limits) as client,
        httpx.Client(base_url=address, timeout=60.0, trust_env=False) as small,
    ):
        list(zip(range(10), asked_meanwhile(small, lambda: False), strict=False))
        before, highest = memory(server.process), 0
        ends: dict[str, Ended] = {}
        thread = threading.Thread(target=lambda: ends.update(attack(client, BOMBS)))
        thread.start()
        waits = []
        for wait in asked_meanwhile(small, lambda: not thread.is_alive()):
            waits.append(wait)
            highest = max(highest, memory(server.process))
        thread.join()
    time.sleep(_AFTERWARDS)
    after = memory(server.process)
    for name, end in sorted(ends.items(), key=lambda item: item[1].seconds):
        print(f"{name:<26}{end.how:>8} after {end.seconds:5.2f} s")
    median = sorted(waits)[len(waits) // 2]
    print(f"{len(waits)} small queries meanwhile: median {median:.3f} s, longest {max(waits):.3f} s")
    print(f"memory: {before / 1e6:,.0f} MB before, {highest / 1e6:,.0f} MB at the highest, {after / 1e6:,.0f} MB after")
    late = sum(end.seconds > limit + _GRACE for end in ends.values())
    return late + (max(waits) > _GRACE) + (after > before * _GROWTH)


def main() -> int:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=float, default=5.0, help="seconds that a query may take (default: 5)")
    parser.add_argument("--reports", type=int, default=100, help="reports that the data are made of (default: 100)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        data, store = Path(place) / "data.nq", Path(place) / "store"
        data.write_text("".join(f"{line}\n" for line in synthesis.quads(chosen.reports)), encoding="utf-8")
        with EmbeddedStore(store) as opened, data.open("rb") as file:
            opened.bulk_load(file, "application/n-quads")
        command = [sys.executable, "-m", "servanda", "serve", "--store", str(store), "--port"]
        settings = {"SERVANDA_LOG_LEVEL": "warning", "SERVANDA_QUERY_TIMEOUT": str(chosen.limit)}
        with running("servanda", "/sparql", lambda port: [*command, str(port)], **settings) as server:
            missed = measure(server, chosen.limit)
    print(f"{missed} marks missed")
    return missed


if __name__ == "__main__":
    sys.exit(main())
