"""The exchange form of an extraction: the JSON that extractors write and that annotations and corrections have too.

The classes mirror `exchange.schema.json` field by field. Offsets count Unicode code points in the document's text,
end exclusive.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

from servanda.errors import ExchangeError

ROLES = ("agents", "partners", "recipients", "instruments")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Software:
    """The program that made an extraction; `model` names the language model that took part, with version and hash."""

    name: str
    version: str
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A government, body, organisation, office or group as one report names it."""

    id: str
    name: str
    type: str
    country: str | None = None
    """ISO 3166-1 alpha-3 of the state it belongs to; None for international bodies."""
    part_of: str | None = None
    """Local id of the actor that it is a part or an official of."""
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    named: bool = True
    """False for a described actor ("local NGOs", "a technical advisor"), which is never joined across reports."""
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, treaty, bill, plan or other legal or policy instrument as one report names it."""

    id: str
    name: str
    type: str
    of: str | None = None
    """ISO 3166-1 alpha-3 of the state whose instrument it is; None for international ones."""
    number: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    named: bool = True
    iri: str | None = None
    links: tuple[str, ...] = ()
    """IRIs of the same instrument in external datasets."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One action or event that the report tells of: done, not done, planned, recommended or claimed."""

    id: str
    quote: str
    start: int
    end: int
    type: str
    agents: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    polarity: str = "affirmed"
    modality: str = "actual"
    attributed_to: str | None = None
    date: str | None = None
    quantity: str | None = None
    certainty: str = "certain"
    """`certain`, or `probable` where the report says "reportedly" or "allegedly"."""
    confidence: float = 1.0
    """The extractor's estimate, 0 to 1, that type and roles are right."""
    rule: str | None = None
    sentence: Span | None = None
    """The sentence that the quotation stands in."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The report's own judgement of an actor's progress; `rating` is the phrase as written."""

    subject: str
    rating: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one report."""

    doc: str
    country: str | None
    text_sha256: str
    extractor: Software
    title: str | None = None
    date: str | None = None
    actors: tuple[Actor, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    statements: tuple[Statement, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    notices: tuple[str, ...] = field(default=())
    """What a reader of the extraction must know, such as an unsupported language."""


def to_json(extraction: Extraction) -> dict[str, Any]:
    """Return the exchange document as plain JSON values, keys in the order of the classes."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(extraction)))
    return plain


def dumps(extraction: Extraction, indent: int | None = None) -> str:
    """Return the exchange document as JSON text; equal extractions give equal text."""
    return json.dumps(to_json(extraction), ensure_ascii=False, indent=indent)


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(files("servanda.ontology").joinpath("exchange.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def from_json(data: Mapping[str, Any], text: str | None = None) -> Extraction:
    """Build an extraction from JSON values, checked against the schema and, where given, against the report's text.

    Offsets that are missing are looked up: the first occurrence of the quotation, and every occurrence of an alias.

    Raises:
        ExchangeError: the document breaks the schema, names an unknown id, or a quotation is not in the text.
    """
    for fault in sorted(_validator().iter_errors(data), key=lambda e: list(map(str, e.path))):
        place = "/".join(map(str, fault.path)) or "the document"
        raise ExchangeError(f"exchange document {data.get('doc', '?')}: {place}: {fault.message}")
    extraction = Extraction(
        doc=data["doc"],
        country=data.get("country"),
        text_sha256=data.get("text_sha256", ""),
        extractor=Software(**data["extractor"]) if "extractor" in data else Software("unknown", "0"),
        title=data.get("title"),
        date=data.get("date"),
        actors=tuple(Actor(**_frozen(entry)) for entry in data["actors"]),
        instruments=tuple(Instrument(**_frozen(entry)) for entry in data["instruments"]),
        statements=tuple(Statement(**_located(entry, text)) for entry in data["statements"]),
        assessments=tuple(Assessment(**_located(entry, text)) for entry in data["assessments"]),
        notices=tuple(data.get("notices", ())),
    )
    check(extraction, text)
    return extraction


def parsed(raw: str | bytes) -> dict[str, Any]:
    """Return the JSON object that an exchange document is written as.

    Raises:
        ExchangeError: it is no JSON, or no object.
    """
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ExchangeError(f"the exchange document is no JSON: {error}") from None
    if not isinstance(data, dict):
        raise ExchangeError(f"the exchange document is a JSON {type(data).__name__}, not an object")
    return data


def _frozen(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Turn JSON lists into tuples and offset objects into spans."""
    out: dict[str, Any] = {}
    for key, value in entry.items():
        if key == "mentions":
            out[key] = tuple(Span(**span) for span in value)
        elif key == "sentence":
            out[key] = Span(**value) if value else None
        else:
            out[key] = tuple(value) if isinstance(value, list) else value
    return out


def _located(entry: Mapping[str, Any], text: str | None) -> dict[str, Any]:
    """Give a quotation without offsets those of its first occurrence."""
    out = _frozen(entry)
    if out.get("end") is None:
        start = text.find(out["quote"]) if text is not None else -1
        if start < 0:
            raise ExchangeError(f"{out.get('id', 'assessment')}: the quotation is not in the text: {out['quote']!r}")
        out |= {"start": start, "end": start + len(out["quote"])}
    return out


def check(extraction: Extraction, text: str | None = None) -> None:
    """Check what a JSON Schema cannot: ids point somewhere, and every quotation stands where its offsets say.

    Raises:
        ExchangeError: the first fault found.
    """
    for kind in (extraction.actors, extraction.instruments, extraction.statements):
        ids = [entry.id for entry in kind]
        if len(set(ids)) < len(ids):
            repeated = next(i for i in ids if ids.count(i) > 1)
            raise ExchangeError(f"{extraction.doc}: the id {repeated} is given twice")
    actors = {a.id for a in extraction.actors}
    instruments = {i.id for i in extraction.instruments}
    for actor in extraction.actors:
        if actor.part_of is not None and actor.part_of not in actors:
            raise ExchangeError(f"{extraction.doc}: {actor.id}: part_of names no actor: {actor.part_of}")
    for s in extraction.statements:
        known = {*s.agents, *s.partners, *s.recipients, *([s.attributed_to] if s.attributed_to else [])}
        if stray := sorted(known - actors) or sorted(set(s.instruments) - instruments):
            raise ExchangeError(f"{extraction.doc}: {s.id}: unknown id: {stray[0]}")
    for a in extraction.assessments:
        if a.subject not in actors:
            raise ExchangeError(f"{extraction.doc}: assessment of an unknown actor: {a.subject}")
    if text is None:
        return
    quotations: tuple[Statement | Assessment, ...] = (*extraction.statements, *extraction.assessments)
    for quoted in quotations:
        if text[quoted.start : quoted.end] != quoted.quote:
            raise ExchangeError(f"{extraction.doc}: the text at {quoted.start}-{quoted.end} is not {quoted.quote!r}")


def with_actors(extraction: Extraction, actors: tuple[Actor, ...], instruments: tuple[Instrument, ...]) -> Extraction:
    """Return the extraction with its actors and instruments replaced."""
    return replace(extraction, actors=actors, instruments=instruments)
