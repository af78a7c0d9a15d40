"""The question that is put to the model: what to look for, in which form to answer, and a piece of a report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from servanda.loaders.chat.client import Message
from servanda.loaders.document import Document

LISTS: Mapping[str, tuple[str, str]] = {
    "actors": ("actor", "id name type country part_of aliases"),
    "instruments": ("instrument", "id name type of number aliases"),
    "statements": (
        "statement",
        "id quote type agents partners recipients instruments polarity modality attributed_to date quantity",
    ),
    "assessments": ("assessment", "subject rating quote"),
}
"""The lists of an answer: the definition of its entries in the exchange schema, and the fields that are asked for."""

_PLAIN: Mapping[str, dict[str, Any]] = {
    "country": {"type": ["string", "null"]},
    "localId": {"type": "string"},
    "ids": {"type": "array", "items": {"type": "string"}},
    "names": {"type": "array", "items": {"type": "string"}},
}
"""Parts of the exchange schema in the words that endpoints know: no patterns, no lengths."""


@cache
def exchange_schema() -> dict[str, Any]:
    """Return the JSON Schema of exchange documents."""
    read: dict[str, Any] = json.loads(files("servanda.ontology").joinpath("exchange.schema.json").read_text("utf-8"))
    return read


@cache
def answer_schema() -> dict[str, Any]:
    """Return the JSON Schema that an answer is asked to follow: the exchange form without what we add ourselves."""
    return _closed({name: {"type": "array", "items": _entry(*wanted)} for name, wanted in LISTS.items()})


@cache
def instructions() -> str:
    """Return what the model is told to do."""
    return files("servanda.loaders.chat").joinpath("instructions.txt").read_text("utf-8")


@cache
def fingerprint() -> str:
    """Return a short hash of instructions and schema: extractions under another one are not the same run."""
    words = instructions() + json.dumps(answer_schema(), sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def messages(document: Document, start: int, end: int, known: Iterable[str]) -> list[Message]:
    """Return the question about `text[start:end]` of a report.

    Args:
        document: the report.
        start: first character asked about.
        end: character after the last one.
        known: names of the actors and instruments that earlier pieces of the report held.
    """
    about = {
        "title": document.metadata.title,
        "country": document.metadata.country,
        "date": document.metadata.date,
        "names_so_far": list(known),
        "text": document.text[start:end],
    }
    asked = (
        "Read the text of this JSON object. Where an actor or instrument is one of names_so_far, give it that name.\n"
        + json.dumps(about, ensure_ascii=False)
    )
    return [{"role": "system", "content": instructions()}, {"role": "user", "content": asked}]


def _entry(definition: str, fields: str) -> dict[str, Any]:
    properties = exchange_schema()["$defs"][definition]["properties"]
    return _closed({field: _plain(properties[field]) for field in fields.split()})


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has all of these properties and no others, as strict endpoints want it."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _plain(schema: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return _PLAIN[schema["$ref"].rpartition("/")[2]]
    if "enum" in schema:
        return {"type": "string", "enum": schema["enum"]}
    return {"type": schema["type"]}
