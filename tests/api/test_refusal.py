from __future__ import annotations

import pytest

from servanda.api import refusal
from servanda.errors import QueryError, QueryRefused
from servanda.graph.sparql import first_word

TARGET = "http://127.0.0.1:9/"
CALL = f"SERVICE <{TARGET}> {{ ?s ?p ?o }}"


def judge(query: str, graphs: tuple[str, ...] = (), services: tuple[str, ...] = ()) -> None:
    refusal.judge_query(query, exists=lambda graph: graph in graphs, services=services)


def judge_update(update: str, services: tuple[str, ...] = ()) -> None:
    refusal.judge_update(update, services=services)


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
    ],
)
def test_a_call_of_another_service_is_refused_wherever_it_stands(query: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE"):
        judge(query)


def test_a_query_that_may_call_and_cannot_be_parsed_is_not_run() -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        judge(f"SELECT * {{ {CALL} broken")


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
    judge(query)


def test_a_dataset_of_the_stores_own_graphs_is_allowed_and_any_other_refused() -> None:
    query = "PREFIX g: <http://example.org/> SELECT * FROM g:one FROM NAMED <http://example.org/two> { ?s ?p ?o }"
    judge(query, graphs=("http://example.org/one", "http://example.org/two"))
    with pytest.raises(QueryRefused, match="no graph"):
        judge(query, graphs=("http://example.org/one",))


def test_a_service_on_the_list_may_be_called_and_no_other() -> None:
    judge(f"SELECT * {{ {CALL} }}", services=(TARGET,))
    with pytest.raises(QueryRefused, match="not allowed"):
        judge(f"SELECT * {{ {CALL} {CALL.replace(':9', ':10')} }}", services=(TARGET,))
    with pytest.raises(QueryRefused, match="not allowed"):
        judge("SELECT * { VALUES ?x { <http://127.0.0.1:9/> } SERVICE ?x { ?s ?p ?o } }", services=(TARGET,))


def test_a_name_on_the_list_that_leads_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    resolved = {"inside.example": "10.0.0.7", "outside.example": "93.184.216.34", "loop.example": "127.0.0.1"}

    def lookup(host: str, port: None) -> list[tuple[object, ...]]:
        if host not in resolved:
            raise OSError
        return [(0, 0, 0, "", (resolved[host], 0))]

    monkeypatch.setattr("servanda.api.refusal.socket.getaddrinfo", lookup)
    services = [f"https://{host}/sparql" for host in (*resolved, "nowhere.example")]
    refusal.allow("https://outside.example/sparql", services)
    for host in ("inside.example", "loop.example", "nowhere.example"):
        with pytest.raises(QueryRefused):
            refusal.allow(f"https://{host}/sparql", services)


@pytest.mark.parametrize(
    "update",
    [
        f"LOAD <{TARGET}>",
        f"INSERT DATA {{ <a:s> <a:p> <a:o> }} ; LOAD SILENT <{TARGET}> INTO GRAPH <a:g>",
        f"L{chr(92)}u004FAD <{TARGET}>",
        f"INSERT {{ ?s ?p ?o }} WHERE {{ {CALL} }}",
        f"DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER EXISTS {{ {CALL} }} }}",
    ],
)
def test_an_update_that_fetches_or_calls_is_refused(update: str) -> None:
    with pytest.raises(QueryRefused):
        judge_update(update)


def test_an_update_that_only_speaks_of_loading_is_let_through() -> None:
    judge_update("INSERT DATA { <a:s> <a:download> 'LOAD <a:b> SERVICE' } # LOAD")


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
        refusal.refuse_update(first_word(update))
