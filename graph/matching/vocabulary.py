"""The vocabulary of the reconciliation service: types, properties, and what tells entities of one name apart."""

from __future__ import annotations

from typing import Any

from servanda.graph.matching.entries import Entry
from servanda.ontology import authority
from servanda.ontology.targets import schemes
from servanda.ontology.vocab import ACTOR_TYPES, INSTRUMENT_TYPES

Json = dict[str, Any]
"""Plain JSON values."""

TYPES: dict[str, str] = {
    "Actor": "Actor", "LegalInstrument": "Legal instrument",
    "Government": "Government", "Ministry": "Ministry", "Agency": "Agency", "Legislature": "Legislature",
    "Court": "Court", "Official": "Official", "InternationalBody": "International body", "NGO": "NGO",
    "CivilSociety": "Civil society organisation", "Company": "Company", "Person": "Person", "Treaty": "Treaty",
    "Agreement": "Agreement", "Law": "Law", "Bill": "Bill", "ModelLaw": "Model law", "Regulation": "Regulation",
    "Plan": "Plan", "Procedure": "Procedure",
}  # fmt: skip
"""Names of the types, by their ids."""
PROPERTIES: dict[str, str] = {
    "name": "Name", "alias": "Other names", "type": "Type", "country": "Country", "number": "Official number",
    "date": "Date of adoption", "partOf": "Part of",
}  # fmt: skip


_OF_INSTRUMENTS = frozenset(
    """number date untc unts unts-volume normlex celex eli eli-national cets us-pl us-stat usc uk un-resolution oas
    akn""".split()
)
_OF_COUNTRIES = frozenset("iso3166 m49 geonames loc eu-country entity".split())


def properties() -> dict[str, str]:
    """Return the names of all properties by id: our own, and one for each external dataset."""
    return PROPERTIES | {name: target.label for name, target in schemes().items()}


def description(entry: Entry) -> str:
    """Return what tells an entity from others of its name: type, state, number, year."""
    state = authority.country(entry.country) if entry.country else None
    parts = (TYPES[entry.type], state.name if state else None, entry.number, (entry.date or "")[:4])
    return ", ".join(part for part in parts if part)


def type_(name: str) -> Json:
    """Return a type as the API writes it."""
    return {"id": name, "name": TYPES[name]}


def with_broader(name: str) -> Json:
    """Return a type with the one above it."""
    told = type_(name)
    family = "Actor" if name in ACTOR_TYPES else "LegalInstrument" if name in INSTRUMENT_TYPES else None
    return {**told, "broader": [type_(family)]} if family else told


def suits(name: str, kind: str | None) -> bool:
    """Return whether a property makes sense for a type: bodies have no date, instruments no whole."""
    instrument = kind in INSTRUMENT_TYPES or kind == "LegalInstrument"
    actor = kind in ACTOR_TYPES or kind == "Actor"
    return not (
        name in _OF_COUNTRIES
        or (actor and name in _OF_INSTRUMENTS)
        or (instrument and name in {"partOf", "ror", "crs", "eu-body"})
    )
