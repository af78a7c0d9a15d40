"""Reviews over HTTP: candidates, decisions, corrections, tables, taking back; nothing without the token."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.ingest import ingest
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import SV
from servanda.settings import Settings
from tests.servanda.ingest.scripted import Scripted, write

from .conftest import BEARER, TOKEN, served

IRIS = Iris()
LABOR, AFFAIRS = "actor/mli/ministry-of-labor", "actor/mli/ministry-of-labor-and-social-affairs"
RECORDS = "/api/review/records"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service over two reports, in which a ministry has two names, for an editor with the token."""
    tmp_path = tmp_path_factory.mktemp("review")
    paths = [
        write(tmp_path, "mli-2010-test", *(f"The Ministry of Labor trained NGO {name}." for name in "AB")),
        write(tmp_path, "mli-2011-test", "The Ministry of Labor and Social Affairs trained NGO A."),
    ]  # fmt: skip
    with EmbeddedStore(tmp_path / "store") as made:
        list(ingest(paths, made, Settings(), 1, Scripted()))
    with served(Settings(store=str(tmp_path / "store"), token=TOKEN)) as client:
        client.headers.update(BEARER)
        yield client


@pytest.fixture
def editors(service: httpx.Client) -> Iterator[httpx.Client]:
    """The service, where nothing is decided yet."""
    yield service
    for record in service.get(RECORDS).json()["records"]:
        service.delete(f"{RECORDS}/{record['iri']}")


def dump(client: httpx.Client) -> set[str]:
    return set(client.get("/api/export?format=nquads").text.splitlines())


def kept(client: httpx.Client, *, decisions: list[Any] | None = None, corrections: list[Any] | None = None) -> Any:
    answer = client.post(
        RECORDS, json={"by": "Aminata", "decisions": decisions or [], "corrections": corrections or []}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def statements(client: httpx.Client, report: str) -> list[dict[str, Any]]:
    answer = client.get("/api/review/statements", params={"report": report})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["statements"]
    return found


def ties_of(client: httpx.Client, actor: str) -> int:
    query = f"SELECT ?tie {{ ?tie a <{SV.Tie}> ; <{SV.tieSource}> <{IRIS(actor)}> }}"
    return len(client.get("/sparql", params={"query": query}).json()["results"]["bindings"])


def test_nobody_reviews_without_the_token(editors: httpx.Client, filled: httpx.Client) -> None:
    places = ["candidates", "records", "records/decision/x", "statements?report=x"]
    for client, status in ((editors, 401), (filled, 403)):
        wrong = {"Authorization": "Bearer wrong"} if client is editors else BEARER
        for place in places:
            assert client.get(f"/api/review/{place}", headers=wrong).status_code == status
        assert client.post(RECORDS, json={"by": "x"}, headers=wrong).status_code == status
        assert client.delete(f"{RECORDS}/decision/x", headers=wrong).status_code == status


def test_a_candidate_is_joined_and_taken_apart_again(editors: httpx.Client) -> None:
    before = dump(editors)
    page = editors.get("/api/review/candidates", params={"country": "mli"}).json()
    (pair,) = [one for one in page["candidates"] if "ministry-of-labor" in one["subject"]["iri"]]
    assert (pair["value"], pair["subject"]["iri"], pair["object"]["label"]) == (
        1,
        str(IRIS(AFFAIRS)),
        "Ministry of Labor",
    )
    assert any("all words" in why for why in pair["why"]) and page["total"] == len(page["candidates"])
    made = kept(
        editors, decisions=[{"subject": pair["subject"]["iri"], "object": LABOR, "judgement": "positive", "score": 0.9}]
    )
    (record,) = made["records"]
    assert ties_of(editors, AFFAIRS) == 0
    assert made["reports"] == 1 and record["by"] == "Aminata" and record["at"].endswith("Z")
    assert editors.get("/api/review/candidates", params={"country": "MLI"}).json()["total"] == page["total"] - 1
    assert editors.get(RECORDS).json() == {"records": [record], "total": 1}
    steps = record["iri"].removeprefix(IRIS.base)
    assert editors.get(f"{RECORDS}/{steps}").json() == record == editors.get(f"{RECORDS}/{record['iri']}").json()
    undone = editors.delete(f"{RECORDS}/{steps}").json()
    assert undone == {"record": record, "reports": 1} and dump(editors) == before
    assert editors.delete(f"{RECORDS}/{steps}").status_code == 404 == editors.get(f"{RECORDS}/{steps}").status_code


def test_a_table_goes_out_is_filled_in_and_comes_back(editors: httpx.Client) -> None:
    before = dump(editors)
    out = editors.get("/api/review/candidates", params={"format": "csv"})
    assert out.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(out.text)))
    rows[0]["judgement"] = "negative"
    text = io.StringIO()
    table = csv.DictWriter(text, rows[0])
    table.writeheader()
    table.writerows(rows)
    headers = {"Content-Type": "text/csv"}
    taken = editors.post(RECORDS, params={"by": "Bintou"}, content=text.getvalue().encode(), headers=headers)
    assert taken.status_code == 200 and [r["judgement"] for r in taken.json()["records"]] == ["negative"]
    (statement,) = statements(editors, f"{IRIS.base}report/test/mli/2011")
    kept(editors, corrections=[{"target": statement["iri"], "property": "recipients", "values": [LABOR]}])
    told, after = editors.get(RECORDS, params={"format": "csv"}).text, dump(editors)
    for record in editors.get(RECORDS).json()["records"]:
        assert editors.delete(f"{RECORDS}/{record['iri']}").status_code == 200
    assert dump(editors) == before
    again = editors.post(RECORDS, content=told.encode(), headers=headers)
    assert again.json()["reports"] == 1 and dump(editors) == after
    unsigned = editors.post(RECORDS, content=text.getvalue().encode(), headers=headers)
    assert unsigned.status_code == 400 and "who decides" in unsigned.json()["detail"]


