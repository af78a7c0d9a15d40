"""Canonical IRIs of instruments, also of those that no authority record describes.

In this order: the IRI in the dataset that identifies it, the European Legislation Identifier where the state's scheme
follows from kind, date and number, the Akoma Ntoso naming convention (OASIS, version 1.0, part 2), else our own.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import URIRef

from servanda.graph.citations.citation import Citation
from servanda.graph.citations.described import telling
from servanda.graph.citations.national import kind_named
from servanda.graph.citations.treaties import by_id
from servanda.ontology.authority import country
from servanda.ontology.authority_graph import instrument_iri
from servanda.ontology.iris import Iris, slug

_TITLED = frozenset({"act", "law", "code", "ordinance", "constitution", "bill"})
"""Kinds of which a state has only one with the same title and year."""
_DAY = 10  # characters of a full date


@dataclass(frozen=True, slots=True)
class _Eli:
    """The scheme of one state."""

    needs: str
    kinds: dict[str, str]
    pattern: str
    number: str


def canonical(citation: Citation, iris: Iris) -> URIRef | None:
    """Return the IRI that stands for the instrument everywhere, or None where the citation does not identify one."""
    if citation.instrument:
        return instrument_iri(by_id()[citation.instrument], iris)
    if eli := eli_of(citation):
        return URIRef(eli)
    if citation.links:
        return URIRef(citation.links[0])
    if path := akoma_ntoso(citation):
        return iris(path)
    if citation.jurisdiction and citation.number:
        return iris.instrument(citation.jurisdiction, f"{citation.kind} {citation.number}")
    return None


def eli_of(citation: Citation) -> str | None:
    """Return the European Legislation Identifier of a state's law or of an act of the Union, or None."""
    for name, code in citation.identifiers:
        if name == "eli":
            return f"http://data.europa.eu/eli/{code}"
    scheme = _schemes().get(citation.jurisdiction or "")
    if scheme is None or not citation.number or not citation.date or citation.kind not in scheme.kinds:
        return None
    if not re.fullmatch(scheme.number, citation.number) or (scheme.needs == "day" and len(citation.date) != _DAY):
        return None
    year, month, day = (*citation.date.split("-"), "", "")[:3]
    bare = citation.number.split("/")[0]
    return scheme.pattern.format(
        kind=scheme.kinds[citation.kind], y=year, m=month, d=day, m1=month.lstrip("0"), d1=day.lstrip("0"),
        n=bare, number=citation.number,
    )  # fmt: skip


def akoma_ntoso(citation: Citation) -> str | None:
    """Return the Akoma Ntoso path of a state's law, such as `akn/ml/act/2012-07-12/2012-023`, or None.

    It takes a date; where a law has no number, its title stands for it if that tells what it is about.
    """
    state = country(citation.jurisdiction) if citation.jurisdiction else None
    titled = citation.title if citation.kind in _TITLED and telling(citation.title or "") else None
    name = citation.number or titled
    if state is None or not citation.date or not name:
        return None
    kind = kind_named(citation.kind)
    parts = ["akn", state.iso2.lower(), "bill" if citation.kind == "bill" else "act"]
    if kind and kind.subtype:
        parts.append(kind.subtype)
    return "/".join([*parts, citation.date, slug(name)])


@cache
def _schemes() -> dict[str, _Eli]:
    text = files("servanda.graph.citations").joinpath("data", "eli.toml").read_text(encoding="utf-8")
    return {
        row["country"]: _Eli(row["needs"], row["kinds"], row["pattern"], row["number"])
        for row in tomllib.loads(text)["schemes"]
    }
