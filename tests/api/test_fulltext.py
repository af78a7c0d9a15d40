from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from servanda.api import fulltext
from servanda.errors import StoreError


def found(client: httpx.Client, **params: str) -> list[tuple[str, str]]:
    answer = client.get("/api/fulltext", params=params)
    assert answer.status_code == 200, answer.text
    return [(one["kind"], one["label"]) for one in answer.json()["results"]]


def test_things_are_found_by_any_of_their_names(filled: httpx.Client) -> None:
    assert found(filled, q="ministry justice")[0] == ("actor", "Ministry of Justice")
    assert found(filled, q="moj") == [("actor", "Ministry of Justice")]
    assert found(filled, q="2012-023", kind="instrument") == [("instrument", "Law 2012-023")]
    (actor,) = filled.get("/api/fulltext?q=gov").json()["results"]
    assert (actor["type"], actor["country"]) == ("Government", "MLI")


def test_accents_and_case_do_not_matter(filled: httpx.Client) -> None:
    assert found(filled, q="COMITE surveil") == [("actor", "Comité national de surveillance")]
    assert found(filled, q="cote d'ivoire") == [("report", "Côte d’Ivoire 2014")]


def test_passages_come_after_things_with_the_words_found(filled: httpx.Client) -> None:
    assert [kind for kind, _ in found(filled, q="ministry of justice")] == ["actor", "passage"]
    (passage,) = filled.get("/api/fulltext?q=haste").json()["results"]
    assert '"haste"' in passage["label"] and passage["report"].endswith("/report/tip/mli/2013-06-19")


@pytest.mark.parametrize(
    "words", ["nothing-of-this-kind", '"', "* AND NEAR(", "iri:x", "'; DROP TABLE found", "-", "é́"]
)
def test_words_are_words_and_no_syntax(filled: httpx.Client, words: str) -> None:
    assert found(filled, q=words) == []


def test_the_index_follows_the_store(writable: httpx.Client) -> None:
    assert found(writable, q="freshly founded") == []
    iri = "https://w3id.org/servanda/id/actor/mli/new"
    update = f"""PREFIX sv: <https://w3id.org/servanda/ontology#> INSERT DATA {{ GRAPH <a:g> {{
      <{iri}> a sv:Actor, sv:NGO ; <http://www.w3.org/2000/01/rdf-schema#label> "Freshly Founded" }} }}"""
    headers = {"Content-Type": "application/sparql-update"}
    assert writable.post("/update", content=update, headers=headers).status_code == 204
    assert found(writable, q="freshly founded") == [("actor", "Freshly Founded")]
    assert writable.post("/update", content="DROP GRAPH <a:g>", headers=headers).status_code == 204
    assert found(writable, q="freshly founded") == []


def test_an_index_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="made anew"):
        fulltext.find(tmp_path / "nothing.sqlite", "word", "", 10)
