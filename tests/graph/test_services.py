from __future__ import annotations

from dataclasses import replace

import pytest

from servanda.errors import UsageError
from servanda.graph.services import Endpoints, endpoints, named, recognised, services
from servanda.settings import Settings

H = "http://h:1"
R = f"{H}/rdf4j-server/repositories"
FUSEKI = "Apache Jena Fuseki (5.2.0)"
NEPTUNE = "https://c.eu-west-1.neptune.amazonaws.com:8182"


@pytest.mark.parametrize(
    ("url", "server", "kind", "root", "found"),
    [
        (H, "Oxigraph/0.5.13", "oxigraph", H, ("/query", "/update", "/store", "/store")),
        (f"{H}/query", "Oxigraph/0.5.13", "oxigraph", H, ("/query", "/update", "/store", "/store")),
        (f"{H}/sparql", "Virtuoso/07.20 (Linux)", "virtuoso", H, ("/sparql", "/sparql", "/sparql-graph-crud", None)),
        (f"{R}/x", "GraphDB/10", "graphdb", R, ("/x", "/x/statements", "/x/rdf-graphs/service", "/x/statements")),
        (f"{R}/x", "", "graphdb", R, ("/x", "/x/statements", "/x/rdf-graphs/service", "/x/statements")),
        (f"{H}/ds", FUSEKI, "fuseki", H, ("/ds/query", "/ds/update", "/ds/data", "/ds/data")),
        (f"{H}/ds/sparql", FUSEKI, "fuseki", H, ("/ds/query", "/ds/update", "/ds/data", "/ds/data")),
        ("http://h:5820/db", "", "stardog", "http://h:5820", ("/db/query", "/db/update", "/db", None)),
        (f"{NEPTUNE}/", "", "neptune", NEPTUNE, ("/sparql", "/sparql", "/sparql/gsp/", None)),
        (f"{H}/x/query", "nginx", "other", H, ("/x/query", "/x/update", None, None)),
        (f"{H}/api", "nginx", "other", H, ("/api", "/api", None, None)),
    ],
)
def test_endpoints_by_custom(url: str, server: str, kind: str, root: str, found: tuple[str | None, ...]) -> None:
    service = recognised(url, {"server": server})
    assert service.kind == kind
    expected = ("" if path is None else root + path for path in found)
    assert endpoints(service, url, Settings()) == Endpoints(*expected)


def test_virtuoso_has_other_endpoints_for_users() -> None:
    found = endpoints(services()["virtuoso"], f"{H}/sparql", Settings(store_user="dba"))
    assert found == Endpoints(f"{H}/sparql-auth", f"{H}/sparql-auth", f"{H}/sparql-graph-crud-auth")


def test_settings_win() -> None:
    chosen = replace(Settings(), store_update_url=f"{H}/u", store_graphs_url=f"{H}/g")
    assert endpoints(services()["other"], f"{H}/q", chosen) == Endpoints(f"{H}/q", f"{H}/u", f"{H}/g")
    assert named("fuseki").may_lack_union
    with pytest.raises(UsageError, match="SERVANDA_STORE_KIND"):
        named("excel")


def test_every_kind_is_described() -> None:
    for kind, service in services().items():
        assert service.name and service.query and service.update, kind
        assert all(len(deviation) == 2 and all(deviation) for deviation in service.deviations), kind
