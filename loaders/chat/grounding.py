"""What of a model's answer the text bears out; everything else is refused, and counted by reason.

An answer may hold anything. An entry is kept if it has the exchange form, if its words stand in the text, and if all
that it points to is kept. Nothing of it but words of the text, numbers of a list and values of an enumeration goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from servanda.loaders.chat.finder import Finder
from servanda.loaders.chat.question import LISTS, exchange_schema
from servanda.ontology import authority
from servanda.ontology.exchange import ROLES, Actor, Assessment, Instrument, Span, Statement

CONFIDENCE = 0.5
"""Of a model's statements: how often it is right is not known."""
RULE = "chat"
LONGEST_QUOTE = 1_000
"""Characters; a quotation that carries one action is no longer."""

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|-(?:early|mid|late))?")


@dataclass(slots=True)
class Grounded:
    """What is kept of one answer; ids are still the model's own."""

    actors: list[Actor] = field(default_factory=list)
    instruments: list[Instrument] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    """How many entries, or parts of them, were refused, by reason."""


def grounded(answer: dict[str, Any], text: str, start: int, end: int) -> Grounded:
    """Return what of an answer about `text[start:end]` stands in it."""
    kept = Grounded()
    finder = Finder(text, start, end)
    for entry in _entries(answer, "actors", kept):
        _keep_actor(entry, finder, kept)
    for entry in _entries(answer, "instruments", kept):
        _keep_instrument(entry, finder, kept)
    kept.actors = _without_strays(kept)
    used: Counter[str] = Counter()
    for entry in _entries(answer, "statements", kept):
        _keep_statement(entry, finder, kept, used)
    for entry in _entries(answer, "assessments", kept):
        _keep_assessment(entry, finder, kept)
    return kept


@cache
def _validator(definition: str) -> Draft202012Validator:
    return Draft202012Validator({"$defs": exchange_schema()["$defs"], "$ref": f"#/$defs/{definition}"})


def _entries(answer: dict[str, Any], name: str, kept: Grounded) -> Iterator[dict[str, Any]]:
    """Yield the entries of one list that have the exchange form, with the fields that were asked for and no others."""
    definition, fields = LISTS[name]
    listed = answer.get(name, [])
    if not isinstance(listed, list):
        kept.refused[f"{name} are no list"] += 1
        return
    for entry in listed:
        known = {key: entry[key] for key in fields.split() if key in entry} if isinstance(entry, dict) else entry
        if _validator(definition).is_valid(known):
            yield known
        else:
            kept.refused[f"{definition} that breaks the schema"] += 1


def _named(entry: dict[str, Any], finder: Finder, kept: Grounded, what: str) -> dict[str, Any] | None:
    """Return id, name, type and aliases of an actor or instrument in the words of the text, or None."""
    found = [finder.wording(alias) for alias in entry.get("aliases", [])]
    aliases = list(dict.fromkeys(alias for alias in found if alias))
    kept.refused["alias that is not in the text"] += found.count(None)
    name = finder.wording(entry["name"]) or max(aliases, key=len, default=None)
    taken = {*(actor.id for actor in kept.actors), *(thing.id for thing in kept.instruments)}
    if name is None or entry["id"] in taken:
        kept.refused[f"{what} that is not in the text" if name is None else "id that is given twice"] += 1
        return None
    return {"id": entry["id"], "name": name, "type": entry["type"], "aliases": tuple(aliases or [name])}


def _keep_actor(entry: dict[str, Any], finder: Finder, kept: Grounded) -> None:
    if named := _named(entry, finder, kept, "actor"):
        country = _country(entry.get("country"), kept)
        kept.actors.append(Actor(**named, country=country, part_of=entry.get("part_of")))


def _keep_instrument(entry: dict[str, Any], finder: Finder, kept: Grounded) -> None:
    if named := _named(entry, finder, kept, "instrument"):
        number = finder.wording(entry["number"]) if entry.get("number") else None
        kept.instruments.append(Instrument(**named, of=_country(entry.get("of"), kept), number=number))


