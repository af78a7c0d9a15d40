"""The registry: the facts of named actors and instruments, which reports share.

A report's graph holds references: how this report names an actor, its type, its state, what it is a part of. The
registry is a function of all references in the store, so that it does not matter in which order reports were loaded,
a fact goes when the last report that tells it goes, and nothing is stated in two graphs: what the authority data says
of an actor, the registry does not repeat.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from rdflib import Graph, URIRef
from rdflib.term import Node

from servanda.graph import names
from servanda.graph.description import Description
from servanda.graph.identity import official_names
from servanda.graph.ntriples import Triple, lines, new_graph, parsed
from servanda.graph.store import GraphChange, Store
from servanda.ontology.authority_graph import authority_graph
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import DCTERMS, RDF, RDFS, SKOS, SV

_TOLD = (DCTERMS.type, RDFS.label, SKOS.altLabel, SV.country, DCTERMS.identifier)
"""Properties of a reference that the registry sums up."""
_WITHIN = re.compile(r"/(?:actor|instrument)/")

Evidence = dict[URIRef, Counter[tuple[Node, Node]]]
"""For each entity what references tell of it, property and value, and in how many references."""


def registry_changes(
    store: Store, reports: Mapping[URIRef, Evidence], iris: Iris, before: Iterable[Evidence] | None = None
) -> list[GraphChange]:
    """Return what new versions of reports, in the place of their present ones, if any, change in the registry.

    Only what the old or the new versions refer to is described anew.

    Args:
        store: holds the present versions.
        reports: what the new version of each tells (`told_by`); nothing where it is removed.
        iris: names the graphs.
        before: what of the present versions is replaced; all that they tell if None.
    """
    new: Evidence = {}
    for version in reports.values():
        _add(new, version)
    old: Evidence = {}
    if before is None:
        old = _told(store, "graph", map(iris.report_graph, reports), iris)
    for version in before or ():
        _add(old, version)
    touched = {*old, *new}
    if not touched:
        return []
    evidence = _told(store, "entity", touched, iris)
    for entity, told in old.items():
        evidence[entity] -= told
    _add(evidence, new)
    wholes = {value for told in evidence.values() for term, value in told if term == DCTERMS.isPartOf}
    _add(evidence, _wholes(store, "entity", wholes - touched, iris))
    after = set[Triple]().union(*(_facts(entity, evidence, iris) for entity in touched if evidence.get(entity)))
    held = _present(store, touched, iris)
    change = GraphChange(str(iris.graph("registry")), added=lines(after - held), removed=lines(held - after))
    return [change] if change.added or change.removed else []


def registry_graph(evidence: Evidence, iris: Iris) -> Graph:
    """Return the registry as it would be if there were one report alone: what the report itself answers for."""
    graph = new_graph()
    for entity in evidence:
        for triple in _facts(entity, evidence, iris):
            graph.add(triple)
    return graph


def is_shared(entity: Node, iris: Iris) -> bool:
    """Return whether an entity is one that reports share, not one that stands in a report alone."""
    text = str(entity)
    return not (text.startswith(f"{iris.base}report/") and _WITHIN.search(text))


def told_by(graph: Graph, iris: Iris) -> Evidence:
    """Return what a report's graph tells of the entities that reports share."""
    evidence: Evidence = {}
    for reference, entity in graph.subject_objects(SV.refersTo):
        if not isinstance(entity, URIRef) or not is_shared(entity, iris):
            continue
        told = evidence.setdefault(entity, Counter())
        told.update((term, value) for term in _TOLD for value in graph.objects(reference, term))
        for whole in graph.objects(reference, DCTERMS.isPartOf):
            told.update(
                (DCTERMS.isPartOf, entity) for entity in graph.objects(whole, SV.refersTo) if is_shared(entity, iris)
            )
    return evidence


def _add(evidence: Evidence, more: Evidence) -> None:
    for entity, told in more.items():
        evidence.setdefault(entity, Counter()).update(told)


def _told(store: Store, variable: str, values: Iterable[Node], iris: Iris) -> Evidence:
    """Return what the reports in the store tell of entities: of these, or of all that these graphs refer to."""
    asked = list(values)
    terms = ", ".join(f"<{term}>" for term in _TOLD)
    rows = store.select(f"""SELECT ?entity ?term ?value (COUNT(*) AS ?n) WHERE {{
        VALUES ?{variable} {{ {_values(asked)} }}
        GRAPH ?graph {{ ?reference <{SV.refersTo}> ?entity ; ?term ?value }} FILTER (?term IN ({terms}))
        }} GROUP BY ?entity ?term ?value""").rows
    evidence: Evidence = {}
    for row in rows:
        if "value" in row and is_shared(row["entity"], iris):
            told = evidence.setdefault(URIRef(str(row["entity"])), Counter())
            told[row["term"], row["value"]] += int(str(row["n"]))
    _add(evidence, _wholes(store, variable, asked, iris))
    return evidence


