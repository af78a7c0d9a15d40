"""Errors as answers over HTTP: one table of status codes, one form of body.

Source: RFC 9457 (Problem Details for HTTP APIs).
"""

from __future__ import annotations

import re
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from servanda import errors
from servanda.api.methods import allowed
from servanda.api.negotiation import choose
from servanda.api.pages import page

STATUS: dict[type[errors.ServandaError], int] = {
    errors.ServandaError: 500,
    errors.UsageError: 400,
    errors.NotAcceptable: 406,
    errors.NotFound: 404,
    errors.ReadError: 422,
    errors.ExchangeError: 422,
    errors.ModelError: 503,
    errors.DataError: 400,
    errors.ShapeViolation: 422,
    errors.QueryError: 400,
    errors.QueryRefused: 403,
    errors.QueryTimeout: 504,
    errors.QueryExcess: 507,
    errors.ServiceBusy: 503,
    errors.StoreError: 503,
}
"""Status of each error and of those that descend from it."""
FAULT = "something unexpected went wrong: the service's log tells more"
"""What a client is told of a fault of ours."""
RETRY_AFTER = 5  # seconds that a client is asked to wait for a place
_MEDIA_TYPES = ("application/problem+json", "application/json", "text/plain", "text/html")
_POSITION = re.compile(r"\bat (?:line )?(\d+)(?::| column )(\d+)")


def status_of(error: errors.ServandaError) -> int:
    """Return the status of the nearest class that the table names."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def position(reason: str) -> tuple[int, int] | None:
    """Return the line and column, counted from 1, that a reason points to."""
    found = _POSITION.search(reason)
    return (int(found[1]), int(found[2])) if found else None


def pointed(text: str, line: int, column: int) -> str:
    """Return a line of a text with its number, and under it a mark at a column; both counted from 1."""
    lines = text.splitlines()
    if not 1 <= line <= len(lines):
        return ""
    return f"{line} | {lines[line - 1]}\n{' ' * (len(str(line)) + 2 + column)}^"


def problem(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Return an error's answer: JSON, with line and column if known, or text or a page where the client prefers it."""
    all_headers = {"Vary": "Accept", **(headers or {})}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        all_headers["Retry-After"] = str(RETRY_AFTER)
    media_type = choose(request.headers.get("accept"), _MEDIA_TYPES)
    if media_type == "text/plain":
        return PlainTextResponse(detail + "\n", status, all_headers)
    if media_type == "text/html":
        shown = page("problem.html", status, title=HTTPStatus(status).phrase, detail=detail)
        shown.headers.update(all_headers)
        return shown
    body: dict[str, object] = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    if found := position(detail):
        body |= {"line": found[0], "column": found[1]}
    return JSONResponse(body, status, all_headers, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Make an application answer errors in this form."""

    @app.exception_handler(errors.ServandaError)
    def on_error(request: Request, error: errors.ServandaError) -> Response:
        return problem(request, status_of(error), str(error))

    @app.exception_handler(HTTPException)
    def on_http(request: Request, error: HTTPException) -> Response:
        headers, detail = dict(error.headers or {}), str(error.detail)
        if error.status_code == HTTPStatus.NOT_FOUND and detail == HTTPStatus.NOT_FOUND.phrase:
            detail = "there is nothing at this address: / leads to the pages, and /openapi.json lists the rest"
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = allowed(request.scope)
            detail = f"{request.method} is not for this address: use {headers['Allow']}"
        return problem(request, error.status_code, detail, headers)

    @app.exception_handler(Exception)
    def on_fault(request: Request, error: Exception) -> Response:
        return problem(request, 500, FAULT)

    @app.exception_handler(RequestValidationError)
    def on_validation(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        return problem(request, 400, f"{first['loc'][-1]}: {first['msg']}")
