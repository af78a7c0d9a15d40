from __future__ import annotations

import re

import httpx
import pytest

PAGES = (
    "/", "/about", "/docs", "/reports", "/questions", "/questions/who-partnered-with-whom",
    "/questions/statements-about-an-actor", "/query", "/query?query=ASK{}", "/query?query=CONSTRUCT{}WHERE{}",
    "/query?query=broken", "/commitments", "/countries/MLI", "/search", "/search?q=justice", "/upload",
    "/static/servanda.css",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_anything_of_another_host(client: httpx.Client, path: str) -> None:
    page = client.get(path)
    assert page.status_code == (400 if path.endswith("broken") else 200)
    assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//|@import|url\(["']?(?:https?:)?//""", page.text)
    if page.headers["content-type"].startswith("text/html"):
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self';" in policy and "unsafe" not in policy
        assert not re.search(r"<style|\sstyle=", page.text)
        assert not re.search(r"<script(?![^>]*(?:\bsrc=|application/json))|\son\w+=|javascript:", page.text)


@pytest.mark.parametrize("path", PAGES[:-1])
def test_the_place_in_the_menu_and_the_way_to_the_content_are_told(client: httpx.Client, path: str) -> None:
    page = client.get(path).text
    assert 'href="#main"' in page and 'id="main"' in page and page.count("<h1") == 1
    assert page.count('aria-current="page"') == (0 if path.startswith(("/docs", "/search")) else 1)


def test_a_question_with_a_value_it_cannot_take_is_told(client: httpx.Client) -> None:
    page = client.get("/questions/who-partnered-with-whom", params={"year": "<last>"})
    assert page.status_code == 400 and 'role="alert"' in page.text and "<last>" not in page.text


def test_where_a_query_is_wrong_is_told_to_the_editor(client: httpx.Client) -> None:
    page = client.get("/query", params={"query": "SELECT *\nWHERE { ?s ?p }"})
    assert page.status_code == 400 and 'data-line="2"' in page.text


def test_an_answer_is_a_table_whose_text_is_no_markup(client: httpx.Client) -> None:
    query = "SELECT ?label { ?actor <http://www.w3.org/2000/01/rdf-schema#label> ?label }"
    page = client.get("/query", params={"query": query})
    assert "Ministry of &lt;b&gt;Justice&lt;/b&gt;" in page.text
    assert "2 rows" in page.text
    csv = re.search(r'href="([^"]+format=csv)"', page.text)
    assert csv is not None
    assert client.get(csv[1].replace("&amp;", "&")).text.splitlines()[0] == "label"


def test_a_fault_is_told_on_the_page(client: httpx.Client) -> None:
    page = client.get("/query", params={"query": "SELECT <script>"})
    assert page.status_code == 400 and 'role="alert"' in page.text and "<script>" not in page.text
    assert client.get("/query", params={"query": "CLEAR ALL"}).status_code == 400


def test_the_docs_page_lists_every_operation(client: httpx.Client) -> None:
    page = client.get("/docs").text
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page


def test_an_unknown_address_is_told_as_a_problem(client: httpx.Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404 and answer.json()["status"] == 404


def test_an_answer_too_large_for_a_page_is_told(client: httpx.Client) -> None:
    numbers = " ".join(map(str, range(60)))
    query = f"SELECT * {{ {' '.join(f'VALUES ?x{i} {{ {numbers} }}' for i in range(3))} }}"
    page = client.get("/query", params={"query": query})
    assert page.status_code == 400 and "too large for a page" in page.text


COUNTED = "PREFIX sv: <https://w3id.org/servanda/ontology#> SELECT ?type (COUNT(*) AS ?n) { ?x a ?type } GROUP BY ?type"


def test_an_answer_of_names_and_numbers_is_also_a_chart(client: httpx.Client) -> None:
    page = client.get("/query", params={"query": COUNTED})
    address = re.search(r'href="([^"]+view=chart[^"]*)"', page.text)
    assert address is not None and "<svg" not in page.text
    charted = client.get(address[1].replace("&amp;", "&")).text
    assert '<svg class="chart"' in charted and "sv:Agency: 1" in charted and 'aria-current="true">Chart' in charted


def test_a_graph_is_also_a_network_whose_things_lead_to_their_pages(client: httpx.Client) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER (isIRI(?o)) }"
    page = client.get("/query", params={"query": query, "view": "network"}).text
    assert "<svg" in page and 'href="/countries/mli"' in page and "marker-end" in page
    assert "RDF/XML" in page and "a query is ended after 30 s" in page
    assert "@prefix sv:" in client.get("/query", params={"query": query}).text


def test_a_view_that_does_not_fit_gives_the_table(client: httpx.Client) -> None:
    for view in ("network", "chart", "<b>"):
        page = client.get("/query", params={"query": "SELECT ?s { ?s a ?t } LIMIT 1", "view": view})
        assert page.status_code == 200 and "<table" in page.text and "<b>" not in page.text


def test_the_place_of_a_fault_is_shown_where_no_script_runs(client: httpx.Client) -> None:
    page = client.get("/query", params={"query": "SELECT *\nWHERE { ?s ?p }"}).text
    assert re.search(r"<pre>2 \| WHERE \{ \?s \?p \}\n +\^</pre>", page)


def test_the_form_of_a_question_has_fields_of_its_parameters_types(client: httpx.Client) -> None:
    page = client.get("/questions/statements-about-an-actor").text
    assert 'data-suggest="actor"' in page and "required" in page
    assert '<option value="MLI" selected>Mali' in client.get("/questions/who-partnered-with-whom?country=mli").text
