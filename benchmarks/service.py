"""How fast the service answers, beside `oxigraph serve` and rdflib-endpoint over the same data, in one run.

    python -m benchmarks.service --reports 100 --rounds 5

Prints requests per second of a small query from eight connections: new ones, each asked once, which our service has to
evaluate, and ones that come again, which it may have kept; and the time of 100,000 rows, to their first byte and to
their last. The servers take turns, and medians are compared: what else the
machine does meets all of them. rdflib-endpoint is measured where its command is named or found.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from benchmarks import synthesis

CONNECTIONS = 8
ROWS = 100_000
_SMALL = """PREFIX sv: <https://w3id.org/servanda/ontology#> SELECT DISTINCT ?partner WHERE {{
  <{actor}> sv:partneredWith ?partner }} LIMIT {limit}"""
_LARGE = f"SELECT ?s ?p ?o {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {ROWS}"
_ACTORS = "SELECT DISTINCT ?a { ?a a <https://w3id.org/servanda/ontology#Actor> } LIMIT 200"
_NEW = 150  # queries about each actor in each round
_PATIENCE = 120.0  # seconds for a server to start


@dataclass
class Server:
    """A server under test, and what was measured of it."""

    name: str
    port: int
    path: str
    process: int
    new: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    firsts: list[float] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)

    def request(self, query: str) -> bytes:
        """Return a request for the answer to a query in JSON."""
        return (
            f"GET {self.path}?query={quote(query)} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            "Accept: application/sparql-results+json\r\n\r\n"
        ).encode()


class Connection(asyncio.Protocol):
    """A connection that sends one request after the other and counts the answers; it looks at no more than it must."""

    def __init__(self, requests: list[bytes], at: int) -> None:
        """Send the requests in their order from one on, over and over."""
        self.requests = requests
        self.at = at
        self.answers = 0
        self.failed = 0
        self.over = False
        self._data = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        """Send the next request once an answer is whole."""
        self._data += data
        if _is_whole(self._data):
            self.answers += 1
            self.failed += not self._data.startswith(b"HTTP/1.1 200")
            self._data.clear()
            if not self.over:
                self._send()

    def _send(self) -> None:
        assert self._transport is not None
        self._transport.write(self.requests[self.at % len(self.requests)])
        self.at += 1


def _is_whole(data: bytearray) -> bool:
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return False
    head = bytes(data[:end]).lower()
    if b"transfer-encoding: chunked" in head:
        return data.endswith(b"0\r\n\r\n")
    length = head.partition(b"content-length:")[2].partition(b"\r\n")[0].strip()
    return len(data) - end - 4 >= int(length or b"0")


async def rate(server: Server, requests: list[bytes], seconds: float) -> float:
    """Return the answers per second that all connections together get."""
    loop = asyncio.get_running_loop()
    made = []
    for i in range(CONNECTIONS):
        connection = Connection(requests, i * len(requests) // CONNECTIONS)
        made.append(await loop.create_connection(lambda c=connection: c, "127.0.0.1", server.port))  # type: ignore[misc]
    before = sum(connection.answers for _, connection in made)
    begun = time.perf_counter()
    await asyncio.sleep(seconds)
    answers: int = sum(connection.answers for _, connection in made) - before
    took = time.perf_counter() - begun
    for transport, connection in made:
        connection.over = True
        transport.close()
    if failed := sum(connection.failed for _, connection in made):
        raise SystemExit(f"{server.name}: {failed} answers were no answers")
    return answers / took


def large(server: Server) -> tuple[float, float]:
    """Return the seconds to the first and to the last byte of an answer of many rows."""
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        begun = time.perf_counter()
        connection.sendall(server.request(_LARGE).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        first, size = 0.0, 0
        while data := connection.recv(1 << 18):
            first = first or time.perf_counter() - begun
            size += len(data)
        total = time.perf_counter() - begun
    if size < ROWS * 10:
        raise SystemExit(f"{server.name}: the large answer has only {size} bytes")
    return first, total


@contextlib.contextmanager
def running(name: str, path: str, command: Callable[[int], list[str]], **environ: str) -> Iterator[Server]:
    """Run a server until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environ}
    )
    try:
        deadline = time.monotonic() + _PATIENCE
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{name} did not start: {' '.join(command(port))}")
            time.sleep(0.1)
        yield Server(name, port, path, process.pid)
    finally:
        process.terminate()
        process.wait()


