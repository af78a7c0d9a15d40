"""Parameters of addresses: read once each, and described for OpenAPI."""

from __future__ import annotations

from typing import Any

from fastapi import Depends, Request
from fastapi.routing import APIRoute

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


def _only_described(request: Request) -> None:
    """Refuse parameters that the OpenAPI document does not tell of: a filter misspelt would be passed over in silence.

    Raises:
        UsageError: there is one.
    """
    route = request.scope["route"]
    if not isinstance(route, APIRoute):
        return
    method = "get" if request.method == "HEAD" else request.method.lower()
    described = request.app.openapi()["paths"].get(route.path_format, {}).get(method, {})
    known = [one["name"] for one in described.get("parameters", ()) if one["in"] == "query"]
    if unknown := sorted(request.query_params.keys() - set(known)):
        takes = f"it takes {', '.join(known)}" if known else "it takes none"
        raise UsageError(f"{request.url.path} has no parameter {unknown[0]!r}: {takes}")


OnlyDescribed = Depends(_only_described)
"""Dependency of routers whose addresses take the parameters that are described, and no others."""


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
