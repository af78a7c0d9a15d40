"""The reconciliation service over HTTP, checked against the JSON Schemas and examples of the specification."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from servanda.ontology.iris import Iris
from servanda.settings import Settings
from tests.api.conftest import served

SPECIFICATION = Path(__file__).parents[2].parent / "shared" / "reconciliation" / "0.2"
TREATY = "instrument/int/worst-forms-of-child-labour-convention-1999-no-182"


@pytest.fixture(scope="module")
def client(store_folder: Path) -> Iterator[httpx.Client]:
    with served(Settings(store=str(store_folder))) as client:
        yield client


def conforms(answer: Any, name: str) -> None:
    """Check an answer against a schema of the specification, where that is beside the repository."""
    if not SPECIFICATION.exists():
        return
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in (SPECIFICATION / "schemas").glob("*.json")}
    anything = Resource.from_contents({}, default_specification=DRAFT7)
    registry: Registry[Any] = Registry(retrieve=lambda uri: anything)  # type: ignore[call-arg]
    for schema in schemas.values():
        if "$id" in schema:
            registry = registry.with_resource(schema["$id"], DRAFT7.create_resource(schema))
    schema = {key: value for key, value in schemas[f"{name}.json"].items() if key != "$schema"}
    Draft7Validator(schema, registry=registry).validate(answer)


def asked(client: httpx.Client, **queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    conforms(answer.json(), "reconciliation-result-batch")
    return {key: value["result"] for key, value in answer.json().items()}


def test_the_manifest_says_what_the_service_can_do(client: httpx.Client) -> None:
    answer = client.get("/reconcile", headers={"Origin": "https://refine.example"})
    manifest = answer.json()
    conforms(manifest, "manifest")
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == Iris().base
    assert {"suggest", "extend", "preview", "view"} <= set(manifest)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert client.post("/reconcile", data={"unknown": "x"}).json() == manifest


def test_a_batch_of_ten_is_answered_query_by_query(client: httpx.Client) -> None:
    names = ["ILO C. 182", "UNICEF", "Palermo Protocol", "Convention on the Rights of the Child", "UNHCR", "ECOWAS",
             "International Organization for Migration", "Police", "Istanbul Convention", "zzz qqq"]  # fmt: skip
    found = asked(client, **{f"q{n}": {"query": name, "limit": 3} for n, name in enumerate(names)})
    assert list(found) == [f"q{n}" for n in range(10)]
    assert found["q0"][0]["id"] == TREATY and found["q0"][0]["match"]
    assert found["q9"] == []
    assert all(len(result) <= 3 for result in found.values())
    assert all(result[0]["features"] for key, result in found.items() if key != "q9")


def test_types_and_constraints_decide(client: httpx.Client) -> None:
    found = asked(
        client,
        plain={"query": "UNICEF"},
        typed={"query": "UNICEF", "type": "InternationalBody"},
        wrong={"query": "UNICEF", "type": "Treaty"},
        several={"query": "UNICEF", "type": ["InternationalBody", "NGO"], "type_strict": "any"},
        law={"query": "anti-trafficking law", "type": "Law", "properties": [{"pid": "country", "v": "Mali"}]},
        number={"query": "Law", "properties": [{"pid": "number", "v": "2012-23"}, {"pid": "country", "v": "ML"}]},
        known={"properties": [{"pid": "wikidata", "v": "http://www.wikidata.org/entity/Q472311"}]},
    )
    assert not found["plain"][0]["match"]
    assert found["typed"][0]["match"] and found["several"][0]["match"]
    assert found["wrong"] == [] or not found["wrong"][0]["match"]
    assert {result["id"].split("/")[1] for result in found["law"]} <= {"mli", "int"}
    assert "2012-023" in found["number"][0]["name"]
    assert found["known"][0]["name"] == "International Organization for Migration" and found["known"][0]["match"]


def test_ambiguous_names_are_offered_only(client: httpx.Client) -> None:
    found = asked(client, q={"query": "CAT", "type": "Treaty"})
    assert "Torture" in found["q"][0]["name"] and not found["q"][0]["match"]


def test_entities_of_the_store_are_found(client: httpx.Client) -> None:
    found = asked(client, q={"query": "Police", "type": "Agency"})
    assert found["q"][0]["id"] == "actor/mli/police"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("queries", "{", "no JSON"), ("queries", "[]", "JSON object"), ("queries", '{"q": {}}', "neither"),
        ("queries", '{"q": {"query": "x", "limit": 0}}', "limit"),
        ("queries", '{"q": {"query": "x", "properties": [{"p": 1}]}}', "pid"),
        ("extend", '{"ids": []}', "lists"), ("extend", '{"ids": [], "properties": [{"id": "x"}]}', "no property"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told(client: httpx.Client, field: str, value: str, said: str) -> None:
    answer = client.post("/reconcile", data={field: value})
    assert answer.status_code == 400
    assert said in answer.json()["detail"]


def test_valid_examples_of_the_specification_are_answered(client: httpx.Client) -> None:
    if not SPECIFICATION.exists():
        pytest.skip("the specification is not beside the repository")
    for path in sorted((SPECIFICATION / "examples" / "reconciliation-query-batch" / "valid").glob("*.json")):
        answer = client.post("/reconcile", data={"queries": path.read_text(encoding="utf-8")})
        assert answer.status_code == 200, path
        conforms(answer.json(), "reconciliation-result-batch")


def test_entities_types_and_properties_are_suggested(client: httpx.Client) -> None:
    entities = client.get("/reconcile/suggest/entity", params={"prefix": "Worst Forms"}).json()
    conforms(entities, "suggest-entities-response")
    assert entities["result"][0]["id"] == TREATY
    types = client.get("/reconcile/suggest/type", params={"prefix": "treat"}).json()
    conforms(types, "suggest-types-response")
    assert [t["id"] for t in types["result"]] == ["Treaty"]
    found = client.get("/reconcile/suggest/property", params={"prefix": "wiki"}).json()
    conforms(found, "suggest-properties-response")
    assert [p["id"] for p in found["result"]] == ["wikidata"]
    assert client.get("/reconcile/suggest/thing").status_code == 404


def test_columns_are_extended(client: httpx.Client) -> None:
    proposed = client.get("/reconcile/extend/propose", params={"type": "Treaty", "limit": 30}).json()
    conforms(proposed, "data-extension-property-proposal")
    assert {"number", "date", "normlex"} <= {p["id"] for p in proposed["properties"]}
    query = {
        "ids": [TREATY, "actor/int/no-such-thing"],
        "properties": [{"id": "normlex"}, {"id": "date"}, {"id": "type"}, {"id": "alias", "settings": {"limit": "1"}}],
    }
    conforms(query, "data-extension-query")
    answer = client.post("/reconcile", data={"extend": json.dumps(query)}).json()
    conforms(answer, "data-extension-response")
    row = answer["rows"][TREATY]
    assert row["normlex"] == [{"str": "C182"}] and row["date"] == [{"str": "1999-06-17"}]
    assert row["type"] == [{"id": "Treaty", "name": "Treaty"}] and len(row["alias"]) == 1
    assert answer["rows"]["actor/int/no-such-thing"]["normlex"] == []


def test_previews_and_flyouts_show_an_entity(client: httpx.Client) -> None:
    page = client.get("/reconcile/preview", params={"id": TREATY})
    assert "C182" in page.text and "frame-ancestors *" in page.headers["content-security-policy"]
    flyout = client.get("/reconcile/flyout/entity", params={"id": TREATY}).json()
    assert flyout["id"] == TREATY and "<h1>" in flyout["html"]
    assert client.get("/reconcile/flyout/type", params={"id": "Treaty"}).json()["html"] == "<p>Treaty</p>"
    assert client.get("/reconcile/preview", params={"id": "nothing"}).status_code == 404
    justice = client.get("/reconcile/preview", params={"id": "actor/mli/justice"}).text
    assert "<b>Justice" not in justice and "&lt;b&gt;Justice" in justice


def test_jsonp_takes_names_of_functions_only(client: httpx.Client) -> None:
    answer = client.get("/reconcile", params={"callback": "jQuery.answer_1"})
    assert answer.text.startswith("/**/jQuery.answer_1({") and answer.text.endswith(");")
    assert answer.headers["content-type"].startswith("application/javascript")
    assert client.get("/reconcile", params={"callback": "alert(1)//"}).status_code == 400
