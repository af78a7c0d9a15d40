"""The Reconciliation Service API, version 0.2, over known actors and instruments, as plain data.

Source: W3C Entity Reconciliation Community Group, Reconciliation Service API v0.2, final report of 10 April 2023.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from servanda import __version__
from servanda.errors import UsageError
from servanda.graph.matching.conditions import query
from servanda.graph.matching.entries import Entry
from servanda.graph.matching.index import Index
from servanda.graph.matching.scores import Match
from servanda.graph.matching.vocabulary import TYPES, Json, description, properties, suits, type_, with_broader
from servanda.ontology import authority
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import SV

_MOST = 100  # candidates for one name at most
_PAGE = 20  # suggestions at once


@dataclass(frozen=True, slots=True)
class Reconciler:
    """Answers reconciliation queries."""

    index: Index
    iris: Iris

    def manifest(self, service: str) -> Json:
        """Return the service manifest; `service` is the address of the HTTP service, without a slash at its end."""
        here = f"{service}/reconcile"

        def suggest(kind: str) -> Json:
            return {
                "service_url": here,
                "service_path": f"/suggest/{kind}",
                "flyout_service_url": here,
                "flyout_service_path": f"/flyout/{kind}?id=${{id}}",
            }

        return {
            "versions": ["0.2"],
            "name": "Servanda: actors and legal instruments",
            "identifierSpace": self.iris.base,
            "schemaSpace": str(SV._NS),
            "documentation": f"{service}/docs",
            "serviceVersion": __version__,
            "defaultTypes": [type_(name) for name in ("Actor", "LegalInstrument", "Treaty", "Law")],
            "view": {"url": f"{service}/id/{{{{id}}}}"},
            "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": 420, "height": 200},
            "suggest": {kind: suggest(kind) for kind in ("entity", "type", "property")},
            "extend": {
                "propose_properties": {"service_url": here, "service_path": "/extend/propose"},
                "property_settings": [
                    {
                        "type": "number",
                        "default": 0,
                        "label": "Limit",
                        "name": "limit",
                        "help_text": "Largest number of values; 0 for all.",
                    }
                ],
            },
        }

    def answer(self, batch: Any) -> Json:  # noqa: ANN401 (what a client sent)
        """Answer a batch of queries.

        Raises:
            UsageError: it is no batch of the form that the API defines.
        """
        if not isinstance(batch, dict):
            raise UsageError('queries must be a JSON object of the form {"q0": {"query": "…"}}: correct it')
        return {str(key): {"result": self._candidates(str(key), query)} for key, query in batch.items()}

    def _candidates(self, key: str, asked: Any) -> list[Json]:  # noqa: ANN401
        if not isinstance(asked, dict) or not (asked.get("query") or asked.get("properties")):
            raise UsageError(f'{key} has neither "query" nor "properties": give one of them')
        limit = asked.get("limit", 10)
        if isinstance(limit, bool) or not isinstance(limit, int | float) or limit < 1:
            raise UsageError(f"{key}: limit is {limit!r}: it must be a number from 1 on")
        wanted = asked.get("type") or [None]
        kinds = [wanted] if isinstance(wanted, str) else list(wanted)
        found: dict[str, Match] = {}
        for kind in kinds:
            for match in self.index.match(query(asked, kind), min(int(limit), _MOST)):
                known = found.get(match.entry.iri)
                if known is None or match.score > known.score:
                    found[match.entry.iri] = match
        best = sorted(found.values(), key=lambda match: (-match.score, match.entry.iri))[: int(limit)]
        sole = sum(match.accepted for match in best) == 1
        return [self._candidate(match, sole) for match in best]

    def _candidate(self, match: Match, sole: bool) -> Json:
        entry = match.entry
        return {
            "id": self.id_of(entry.iri),
            "name": entry.name,
            "description": description(entry),
            "type": [type_(entry.type)],
            "score": match.score,
            "match": match.accepted and sole,
            "features": [{"id": name, "value": round(value, 3)} for name, value in match.features.items()],
        }

    def suggest_entities(self, prefix: str, cursor: int = 0) -> Json:
        """Return entities one of whose names goes on from a prefix."""
        found = self.index.starting(prefix, cursor + _PAGE)[cursor:]
        return {
            "result": [
                {
                    "id": self.id_of(entry.iri),
                    "name": entry.name,
                    "description": description(entry),
                    "notable": [type_(entry.type)],
                }
                for entry in found
            ]
        }

    def suggest_types(self, prefix: str) -> Json:
        """Return types whose name or id contains a text."""
        return {"result": [with_broader(name) for name in TYPES if _within(prefix, name, TYPES[name])]}

    def suggest_properties(self, prefix: str) -> Json:
        """Return properties whose name or id contains a text."""
        known = properties()
        return {"result": [{"id": i, "name": n} for i, n in known.items() if _within(prefix, i, n)]}

    def propose(self, kind: str | None, limit: int | None = None) -> Json:
        """Return the properties that entities of a type may have."""
        chosen = [{"id": i, "name": n} for i, n in properties().items() if suits(i, kind)]
        answer: Json = {"properties": chosen[:limit] if limit else chosen}
        if kind:
            answer["type"] = kind
        if limit:
            answer["limit"] = limit
        return answer

    def extend(self, asked: Any) -> Json:  # noqa: ANN401
        """Return values of properties of entities.

        Raises:
            UsageError: it is no query of the form that the API defines, or a property is not known.
        """
        if not isinstance(asked, dict) or not all(isinstance(asked.get(name), list) for name in ("ids", "properties")):
            raise UsageError('extend must have the lists "ids" and "properties": correct it')
        wanted: list[tuple[str, int]] = []
        for item in asked["properties"]:
            name = item.get("id") if isinstance(item, dict) else None
            if name not in properties():
                raise UsageError(f"there is no property {name!r}: use one of {', '.join(properties())}")
            wanted.append((str(name), _number((item.get("settings") or {}).get("limit"))))
        rows: Json = {}
        for ident in asked["ids"]:
            entry = self.entry(str(ident))
            rows[str(ident)] = {
                name: self._values(entry, name)[: limit or None] if entry else [] for name, limit in wanted
            }
        return {"meta": [{"id": name, "name": properties()[name]} for name, _ in wanted], "rows": rows}

    def _values(self, entry: Entry, name: str) -> list[Json]:
        if name == "country":
            state = authority.country(entry.country) if entry.country else None
            return [{"id": f"country/{state.iso3.lower()}", "name": state.name}] if state else []
        if name == "type":
            return [type_(entry.type)]
        if name == "partOf":
            whole = self.index.get(entry.part_of) if entry.part_of else None
            return [{"id": self.id_of(whole.iri), "name": whole.name}] if whole else []
        return [{"str": value} for value in _texts(entry, name)]

    def entry(self, ident: str) -> Entry | None:
        """Return the entity with an identifier, relative to the identifier space or as an IRI."""
        return self.index.get(ident) or self.index.get(self.iris.base + ident)

    def id_of(self, iri: str) -> str:
        """Return the identifier of an entity in the identifier space."""
        return iri.removeprefix(self.iris.base)


def _texts(entry: Entry, name: str) -> Sequence[str]:
    own: dict[str, Iterable[str | None]] = {
        "name": (entry.name,),
        "alias": entry.aliases,
        "number": (entry.number,),
        "date": (entry.date,),
    }
    if name in own:
        return [value for value in own[name] if value]
    return sorted(code for scheme, code in entry.identifiers if scheme == name)


def _within(prefix: str, *texts: str) -> bool:
    return any(prefix.strip().casefold() in text.casefold() for text in texts)


def _number(value: Any) -> int:  # noqa: ANN401
    try:
        return max(0, int(value or 0))
    except (TypeError, ValueError):
        return 0
