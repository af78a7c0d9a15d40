"""Sets of triples as text, and back."""

from __future__ import annotations

from rdflib import Literal, URIRef
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
