"""Ties between the actors of one report, derived alike from annotation and extraction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations

from servanda.ontology.exchange import Statement

PARTNER = "partner"
_SUPPORT = frozenset(("support", "fund", "train", "assist"))

Tie = tuple[str, str, str]
"""Actor, actor, kind; the actors of a partnership, which is symmetric, in the order of their ids."""


def ties(statements: Iterable[Statement], name: Callable[[str], str]) -> set[Tie]:
    """Return the ties that affirmed, actual statements make; `name` gives the id under which an actor is compared."""
    found: set[Tie] = set()
    for statement in statements:
        if statement.polarity != "affirmed" or statement.modality != "actual":
            continue
        agents = [name(actor) for actor in statement.agents]
        sides = {*agents, *map(name, statement.partners)}
        found |= {(one, other, PARTNER) for one, other in combinations(sorted(sides), 2)}
        found |= {(agent, name(to), _kind(statement.type)) for agent in agents for to in statement.recipients}
    return found


def _kind(activity: str) -> str:
    """Return the kind of the tie from an agent to a recipient."""
    if activity == "request":
        return "request"
    return "support" if activity in _SUPPORT else "act"