def test_statements_are_accepted_rejected_and_corrected(editors: httpx.Client) -> None:
    report, before = f"{IRIS.base}report/test/mli/2010", dump(editors)
    first, second = statements(editors, "test/mli/2010")
    assert (first["local"], first["verdict"], first["manner"]) == ("s0", None, "actual")
    assert first["read"] == first["stands"]
    assert first["read"]["type"] == "train" and first["read"]["agents"][0]["label"] == "Ministry of Labor"
    assert "Ministry of Labor" in first["quote"] and first["end"] - first["start"] == len(first["quote"])
    kept(
        editors,
        corrections=[
            {"target": first["iri"], "property": "spurious"},
            {"target": second["iri"], "property": "accepted", "reason": "as it stands"},
            {"target": second["iri"], "property": "type", "values": ["support"]},
            {"target": second["iri"], "property": "partners", "values": [AFFAIRS, str(IRIS(LABOR))]},
        ],
    )
    gone, changed = statements(editors, report)
    assert gone["stands"] is None and gone["verdict"] == "spurious" and gone["read"] == first["read"]
    assert changed["verdict"] == "accepted" and len(changed["records"]) == 3
    assert changed["stands"]["type"] == "support" and changed["read"] == second["read"]
    assert [one["label"] for one in changed["stands"]["partners"]] == [
        "Ministry of Labor", "Ministry of Labor and Social Affairs"
    ]  # fmt: skip
    of_report = editors.get(RECORDS, params={"about": report, "kind": "correction"}).json()
    assert of_report["total"] == 4 and {one["report"] for one in of_report["records"]} == {report}
    assert [(o["start"], o["end"]) for o in of_report["records"] if o["property"] == "spurious"] == [
        (first["start"], first["end"])
    ]
    assert editors.get(RECORDS, params={"about": report, "by": "Bintou"}).json() == {"records": [], "total": 0}
    kept(editors, corrections=[{"target": first["iri"], "property": "accepted"}])
    assert statements(editors, report)[0]["stands"] == first["read"]
    for record in editors.get(RECORDS).json()["records"]:
        editors.delete(f"{RECORDS}/{record['iri']}")
    assert dump(editors) == before


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [
        ({"decisions": []}, 400, "by"),
        ({"by": "A"}, 400, "no decision"),
        ({"by": " ", "decisions": [{"subject": LABOR, "object": AFFAIRS, "judgement": "positive"}]}, 400, "signs"),
        ({"by": "A", "decisions": [{"subject": LABOR, "object": AFFAIRS, "judgement": "maybe"}]}, 400, "no judgement"),
        ({"by": "A", "decisions": [{"subject": LABOR, "object": LABOR, "judgement": "positive"}]}, 400, "itself"),
        ({"by": "A", "decisions": [{"subject": LABOR, "object": "actor/x", "judgement": "positive"}]}, 404, "actor/x"),
        ({"by": "A", "decisions": [{"subject": LABOR, "object": "a b>", "judgement": "positive"}]}, 400, "no IRI"),
        ({"by": "A", "corrections": [{"target": LABOR, "property": "type", "values": ["Treaty"]}]}, 400, "instrument"),
        ({"by": "A", "corrections": [{"target": LABOR, "property": "agents", "values": []}]}, 400, "cannot be"),
        (
            {"by": "A", "corrections": [{"target": "report/x/statement/1-2-a-b", "property": "spurious"}]},
            404,
            "no stat",
        ),
        ({"by": "A", "colour": "red"}, 400, "colour"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(
    editors: httpx.Client, sent: dict[str, Any], status: int, told: str
) -> None:
    answer = editors.post(RECORDS, json=sent)
    assert answer.status_code == status and told in answer.json()["detail"]
    assert "\n" not in answer.json()["detail"] and editors.get(RECORDS).json()["total"] == 0


def test_roles_are_played_by_what_the_store_knows(editors: httpx.Client) -> None:
    before = dump(editors)
    statement = statements(editors, "test/mli/2010")[0]["iri"]
    good = {"target": statement, "property": "accepted"}
    for name, value in (("agents", "actor/mli/nobody"), ("instruments", LABOR), ("agents", "report/other/actor/he")):
        bad = {"target": statement, "property": name, "values": [value]}
        answer = editors.post(RECORDS, json={"by": "A", "corrections": [good, bad]})
        assert answer.status_code in (400, 404), value
    assert dump(editors) == before
