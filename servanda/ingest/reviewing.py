"""Taking people's decisions and corrections into a store, and taking them back, each in one transaction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from rdflib import Graph, URIRef
from rdflib.term import Node

from servanda.errors import NotFound, UsageError
from servanda.graph.contribution import contribution, shared_changes
from servanda.graph.edits import Edits, edited
from servanda.graph.excerpts import excerpts, reports_with
from servanda.graph.joins import joins
from servanda.graph.ntriples import lines, parsed
from servanda.graph.reviews import (
    PASSAGE,
    ROLES,
    STATEMENT,
    Correction,
    Decision,
    Record,
    checked,
    corrections,
    records,
    report_of,
)
from servanda.graph.store import GraphChange, Store
from servanda.ingest.fulfilment.derivation import refresh
from servanda.ontology.authority_graph import authority_graph
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import ACTOR_TYPES, INSTRUMENT_TYPES, RDF, SV

_FAMILIES = {**dict.fromkeys(ACTOR_TYPES, SV.Actor), **dict.fromkeys(INSTRUMENT_TYPES, SV.LegalInstrument)}

_PLACE = re.compile(r"\d+-\d+")


def present_edits(store: Store, iris: Iris) -> Edits:
    """Return what the records in a store change in the graphs of reports."""
    return _edits(records(store, iris), iris)


def decide(store: Store, taken: Sequence[Record], iris: Iris) -> int:
    """Keep records, each in the place of an earlier one on the same thing, and do what follows from them.

    Returns:
        How many reports changed.

    Raises:
        UsageError: a record joins what can never be one, or corrects what cannot be corrected; none is kept.
        NotFound: it names what is not in the store; none is kept.
    """
    kept = {record.iri(iris): checked(record) for record in taken}
    for record in kept.values():
        if isinstance(record, Decision) and record.is_match:
            _check_match(store, record, iris)
        elif isinstance(record, Decision) and record.judgement == "positive":
            _check_joinable(store, record, iris)
        if isinstance(record, Correction):
            _check_correctable(store, record)
    before = {record.iri(iris): record for record in records(store, iris)}
    return _settle(store, before, before | kept, iris)


def withdraw(store: Store, taken_back: Iterable[URIRef], iris: Iris) -> int:
    """Take records back, by their IRIs, with all that followed from them; return how many reports changed.

    Raises:
        NotFound: there is no such record; none is taken back.
    """
    before = {record.iri(iris): record for record in records(store, iris)}
    gone = set(taken_back)
    if unknown := gone - set(before):
        raise NotFound(f"there is no record {min(unknown)}: `servanda review --decided` lists them")
    return _settle(store, before, {iri: record for iri, record in before.items() if iri not in gone}, iris)


def _settle(store: Store, before: dict[URIRef, Record], after: dict[URIRef, Record], iris: Iris) -> int:
    """Bring records and the reports that they change from one state to the other, in one transaction."""
    old, new = (set().union(*(r.triples(iris) for r in state.values())) for state in (before, after))
    edits_before, edits_after = _edits(before.values(), iris), _edits(after.values(), iris)
    concerned = {
        node
        for one, other in ((edits_before.joins, edits_after.joins), (edits_before.corrections, edits_after.corrections))
        for node in {*one, *other}
        if one.get(node) != other.get(node)
    }
    corrected = {node for node in concerned if node in {**edits_before.corrections, **edits_after.corrections}}
    concerned |= {edits.joins[node] for edits in (edits_before, edits_after) for node in corrected & set(edits.joins)}
    graphs = _looked_at(store, concerned, (edits_before, edits_after), iris)
    edited_graphs = {report: edited(graph, edits_after) for report, graph in graphs.items()}
    changed = {report: graph for report, graph in edited_graphs.items() if set(graph) != set(graphs[report])}
    held = {report: graphs[report] for report in changed}
    changes = [GraphChange(str(iris.graph("reviews")), lines(new - old), lines(old - new))]
    for report, graph in changed.items():
        present, wanted = set(held[report]), set(graph)
        changes.append(GraphChange(str(iris.report_graph(report)), lines(wanted - present), lines(present - wanted)))
    contributions = {report: contribution(graph, iris) for report, graph in changed.items()}
    store.apply([*changes, *shared_changes(store, contributions, iris, held)])
    touched = set(before.values()) ^ set(after.values())
    if any(isinstance(record, Decision) and record.is_match for record in touched):
        refresh(store, iris)  # it finds by itself which countries are behind, as a next run does after one cut off
    return len(changed)


def _looked_at(store: Store, concerned: set[Node], edits: Sequence[Edits], iris: Iris) -> dict[URIRef, Graph]:
    """Return what must be read of the reports that name some things, to edit them: excerpts where these suffice."""
    reports = _reports_with(store, concerned, iris)
    group = concerned | {to for each in edits for node in concerned for to in _joined_with(node, each)}
    corrected = any(node in each.corrections for each in edits for node in group)
    found = {} if corrected else excerpts(store, reports, group, iris)
    return {report: found[report] if report in found else _stored(store, report, iris) for report in reports}


def _joined_with(node: Node, edits: Edits) -> set[Node]:
    """Return all that goes by the same IRI as an entity."""
    stays = edits.joins.get(node, node)
    return {stays, *(other for other, to in edits.joins.items() if to == stays)}


def _edits(found: Iterable[Record], iris: Iris) -> Edits:
    known = sorted(found, key=lambda record: (record.at, str(record)))
    return Edits(joins(known, _authority(iris)), corrections(known))


def _reports_with(store: Store, nodes: Iterable[Node], iris: Iris) -> list[URIRef]:
    """Return the reports that name one of these things now, or did before the decisions that hold."""
    entities, found = [], set[str]()
    for node in nodes:
        if (report := report_of(str(node))) is None:
            entities.append(node)
        elif store.ask(f"ASK {{ GRAPH <{iris.report_graph(URIRef(report))}> {{ ?s ?p ?o }} }}"):
            found.add(report)
    return sorted({*map(URIRef, found), *reports_with(store, entities, iris)})


def _stored(store: Store, report: URIRef, iris: Iris) -> Graph:
    graph = iris.report_graph(report)
    found = store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    return parsed(found)


def _check_joinable(store: Store, decision: Decision, iris: Iris) -> None:
    """Refuse to join actors of different states, an actor with an instrument, or what is not in the store."""
    told: dict[str, tuple[set[str], set[str]]] = {}
    for node in (decision.subject, decision.object):
        rows = store.select(f"""SELECT ?family ?country {{ <{node}> a ?family .
            VALUES ?family {{ <{SV.Actor}> <{SV.LegalInstrument}> }}
            OPTIONAL {{ <{node}> <{SV.country}>|<{SV.jurisdiction}> ?country }} }}""").rows
        before = f"ASK {{ GRAPH ?g {{ ?report <{SV.edits}> ?patch }} FILTER (CONTAINS(?patch, '<{node}>')) }}"
        if not rows and not store.ask(before):
            raise NotFound(f"there is no actor or instrument {node}: check the IRI")
        told[str(node)] = (
            {str(row["family"]) for row in rows},
            {str(row["country"]) for row in rows if "country" in row},
        )
    (kinds, states), (other_kinds, other_states) = told.values()
    if kinds and other_kinds and not kinds & other_kinds:
        raise UsageError(f"{decision.subject} and {decision.object} are an actor and an instrument: never the same")
    if states and other_states and not states & other_states:
        raise UsageError(f"{decision.subject} and {decision.object} belong to different states: never the same")


def _check_match(store: Store, decision: Decision, iris: Iris) -> None:
    """Refuse to judge a sentence of a report that is not in the store, or what is no recommendation or commitment."""
    wish, (report, _, place) = decision.subject, decision.object.partition(PASSAGE)
    kinds = f"VALUES ?kind {{ <{SV.Recommendation}> <{SV.Commitment}> }}"
    if not store.ask(f"ASK {{ {kinds} <{wish}> a ?kind }}"):
        raise NotFound(f"there is no recommendation or commitment {wish}: `servanda review --fulfilment` lists them")
    if not _PLACE.fullmatch(place) or not store.ask(f"ASK {{ <{report}> a <{SV.Report}> }}"):
        raise NotFound(f"there is no sentence {decision.object}: `servanda review --fulfilment` lists them")


def _check_correctable(store: Store, record: Correction) -> None:
    """Refuse to correct what is not in the store, or to give it a type or role that is none of its own."""
    is_statement = STATEMENT in record.target
    wanted = {SV.Statement} if is_statement else _families(store, record.target)
    if not wanted or (is_statement and not _told(store, record.target)):
        raise NotFound(f"there is no {'statement' if is_statement else 'actor or instrument'} {record.target}")
    if record.property == "type" and not is_statement and not wanted & {_FAMILIES[record.values[0]]}:
        raise UsageError(f"{record.target} cannot be of the type {record.values[0]}: an actor is no instrument")
    if record.property not in ROLES:
        return
    family = SV.LegalInstrument if ROLES[record.property] == SV.concerns else SV.Actor
    report = str(record.target).partition(STATEMENT)[0]
    for value in record.values:
        if "/report/" in value and not value.startswith(f"{report}/"):
            raise UsageError(f"{value} stands in another report alone: name what both reports share")
        if family not in _families(store, URIRef(value)):
            kind = str(family).rpartition("#")[2]
            raise NotFound(f"there is no {kind} {value}: {record.property} are such, and `/api/search` finds them")


def _families(store: Store, entity: URIRef) -> set[Node]:
    rows = store.select(f"""SELECT DISTINCT ?family {{ <{entity}> a ?family .
        VALUES ?family {{ <{SV.Actor}> <{SV.LegalInstrument}> }} }}""").rows
    return {row["family"] for row in rows}


def _told(store: Store, statement: URIRef) -> bool:
    """Return whether a report of the store tells a statement, or did before people's corrections."""
    report = str(statement).partition(STATEMENT)[0]
    return store.ask(f"ASK {{ <{statement}> a <{SV.Statement}> }}") or store.ask(
        f"ASK {{ <{report}> <{SV.edits}> ?patch FILTER (CONTAINS(?patch, '<{statement}>')) }}"
    )


@cache
def _authority(iris: Iris) -> frozenset[str]:
    graph = authority_graph(iris)
    kinds = (SV.Actor, SV.LegalInstrument)
    return frozenset(str(node) for kind in kinds for node in graph.subjects(RDF.type, kind))
