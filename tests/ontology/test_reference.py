from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SKOS

from servanda.ontology.ontology import LAYERS, ontology_graph
from servanda.ontology.reference import NAMES, layers, schemes, text, write
from servanda.ontology.vocab import SV


@pytest.mark.parametrize("name", NAMES)
def test_reference_is_up_to_date(name: str, tmp_path: Path) -> None:
    shipped = files("servanda.ontology").joinpath(name).read_text(encoding="utf-8")
    assert shipped == text(name), "make reference"
    write(tmp_path)
    assert tmp_path.joinpath(name).read_text(encoding="utf-8") == shipped


def test_every_term_and_concept_is_described_once() -> None:
    names = [term.name for layer in layers() for term in layer.terms]
    assert sorted(names) == sorted(name for name in SV.__annotations__ if not name.startswith("_"))
    assert [layer.name for layer in layers()] == list(LAYERS)
    concepts = sum(len(scheme.concepts) for scheme in schemes())
    assert concepts == len(set(ontology_graph().subjects(RDF.type, SKOS.Concept)))
    for name in NAMES:
        for term in ontology_graph().subjects(RDFS.isDefinedBy):
            assert f"sv:{str(term).rpartition('#')[2]}" in text(name)


def test_alignments_are_written_with_prefixes() -> None:
    (statement,) = (term for layer in layers() for term in layer.terms if term.name == "Statement")
    assert statement.alignments == ("is a prov:Entity", "is a schema:Claim")
    (types,) = (scheme for scheme in schemes() if scheme.name == "activity-type")
    (request,) = (concept for concept in types.concepts if concept.name == "request")
    assert request.alignments == ("close to plover/REQUEST",)
    assert not re.search(r"\bns\d+:", text("reference.md"))


class Page(HTMLParser):
    """Collects the anchors and local links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links |= {(values["href"] or "").removeprefix("#")} if "href" in values else set()


def test_links_of_the_page_lead_to_places_on_it() -> None:
    page = Page()
    page.feed(text("reference.html"))
    assert len(page.ids) == len(set(page.ids))
    assert page.links <= set(page.ids) | {f"scheme-{name}" for name in ("link-scheme",)}
