"""Which entry of an extraction means which entry of the annotation.

Entries of either side are matched one to one, greedily, the best pair first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from servanda.evaluation.gold import Gold
from servanda.ontology.exchange import ROLES, Actor, Extraction, Instrument, Span, Statement

_EDGES = " .,;:()\"'"
_ARTICLES = frozenset("the a an this that these its their".split())
_SAME_TYPE = 0.05
"""What a common type adds to the share of common wordings: it decides between equals."""
_LEAST_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs between an annotation and an extraction."""

    actors: Mapping[str, str]
    """The annotation's id of each of the extraction's actors that it knows."""
    instruments: Mapping[str, str]
    statements: tuple[tuple[Statement, Statement], ...]
    """The annotation's statement, then the extraction's, in the order of the annotation."""

    def gold_id(self, role: str, system_id: str) -> str:
        """Return the annotation's id of an actor or instrument, or a mark of its own where it knows none."""
        return (self.instruments if role == "instruments" else self.actors).get(system_id, f"?{system_id}")

    def gold_roles(self, statement: Statement) -> set[tuple[str, str]]:
        """Return the roles of one of the extraction's statements, in the annotation's ids."""
        return {(role, self.gold_id(role, entry)) for role, entry in roles(statement)}


def match(gold: Gold, system: Extraction) -> Matching:
    """Match an extraction with an annotation."""
    actors = _aligned(gold.annotation.actors, system.actors)
    instruments = _aligned(gold.annotation.instruments, system.instruments)
    bare = Matching(actors, instruments, ())
    return Matching(actors, instruments, tuple(_paired(gold, system.statements, bare)))


def roles(statement: Statement) -> set[tuple[str, str]]:
    """Return the roles of a statement: the role's name and the id of an actor or instrument."""
    return {(role, entry) for role in ROLES for entry in getattr(statement, role)}


def entries(side: Extraction) -> tuple[Actor | Instrument, ...]:
    """Return the actors and instruments of an annotation or extraction."""
    return (*side.actors, *side.instruments)


def wording(expression: str) -> str:
    """Return what counts of an expression: small letters, no article before, no possessive or punctuation after it."""
    plain = " ".join(expression.lower().replace("’", "'").split()).strip(_EDGES).removesuffix("'s")
    first, _, rest = plain.partition(" ")
    return rest if first in _ARTICLES and rest else plain


def overlap(one: Span, other: Span) -> float:
    """Return the common part of two stretches as a share of the shorter one."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / max(1, min(one.end - one.start, other.end - other.start))


def _wordings(entry: Actor | Instrument) -> set[str]:
    return {plain for plain in map(wording, (*entry.aliases, entry.name)) if plain}


def _aligned(gold: Sequence[Actor | Instrument], system: Sequence[Actor | Instrument]) -> dict[str, str]:
    """Match actors or instruments by the wordings that they share, weighed by length; a common type breaks ties."""
    candidates = []
    for wanted in gold:
        for found in system:
            ours, theirs = _wordings(wanted), _wordings(found)
            if ours & theirs:
                share = sum(map(len, ours & theirs)) / max(1, sum(map(len, ours | theirs)))
                score = share + (wanted.type == found.type) * _SAME_TYPE
                candidates.append((-score, wanted.id, found.id))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for _, wanted_id, found_id in sorted(candidates):
        if wanted_id not in taken and found_id not in pairs:
            pairs[found_id] = wanted_id
            taken.add(wanted_id)
    return pairs


def _paired(gold: Gold, system: Sequence[Statement], known: Matching) -> list[tuple[Statement, Statement]]:
    """Match statements of one type whose stretches overlap by half; those that share more roles go first."""
    candidates = []
    for i, (wanted, places) in enumerate(zip(gold.annotation.statements, gold.places, strict=True)):
        for j, found in enumerate(system):
            if wanted.type != found.type:
                continue
            best = max((overlap(place, Span(found.start, found.end)) for place in places), default=0.0)
            if best >= _LEAST_OVERLAP:
                shared = len(roles(wanted) & known.gold_roles(found))
                candidates.append((shared, best, -abs(i - j), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(candidates, reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return [(gold.annotation.statements[i], system[j]) for i, j in sorted(pairs.items())]