def actors(server: Server) -> list[str]:
    """Return actors of the data."""
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(server.request(_ACTORS).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    body = answer[answer.index(b"{") : answer.rindex(b"}") + 1]
    return [row["a"]["value"] for row in json.loads(body)["results"]["bindings"]]


def measure(servers: list[Server], rounds: int, seconds: float) -> None:
    """Measure the servers in turns."""
    known = actors(servers[0])
    for turn in range(rounds):
        for server in servers:
            limits = range(1 + turn * _NEW, 1 + (turn + 1) * _NEW)
            new = [server.request(_SMALL.format(actor=actor, limit=limit)) for limit in limits for actor in known]
            server.new.append(asyncio.run(rate(server, new, seconds)))
            server.again.append(asyncio.run(rate(server, new[-len(known) :], seconds)))
            first, total = large(server)
            server.firsts.append(first)
            server.totals.append(total)


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100, help="reports that the data are made of")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0, help="seconds of each round of small queries")
    parser.add_argument("--rdflib-endpoint", default=shutil.which("rdflib-endpoint"), help="its command, if not found")
    chosen = parser.parse_args()
    oxigraph = str(Path(sys.executable).with_name("oxigraph"))
    with tempfile.TemporaryDirectory() as place, contextlib.ExitStack() as stack:
        folder = Path(place)
        data = folder / "data.nq"
        data.write_text("".join(f"{line}\n" for line in synthesis.quads(chosen.reports)), encoding="utf-8")
        load = [oxigraph, "load", "--location", str(folder / "oxigraph"), "--file", str(data)]
        subprocess.run(load, check=True, stderr=subprocess.DEVNULL)
        fill = "import sys; from servanda.graph.embedded import EmbeddedStore as E\n"
        fill += "with E(sys.argv[1]) as s: s.bulk_load(open(sys.argv[2], 'rb'), 'application/n-quads')"
        subprocess.run([sys.executable, "-c", fill, str(folder / "store"), str(data)], check=True)
        servers = [
            stack.enter_context(running("servanda", "/sparql", lambda port: [
                sys.executable, "-m", "servanda", "serve", "--store", str(folder / "store"), "--port", str(port)],
                SERVANDA_LOG_LEVEL="warning")),
            stack.enter_context(running("oxigraph", "/query", lambda port: [
                oxigraph, "serve-read-only", "--location", str(folder / "oxigraph"), "--union-default-graph",
                "--bind", f"127.0.0.1:{port}"])),
        ]  # fmt: skip
        if chosen.rdflib_endpoint:
            servers.append(stack.enter_context(running("rdflib-endpoint", "/", lambda port: [
                chosen.rdflib_endpoint, "serve", str(data), "--port", str(port)])))  # fmt: skip
        measure(servers, chosen.rounds, chosen.seconds)
        report(servers)


def report(servers: list[Server]) -> None:
    """Print medians, and each as a multiple of ours."""
    ours = servers[0]
    print(f"{'':<17}{'new/s':>9}{'ours':>7}{'again/s':>9}{'ours':>7}{'first byte':>12}{'100,000 rows':>14}{'ours':>7}")
    for server in servers:
        new, again, first, total = map(statistics.median, (server.new, server.again, server.firsts, server.totals))
        print(
            f"{server.name:<17}{new:>9,.0f}{statistics.median(ours.new) / new:>7.2f}"
            f"{again:>9,.0f}{statistics.median(ours.again) / again:>7.2f}"
            f"{first * 1000:>9.1f} ms{total * 1000:>11.0f} ms{statistics.median(ours.totals) / total:>7.2f}"
        )


if __name__ == "__main__":
    main()
