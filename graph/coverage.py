"""Coverage: how many of the actors and instruments that reports name have links to external datasets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from servanda.graph.matching.entries import Entry, entries
from servanda.graph.matching.index import Index
from servanda.graph.matching.scores import Match
from servanda.graph.store import Store
from servanda.ontology.links import ExternalLink
from servanda.ontology.vocab import SV

Found = tuple[list[ExternalLink], list[Match]]
"""What was found for one entity: its links, and the candidates where there are none."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many entities of one kind have links."""

    kind: str
    """`actors`, `treaties`, or `laws and other instruments`."""
    entities: int
    linked: int
    """Those with a verified link or an identifier."""
    candidates: int
    """Those that have only candidates."""


def coverage(store: Store, index: Index, found: Mapping[str, Found]) -> tuple[Coverage, ...]:
    """Return the coverage of each kind of entity.

    Args:
        store: where reports were loaded.
        index: the authority data.
        found: what was found for each entity that is not part of it, by IRI.
    """
    return tuple(_coverage(kind, group, found, index) for kind, group in _groups(store, index))


def _groups(store: Store, index: Index) -> Iterator[tuple[str, list[Entry]]]:
    """Yield the entities that reports name, kind by kind: those of the authority data only where a report does."""
    rows = store.select(f"SELECT DISTINCT ?entity WHERE {{ GRAPH ?graph {{ ?r <{SV.refersTo}> ?entity }} }}").rows
    cited = {str(row["entity"]) for row in rows}
    everything = {entry.iri: entry for entry in entries(store.select) if entry.named}
    present = [
        entry for iri, entry in sorted(everything.items()) if iri in cited or (not cited and index.get(iri) is None)
    ]
    yield "actors", [entry for entry in present if entry.family == "actor"]
    yield "treaties", [entry for entry in present if entry.type == "Treaty"]
    yield (
        "laws and other instruments",
        [entry for entry in present if entry.family == "instrument" and entry.type != "Treaty"],
    )


def _coverage(kind: str, group: Iterable[Entry], found: Mapping[str, Found], index: Index) -> Coverage:
    total = linked = open_ = 0
    for entry in group:
        total += 1
        links, candidates = found.get(entry.iri, ([], []))
        known = index.get(entry.iri)
        linked += bool(links or (known and known.identifiers))
        open_ += bool(candidates and not links)
    return Coverage(kind, total, linked, open_)
