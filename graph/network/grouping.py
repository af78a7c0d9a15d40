"""A network whose nodes are countries: what a whole store looks like where its actors are too many to draw."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import networkx as nx  # type: ignore[import-untyped]

from servanda.ontology import authority

COUNTRY = "Country"
"""The type of a node that stands for all actors of a country."""
ABROAD = "international"
"""The node of all actors that belong to no country."""


def by_country(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return the countries of a network's actors, and the ties between actors of different ones.

    A node is a country's ISO 3166-1 alpha-3 code or `international`, with its name as `label` and the number of its
    actors as `members`. An edge stands for all ties of one kind and status from one country to another: `weight`,
    `normalised` and `evidence` are those of all of them, `first` and `last` their earliest and latest days. Ties within
    a country are not in it.
    """
    home = {iri: country or ABROAD for iri, country in network.nodes(data="country")}
    members = Counter(home.values())
    made = nx.MultiDiGraph()
    for code in sorted(members):
        made.add_node(code, **_described(code), members=members[code])
    found: dict[tuple[str, str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for source, target, tie in network.edges(data=True):
        one, other = home[source], home[target]
        if tie["mutual"]:
            one, other = min(one, other), max(one, other)
        if one != other:
            found[one, other, tie["kind"], tie["status"]].append(tie)
    for (one, other, kind, status), ties in sorted(found.items()):
        made.add_edge(one, other, key=f"{one}/{kind}/{other}/{status}", **_joined(ties), kind=kind, status=status)
    return made


def _described(code: str) -> dict[str, str]:
    known = authority.country(code)
    name = known.name if known else "international bodies" if code == ABROAD else code
    facts = {"label": name, "type": COUNTRY}
    return facts if code == ABROAD else facts | {"country": code}


def _joined(ties: list[dict[str, Any]]) -> dict[str, Any]:
    evidence = sorted({statement for tie in ties for statement in tie["evidence"]})
    facts = {"mutual": ties[0]["mutual"], "evidence": tuple(evidence)}
    facts |= {name: round(sum(tie[name] for tie in ties), 3) for name in ("weight", "normalised")}
    days = [tie[end] for tie in ties for end in ("first", "last") if tie.get(end)]
    return facts | {"first": min(days), "last": max(days)} if days else facts
