"""The interim assessment of Mali of 2010, the real text where it stands beside the repository: what a reader finds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.library import library
from servanda.graph.store import Store
from servanda.ingest import Loaded, ingest
from servanda.ontology.iris import Iris
from servanda.settings import Settings

TEXT = Path(__file__).parents[3] / "shared" / "gold" / "dev" / "mli-2010-interim.txt"


@pytest.fixture(scope="module")
def mali(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the report alone."""
    if not TEXT.exists():
        pytest.skip("the report is not beside the repository")
    path = Path(shutil.copy(TEXT, tmp_path_factory.mktemp("mali")))
    with EmbeddedStore() as store:
        assert [type(event) for event in ingest([path], store, Settings())] == [Loaded]
        yield store


def answer(store: Store, name: str, **values: str) -> list[dict[str, str]]:
    rows = store.select(library()[name].fill(values, Iris())).rows
    return [{column: str(term) for column, term in row.items()} for row in rows]


@pytest.mark.parametrize(
    ("debtor", "words"),
    [
        (
            "Ministry for the Advancement of Women, Children, and the Family",
            "The ministry plans to use this as a model",
        ),
        ("focal point", "designated a focal point to develop legislation criminalizing hereditary slavery."),
        ("focal point", "and introduce it to the national assembly."),
    ],
)
def test_what_was_planned_is_a_commitment_with_its_debtor_and_sentence(mali: Store, debtor: str, words: str) -> None:
    found = answer(mali, "commitments-of-a-government", country="MLI")
    (planned,) = [row for row in found if words in row["sentence"] and debtor in row["debtor"]]
    assert planned["strength"] == "plan"


def test_two_claims_lack_evidence_and_no_more(mali: Store) -> None:
    gaps = answer(mali, "claims-without-evidence", country="MLI")
    assert sorted(row["speaker"] for row in gaps) == ["Government of Mali", "Malian officials"]
    assert len({row["gap_iri"] for row in gaps}) == 2


def test_the_window_is_that_between_two_reports_of_june(mali: Store) -> None:
    (window,) = answer(mali, "assessment-windows", country="MLI")
    assert window["progress"] == "minimal progress" and "tier" not in window
    assert window["baseline"] == "Trafficking in Persons Report 2009"
    assert (window["start"], window["end"]) == ("2009-05-01", "2009-11-30")
    planned = answer(mali, "what-a-report-tells", report=window["report_iri"], kind="planned")
    assert len(planned) == int(window["planned"]) >= 3
