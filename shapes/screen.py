"""Screens a graph: whether any shape may be violated, asked of the embedded engine in one query for each shape.

pySHACL walks from node to node in Python and takes seconds for thousands of rows of a table; nearly all graphs conform.
So each shape is turned into a query for the nodes that violate it, as the SPARQL definitions of the SHACL
Recommendation (https://www.w3.org/TR/shacl/, section 4) read. A graph for which all of them find nothing conforms; for
any other pySHACL decides and tells why. What cannot be decided in SPARQL counts as found, and a shape with a constraint
that is not known here keeps the screen from being used at all.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import cache
from itertools import count

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.ntriples import lines
from servanda.ontology.vocab import RDF, SH, XSD
from servanda.shapes.check import reached, shapes_graph

_CHECKED = (XSD.date, XSD.gYear, XSD.gYearMonth, XSD.boolean, XSD.decimal, XSD.integer)
"""Datatypes whose literals are well-formed where the engine can cast them."""
_FORMS: dict[Node, str] = {XSD.nonNegativeInteger: r"^\\+?[0-9]+$|^-0+$"}
_ANY = (XSD.string, XSD.anyURI, RDF.JSON, RDF.langString)
_IGNORED = frozenset(
    {RDF.type, SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.path, SH.severity, SH.message, SH.prefixes}
)
_INSTANCE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>/<http://www.w3.org/2000/01/rdf-schema#subClassOf>*"

Steps = tuple[str, ...]
"""A property path, step by step."""


class _Unknown(Exception):
    """A constraint, target or path that is not known here."""


class Screen:
    """The shapes of a graph whose severity is Violation, as queries."""

    def __init__(self, shapes: Graph) -> None:
        """Make the queries of shapes."""
        self._shapes = shapes
        self._names = count()
        self.queries = tuple(self._made())
        """Each finds a node that violates a shape; none where a shape cannot be asked for."""

    def may_violate(self, triples: Iterable[str]) -> bool:
        """Return whether a graph, in pieces of N-Triples, violates a shape, or may do."""
        with EmbeddedStore() as store:
            for piece in triples:
                store.load(io.BytesIO(piece.encode()), "application/n-quads")
            return not self.queries or any(store.select(query).rows for query in self.queries)

    def _made(self) -> list[str]:
        shapes = self._shapes
        kinds = (SH.NodeShape, SH.PropertyShape)
        found = sorted({shape for kind in kinds for shape in shapes.subjects(RDF.type, kind)}, key=str)
        try:
            return [
                query
                for shape in found
                if shapes.value(shape, SH.severity) in (None, SH.Violation)
                for query in self._asked(shape)
            ]
        except _Unknown:
            return []

    def _asked(self, shape: Node) -> Iterable[str]:
        """Yield the queries of a shape: its own SPARQL constraint, or one for the targets that break its others."""
        shapes = self._shapes
        if (constraint := shapes.value(shape, SH.sparql)) is not None:
            targets = " ".join(node.n3() for node in shapes.objects(shape, SH.targetNode))
            head, where, body = str(shapes.value(constraint, SH.select)).partition("WHERE {")
            yield f"{self._prologue()}{head}{where} VALUES ?this {{ {targets} }} {body} LIMIT 1".replace(
                "$this", "?this"
            )
            return
        places = [f"?focus {_INSTANCE} {node.n3()}" for node in shapes.objects(shape, SH.targetClass)]
        places += [f"?focus {node.n3()} ?any" for node in shapes.objects(shape, SH.targetSubjectsOf)]
        if not places:
            raise _Unknown
        within = " UNION ".join(f"{{ {place} }}" for place in places)
        yield f"SELECT ?focus WHERE {{ {within} FILTER ({self._violated(shape, '?focus')}) }} LIMIT 1"

    def _violated(self, shape: Node, focus: str) -> str:
        """Return the condition under which a node violates a shape."""
        shapes, path = self._shapes, self._shapes.value(shape, SH.path)
        parts: list[str] = []
        of_values: list[str] = []
        value = focus if path is None else f"?v{next(self._names)}"
        step = None if path is None else self._path(path)
        for term, argument in shapes.predicate_objects(shape):
            if term in _IGNORED:
                continue
            if step is not None and (whole := _OF_SETS.get(term)):
                parts.append(whole(focus, step, argument, f"?w{next(self._names)}", f"?w{next(self._names)}"))
            else:
                of_values.append(self._broken(term, argument, value))
        if of_values and step is None:
            parts += of_values
        elif of_values and step is not None:
            parts.append(_exists(focus, step, value, " || ".join(of_values)))
        if not parts:
            raise _Unknown
        return f"({' || '.join(parts)})"

    def _broken(self, term: Node, argument: Node, value: str) -> str:
        """Return the condition under which a value breaks a constraint; what is no answer counts as broken."""
        shapes = self._shapes
        if term == SH["or"]:
            return f"({' && '.join(self._violated(one, value) for one in Collection(shapes, argument))})"
        if term == SH["not"]:
            return f"!{self._violated(argument, value)}"
        if term == SH["in"]:
            allowed = ", ".join(one.n3() for one in Collection(shapes, argument))
            return f"COALESCE({value} NOT IN ({allowed}), true)"
        if term not in _OF_VALUES:
            raise _Unknown
        return _OF_VALUES[term](value, argument)

    def _path(self, path: Node) -> Steps:
        """Return the steps of a property path, each in SPARQL."""
        shapes = self._shapes
        if (path, RDF.first, None) in shapes:
            return tuple(step for one in Collection(shapes, path) for step in self._path(one))
        if (inverse := shapes.value(path, SH.inversePath)) is not None:
            return (f"^({'/'.join(self._path(inverse))})",)
        if (members := shapes.value(path, SH.alternativePath)) is not None:
            return (f"({'|'.join('/'.join(self._path(one)) for one in Collection(shapes, members))})",)
        if not isinstance(path, URIRef):
            raise _Unknown
        return (path.n3(),)

    def _prologue(self) -> str:
        shapes = self._shapes
        return "".join(
            f"PREFIX {shapes.value(one, SH.prefix)}: <{shapes.value(one, SH.namespace)}>\n"
            for one in shapes.objects(None, SH.declare)
        )


def _exists(focus: str, steps: Steps, value: str, condition: str = "") -> str:
    """Return the condition that a path leads to a value.

    Each step stands in an EXISTS of its own: the engine joins all there are where one holds several patterns.
    """
    if len(steps) > 1:
        middle = f"{value}_" if value.startswith("?") else "?middle_"
        return f"EXISTS {{ {focus} {steps[0]} {middle} FILTER ({_exists(middle, steps[1:], value, condition)}) }}"
    return f"EXISTS {{ {focus} {steps[0]} {value} {f'FILTER ({condition})' if condition else ''} }}"


def _at_least(focus: str, steps: Steps, number: Node, one: str, _: str) -> str:
    if str(number) != "1":
        raise _Unknown
    return f"NOT {_exists(focus, steps, one)}"


def _at_most(focus: str, steps: Steps, number: Node, one: str, other: str) -> str:
    if str(number) == "0":
        return _exists(focus, steps, one)
    if str(number) != "1":
        raise _Unknown
    return _exists(focus, steps, one, _exists(focus, steps, other, f"!sameTerm({one}, {other})"))


def _unique_language(focus: str, steps: Steps, _: Node, one: str, other: str) -> str:
    same = f'!sameTerm({one}, {other}) && LANG({one}) != "" && LCASE(LANG({one})) = LCASE(LANG({other}))'
    return _exists(focus, steps, one, _exists(focus, steps, other, same))


def _of_datatype(value: str, datatype: Node) -> str:
    is_other = f"COALESCE(DATATYPE({value}) != {datatype.n3()}, true)"
    if datatype in _CHECKED:
        return f"({is_other} || COALESCE(STRLEN(STR({datatype.n3()}(STR({value})))) = 0, true))"
    if datatype in _FORMS:
        return f'({is_other} || !REGEX(STR({value}), "{_FORMS[datatype]}"))'
    if datatype not in _ANY:
        raise _Unknown
    return is_other


def _of_kind(value: str, kind: Node) -> str:
    names: dict[Node, str] = {SH.IRI: "isIRI", SH.Literal: "isLiteral"}
    if kind not in names:
        raise _Unknown
    return f"!{names[kind]}({value})"


_OF_SETS: dict[Node, Callable[[str, Steps, Node, str, str], str]] = {
    SH.minCount: _at_least,
    SH.maxCount: _at_most,
    SH.uniqueLang: _unique_language,
    SH.hasValue: lambda focus, steps, wanted, _, __: f"NOT {_exists(focus, steps, wanted.n3())}",
    SH.disjoint: lambda focus, steps, term, one, _: _exists(focus, steps, one, _exists(focus, (term.n3(),), one)),
}
"""Constraints on the values of a path taken together."""
_OF_VALUES: dict[Node, Callable[[str, Node], str]] = {
    SH["class"]: lambda value, kind: f"NOT EXISTS {{ {value} {_INSTANCE} {kind.n3()} }}",
    SH.datatype: _of_datatype,
    SH.nodeKind: _of_kind,
    SH.pattern: lambda value, form: f"(isBlank({value}) || !REGEX(STR({value}), {form.n3()}))",
    SH.minLength: lambda value, least: f"(isBlank({value}) || STRLEN(STR({value})) < {least})",
    SH.minInclusive: lambda value, least: f"COALESCE(!({value} >= {least.n3()}), true)",
    SH.maxInclusive: lambda value, most: f"COALESCE(!({value} <= {most.n3()}), true)",
}
"""Constraints on each value by itself."""


@cache
def screen() -> Screen:
    """Return the screen of all shapes, made once in the life of the process."""
    return Screen(shapes_graph())


def may_violate(data: Graph, triples: str, *contexts: Graph) -> bool:
    """Return whether a graph violates a shape, or may do: `check` tells for sure, and why.

    Args:
        data: the graph.
        triples: the same as N-Triples.
        contexts: see `check`.
    """
    return screen().may_violate([triples, lines(set(reached(data, contexts)))])
