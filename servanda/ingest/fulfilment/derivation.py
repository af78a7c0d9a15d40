"""The derived graphs of fulfilment: one for each country, brought up to date when its reports change.

A graph names the digest of what it was derived from: the reports of its country, what people decided on their
sentences, and the rules. A graph whose digest is
not that of the present reports is derived anew and put in the place of the old one in one transaction, so a run that is
cut off leaves whole graphs, and the next run finds those that are behind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from rdflib import URIRef

from servanda.graph.ntriples import Triple, lines
from servanda.graph.store import GraphChange, Store
from servanda.ingest.fulfilment import rules
from servanda.ingest.fulfilment.assessing import Assessed, assess
from servanda.ingest.fulfilment.decisions import Decided, decisions, of_reports
from servanda.ingest.fulfilment.gathering import asked_of, digests, reports_of, told_in
from servanda.ingest.fulfilment.repeats import repeats
from servanda.ingest.fulfilment.triples import Triples
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import SV


def refresh(store: Store, iris: Iris) -> list[str]:
    """Derive the graphs anew of countries whose reports, or the rules, have changed; return these countries."""
    return list(refreshing(store, iris))


def refreshing(store: Store, iris: Iris) -> Iterator[str]:
    """Do what `refresh` does, country by country, and yield each once its graph is stored."""
    present, reports, decided = _present(store, iris), digests(store), decisions(store, iris)
    with_wishes = _countries_with_wishes(store)
    for country in sorted({*present, *with_wishes}):
        concerned = of_reports(decided, (report for report, _ in reports.get(country, [])))
        fresh = _digest(reports.get(country, []), concerned) if country in with_wishes else None
        if present.get(country) == fresh:
            continue
        triples = derived(store, country, fresh, iris, concerned) if fresh else set()
        store.apply([GraphChange(str(graph_of(country, iris)), lines(triples), replaces=True)])
        yield country


def derived(store: Store, country: str, digest: str, iris: Iris, decided: Decided) -> set[Triple]:
    """Return the triples of a country's repeats, statuses and candidates, as people's decisions on it stand."""
    asked, reports = asked_of(store, country), reports_of(store, country)
    results = [result for one in asked for result in assess(one, reports, decided.get(one.iri, {}))]
    used = sorted({result.report for result in results if not isinstance(result, Assessed) or result.support})
    triples = Triples(iris, country, {later.report: later for later in reports}, told_in(store, used, iris))
    triples.add_run(digest)
    triples.add_repeats(repeats(asked))
    for result in results:
        triples.add(result)
    return triples.all


def graph_of(country: str, iris: Iris) -> URIRef:
    """Return the IRI of the graph of a country."""
    return iris.graph("fulfilment", country.rpartition("/")[2])


def _present(store: Store, iris: Iris) -> dict[str, str]:
    """Return the digests of the graphs that a store holds, by country."""
    rows = store.select(f"""SELECT ?country ?digest {{ GRAPH ?graph {{
        ?run a <{SV.Derivation}> ; <{SV.country}> ?country ; <{SV.inputHash}> ?digest }} }}""").rows
    return {str(row["country"]): str(row["digest"]) for row in rows}


def _countries_with_wishes(store: Store) -> set[str]:
    rows = store.select(f"""SELECT DISTINCT ?country {{
        GRAPH ?graph {{ ?report a <{SV.Report}> ; <{SV.country}> ?country }}
        FILTER EXISTS {{ GRAPH ?graph {{ ?wish <{SV.action}> ?activity }} }} }}""").rows
    return {str(row["country"]) for row in rows}


def _digest(reports: list[tuple[str, str]], decided: Decided) -> str:
    judged = [f"{wish} {place} {said}" for wish, places in decided.items() for place, said in places.items()]
    content = "\n".join((rules.digest(), *(" ".join(pair) for pair in reports), *sorted(judged)))
    return hashlib.sha256(content.encode()).hexdigest()
