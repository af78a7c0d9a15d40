"""The routes of the network, the ties and the search, over HTTP."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import networkx as nx  # type: ignore[import-untyped]
import pytest

from servanda.api import opened
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.opening import restore
from servanda.graph.store import GraphChange
from servanda.settings import Settings
from tests.graph import servers
from tests.graph.network.conftest import AGENCY, COURT, DATA, IRIS, JUSTICE, POLICE

from .conftest import fill, served, serving

T1 = f"{IRIS.base}tie/partner/t1"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("network") / "store"
    fill(made, DATA)
    return made


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[httpx.Client]:
    with served(Settings(store=str(folder))) as client:
        yield client


def ties(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return sorted(edge["id"].rsplit("/", 1)[-1] for edge in answer.json()["edges"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["t1", "t2", "t3"]),
        ("country=NER", ["t3"]),
        ("country=mli&kind=partner", ["t1"]),
        ("type=Ministry&type=Agency", ["t1"]),
        ("status=claimed&status=planned", ["t1", "t2", "t3", "t4", "t5"]),
        ("from=2010&to=2020", ["t1", "t3"]),
        ("min_weight=2", ["t1"]),
        ("series=s2", ["t3"]),
        ("country=&type=&from=&min_weight=&status=", ["t1", "t2", "t3"]),
    ],
)
def test_filters_stand_in_the_address(client: httpx.Client, query: str, found: list[str]) -> None:
    assert ties(client.get(f"/api/network?{query}")) == found


def test_answers_are_kept_by_the_state_of_the_store(client: httpx.Client) -> None:
    first = client.get("/api/network?country=MLI")
    assert client.get("/api/network?country=MLI").content == first.content
    again = client.get("/api/network?country=MLI", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    assert client.get("/api/network?country=NER").headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize("query", ["country=Mali", "type=King", "kind=x", "status=denied", "from=now", "min_weight=x",
                                   "min_weight=0", "format=png", "from=2011&to=2010"])  # fmt: skip
def test_wrong_filters_are_told(client: httpx.Client, query: str) -> None:
    answer = client.get(f"/api/network?{query}")
    assert answer.status_code == 400 and answer.json()["detail"]


def test_files(client: httpx.Client) -> None:
    gexf = client.get("/api/network?format=gexf")
    assert gexf.headers["content-type"].startswith("application/gexf+xml")
    assert len(nx.read_gexf(io.BytesIO(gexf.content))) == 4
    rows = list(csv.DictReader(io.StringIO(client.get("/api/network?format=csv&country=NER").text)))
    assert [(row["source"], row["target"], row["evidence"]) for row in rows] == [(AGENCY, COURT, f"{IRIS.base}c1")]


@pytest.mark.parametrize("format", ["gexf", "graphml", "cytoscape", "csv", "nodes", "network-jsonld"])
def test_exports_know_the_formats_of_networks(client: httpx.Client, format: str) -> None:
    answer = client.get("/api/export", params={"format": format, "country": "NER"})
    same = client.get("/api/network", params={"format": format.removeprefix("network-"), "country": "NER"})
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
    assert answer.content == same.content != client.get("/api/export", params={"format": format}).content
    assert answer.headers["content-type"] == same.headers["content-type"]
    known = {"If-None-Match": answer.headers["etag"]}
    again = client.get("/api/export", params={"format": format, "country": "NER"}, headers=known)
    assert again.status_code == 304 and not again.content


def test_filters_narrow_no_export_of_the_graph(client: httpx.Client) -> None:
    refused = client.get("/api/export?format=trig&country=NER")
    assert refused.status_code == 400 and "format=gexf" in refused.text


def test_surroundings(client: httpx.Client) -> None:
    path = POLICE.removeprefix(f"{IRIS.base}actor/")
    assert ties(client.get(f"/api/actors/{path}/ego")) == ["t1"]
    assert ties(client.get(f"/api/actors/{path}/ego?hops=3")) == ["t1", "t2", "t3"]
    assert ties(client.get(f"/api/actors/{quote(POLICE, safe='')}/ego?hops=2")) == ["t1", "t2"]
    assert client.get(f"/api/actors/{path}/ego?kind=supported").status_code == 404
    assert client.get(f"/api/actors/{path}/ego?hops=0").status_code in (400, 422)


def test_paths(client: httpx.Client) -> None:
    found = client.get("/api/paths", params={"source": POLICE, "target": COURT}).json()
    assert found["paths"] == [[POLICE, JUSTICE, AGENCY, COURT]]
    assert len(found["edges"]) == 3 and all(edge["evidence"] for edge in found["edges"])
    apart = client.get("/api/paths", params={"source": POLICE, "target": COURT, "kind": "partner"})
    assert apart.status_code == 404
    assert client.get("/api/paths", params={"source": POLICE}).status_code in (400, 422)


def test_an_actor_with_its_ties(client: httpx.Client) -> None:
    found = client.get(f"/api/actors/{quote(JUSTICE, safe='')}").json()
    proven = [tie for tie in found["ties"] if tie["status"] == "occurrence"]
    assert [(tie["kind"], tie["direction"], tie["weight"]) for tie in proven] == [
        ("partner", "both", 2),
        ("supported", "from", 1),
    ]
    assert client.get(f"/api/actors/{quote(JUSTICE, safe='')}x").status_code == 404


def test_brokers_and_changes(client: httpx.Client) -> None:
    brokers = client.get("/api/network/brokers").json()["brokers"]
    assert {one["label"] for one in brokers} == {"Ministry of Justice", "World Aid"}
    assert all(one["betweenness"] > 0 for one in brokers)
    found = client.get("/api/network/changes?before_to=2010&from=2011").json()
    assert [(tie["source"], tie["target"]) for tie in found["new"]] == [(AGENCY, COURT)]
    assert found["new_actors"] == [COURT] and len(found["gone"]) == 1


def test_a_tie_with_its_proof(client: httpx.Client) -> None:
    found = client.get("/api/ties/partner/t1").json()
    assert (found["id"], found["source"]["label"], found["weight"]) == (T1, "Ministry of Justice", 2)
    assert client.get(f"/api/ties/{quote(T1, safe='')}").json() == found
    assert client.get("/api/ties/partner/none").status_code == 404
    assert client.get("/api/ties/a%3Eb").status_code == 400


def test_search(client: httpx.Client) -> None:
    found = client.get("/api/search", params={"q": "minis just", "kind": "actor", "country": "mli"}).json()["results"]
    assert found[0] == {
        "iri": JUSTICE, "label": "Ministry of Justice", "name": "Ministry of Justice", "type": "Ministry",
        "country": "MLI",
    }  # fmt: skip
    assert client.get("/api/search").json() == {"results": []}
    assert "International Labour Organization" in [
        one["label"] for one in client.get("/api/search?q=ilo").json()["results"]
    ]


def test_the_network_follows_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "MOMENT", 3600.0)  # the state counts as known until somebody says that it has changed
    fill(tmp_path / "s", DATA)
    with serving(Settings(store=str(tmp_path / "s"))) as (client, app):
        assert len(ties(client.get("/api/network"))) == 3
        with EmbeddedStore(tmp_path / "s") as store:
            store.apply([GraphChange(str(IRIS.graph("ties")), replaces=True)])
        assert len(ties(client.get("/api/network"))) == 3  # answers of one moment show one state
        assert client.get("/api/search?q=minis").json()["results"]
        app.state.generation.changed()
        assert ties(client.get("/api/network")) == []


def test_a_service_over_a_service_gives_the_same(client: httpx.Client, folder: Path, tmp_path: Path) -> None:
    with servers.oxigraph() as url:
        with EmbeddedStore.open_reader(folder) as store:
            store.backup(tmp_path / "b.nq.gz")
        restore(tmp_path / "b.nq.gz", url)
        with served(Settings(store=url)) as there:
            for path in (
                "/api/network?status=claimed&status=planned",
                "/api/ties/partner/t1",
                "/api/search?q=high",
                "/sparql?query=SELECT%20DISTINCT%20%3Fp%20%7B%3Fs%20%3Fp%20%3Fo%7D%20ORDER%20BY%20%3Fp",
            ):
                assert there.get(path).json() == client.get(path).json(), path


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("/api/network?contry=NER", "country"),
        ("/api/network/brokers?hops=2", "limit"),
        ("/api/paths?source=a&target=b&to_actor=c", "source"),
        ("/api/search?query=ministry", "q"),
        ("/api/countries?iso=MLI", "none"),
    ],
)
def test_a_parameter_that_is_not_known_is_refused_with_those_that_are(
    client: httpx.Client, address: str, known: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 400 and "no parameter" in answer.json()["detail"], answer.text
    assert known in answer.json()["detail"].partition("it takes ")[2]


def test_a_request_for_the_head_alone_takes_the_same_parameters(client: httpx.Client) -> None:
    assert client.head("/api/network?country=NER").status_code == 200
    assert client.head("/api/network?contry=NER").status_code == 400
