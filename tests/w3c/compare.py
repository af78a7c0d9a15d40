"""Whether two answers say the same: rows in any order, blank nodes by any name, numbers by their value."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

import pyoxigraph as ox

from .manifests import RDF, Term

XSD = "http://www.w3.org/2001/XMLSchema#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
Row = Mapping[str, Term]


def same_rows(one: Iterable[Row], other: Iterable[Row]) -> bool:
    return _canonical(_as_quads(one)) == _canonical(_as_quads(other))


def same_quads(one: Iterable[ox.Quad], other: Iterable[ox.Quad]) -> bool:
    return _canonical(map(_valued, one)) == _canonical(map(_valued, other))


def same_csv(one: bytes, other: bytes) -> bool:
    return _csv_rows(one) == _csv_rows(other)


def same_answers(one: bytes, one_type: str, other: bytes, other_type: str) -> bool:
    """Return whether two answers to a SELECT or ASK say the same, each in a form of SPARQL results."""
    if (boolean := _boolean(one, one_type)) is not None:
        return boolean is _boolean(other, other_type)
    return same_rows(rows_of(one, one_type), rows_of(other, other_type))


def rows_of(document: bytes, media_type: str) -> list[Row]:
    """Return the rows of an answer; nothing of the engine outlives the call, which its threads would not allow."""
    answer = ox.parse_query_results(document, ox.QueryResultsFormat.from_media_type(media_type))
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [
        {name: term for name in names if isinstance(term := row[name], ox.NamedNode | ox.BlankNode | ox.Literal)}
        for row in answer
    ]


def _boolean(document: bytes, media_type: str) -> bool | None:
    answer = ox.parse_query_results(document, ox.QueryResultsFormat.from_media_type(media_type))
    return bool(answer) if isinstance(answer, ox.QueryBoolean) else None


def rows_of_graph(quads: Iterable[ox.Quad]) -> list[Row]:
    """Return the rows of a result set written as RDF."""
    found: dict[Term, dict[str, list[Term]]] = {}
    for quad in quads:
        found.setdefault(quad.subject, {}).setdefault(quad.predicate.value, []).append(quad.object)  # type: ignore[arg-type]
    rows: list[Row] = []
    for node in found.values():
        for solution in node.get(RS + "solution", ()):
            bindings = [found[binding] for binding in found[solution].get(RS + "binding", ())]
            rows.append({b[RS + "variable"][0].value: b[RS + "value"][0] for b in bindings})
    return rows


def _as_quads(rows: Iterable[Row]) -> Iterable[ox.Quad]:
    for row in rows:
        node = ox.BlankNode()
        yield ox.Quad(node, ox.NamedNode(RDF + "type"), ox.NamedNode("x:row"))
        for name, term in row.items():
            yield _valued(ox.Quad(node, ox.NamedNode(f"x:{name}"), term))


def _valued(quad: ox.Quad) -> ox.Quad:
    """Replace a number or boolean by a literal that stands for its value."""
    term = quad.object
    if isinstance(term, ox.Literal) and term.datatype.value == XSD + "boolean":
        value = {"0": "false", "1": "true"}.get(term.value, term.value)
        return ox.Quad(quad.subject, quad.predicate, ox.Literal(value, datatype=term.datatype), quad.graph_name)
    if isinstance(term, ox.Literal) and term.datatype.value in {XSD + "decimal", XSD + "double", XSD + "float"}:
        try:
            is_decimal = term.datatype.value == XSD + "decimal"
            value = str(Decimal(term.value).normalize()) if is_decimal else f"{float(term.value):.6g}"
        except ArithmeticError:
            value = term.value
        return ox.Quad(quad.subject, quad.predicate, ox.Literal(value, datatype=term.datatype), quad.graph_name)
    return quad


def _canonical(quads: Iterable[ox.Quad]) -> set[str]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def _csv_rows(document: bytes) -> Counter[frozenset[tuple[str, str]]]:
    """Return the rows, each as its columns by name: the order of SELECT * is the engine's own."""
    rows = csv.DictReader(io.StringIO(document.decode(), newline=""))
    return Counter(
        frozenset((name, "_:" if cell.startswith("_:") else cell) for name, cell in row.items()) for row in rows
    )
