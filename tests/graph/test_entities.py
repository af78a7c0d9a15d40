from __future__ import annotations

import pytest

from servanda.errors import DataError
from servanda.graph.engine import triples

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


def document(entities: str, value: str) -> bytes:
    described = f'<rdf:Description rdf:about="a:a"><rdf:value>{value}</rdf:value></rdf:Description>'
    return f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><rdf:RDF {RDF}>{described}</rdf:RDF>'.encode()


def test_entities_that_abbreviate_are_written_out() -> None:
    data = document('<!ENTITY ex "http://example.org/">', "&ex;a &ex;b &amp; &#65;")
    assert '"http://example.org/a http://example.org/b & A"' in triples(data, "application/rdf+xml")


@pytest.mark.parametrize(
    ("entities", "value"),
    [
        ('<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">', "&b;"),
        (f'<!ENTITY a "{"a" * 5000}">', "&a;" * 5000),
        (f"<!ENTITY a '{'a' * 5000}'>", "&a;" * 5000),
    ],
)
def test_entities_that_make_a_document_far_larger_are_refused(entities: str, value: str) -> None:
    with pytest.raises(DataError, match="write them out"):
        triples(document(entities, value), "application/rdf+xml")


def test_entities_that_stand_elsewhere_are_not_fetched() -> None:
    with pytest.raises(DataError):
        triples(document('<!ENTITY a SYSTEM "file:///etc/hostname">', "&a;"), "application/rdf+xml")
