"""`/reconcile`: the Reconciliation Service API 0.2, as OpenRefine and other clients speak it.

Answers come as JSON, or as JSONP where a client names a `callback`.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, Response

from servanda.api.body import FORM, media_type_of, read_text
from servanda.api.known import KnownNames
from servanda.errors import NotFound, UsageError
from servanda.graph.matching.vocabulary import PROPERTIES, TYPES, description, properties
from servanda.graph.reconciliation import Reconciler
from servanda.ontology.iris import Iris
from servanda.ontology.targets import scheme

router = APIRouter(responses={200: {"content": {"application/javascript": {}}}})  # with a callback

_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*")
_FRAMED = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *",
    "X-Content-Type-Options": "nosniff",
}
"""Headers of previews, which a client shows inside its own page."""


@router.get("/reconcile", summary="Describe the reconciliation service, or answer queries in the address")
async def reconcile(request: Request) -> Response:
    """Answer `queries` or `extend`; without them return the service manifest."""
    fields = {name: request.query_params.getlist(name) for name in request.query_params}
    return await _answered(request, fields)


@router.post("/reconcile", summary="Match names with known actors and instruments, in batches")
async def reconcile_form(request: Request) -> Response:
    """Answer the form fields `queries` or `extend`, each holding JSON."""
    media_type_of(request, (FORM,))
    text = await read_text(request, request.app.state.settings.max_request_bytes)
    return await _answered(request, parse_qs(text, keep_blank_values=True))


async def _answered(request: Request, fields: dict[str, list[str]]) -> Response:
    callback = next(iter(fields.get("callback", ())), None)
    for name in ("queries", "extend"):
        if name in fields:
            asked = _json(name, fields[name][0])
            reconciler = await run_in_threadpool(_reconciler, request)
            answer = reconciler.answer if name == "queries" else reconciler.extend
            return _sent(await run_in_threadpool(answer, asked), callback)
    reconciler = await run_in_threadpool(_reconciler, request)
    return _sent(reconciler.manifest(str(request.base_url).rstrip("/")), callback)


@router.get("/reconcile/suggest/{kind}", summary="Complete the name of an entity, type or property")
def suggest(request: Request, kind: str, prefix: str = "", cursor: int = 0, callback: str | None = None) -> Response:
    """Return what goes on from the prefix."""
    reconciler = _reconciler(request)
    if kind == "entity":
        return _sent(reconciler.suggest_entities(prefix, max(0, cursor)), callback)
    if kind == "type":
        return _sent(reconciler.suggest_types(prefix), callback)
    if kind == "property":
        return _sent(reconciler.suggest_properties(prefix), callback)
    raise NotFound(f"{kind} cannot be suggested: ask for entity, type or property")


@router.get("/reconcile/extend/propose", summary="Propose properties for entities of a type")
def propose(
    request: Request, type: str | None = None, limit: int | None = None, callback: str | None = None
) -> Response:
    """Return the properties that entities of the type may have."""
    return _sent(_reconciler(request).propose(type, limit), callback)


@router.get("/reconcile/flyout/{kind}", summary="Describe an entity, type or property in a few words of HTML")
def flyout(request: Request, kind: str, id: str, callback: str | None = None) -> Response:
    """Return an id with a piece of HTML."""
    if kind == "entity":
        return _sent({"id": id, "html": _summary(_reconciler(request), id)}, callback)
    known = {"type": TYPES, "property": properties()}.get(kind, {})
    if id not in known:
        raise NotFound(f"there is no {kind} {id!r}: /reconcile/suggest/{kind} lists them")
    return _sent({"id": id, "html": f"<p>{html.escape(known[id])}</p>"}, callback)


@router.get("/reconcile/preview", summary="Preview an entity as a small page")
def preview(request: Request, id: str) -> HTMLResponse:
    """Return a page for a frame of 420 by 200 pixels."""
    body = _summary(_reconciler(request), id)
    text = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title>'
        "<style>body{font:14px system-ui,sans-serif;margin:8px}h1{font-size:16px;margin:0 0 4px}"
        f"dt{{color:#555;float:left;margin-right:.4em}}</style></head><body>{body}</body></html>"
    )
    return HTMLResponse(text, headers=_FRAMED)


def _summary(reconciler: Reconciler, ident: str) -> str:
    entry = reconciler.entry(ident)
    if entry is None:
        raise NotFound(f"there is no entity {ident!r}: ask /reconcile for candidates")
    parts = [f"<h1>{html.escape(entry.name)}</h1><p>{html.escape(description(entry))}</p><dl>"]
    if entry.aliases:
        parts.append(f"<dt>{PROPERTIES['alias']}</dt><dd>{html.escape('; '.join(entry.aliases[:5]))}</dd>")
    for name, code in sorted(entry.identifiers):
        target = scheme(name)
        address = target.page(code) or target.iri(code)
        shown = html.escape(code)
        if address:
            shown = f'<a href="{html.escape(address, quote=True)}" target="_blank" rel="noopener">{shown}</a>'
        parts.append(f"<dt>{html.escape(target.label.split(',')[0])}</dt><dd>{shown}</dd>")
    return "".join([*parts, "</dl>"])


def _reconciler(request: Request) -> Reconciler:
    known: KnownNames = request.app.state.known
    return Reconciler(known.index(), Iris(request.app.state.settings.base_iri))


def _json(name: str, text: str) -> Any:  # noqa: ANN401 (what a client sent)
    try:
        return json.loads(text)
    except ValueError as fault:
        raise UsageError(f"{name} is no JSON: {fault}; correct it") from None


def _sent(answer: dict[str, Any], callback: str | None) -> Response:
    if callback is None:
        return JSONResponse(answer)
    if not _CALLBACK.fullmatch(callback):
        raise UsageError(f"callback is {callback!r}: it must be the name of a function")
    text = json.dumps(answer, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    headers = {"X-Content-Type-Options": "nosniff"}
    return Response(f"/**/{callback}({text});", media_type="application/javascript", headers=headers)