def _wholes(store: Store, variable: str, values: Iterable[Node], iris: Iris) -> Evidence:
    """Return of what entities are said to be a part, of these or of all that these graphs refer to."""
    rows = store.select(f"""SELECT ?entity ?value (COUNT(DISTINCT ?reference) AS ?n) WHERE {{
        VALUES ?{variable} {{ {_values(values)} }}
        GRAPH ?graph {{ ?reference <{SV.refersTo}> ?entity ; <{DCTERMS.isPartOf}> ?whole .
            ?whole <{SV.refersTo}> ?value }} }} GROUP BY ?entity ?value""").rows
    evidence: Evidence = {}
    for row in rows:
        if "value" in row and is_shared(row["entity"], iris) and is_shared(row["value"], iris):
            told = evidence.setdefault(URIRef(str(row["entity"])), Counter())
            told[DCTERMS.isPartOf, row["value"]] += int(str(row["n"]))
    return evidence


def _present(store: Store, entities: Iterable[URIRef], iris: Iris) -> set[Triple]:
    found = store.construct(f"""CONSTRUCT {{ ?entity ?term ?value }} WHERE {{
        VALUES ?entity {{ {_values(entities)} }}
        GRAPH <{iris.graph("registry")}> {{ ?entity ?term ?value }} }}""")
    return set(parsed(found))


def _facts(entity: URIRef, evidence: Mapping[URIRef, Counter[tuple[Node, Node]]], iris: Iris) -> set[Triple]:
    """Return what the registry says of an entity."""
    told = evidence[entity]
    kind = _most(told, DCTERMS.type)
    if kind is None:
        return set()
    known = _authority(iris).get(entity, frozenset())
    name, aliases = _names(entity, told, iris)
    country, number = _most(told, SV.country), _most(told, DCTERMS.identifier)
    described = Description(
        entity,
        URIRef(str(kind)),
        name,
        aliases,
        URIRef(str(country)) if country else None,
        _whole(entity, evidence),
        str(number) if number else None,
    ).triples()
    if not known:
        return described
    labels = {str(value) for _, term, value in known if term in (RDFS.label, SKOS.prefLabel, SKOS.altLabel)}
    ours = {triple for triple in described if triple[1] == SKOS.altLabel and str(triple[2]) not in labels}
    if not any(term == SV.partOf for _, term, _ in known):
        ours |= {triple for triple in described if triple[1] == SV.partOf}
    return ours


def _names(entity: URIRef, told: Counter[tuple[Node, Node]], iris: Iris) -> tuple[str, tuple[str, ...]]:
    """Return an entity's name, the official one or the one used most, and the other names that reports use."""
    used = Counter[str]()
    for (term, value), count in told.items():
        if term == RDFS.label:
            used[names.plain(str(value)) or str(value)] += count
    best = min(used, key=lambda name: (-used[name], name))
    name = official_names(iris).get(str(entity), best)
    country = str(_most(told, SV.country) or "").rpartition("/")[2].upper() or None
    others = set(used)
    for term, value in told:
        if term in (RDFS.label, SKOS.altLabel):
            others.update(names.acronyms(str(value)))
            if names.is_name(str(value), country):
                others.add(names.plain(str(value)))
    return name, tuple(sorted(others - {name, ""}))


def _whole(entity: URIRef, evidence: Mapping[URIRef, Counter[tuple[Node, Node]]]) -> URIRef | None:
    """Return what an entity is said to be a part of most often, unless the other way round is said as often."""
    found: list[tuple[int, URIRef]] = []
    for (term, value), count in evidence[entity].items():
        if term == DCTERMS.isPartOf and isinstance(value, URIRef) and value != entity:
            back = evidence.get(value, Counter[tuple[Node, Node]]())[DCTERMS.isPartOf, entity]
            if (back, str(entity)) < (count, str(value)):
                found.append((-count, value))
    return min(found)[1] if found else None


def _most(told: Counter[tuple[Node, Node]], term: Node) -> Node | None:
    """Return the value that most references give a property, the first by its text among equals."""
    values = [(-count, str(value), value) for (name, value), count in told.items() if name == term]
    return min(values, key=lambda entry: entry[:2])[2] if values else None


def _values(entities: Iterable[Node]) -> str:
    return " ".join(sorted(f"<{entity}>" for entity in entities))


@cache
def _authority(iris: Iris) -> dict[Node, frozenset[Triple]]:
    """Return what the authority data says of each of its bodies and instruments."""
    graph = authority_graph(iris)
    return {node: frozenset(graph.triples((node, None, None))) for node in set(graph.subjects(RDF.type))}
