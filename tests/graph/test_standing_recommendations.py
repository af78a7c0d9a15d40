"""Recommendations that were said again over the years, and what was judged of each version."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.library import library
from servanda.graph.store import GraphChange, Store
from servanda.ontology.iris import Iris
from tests.shapes import valid

IRIS = Iris()
VERSIONS = {
    "ratify": {"2014": "notStarted 2015", "2015": "", "2018": ""},
    "train": {"2014": "underway 2015", "2018": ""},
    "publish": {"2014": "fulfilled 2018", "2018": ""},
    "close": {"2014": "fulfilled 2018"},
}
"""What is recommended, in which years, and what was judged of each version and when."""
STATUS = "<https://w3id.org/servanda/vocab/commitment-status/{}>"


def turtle() -> str:
    parts = ["a:government sv:country c:mli ; a sv:Actor ; rdfs:label 'Government of Mali' ."]
    for year in ("2014", "2015", "2018"):
        parts.append(f'd:report-{year} a sv:Report ; sv:country c:mli ; dcterms:issued "{year}"^^xsd:gYear .')
    for wish, versions in VERSIONS.items():
        before = None
        for year, judged in versions.items():
            node = f"d:{wish}-{year}"
            parts.append(f"{node} a sv:Recommendation ; sv:addressee a:government ; sv:expressedIn {node}-said .")
            parts.append(f"{node}-said sv:inReport d:report-{year} .")
            if before:
                parts.append(f'{node} sv:repeats {before} ; sv:standsSince "2014"^^xsd:gYear .')
            if judged:
                status, day = judged.split()
                parts.append(
                    f"{node}-status sv:assesses {node} ; sv:status {STATUS.format(status)} ; "
                    f'sv:statusDate "{day}-12-31"^^xsd:date .'
                )
            before = node
    return "\n".join(parts)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with EmbeddedStore() as store:
        store.apply([GraphChange(str(IRIS.graph("one")), valid.turtle(turtle()).serialize(format="nt"))])
        yield store


def answer(store: Store, name: str, **values: str) -> dict[str, tuple[str, ...]]:
    """Return years, number of repeats and status by the version that is shown."""
    rows = store.select(library()[name].fill({"country": "MLI", **values}, IRIS)).rows
    columns = [c for c in ("years", "repeated", "status") if any(c in row for row in rows)]
    return {
        str(row["recommendation_iri"]).removeprefix(IRIS.base): tuple(str(row[c]) for c in columns)
        for row in rows
        if "recommendation_iri" in row
    }


def test_the_status_of_a_wish_is_the_last_of_any_version_and_what_is_asked_again_is_open(store: Store) -> None:
    assert answer(store, "open-recommendations") == {
        "ratify-2018": ("4", "2", "notStarted"),
        "train-2018": ("4", "1", "underway"),
        "publish-2018": ("4", "1", "noEvidence"),
    }


def test_a_day_shows_the_versions_and_judgements_of_its_time(store: Store) -> None:
    assert answer(store, "open-recommendations", day="2016-06-30") == {
        "ratify-2015": ("2", "1", "notStarted"),
        "train-2014": ("2", "0", "underway"),
        "publish-2014": ("2", "0", "noEvidence"),
        "close-2014": ("2", "0", "noEvidence"),
    }


def test_every_earlier_version_counts_of_what_stands_without_action(store: Store) -> None:
    assert answer(store, "recommendations-without-action", years="3") == {"ratify-2018": ("4", "2")}
    assert answer(store, "recommendations-without-action", years="4") == {}
    assert answer(store, "recommendations-without-action", years="1", day="2016-06-30") == {
        "ratify-2015": ("2", "1"),
        "publish-2014": ("2", "0"),
        "close-2014": ("2", "0"),
    }
