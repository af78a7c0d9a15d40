"""How long networks and ties take on a store: `python -m benchmarks.network STORE REPORT`.

STORE is a copy, for its ties are derived anew; REPORT is the IRI of a report in it, which is taken out and put back.
Times are the best of several, in milliseconds, beside that of a plain SPARQL query of the same data.
"""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Callable

import httpx
import uvicorn
from rdflib import Graph, URIRef

from servanda.api.app import create_app
from servanda.graph.derivation import told_by
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.ntriples import parsed
from servanda.graph.ties import is_outdated, rebuild, tie_changes
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import PROV, SV
from servanda.settings import Settings

REQUESTS = (
    "/api/network?country={country}",
    "/api/network?country={country}&kind=partner&from=2015",
    "/api/network?limit=2000",
    "/api/network?kind=supported&min_weight=2&limit=2000",
    "/api/network?format=gexf",
)
PLAIN = (
    f"SELECT ?tie ?a ?b ?weight (COUNT(?s) AS ?n) {{ GRAPH ?g {{ ?tie <{SV.tieSource}> ?a ; <{SV.tieTarget}> ?b ; "
    f"<{SV.weight}> ?weight ; <{PROV.wasDerivedFrom}> ?s }} }} GROUP BY ?tie ?a ?b ?weight"
)


def best(work: Callable[[], object], times: int = 5) -> float:
    """Return the shortest time of several in milliseconds."""

    def once() -> float:
        start = time.perf_counter()
        work()
        return (time.perf_counter() - start) * 1000

    return min(once() for _ in range(times))


def ties(store: EmbeddedStore, report: URIRef, iris: Iris) -> None:
    """Print how long it takes to find what a report changes among the ties, and to write it, out and in again."""
    graph = iris.report_graph(report)
    held = parsed(store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"))
    reading = best(lambda: store.select(f"SELECT * {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"))
    for name, version in (("taken out", told_by(Graph())), ("put in", told_by(held))):
        changes = tie_changes(store, {report: version}, iris)
        found = best(lambda version=version: tie_changes(store, {report: version}, iris))  # type: ignore[misc]
        written = best(lambda changes=changes: store.apply(changes), 1)  # type: ignore[misc]
        told = f"ties of a report {name}: found in {found:.0f} ms, written in {written:.0f} ms"
        print(f"{told}; a plain query of its graph ({len(held)} triples) {reading:.0f} ms")


def networks(location: str, country: str) -> None:
    """Print how long the service takes for networks, the first time and warm."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(Settings(store=location)), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with httpx.Client(base_url=address, timeout=120.0, trust_env=False) as client:
            plain = best(lambda: client.get("/sparql", params={"query": PLAIN}).raise_for_status(), 1)
            print(f"plain SPARQL query of all ties: {plain:.0f} ms")
            client.get("/api/network?limit=1").raise_for_status()  # reads the ties
            for request in REQUESTS:
                place = request.format(country=country)
                first = best(lambda place=place: client.get(place).raise_for_status(), 1)  # type: ignore[misc]
                warm = best(lambda place=place: client.get(place).raise_for_status())  # type: ignore[misc]
                print(f"{place}: {first:.0f} ms, again {warm:.0f} ms, {first / plain:.1f} times the plain query")
        server.should_exit = True
        thread.join()


def main() -> None:
    """Run all measurements."""
    location, report = sys.argv[1], URIRef(sys.argv[2])
    iris = Iris()
    with EmbeddedStore(location) as store:
        if is_outdated(store, iris):
            rebuild(store, iris)
        ties(store, report, iris)
    networks(location, str(report).split("/")[-2].upper())


if __name__ == "__main__":
    main()
