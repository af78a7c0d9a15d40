"""An answer as a page shows it: as a table, and where it fits as a network or a chart."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from servanda.api.chart import Point
from servanda.api.pages import shortened
from servanda.graph.network.pairs import paired
from servanda.graph.network.view import View, view
from servanda.graph.store import Solutions
from servanda.ontology.vocab import ACTOR_TYPES, INSTRUMENT_TYPES

DRAWN = 150
"""Things of a network on a page; the strongest where there are more."""
_HIDDEN = "_iri"
"""End of the name of a column that only says where the cell beside it leads."""
_ENTITY = re.compile(r"/(?:actor|instrument)/")
_NUMBERS = frozenset((
    XSD.integer, XSD.decimal, XSD.double, XSD.float, XSD.int, XSD.long, XSD.short, XSD.nonNegativeInteger,
    XSD.positiveInteger, XSD.unsignedInt,
))  # fmt: skip
_TYPES = {str(iri): name for name, iri in ACTOR_TYPES.items()} | dict.fromkeys(
    map(str, INSTRUMENT_TYPES.values()), "Instrument"
)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of an answer, and what else can be made of them."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Node | None, ...], ...]

    def links(self) -> list[tuple[int, int | None]]:
        """Return the columns that are shown, each with the column that holds the IRIs of its cells, if one does."""
        found: list[tuple[int, int | None]] = []
        for place, name in enumerate(self.variables):
            if name.endswith(_HIDDEN) and len(self.variables) > 1:
                continue
            beside = name + _HIDDEN
            if any(isinstance(row[place], URIRef) for row in self.rows):
                found.append((place, place))
            else:
                found.append((place, self.variables.index(beside) if beside in self.variables else None))
        return found

    def points(self) -> tuple[str, list[Point]] | None:
        """Return the name and points of a chart: the first column of numbers against the first of anything else."""
        columns = [place for place, _ in self.links()]
        numbers = next((place for place in columns if self._all(place, _is_number)), None)
        names = next((place for place in columns if place != numbers and self._all(place, _has_name)), None)
        if numbers is None or names is None or len(self.rows) < 2:
            return None
        rows = [(shortened(row[names]), float(str(row[numbers]))) for row in self.rows if row[names] and row[numbers]]
        if any(value < 0 or not math.isfinite(value) for _, value in rows) or len({name for name, _ in rows}) < len(
            rows
        ):
            return None
        return self.variables[numbers], rows

    def pairs(self) -> tuple[list[tuple[str, str]], dict[str, str]] | None:
        """Return the pairs of the first two columns of things, preferably actors or instruments, and their names."""
        linked = [(shown, iris) for shown, iris in self.links() if iris is not None]
        things = [pair for pair in linked if self._all(pair[1], lambda term: bool(_ENTITY.search(str(term))))]
        if len(chosen := (things if len(things) > 1 else linked)[:2]) < 2:
            return None
        (one, one_iri), (other, other_iri) = chosen
        names: dict[str, str] = {}
        pairs: list[tuple[str, str]] = []
        for row in self.rows:
            ends = (row[one_iri], row[other_iri])
            if isinstance(ends[0], URIRef) and isinstance(ends[1], URIRef) and ends[0] != ends[1]:
                pairs.append((str(ends[0]), str(ends[1])))
                names |= {str(iri): shortened(row[shown]) for iri, shown in zip(ends, (one, other), strict=True)}
        return (pairs, names) if pairs else None

    def _all(self, place: int, fits: Callable[[Node], bool]) -> bool:
        terms = [term for row in self.rows if (term := row[place]) is not None]
        return bool(terms) and all(fits(term) for term in terms)


def table(found: Solutions) -> Table:
    """Return an answer as a table."""
    return Table(found.variables, tuple(tuple(row.get(name) for name in found.variables) for row in found.rows))


def network_of(pairs: Sequence[tuple[str, str]], names: Mapping[str, str], types: Mapping[str, str]) -> View:
    """Return what is drawn of pairs: the `DRAWN` strongest things."""
    about = {iri: (name, types.get(iri, _guessed(iri))) for iri, name in names.items()}
    return view(paired(pairs, about), DRAWN)


def network_of_graph(graph: Graph) -> View | None:
    """Return what is drawn of a graph: its things by their names, joined by its triples; None where none joins two."""
    pairs = [
        (str(s), str(o))
        for s, p, o in graph
        if isinstance(s, URIRef) and isinstance(o, URIRef) and p != RDF.type and s != o
    ]
    names = {iri: _label(graph, URIRef(iri)) for pair in pairs for iri in pair}
    kinds = {str(s): _TYPES[str(o)] for s, o in graph.subject_objects(RDF.type) if str(o) in _TYPES}
    return network_of(pairs, names, kinds) if pairs else None


def _label(graph: Graph, iri: URIRef) -> str:
    found = graph.value(iri, RDFS.label) or graph.value(iri, SKOS.prefLabel)
    return str(found) if found is not None else shortened(iri)


def _guessed(iri: str) -> str:
    return "Instrument" if "/instrument/" in iri else ""


def _is_number(term: Node) -> bool:
    return isinstance(term, Literal) and term.datatype in _NUMBERS


def _has_name(term: Node) -> bool:
    return not _is_number(term) or bool(re.fullmatch(r"[12]\d{3}", str(term)))
