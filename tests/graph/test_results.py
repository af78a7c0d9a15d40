import pytest
from rdflib import BNode, Literal, URIRef

from servanda.errors import StoreError
from servanda.graph import results


def test_solutions() -> None:
    found = results.solutions(
        b"""{"head": {"vars": ["a", "b"]}, "results": {"bindings": [
        {"a": {"type": "uri", "value": "urn:x"}, "b": {"type": "typed-literal", "value": "x", "datatype": "urn:d"}},
        {"a": {"type": "bnode", "value": "n"}, "b": {"type": "literal", "value": "x", "xml:lang": "en"}}, {}]}}"""
    )
    assert found.variables == ("a", "b")
    assert found.rows == (
        {"a": URIRef("urn:x"), "b": Literal("x", datatype=URIRef("urn:d"))},
        {"a": BNode("n"), "b": Literal("x", lang="en")},
        {},
    )


def test_boolean() -> None:
    assert results.boolean(b'{"head": {}, "boolean": true}')
    assert not results.boolean(b'{"head": {}, "boolean": false}')


@pytest.mark.parametrize(
    "document",
    [
        b"<html>",
        b"[]",
        b"{}",
        b'{"head": {"vars": []}, "results": {"bindings": [1]}}',
        b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "triple", "value": {}}}]}}',
    ],
)
def test_other_documents_are_the_stores_fault(document: bytes) -> None:
    with pytest.raises(StoreError):
        results.solutions(document)
    with pytest.raises(StoreError):
        results.boolean(document)
