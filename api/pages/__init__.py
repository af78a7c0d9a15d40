"""The templates of the pages, and what they have in common: assets, headers, how terms and addresses look."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader
from markupsafe import Markup
from rdflib import Literal, URIRef
from rdflib.term import Node

from servanda import __version__
from servanda.api.addresses import page_of
from servanda.api.outlines import dot
from servanda.ontology import authority
from servanda.ontology.vocab import PREFIXES
from servanda.settings import settings

STATIC = Path(__file__).parent.parent / "static"
"""Folder of style sheet, pictures and bundled scripts, served at `/static`."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""No page asks anything of another host, and nothing in a page is a script or style, but what its editor writes."""


def page(template: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401 (whatever the templates show)
    """Return a rendered page, with a nonce for the styles that the editor writes into it."""
    nonce = secrets.token_urlsafe(16)
    text = _environment().get_template(template).render(version=__version__, nonce=nonce, **values)
    return HTMLResponse(text, status, {name: value.replace("{nonce}", nonce) for name, value in HEADERS.items()})


def address_of(iri: object) -> str:
    """Return the address of the page about a thing of our data; a thing elsewhere has its IRI for one."""
    text, base = str(iri or ""), settings().base_iri
    if text.startswith(base):
        return page_of(text.removeprefix(base), base)
    return text if text.startswith(("http://", "https://")) else ""


def shortened(term: Node | str | None) -> str:
    """Return a term for people: an IRI with its prefix or its last steps, a literal's text."""
    if term is None or isinstance(term, Literal):
        return str(term or "")
    text = str(term)
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text.removeprefix(settings().base_iri)


def partner_of(variables: Sequence[str], row: Sequence[Node | None], place: int) -> Node | None:
    """Return the IRI behind a cell of an answer: the cell itself, or that in the column `NAME_iri` beside it."""
    if isinstance(row[place], URIRef):
        return row[place]
    beside = f"{variables[place]}_iri"
    return row[variables.index(beside)] if beside in variables else None


@cache
def asset(name: str) -> str:
    """Return the address of a static file, which changes with its content so that it may be cached for good."""
    path = STATIC / name
    mark = hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "missing"
    return f"/static/{name}?v={mark}"


def marked(sentence: str, marks: Sequence[Mapping[str, Any]]) -> Markup:
    """Return a sentence with the words that name actors marked, by their offsets and types."""
    out, place = Markup(""), 0
    for mark in sorted(marks, key=lambda mark: int(mark["start"])):
        if mark["start"] >= place:
            out += sentence[place : mark["start"]]
            words = sentence[mark["start"] : mark["end"]]
            out += Markup('<mark class="{}">{}</mark>').format(str(mark["type"]).lower(), words)
            place = mark["end"]
    return out + sentence[place:]


def words(name: str) -> str:
    """Return the name of a class as words: "international body" for `InternationalBody`."""
    return name if name.isupper() else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def manner_of(kind: str) -> str:
    """Return how an activity of a class is told, as the style sheet names it: `claimed` for `ClaimedActivity`."""
    for begins, name in (("Claimed", "claimed"), ("Planned", "planned"), ("Recommended", "recommended")):
        if kind.startswith(begins):
            return name
    return "negated" if kind == "NonOccurrence" else "actual"


def data_of(iri: object) -> str:
    """Return the address of the RDF about a thing of our data."""
    return f"/data/{str(iri).removeprefix(settings().base_iri)}"


def host(address: str) -> str:
    """Return the host of an address, as the name of a link."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def country_name(iso3: str | None) -> str:
    """Return a country's English name, or its code where it is unknown."""
    known = authority.country(iso3) if iso3 else None
    return known.name if known else iso3 or ""


@cache
def _environment() -> Environment:
    environment = Environment(loader=PackageLoader("servanda.api.pages", ""), autoescape=True, trim_blocks=True)
    environment.filters |= {"country": country_name, "data": data_of, "host": host}
    environment.filters |= {"manner": manner_of, "marked": marked, "page": address_of}
    environment.filters |= {"shortened": shortened, "words": words}
    environment.globals |= {"asset": asset, "mark_of": dot, "partner_of": partner_of}
    return environment
