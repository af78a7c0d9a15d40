"""The endpoint for SPARQL updates, for the bearer of the token.

Source: SPARQL 1.1 Protocol, W3C Recommendation, 21 March 2013, section 2.2.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import Response

from servanda.api import body
from servanda.api.access import WriterOnly
from servanda.api.changes import Update
from servanda.api.routes.documented import CHANGES
from servanda.api.routes.sparql import seconds
from servanda.api.writer import Writer
from servanda.errors import UsageError

router = APIRouter(tags=["SPARQL"])
_UPDATE = "application/sparql-update"
_EXAMPLE = "INSERT DATA { GRAPH <https://example.org/notes> { <https://example.org/a> <https://example.org/b> 1 } }"


@router.post(
    "/update",
    summary="Run a SPARQL update in one transaction",
    status_code=204,
    dependencies=[WriterOnly],
    responses=CHANGES,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                _UPDATE: {"schema": {"type": "string"}, "example": _EXAMPLE},
                body.FORM: {
                    "schema": {"type": "object", "properties": {"update": {"type": "string"}}},
                    "example": {"update": _EXAMPLE},
                },
            },
        }
    },
)
async def update(request: Request) -> Response:
    """Run the update of the body; queries see it once this is answered."""
    media_type = body.media_type_of(request, (_UPDATE, body.FORM))
    text = await body.read_text(request, request.app.state.settings.max_upload_bytes)
    fields = request.query_params.multi_items()
    fields += [("update", text)] if media_type == _UPDATE else parse_qsl(text, keep_blank_values=True)
    writer: Writer = request.app.state.writer
    await writer.run(*_asked(fields, base=str(request.url.replace(query=""))))
    return Response(status_code=204)


@router.options("/update", include_in_schema=False)
async def options() -> Response:
    """Say which methods there are."""
    return Response(status_code=204, headers={"Allow": "POST, OPTIONS"})


def _asked(fields: list[tuple[str, str]], base: str) -> tuple[Update, float | None]:
    """Return the update and its time limit.

    Raises:
        UsageError: a parameter is missing, repeated, or of the query protocol.
    """
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    if "query" in values:
        raise UsageError("this is the endpoint for updates: send queries to /sparql")
    if len(values.get("update", ())) != 1:
        raise UsageError(f"there are {len(values.get('update', ()))} updates in the request: send one")
    if len(values.get("timeout", ())) > 1:
        raise UsageError("timeout is given more than once: give it once")
    asked = Update(
        values["update"][0],
        base,
        tuple(values.get("using-graph-uri", ())),
        tuple(values.get("using-named-graph-uri", ())),
    )
    return asked, seconds(values.get("timeout", [""])[0])
