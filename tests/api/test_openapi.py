"""Requests made from the OpenAPI document: no answer may be a fault of the server, or of a form not described."""

from __future__ import annotations

from typing import Any

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from servanda.api.app import create_app
from servanda.settings import Settings

EXAMPLES = 1  # requests made for each operation, beside its own examples


@schemathesis.serializer(
    "application/sparql-query", "application/sparql-update", "text/turtle", "application/n-triples",
    "application/rdf+xml", "application/ld+json",
)  # fmt: skip
def as_text(context: object, value: object) -> bytes:
    return str(value).encode("utf-8", "replace")


CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
schema = schemathesis.openapi.from_dict(create_app(Settings()).openapi())


@schema.exclude(
    path_regex=r"^/metrics|^/api/queries/(?!who-partnered)"
).parametrize()  # one named query is like the others
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_answers_as_described(case: schemathesis.Case[Any], filled: httpx.Client) -> None:
    case.call_and_validate(base_url=str(filled.base_url), timeout=30, checks=CHECKS)


def test_the_document_names_every_operation_and_its_answers(filled: httpx.Client) -> None:
    document = filled.get("/openapi.json").json()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation.get("summary"), (method, path)
            assert any(status.startswith(("2", "3")) for status in operation["responses"]), (method, path)
