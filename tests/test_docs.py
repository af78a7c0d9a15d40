"""What the pages for people say holds: their terms exist, their RDF is valid, their queries answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import GraphChange
from servanda.loaders.read import read
from servanda.ontology.ontology import ontology_graph
from servanda.ontology.vocab import OA, SV, VOCAB
from tests.shapes import valid

ROOT = Path(__file__).parents[1]
PAGES = sorted(path for path in (ROOT / "docs").glob("*.md"))


def blocks(page: Path, language: str) -> list[str]:
    """Return the code of a language on a page."""
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_terms_on_the_pages_exist(page: Path) -> None:
    for name in re.findall(r"\bsv:(\w+)", page.read_text(encoding="utf-8")):
        assert SV[name]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_on_the_pages_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_rdf_on_the_pages_uses_concepts_that_exist(page: Path) -> None:
    for block in blocks(page, "turtle"):
        for term in {term for triple in Graph().parse(data=block, format="turtle") for term in triple}:
            if isinstance(term, URIRef) and term.startswith(str(VOCAB)):
                assert (term, None, None) in ontology_graph(), term


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_queries_on_the_pages_answer(page: Path) -> None:
    with EmbeddedStore() as store:
        store.apply([GraphChange("https://example.org/graph", valid.everything().serialize(format="nt"))])
        for block in blocks(page, "sparql"):
            assert store.select(block).rows


def test_the_model_page_tells_claims_from_facts() -> None:
    (example,) = blocks(ROOT / "docs" / "model.md", "turtle")
    graph = Graph().parse(data=example, format="turtle")
    kinds = {str(s).rpartition("/")[2]: o for s, o in graph.subject_objects(URIRef(str(SV.agent)))}
    assert set(kinds) == {"drafting", "arrests"}
    (quote,) = (str(o) for p, o in graph.predicate_objects() if p == OA.exact)
    ((start,), (end,)) = ([int(str(o)) for p, o in graph.predicate_objects() if p == q] for q in (OA.start, OA.end))
    text = read(ROOT / "servanda" / "samples" / "mli-2010-interim.txt").text
    assert text[start:end] == quote
