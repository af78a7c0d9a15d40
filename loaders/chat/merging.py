"""One extraction out of the answers about the pieces of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from servanda.loaders.chat.grounding import Grounded
from servanda.loaders.mentions import mentions
from servanda.ontology.exchange import ROLES, Actor, Assessment, Instrument, Span, Statement


class Merger:
    """Collects answers; what has one name and one kind in several pieces is one actor or instrument."""

    def __init__(self, text: str) -> None:
        """Begin with nothing known of a report's text."""
        self.text = text
        self.refused: Counter[str] = Counter()
        self._actors: dict[str, Actor] = {}
        self._instruments: dict[str, Instrument] = {}
        self._statements: list[Statement] = []
        self._assessments: list[Assessment] = []

    @property
    def names(self) -> list[str]:
        """Return the names of the actors and instruments so far."""
        return [*(actor.name for actor in self.actors), *(thing.name for thing in self.instruments)]

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Return the actors in the order of their first piece."""
        return tuple(self._actors.values())

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """Return the instruments in the order of their first piece."""
        return tuple(self._instruments.values())

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return the statements in the order of the text, each once."""
        ordered = sorted(dict.fromkeys(replace(s, id="") for s in self._statements), key=lambda s: (s.start, s.end))
        return tuple(replace(statement, id=f"s{number}") for number, statement in enumerate(ordered, 1))

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """Return the judgements in the order of the text, each once."""
        return tuple(sorted(dict.fromkeys(self._assessments), key=lambda a: (a.start, a.end)))

    def add(self, kept: Grounded, piece: Span) -> None:
        """Add what was kept of the answer about a piece."""
        self.refused += kept.refused
        wordings = {actor.id: actor.aliases for actor in kept.actors}
        wordings |= {thing.id: thing.aliases for thing in kept.instruments}
        places = mentions(self.text, wordings, piece.start, piece.end)
        ids = {actor.id: self._actor(actor, places[actor.id]) for actor in kept.actors}
        for actor in kept.actors:
            merged = self._actors[ids[actor.id]]
            parent = ids.get(actor.part_of or "")
            if merged.part_of is None and parent is not None and not self._leads_to(parent, merged.id):
                self._actors[merged.id] = replace(merged, part_of=parent)
        ids |= {thing.id: self._instrument(thing, places[thing.id]) for thing in kept.instruments}
        self._statements += [_renamed(statement, ids) for statement in kept.statements]
        self._assessments += [replace(a, subject=ids[a.subject]) for a in kept.assessments]

    def _actor(self, actor: Actor, places: list[Span]) -> str:
        """Add an actor, or its wordings to the one that it is; return the id."""
        for known in self._actors.values():
            if known.name.casefold() == actor.name.casefold() and known.type == actor.type:
                self._actors[known.id] = replace(
                    known, aliases=_joined(known.aliases, actor.aliases), mentions=(*known.mentions, *places)
                )
                return known.id
        made = replace(actor, id=f"a{len(self._actors) + 1}", part_of=None, mentions=tuple(places))
        self._actors[made.id] = made
        return made.id

    def _instrument(self, thing: Instrument, places: list[Span]) -> str:
        for known in self._instruments.values():
            if known.name.casefold() == thing.name.casefold() and known.type == thing.type:
                self._instruments[known.id] = replace(
                    known, aliases=_joined(known.aliases, thing.aliases), mentions=(*known.mentions, *places)
                )
                return known.id
        made = replace(thing, id=f"i{len(self._instruments) + 1}", mentions=tuple(places))
        self._instruments[made.id] = made
        return made.id

    def _leads_to(self, start: str, goal: str) -> bool:
        """Return whether an actor is, or is a part of, another."""
        above: str | None = start
        while above is not None and above != goal:
            above = self._actors[above].part_of
        return above == goal


def _joined(ours: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ours, *others)))


def _renamed(statement: Statement, ids: Mapping[str, str]) -> Statement:
    roles = {role: tuple(dict.fromkeys(ids[entry] for entry in getattr(statement, role))) for role in ROLES}
    said = ids[statement.attributed_to] if statement.attributed_to else None
    return replace(statement, **roles, attributed_to=said)  # type: ignore[arg-type]
