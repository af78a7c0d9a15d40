"""Joins: the one IRI that entities go by which people decided to be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rdflib import URIRef
from rdflib.term import Node

from servanda.graph.reviews import Decision, Record


def joins(found: Iterable[Record], shared: frozenset[str] = frozenset()) -> dict[Node, URIRef]:
    """Return the IRI that each joined entity goes by.

    Of entities that are one by several decisions, that IRI stays which the authority data has, else which no decision
    makes go by another, else the first by its text.

    Args:
        found: the records; only positive decisions join.
        shared: IRIs of the authority data.
    """
    parents: dict[URIRef, URIRef] = {}

    def root(entity: URIRef) -> URIRef:
        while parents.setdefault(entity, entity) != entity:
            entity = parents[entity]
        return entity

    subjects: set[URIRef] = set()
    for record in found:
        if isinstance(record, Decision) and record.judgement == "positive" and not record.is_match:
            subjects.add(record.subject)
            parents[root(record.subject)] = root(record.object)
    members: dict[URIRef, list[URIRef]] = defaultdict(list)
    for entity in list(parents):
        members[root(entity)].append(entity)
    joined: dict[Node, URIRef] = {}
    for group in members.values():
        stays = min(group, key=lambda entity: (str(entity) not in shared, entity in subjects, str(entity)))
        joined |= {entity: stays for entity in group if entity != stays}
    return joined
