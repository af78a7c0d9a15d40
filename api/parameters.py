"""Parameters of addresses: read once each, and described for OpenAPI."""

from __future__ import annotations

from typing import Any

from servanda.errors import UsageError
from servanda.graph.parameters import LONGEST, TYPES, Parameter

_SCHEMAS: dict[str, dict[str, Any]] = {
    "date": {"type": "string", "format": "date"},
    "integer": {"type": "integer", "minimum": 0, "maximum": 10**9},
    "iri": {"type": "string", "format": "uri", "maxLength": LONGEST},
    "limit": {"type": "integer", "minimum": 1, "maximum": 1_000_000},
    "year": {"type": "integer", "minimum": 1000, "maximum": 2999},
}


def unique(items: list[tuple[str, str]]) -> dict[str, str]:
    """Return the parameters of a request; those left empty, as in forms, count as not given.

    Raises:
        UsageError: one is given twice.
    """
    values: dict[str, str] = {}
    for key, value in items:
        if key in values:
            raise UsageError(f"{key} is given more than once: give it once")
        values[key] = value
    return {key: value for key, value in values.items() if value}


def openapi(parameter: Parameter) -> dict[str, Any]:
    """Return a parameter of a named query as OpenAPI describes it."""
    schema = dict(_SCHEMAS.get(parameter.type, {"type": "string", "minLength": 1, "maxLength": LONGEST}))
    if parameter.values:
        schema = {"type": "string", "enum": list(parameter.values)}
    if parameter.default is not None:
        schema["default"] = int(parameter.default) if schema["type"] == "integer" else parameter.default
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": f"{parameter.description} It is {TYPES[parameter.type].meaning}.",
        "schema": schema,
    }
    if parameter.example is not None:
        described["example"] = int(parameter.example) if schema["type"] == "integer" else parameter.example
    return described
