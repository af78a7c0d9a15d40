"""The loading of one report, as the writer does it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from servanda.api.opened import Opened
from servanda.api.worker import Output
from servanda.graph.store import Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import RDFS, SV
from servanda.settings import Settings

_NAMED = 8
"""Actors whose names are told."""
_STATEMENTS = f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{{{ GRAPH <{{graph}}> {{{{ ?s a <{SV.Statement}> }}}} }}}}"
_ACTORS = f"""SELECT ?actor (MIN(?label) AS ?name) (COUNT(DISTINCT ?mention) AS ?n) WHERE {{{{
  GRAPH <{{graph}}> {{{{ ?reference <{SV.refersTo}> ?actor ; <{SV.mentionedIn}> ?mention }}}}
  ?actor a <{SV.Actor}> ; <{RDFS.label}> ?label .
}}}} GROUP BY ?actor ORDER BY DESC(?n) ?actor"""


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a report: its state, its IRI, why it is not in the store, and what was found in it if it is."""

    state: str
    report: str | None = None
    reasons: tuple[str, ...] = ()
    statements: int = 0
    actors: int = 0
    names: tuple[str, ...] = ()
    """Names of the actors that it speaks of most."""


@dataclass(frozen=True, slots=True)
class Load:
    """A report to be read, extracted, mapped, checked and stored, in one transaction."""

    path: Path
    settings: Settings

    def run(self, opened: Opened, out: Output) -> Settled:
        """Load it.

        Raises:
            ModelError: the language model is missing.
            StoreError: the store cannot be written.
        """
        from servanda.ingest import Failed, Loaded, Quarantined, Unchanged, ingest

        settled = Settled("failed", None, ("nothing was read",))
        for event in ingest([self.path], opened.store(), self.settings):
            opened.publish()
            match event:
                case Loaded():
                    settled = _found("loaded", event.report, opened.store(), self.settings)
                case Unchanged():
                    settled = _found("unchanged", event.report, opened.store(), self.settings)
                case Quarantined():
                    settled = Settled("quarantined", event.report, event.reasons)
                case Failed():
                    settled = Settled("failed", None, (event.reason,))
        opened.publish()  # what follows from the report for earlier recommendations
        return settled


def _found(state: str, report: str, store: Store, settings: Settings) -> Settled:
    graph = Iris(settings.base_iri).report_graph(URIRef(report))
    counted = store.select(_STATEMENTS.format(graph=graph)).rows[0]
    rows = [row for row in store.select(_ACTORS.format(graph=graph)).rows if "actor" in row]
    names = tuple(str(row["name"]) for row in rows[:_NAMED])
    return Settled(state, report, (), int(str(counted["n"])), len(rows), names)
