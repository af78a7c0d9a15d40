from __future__ import annotations

import pytest

from servanda.errors import UsageError
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.parameters import TYPES, Parameter, concepts
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import SV, VOCAB

IRIS = Iris("https://example.org/data/")
HOSTILE = [
    'x" . ?s ?p ?o . FILTER("',
    "x' UNION { ?a ?b ?c } #",
    "<https://example.org/> } DELETE WHERE { ?s ?p ?o }",
    "$limit ?s #+ {{}} \"\"\" ''' %s",
    "Ωmega – “quoted” 𝔐",
]


def term(kind: str, value: str, **fields: str) -> str:
    return Parameter("p", kind, "what it is", **fields).term(value, IRIS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("country", "MLI", "<https://example.org/data/country/mli>"),
        ("country", "mli", "<https://example.org/data/country/mli>"),
        ("country", "Mali", "<https://example.org/data/country/mli>"),
        ("actor", "https://example.org/a", "<https://example.org/a>"),
        ("actor", "actor/mli/police", "<https://example.org/data/actor/mli/police>"),
        ("actor", "report/x/actor/ngo", "<https://example.org/data/report/x/actor/ngo>"),
        ("actor", "actor of note", '"actor of note"'),
        ("actor", " the police ", '"the police"'),
        ("instrument", "instrument/mli/law", "<https://example.org/data/instrument/mli/law>"),
        ("iri", "https://example.org/#a", "<https://example.org/#a>"),
        ("text", 'the "NGO"', '"the \\"NGO\\""'),
        ("year", "2010", "2010"),
        ("integer", "007", "007"),
        ("limit", "10", "10"),
        ("date", "2010-02-24", '"2010-02-24"^^<http://www.w3.org/2001/XMLSchema#date>'),
    ],
)
def test_values_become_terms(kind: str, value: str, expected: str) -> None:
    assert term(kind, value) == expected


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("country", "XXX"), ("country", "12"), ("country", "MLI>"),
        ("iri", "ftp://x"), ("iri", "no iri"), ("iri", "https://x/> } #"), ("iri", "https://x/<y"),
        ("year", "10"), ("year", "20100"), ("year", "２０１０"), ("year", "2010.0"),
        ("integer", "-1"), ("integer", "1e3"), ("integer", "1 2"),
        ("limit", "0"), ("limit", "1000001"), ("limit", "10 OFFSET 5"), ("limit", "-5"),
        ("date", "2010-02-30"), ("date", "2010"), ("date", "24 February 2010"),
        *((kind, value) for kind in TYPES for value in ("", "  ", "a\nb", "a\\u0022b", "a\x00b", "a\ud800", "x" * 501)),
    ],
)  # fmt: skip
def test_values_of_another_type_are_refused(kind: str, value: str) -> None:
    with pytest.raises(UsageError) as refused:
        term(kind, value)
    assert "p " in str(refused.value) and "\n" not in str(refused.value)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("kind", ["text", "actor", "instrument"])
def test_no_text_changes_a_query(kind: str, value: str) -> None:
    with EmbeddedStore() as store:
        answer = store.select(f"SELECT ({term(kind, value)} AS ?x) WHERE {{ }}")
    assert [str(row["x"]) for row in answer.rows] == [value]


def test_concepts_and_classes_are_those_listed() -> None:
    kinds = concepts("tie-kind")
    assert "partner" in kinds and "supported" in kinds
    parameter = Parameter("kind", "concept", "what it is", values=kinds, scheme="tie-kind")
    assert parameter.term("partner", IRIS) == f"<{VOCAB}tie-kind/partner>"
    assert Parameter("t", "class", "what it is", values=("Law",)).term("Law", IRIS) == f"<{SV.Law}>"
    with pytest.raises(UsageError, match="one of"):
        parameter.term("partner> } #", IRIS)
