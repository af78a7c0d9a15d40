"""Sets of triples as text, and back."""

from __future__ import annotations

import pytest
from rdflib import BNode, Literal, URIRef
from rdflib.exceptions import ParserError
from rdflib.namespace import RDF, XSD

from servanda.graph.ntriples import lines, parsed

ODD = 'a "quoted"\nline\\ with\x0cform feed, \x85next line, \u2028separator, \x1cfile, \r\n and 𝔐'


def test_any_text_survives_on_one_line() -> None:
    triples = {(URIRef("x:b"), URIRef("x:p"), Literal(ODD)), (URIRef("x:a"), URIRef("x:p"), Literal("plain"))}
    text = lines(triples)
    assert text.count("\n") == 2 and text.startswith("<x:a>")
    assert set(parsed(text)) == triples


def test_nothing_is_nothing() -> None:
    assert lines(()) == ""
    assert len(parsed("")) == 0


def test_literals_keep_their_lexical_form() -> None:
    for form, kind in (("0.900", XSD.decimal), ("2026-11-24T10:00:00Z", XSD.dateTime), ("007", XSD.integer),
                       ('{"b": 1, "a": [2,  3]}', RDF.JSON), ("maybe", XSD.boolean)):  # fmt: skip
        triple = (URIRef("x:a"), URIRef("x:p"), Literal(form, datatype=kind, normalize=False))
        (found,) = parsed(lines([triple])).objects()
        assert str(found) == form
    assert set(parsed('<x:a> <x:p> "ja"@de .')) == {(URIRef("x:a"), URIRef("x:p"), Literal("ja", lang="de"))}


def test_rows_of_other_forms_are_read_too() -> None:
    text = '_:b <x:p> "one"@en-GB .\n<x:a>\t<x:p>\t_:b .\n# a comment\n\n<x:a> <x:q> "\\u00e9 \\"q\\"\\n" .\n'
    graph = parsed(text)
    (node,) = graph.objects(URIRef("x:a"), URIRef("x:p"))
    assert isinstance(node, BNode) and graph.value(node, URIRef("x:p")) == Literal("one", lang="en-GB")
    assert graph.value(URIRef("x:a"), URIRef("x:q")) == Literal('é "q"\n')
    assert len(graph) == 3


@pytest.mark.parametrize("row", ['<x:a> <x:p> "open .', "<x:a> <x:p> .", "<x:a> <x:p> <x:b> <x:c>", "x:a x:p x:b ."])
def test_what_is_no_row_is_refused(row: str) -> None:
    with pytest.raises(ParserError):
        parsed(row)


def test_equal_triples_give_one_line() -> None:
    triple = (URIRef("x:a"), URIRef("x:p"), Literal("0.50", datatype=XSD.decimal, normalize=False))
    assert lines([triple, triple]) == '<x:a> <x:p> "0.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
