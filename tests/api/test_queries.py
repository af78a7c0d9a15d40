from __future__ import annotations

import httpx

from servanda.graph import library


def test_every_named_query_is_listed_with_its_parameters(client: httpx.Client) -> None:
    listed = client.get("/api/queries").json()["queries"]
    assert {query["name"] for query in listed} == set(library.library())
    assert all(query["title"] for query in listed)


def test_every_query_without_needed_parameters_answers(client: httpx.Client) -> None:
    for name, query in library.library().items():
        if not any(parameter.required for parameter in query.parameters):
            answer = client.get(f"/api/queries/{name}", params={"format": "csv"})
            assert answer.status_code == 200, (name, answer.text)
            assert client.get(f"/questions/{name}").status_code == 200, name


def test_wrong_names_and_parameters_are_told(client: httpx.Client) -> None:
    assert client.get("/api/queries/nothing").status_code == 404
    assert client.get("/questions/nothing").status_code == 404
    name = next(iter(library.library()))
    assert client.get(f"/api/queries/{name}", params={"no-such-parameter": "x"}).status_code == 400
    assert client.get(f"/api/queries/{name}?country=MLI&country=NER").status_code == 400


def test_every_query_has_a_page_of_its_own(client: httpx.Client) -> None:
    page = client.get("/questions").text
    for name in library.library():
        assert f"/questions/{name}" in page