def _country(code: str | None, kept: Grounded) -> str | None:
    if code is None or any(country.iso3 == code for country in authority.countries()):
        return code
    kept.refused["country that does not exist"] += 1
    return None


def _without_strays(kept: Grounded) -> list[Actor]:
    """Return the actors without a `part_of` that points nowhere or leads back to the actor itself."""
    parents: dict[str, str] = {}
    known = {actor.id for actor in kept.actors}
    for actor in kept.actors:
        above = actor.part_of
        while above is not None and above != actor.id:
            above = parents.get(above)
        if actor.part_of is None:
            continue
        if actor.part_of in known and above is None:
            parents[actor.id] = actor.part_of
        else:
            kept.refused["part_of that leads nowhere"] += 1
    return [_with_parent(actor, parents.get(actor.id)) for actor in kept.actors]


def _with_parent(actor: Actor, parent: str | None) -> Actor:
    return Actor(actor.id, actor.name, actor.type, actor.country, parent, actor.aliases)


def _keep_statement(entry: dict[str, Any], finder: Finder, kept: Grounded, used: Counter[str]) -> None:
    """Keep a statement; of several places of its quotation each is taken once."""
    places = finder.find(entry["quote"])
    if not places:
        kept.refused["quotation that is not in the text"] += 1
        return
    place = places[min(used[entry["quote"]], len(places) - 1)]
    quote = finder.text[place.start : place.end]
    if len(quote) > LONGEST_QUOTE or "\n\n" in quote:
        kept.refused["quotation that is too long"] += 1
        return
    if not _points_to_kept(entry, kept):
        kept.refused["statement that points to an unknown actor or instrument"] += 1
        return
    used[entry["quote"]] += 1
    quantity = Finder(quote, 0, len(quote)).wording(entry["quantity"]) if entry.get("quantity") else None
    date = entry.get("date")
    made = Statement(
        id=entry["id"],
        quote=quote,
        start=place.start,
        end=place.end,
        type=entry["type"],
        agents=tuple(entry.get("agents", ())),
        partners=tuple(entry.get("partners", ())),
        recipients=tuple(entry.get("recipients", ())),
        instruments=tuple(entry.get("instruments", ())),
        polarity=entry.get("polarity", "affirmed"),
        modality=entry.get("modality", "actual"),
        attributed_to=entry.get("attributed_to"),
        date=date if date and _is_date(date) else None,
        quantity=quantity,
        confidence=CONFIDENCE,
        rule=RULE,
    )
    kept.statements.append(made)


def _points_to_kept(entry: dict[str, Any], kept: Grounded) -> bool:
    actors, instruments = {a.id for a in kept.actors}, {i.id for i in kept.instruments}
    named = {i for role in ROLES if role != "instruments" for i in entry.get(role, ())}
    said = {entry["attributed_to"]} if entry.get("attributed_to") else set()
    return named | said <= actors and set(entry.get("instruments", ())) <= instruments


def _is_date(written: str) -> bool:
    ends = written.split("/")
    return len(ends) <= 2 and all(_DATE.fullmatch(end) or (end == ".." and len(ends) == 2) for end in ends)


def _keep_assessment(entry: dict[str, Any], finder: Finder, kept: Grounded) -> None:
    places = finder.find(entry["quote"])
    inside = [(place, _inside(finder, place, entry["rating"])) for place in places]
    found = next(((place, rating) for place, rating in inside if rating), None)
    if found is None or entry["subject"] not in {actor.id for actor in kept.actors}:
        kept.refused["assessment that is not in the text"] += 1
        return
    place, rating = found
    quote = finder.text[place.start : place.end]
    kept.assessments.append(Assessment(entry["subject"], rating, quote, place.start, place.end))


def _inside(finder: Finder, place: Span, rating: str) -> str | None:
    return Finder(finder.text, place.start, place.end).wording(rating)
