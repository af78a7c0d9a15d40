"""Linking: what the actors and instruments of a store are called in legal datasets, as a graph of its own.

Each named entity is looked up in this order: what its names cite by number or known title, then the exact name with
type and state, then names that are like it. The first two give links, the last candidates for a person to judge. What
people decided before holds. The graph is made anew each time, so that linking again after new authority data, or twice
in a row, gives what one run would have given; a link that was there before keeps its day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from rdflib import Graph, URIRef

from servanda.graph.citations.canonical import akoma_ntoso, eli_of
from servanda.graph.citations.citation import Citation
from servanda.graph.citations.reading import citations
from servanda.graph.citations.treaties import by_id
from servanda.graph.coverage import Coverage, Found, coverage
from servanda.graph.legislation import legislation
from servanda.graph.matching.entries import Entry, entries, entries_of
from servanda.graph.matching.index import Index
from servanda.graph.matching.scores import Match, Query
from servanda.graph.plans import periods_of_plans
from servanda.graph.referents import referents
from servanda.graph.store import GraphChange, Store
from servanda.ontology.authority_graph import authority_graph, instrument_iri
from servanda.ontology.iris import Iris
from servanda.ontology.links import ExternalLink, add_link
from servanda.ontology.targets import scheme
from servanda.ontology.vocab import DCTERMS, INSTRUMENT_TYPES, SV, concept

CANDIDATE = 80.0
"""Score from which on a likeness is worth a person's judgement."""
_JUDGED = 3  # candidates that one name gives at most
_DECISIONS = f"""SELECT ?one ?other ?judgement WHERE {{ GRAPH ?graph {{
    ?decision a <{SV.IdentityDecision}> ; <{SV.subjectEntity}> ?one ; <{SV.objectEntity}> ?other ;
              <{SV.judgement}> ?judgement }} }}"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of linking did."""

    coverage: tuple[Coverage, ...]
    links: int
    """Links in the graph of links, candidates not counted."""
    candidates: tuple[tuple[str, Match], ...]
    """What a person should judge: the IRI of an entity, and what it may be."""
    changed: bool
    """Whether the graph of links is another than before."""


def link_store(store: Store, iris: Iris, today: date | None = None) -> Outcome:
    """Link the named actors and instruments of a store, and bring its authority data up to date.

    Args:
        store: where reports were loaded.
        iris: mints the IRIs of data.
        today: the day that new links bear.
    """
    index = known_index(iris)
    own = [entry for entry in entries(store.select) if index.get(entry.iri) is None and entry.named]
    linker = _Linker(index, iris, (today or date.today()).isoformat(), _days(store, iris), _decisions(store))
    graph = Graph()
    judged: list[tuple[str, Match]] = []
    found: dict[str, Found] = {}
    for entry in own:
        links, candidates = linker.look_up(entry)
        found[entry.iri] = (links, candidates)
        judged.extend((entry.iri, match) for match in candidates)
        for link in (*links, *(linker.candidate(entry, match) for match in candidates)):
            add_link(graph, URIRef(entry.iri), link, iris)
    for described, meant in referents(store):
        link = ExternalLink("entity", meant, "skos:exactMatch", "the only one that its report names", linker.today, 0.9)
        add_link(graph, URIRef(described), linker.dated(described, link), iris)
    changed = _write(store, iris, graph)
    told = legislation(store, iris) + periods_of_plans(store, iris)
    store.apply([GraphChange(str(iris.graph("legislation")), _lines(told), replaces=True)])
    return Outcome(
        coverage(store, index, found), sum(len(links) for links, _ in found.values()), tuple(judged), changed
    )


