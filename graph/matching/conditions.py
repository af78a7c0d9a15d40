"""Queries of the reconciliation service: names with types and conditions, from JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from servanda.errors import UsageError
from servanda.graph.matching.scores import Query
from servanda.graph.matching.vocabulary import TYPES
from servanda.ontology import authority
from servanda.ontology.targets import schemes
from servanda.ontology.vocab import SV


def query(asked: Mapping[str, Any], kind: str | None) -> Query:
    """Return a query of the API as one of ours; conditions that we do not know are left out.

    Raises:
        UsageError: a condition has no property or no value.
    """
    country = number = year = None
    identifiers: set[tuple[str, str]] = set()
    for condition in asked.get("properties") or ():
        if not isinstance(condition, dict) or "pid" not in condition or "v" not in condition:
            raise UsageError('a property of a query has "pid" and "v": correct it')
        pid, value = str(condition["pid"]), _value(condition["v"])
        if pid == "country":
            country = _country(value) or country
        elif pid == "number":
            number = value or None
        elif pid in {"date", "year"}:
            year = value[:4] or None
        elif pid == "type":
            kind = kind or value
        elif pid in schemes():
            identifiers.add((pid, value.rpartition("/")[2] if value.startswith("http") else value))
    known_kind = kind.removeprefix(str(SV._NS)) if kind else None
    return Query(
        str(asked.get("query") or ""),
        known_kind if known_kind in TYPES else None,
        country,
        number,
        year,
        frozenset(identifiers),
    )


def _value(given: Any) -> str:  # noqa: ANN401
    if isinstance(given, list):
        return _value(given[0]) if given else ""
    if isinstance(given, dict):
        return str(given.get("id") or given.get("name") or "")
    return str(given).strip()


def _country(value: str) -> str | None:
    return authority.state_code(value.rpartition("/")[2])
