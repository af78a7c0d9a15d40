from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph
from rdflib.compare import isomorphic

from servanda.ontology.context import NAME, compacted, context, generated, write
from servanda.ontology.vocab import PREFIXES, SV
from tests.shapes import valid


def test_shipped_context_is_the_generated_one(tmp_path: Path) -> None:
    assert context() == generated(), "make reference"
    write(tmp_path)
    assert tmp_path.joinpath(NAME).read_text(encoding="utf-8").endswith("}\n")


def test_every_term_and_prefix_is_in_the_context() -> None:
    terms = context()["@context"]
    assert {name for name in SV.__annotations__ if not name.startswith("_")} <= set(terms)
    assert set(PREFIXES) <= set(terms)


def test_data_in_terms_of_the_context_is_the_same_data() -> None:
    graph = valid.everything()
    quads = ox.parse(compacted(graph), format=ox.RdfFormat.JSON_LD)
    triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    assert triples is not None
    assert isomorphic(Graph().parse(data=triples, format="nt"), graph)


def test_terms_are_bare_names_and_links_are_iris() -> None:
    document = json.loads(compacted(valid.report()))
    (report,) = (node for node in document["@graph"] if "Report" in node["type"])
    assert report["text"] == valid.TEXT and report["country"].endswith("country/mli")
    (period,) = (node for node in document["@graph"] if node["id"].endswith("/window"))
    assert period["start"] == "2009-06-01"