@dataclass(frozen=True, slots=True)
class _Linker:
    """Looks entities up; holds what is the same for all of them."""

    index: Index
    iris: Iris
    today: str
    days: Mapping[URIRef, str]
    """Days of the links that the store has, by record."""
    decisions: Mapping[tuple[str, str], str]
    """Judgements of people, by the two things compared."""

    def look_up(self, entry: Entry) -> tuple[list[ExternalLink], list[Match]]:
        """Return the links of an entity, and the candidates where there are none."""
        if entry.family == "instrument":
            for name in dict.fromkeys((entry.name, *entry.aliases)):
                for citation in citations(name, entry.country)[:1]:
                    if links := list(self._of_citation(entry, citation)):
                        return links, []
        matches = self.index.match(Query(entry.name, entry.type, entry.country, entry.number), 10)
        sure = [m for m in matches if self._judged(entry, m) == "positive"]
        sure = sure or [m for m in matches if m.accepted and self._judged(entry, m) != "negative"]
        if sure:
            by_person = self._judged(entry, sure[0]) == "positive"
            source = "judgement of a person" if by_person else "exact name, type and state"
            return list(self._of_entry(entry, sure[0].entry, source, 0.95)), []
        open_ = [m for m in matches if m.score >= CANDIDATE and self._judged(entry, m) != "negative"]
        return [], open_[:_JUDGED]

    def candidate(self, entry: Entry, match: Match) -> ExternalLink:
        """Return the link that says what an entity may be."""
        reasons = ", ".join(f"{name} {value:.2f}" for name, value in sorted(match.features.items()))
        link = ExternalLink(
            "entity", match.entry.iri, "skos:closeMatch", f"likeness: {reasons}", self.today,
            round(match.score / 100, 3),
        )  # fmt: skip
        return self.dated(entry.iri, link)

    def dated(self, entity: str, link: ExternalLink) -> ExternalLink:
        """Return a link with the day on which the store got it, if it has it already."""
        day = self.days.get(link.record(URIRef(entity), self.iris))
        return replace(link, date=day) if day else link

    def _judged(self, entry: Entry, match: Match) -> str | None:
        return self.decisions.get((entry.iri, match.entry.iri)) or self.decisions.get((match.entry.iri, entry.iri))

    def _of_citation(self, entry: Entry, citation: Citation) -> Iterator[ExternalLink]:
        """Yield the links of an instrument that cites one by number or known title; its type must not contradict."""
        if citation.instrument:
            record = by_id()[citation.instrument]
            if INSTRUMENT_TYPES[record.type] != INSTRUMENT_TYPES[entry.type]:
                return
            known = self.index.get(str(instrument_iri(record, self.iris)))
            if known is not None:
                yield from self._of_entry(entry, known, "citation by number or known title", 0.98)
            return
        for name, code in citation.identifiers:
            yield self._link(entry, name, code, "citation by number", 0.95)
        if eli := eli_of(citation):
            if not citation.identifiers:
                yield self._link(entry, "eli-national", eli, "ELI scheme of the state", 0.9)
        elif path := akoma_ntoso(citation):
            yield self._link(entry, "akn", path.removeprefix("akn/"), "Akoma Ntoso naming convention", 0.9)

    def _of_entry(self, entry: Entry, known: Entry, source: str, confidence: float) -> Iterator[ExternalLink]:
        """Yield the link to an authority record, and that record's own identifiers."""
        yield self._link(entry, "entity", known.iri, source, confidence)
        for name, code in sorted(known.identifiers):
            if name != "web":
                yield self._link(entry, name, code, source, confidence)

    def _link(self, entry: Entry, name: str, code: str, source: str, confidence: float) -> ExternalLink:
        predicate = "skos:exactMatch" if scheme(name).iri_pattern else "dcterms:identifier"
        return self.dated(entry.iri, ExternalLink(name, code, predicate, source, self.today, confidence))


@cache
def known_index(iris: Iris) -> Index:
    """Return the index of the authority data."""
    return Index(entries_of(authority_graph(iris)))


@cache
def _known_lines(iris: Iris) -> str:
    return _lines(authority_graph(iris))


def _write(store: Store, iris: Iris, graph: Graph) -> bool:
    """Put links and authority data into their graphs; return whether the links are others than before."""
    links, authority = str(iris.graph("links")), str(iris.graph("authority"))
    before = _lines(Graph().parse(data=store.construct(_whole(links)), format="nt"))
    after = _lines(graph)
    changes = [GraphChange(links, after, replaces=True)] if before != after else []
    if not _holds(store, authority, _known_lines(iris)):
        changes.append(GraphChange(authority, _known_lines(iris), replaces=True))
    store.apply(changes)
    return before != after


def _holds(store: Store, graph: str, lines: str) -> bool:
    """Return whether a graph holds just these triples, the mark of the version that laid it not counted."""
    present = store.construct(_whole(graph)).splitlines(keepends=True)
    return {line for line in present if SV.inputHash.n3() not in line} == set(lines.splitlines(keepends=True))


def _whole(graph: str) -> str:
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"


def _lines(graph: Graph) -> str:
    return "".join(sorted(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in graph))


def _days(store: Store, iris: Iris) -> dict[URIRef, str]:
    rows = store.select(f"""SELECT ?record ?day WHERE {{ GRAPH <{iris.graph("links")}> {{
        ?record a <{SV.ExternalLink}> ; <{DCTERMS.date}> ?day }} }}""").rows
    return {URIRef(str(row["record"])): str(row["day"]) for row in rows}


def _decisions(store: Store) -> dict[tuple[str, str], str]:
    base = str(concept("judgement", ""))
    rows = store.select(_DECISIONS).rows
    return {(str(row["one"]), str(row["other"])): str(row["judgement"]).removeprefix(base) for row in rows}
