"""Reviews: what may be one, what people decided on it and corrected, for the bearer of the token."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Literal, cast

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError
from rdflib import URIRef

from servanda.api import body, judgements
from servanda.api.access import WriterOnly
from servanda.api.answering import answered, etag_of, is_known
from servanda.api.changes import Keep, Withdraw
from servanda.api.parameters import OnlyDescribed
from servanda.api.reviewing import (
    ListCandidates,
    ListMatches,
    ListRecords,
    ListRevisions,
    ShowRecord,
    Which,
)
from servanda.api.routes.documented import CHANGES, Responses
from servanda.api.routes.filtering import iri_of
from servanda.api.worker import Task
from servanda.api.writer import Writer
from servanda.errors import UsageError
from servanda.graph.candidates import LEAST
from servanda.graph.records import COLUMNS, from_table, iri, values
from servanda.graph.reviews import Correction, Decision, Record
from servanda.ontology.iris import Iris

router = APIRouter(prefix="/api/review", tags=["review"], dependencies=[WriterOnly, OnlyDescribed])
_JSON, _CSV = "application/json", "text/csv"
_PAGE, _LARGEST_PAGE = 50, 1000
_EXAMPLE = {
    "by": "Aminata Traoré",
    "decisions": [
        {
            "subject": "actor/mli/ministry-of-law",
            "object": "actor/mli/ministry-of-justice",
            "judgement": "positive",
            "reason": "renamed in 2011",
        }
    ],
}
_TABLE_EXAMPLE = "subject,object,judgement\nactor/mli/ministry-of-law,actor/mli/ministry-of-justice,positive\n"
_GIVEN = {
    **judgements.Given.model_json_schema(),
    "properties": {
        **judgements.Given.model_json_schema()["properties"],
        "decisions": {"type": "array", "items": judgements.GivenDecision.model_json_schema()},
        "corrections": {"type": "array", "items": judgements.GivenCorrection.model_json_schema()},
    },
}
_GIVEN.pop("$defs")
_TABLE_OR_JSON: Responses = {200: {"content": {_CSV: {"schema": {"type": "string"}}}}}

Country = Annotated[str, Query(description="only of this state (ISO 3166-1 alpha-3)", examples=["MLI"])]
Limit = Annotated[int, Query(ge=1, le=_LARGEST_PAGE, description="how many, at most")]
Offset = Annotated[int, Query(ge=0, le=10**6, description="how many to pass over")]
Format = Annotated[Literal["json", "csv"], Query(description="csv: all of them, as a table")]


@router.get(
    "/candidates",
    summary="List the pairs of actors or instruments that may be one",
    response_model=judgements.Candidates,
    responses=CHANGES | _TABLE_OR_JSON,
)
async def list_candidates(
    request: Request,
    country: Country = "",
    least: Annotated[float, Query(ge=0, le=1, description="score from which on a pair is listed")] = LEAST,
    offset: Offset = 0,
    limit: Limit = _PAGE,
    format: Format = "json",
) -> Response:
    """List those first on which most statements hang; pairs that were judged one way or the other are left out."""
    task = ListCandidates(_iris(request), country.upper() or None, least, offset, limit, format == "csv")
    return await _listed(request, task, "candidates.csv" if format == "csv" else None)


@router.get(
    "/matches",
    summary="List the sentences that may tell what became of a recommendation or commitment",
    response_model=judgements.Matches,
    responses=CHANGES | _TABLE_OR_JSON,
)
async def list_matches(
    request: Request,
    country: Country = "",
    offset: Offset = 0,
    limit: Limit = _PAGE,
    format: Format = "json",
) -> Response:
    """List the likest first. A decision on wish and passage (subject and object of a record) settles one.

    A sentence that was found to tell of a wish counts for the statuses from then on; one that was not is passed over.
    """
    task = ListMatches(_iris(request), country.upper() or None, offset, limit, format == "csv")
    return await _listed(request, task, "matches.csv" if format == "csv" else None)


@router.get(
    "/records",
    summary="List decisions and corrections",
    response_model=judgements.Records,
    responses=CHANGES | _TABLE_OR_JSON,
)
async def list_records(
    request: Request,
    kind: Annotated[Literal["decision", "correction", ""], Query(description="only these")] = "",
    judgement: Annotated[Literal["positive", "negative", "unsure", ""], Query(description="only these")] = "",
    about: Annotated[str, Query(description="IRI of a thing, or of the report of corrected statements")] = "",
    by: Annotated[str, Query(max_length=200, description="only of this person")] = "",
    offset: Offset = 0,
    limit: Limit = _PAGE,
    format: Format = "json",
) -> Response:
    """List the newest first. The table can be sent again, here or to another store."""
    thing = iri(about, _iris(request)) if about else None
    which = Which(kind or None, judgement or None, thing, by or None)
    task = ListRecords(_iris(request), which, offset, limit, format == "csv")
    return await _listed(request, task, "records.csv" if format == "csv" else None)


@router.post(
    "/records",
    summary="Keep decisions and corrections",
    response_model=judgements.Kept,
    responses=CHANGES,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                _JSON: {
                    "schema": _GIVEN,
                    "example": _EXAMPLE,
                },
                _CSV: {
                    "schema": {"type": "string", "description": f"a table with the columns {', '.join(COLUMNS[:3])}"},
                    "example": _TABLE_EXAMPLE,
                },
            },
        }
    },
)
async def keep_records(
    request: Request,
    by: Annotated[str, Query(max_length=200, description="who decides, where a table does not tell")] = "",
) -> judgements.Kept:
    """Keep all of them or none. A record takes the place of an earlier one on the same thing.

    What follows is done at once, in all reports that are loaded, and at every later load. A table of candidates can be
    sent as it came once its column `judgement` is filled in; rows without one are passed over. A table of corrections
    has the columns target, property, values (apart by spaces).
    """
    limit = request.app.state.settings.max_upload_bytes
    media_type = body.media_type_of(request, (_JSON, _CSV))
    text = await body.read_text(request, limit)
    iris, at = _iris(request), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = list(_records(text, iris, at)) if media_type == _JSON else from_table(text, iris, by, at)
    if not found:
        raise UsageError("there is no decision or correction in the request: send one at least")
    changed = cast(int, await _writer(request).run(Keep(iris, tuple(found))))
    kept = {record.iri(iris): record for record in found}
    return judgements.Kept(records=[judgements.Record.of(record, iris) for record in kept.values()], reports=changed)


@router.get(
    "/records/{record:path}",
    summary="Return a decision or correction",
    response_model=judgements.Record,
    responses=CHANGES,
)
async def show_record(request: Request, record: str) -> Response:
    """Return it; `record` is its IRI, or the last steps of it, such as decision/0123456789abcdef."""
    return await _listed(request, ShowRecord(_iris(request), iri(_path(record), _iris(request))))


@router.delete("/records/{record:path}", summary="Take back a decision or correction", responses=CHANGES)
async def withdraw_record(request: Request, record: str) -> judgements.Withdrawn:
    """Undo all that followed from it: each report is again as it would be without."""
    iris = _iris(request)
    found, changed = cast("tuple[Record, int]", await _writer(request).run(Withdraw(iris, iri(_path(record), iris))))
    return judgements.Withdrawn(record=judgements.Record.of(found, iris), reports=changed)


@router.get(
    "/statements",
    summary="List the statements of a report, as they were read and as they stand",
    response_model=judgements.Revisions,
    responses=CHANGES,
)
async def list_revisions(
    request: Request,
    report: Annotated[
        str, Query(min_length=1, description="IRI of the report, or the last steps of it", examples=["wfcl/mli/2021"])
    ],
) -> Response:
    """List them in the order of the text, with what people said of each; spurious ones are there, too."""
    return await _listed(request, ListRevisions(_iris(request), URIRef(iri_of(request, report, "report"))))


async def _listed(request: Request, task: Task, file: str | None = None) -> Response:
    etag = etag_of(request, repr(task))
    headers = {"Cache-Control": "private, no-cache", **({"ETag": etag} if etag else {})}
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    if file is not None:
        headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return await answered(request, task, headers=headers, longest=request.app.state.settings.update_timeout)


def _records(text: str, iris: Iris, at: str) -> Iterator[Record]:
    """Yield the records of a request in JSON.

    Raises:
        UsageError: it is no such JSON.
    """
    try:
        given = judgements.Given.model_validate_json(text)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the body"
        raise UsageError(f"{place}: {first['msg']}: see /openapi.json for the form") from None
    for one in given.decisions:
        pair = (iri(one.subject, iris), iri(one.object, iris))
        yield Decision(*pair, one.judgement, given.by, at, one.reason or given.reason, one.score)
    for other in given.corrections:
        named = values(other.values, other.property, iris)
        yield Correction(iri(other.target, iris), other.property, named, given.by, at, other.reason or given.reason)


def _path(record: str) -> str:
    """Return an IRI from the path of an address, where proxies may have made one slash of two."""
    return record.replace(":/", "://").replace(":///", "://") if record.startswith("http") else record


def _iris(request: Request) -> Iris:
    return Iris(request.app.state.settings.base_iri)


def _writer(request: Request) -> Writer:
    return cast(Writer, request.app.state.writer)
