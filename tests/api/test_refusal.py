from __future__ import annotations

import pytest

from servanda.api.refusal import refuse, refuse_update
from servanda.errors import QueryRefused

CALL = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {CALL} }}",
        f"ASK {{ ?s ?p ?o . OPTIONAL {{ {CALL} }} }}",
        "SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }",
        f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ {CALL} }} }}",
        f"SELECT * {{ {{ SELECT * {{ {CALL} }} }} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {CALL} }}",
        f"DESCRIBE ?s {{ {CALL} }}",
        f"SELECT * {{ {CALL.replace('SERVICE', 'service')} }}",
        f"SELECT * {{ {CALL.replace('S', chr(92) + 'u0053', 1)} }}",
        "SELECT * { ?a ?p ?b FILTER(?a<?b)SERVICE#>\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
        f"SELECT (EXISTS {{ {CALL} }} AS ?x) {{ }}",
        f"SELECT * {{ {CALL} broken",
    ],
)
def test_a_call_of_another_service_is_refused_wherever_it_stands(query: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE"):
        refuse(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://127.0.0.1/>' }",
        "SELECT * { ?s ?p ?o } # SERVICE",
        "SELECT ?service { ?service a <http://example.org/service> }",
        "SELECT * { ?s ?p 'FROM here' }",
    ],
)
def test_the_words_in_strings_comments_and_names_are_no_calls(query: str) -> None:
    refuse(query)


def test_a_dataset_of_the_stores_own_graphs_is_allowed_and_any_other_refused() -> None:
    query = "PREFIX g: <http://example.org/> SELECT * FROM g:one FROM NAMED <http://example.org/two> { ?s ?p ?o }"
    refuse(query, graphs=["http://example.org/one", "http://example.org/two"])
    with pytest.raises(QueryRefused, match="no graph"):
        refuse(query, graphs=["http://example.org/one"])
    with pytest.raises(QueryRefused, match="elsewhere"):
        refuse("ASK { ?s ?p ?o }", graphs=["http://example.org/one"], dataset=["http://elsewhere.example/"])


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }",
        "load <http://127.0.0.1/>",
        "CLEAR ALL",
        "DROP ALL",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(update: str) -> None:
    with pytest.raises(QueryRefused, match="update"):
        refuse_update(update)
