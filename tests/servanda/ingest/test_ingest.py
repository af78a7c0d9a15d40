"""Loading: what is stored, what is passed over, what is refused, and what goes again."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import Store
from servanda.ingest import Event, Failed, Loaded, Quarantined, Unchanged, ingest, remove
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import PREFIXES
from servanda.settings import Settings
from tests.servanda.ingest.scripted import Scripted, write

IRIS = Iris()
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def load(store: Store, *paths: Path, extractor: Scripted | None = None, jobs: int = 1) -> list[Event]:
    return list(ingest(paths, store, Settings(), jobs, extractor or Scripted()))


def quads(store: Store) -> set[str]:
    """Everything in the store but the ontology and the shapes, whose blank nodes have no stable names."""
    rows = store.select("SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }").rows
    apart = {str(IRIS.graph(name)) for name in ("ontology", "shapes")}
    return {" ".join(term.n3() for term in row.values()) for row in rows if str(row["g"]) not in apart}


def labels(store: Store, pattern: str) -> set[str]:
    rows = store.select(f"{PROLOGUE} SELECT DISTINCT ?label {{ {pattern} }}").rows
    return {str(row["label"]) for row in rows}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    return made


def test_a_report_answers_questions_once_loaded(folder: Path) -> None:
    path = write(folder, "mli-2010-test", "The Ministry of Justice trained police with Free Children NGO.")
    with EmbeddedStore() as store:
        (event,) = load(store, path)
        assert event == Loaded(path, "https://w3id.org/servanda/id/report/test/mli/2010", 1)
        assert labels(store, "?x a sv:Occurrence ; sv:agent/rdfs:label ?label") == {"Ministry of Justice"}
        assert labels(store, "?x sv:partneredWith/rdfs:label ?label") == {"Ministry of Justice", "Free Children NGO"}
        assert labels(store, "?tie a sv:Tie ; prov:wasDerivedFrom/sv:groundedIn/oa:hasSelector/oa:exact ?label") == {
            "The Ministry of Justice trained police with Free Children NGO."
        }


def test_claims_and_recommendations_are_no_occurrences(folder: Path) -> None:
    path = write(folder, "mli-2010-test", "Good NGO claims: The Ministry of Justice trained police.",
                 "The Ministry of Health should train police.")  # fmt: skip
    with EmbeddedStore() as store:
        load(store, path)
        assert labels(store, "?label a sv:Occurrence") == set()
        assert labels(store, "?x a sv:ClaimedActivity ; sv:agent/rdfs:label ?label") == {"Ministry of Justice"}
        assert labels(store, "?x a sv:RecommendedActivity ; sv:agent/rdfs:label ?label") == {"Ministry of Health"}
        assert labels(store, "?s a sv:Statement ; sv:statedBy/rdfs:label ?label . FILTER(?label = 'Good NGO')")


def test_loading_again_changes_nothing_and_reads_nothing(folder: Path, tmp_path: Path) -> None:
    paths = [write(folder, f"mli-{year}-test", "The Ministry of Justice trained police.") for year in (2010, 2011)]
    log = tmp_path / "log"
    with EmbeddedStore() as store:
        load(store, *paths, extractor=Scripted(log=log))
        before = quads(store)
        assert [type(event) for event in load(store, *paths, extractor=Scripted(log=log))] == [Unchanged, Unchanged]
        assert quads(store) == before
    assert log.read_text(encoding="utf-8").split() == ["mli-2010-test", "mli-2011-test"]


def test_a_new_version_of_text_metadata_or_program_replaces_the_report(folder: Path) -> None:
    path = write(folder, "mli-2010-test", "The Ministry of Justice trained police.")
    with EmbeddedStore() as store:
        load(store, path)
        write(folder, "mli-2010-test", "The Ministry of Health trained police.")
        assert isinstance(load(store, path)[0], Loaded)
        assert labels(store, "?x sv:agent/rdfs:label ?label") == {"Ministry of Health"}
        assert labels(
            store,
            "?x a sv:Ministry ; sv:country ?c ; rdfs:label ?label . FILTER(?c = <https://w3id.org/servanda/id/country/mli>)",
        ) == {"Ministry of Health"}
        path.with_name("mli-2010-test.meta.json").write_text('{"title": "Another title"}', encoding="utf-8")
        assert isinstance(load(store, path)[0], Loaded)
        assert labels(store, "?x a sv:Report ; dcterms:title ?label") == {"Another title"}
        assert isinstance(load(store, path, extractor=Scripted("2"))[0], Loaded)
        assert labels(store, "?x sv:softwareVersion ?label") == {"2"}


def test_a_refused_report_leaves_its_earlier_version_and_a_record(folder: Path) -> None:
    path = write(folder, "mli-2010-test", "The Ministry of Justice trained police.")
    with EmbeddedStore() as store:
        load(store, path)
        before = quads(store)
        write(folder, "mli-2010-test", "The Ministry of Health trained police.", "invalid")
        (refused,) = load(store, path)
        assert isinstance(refused, Quarantined) and "sv:confidence" in refused.reason
        assert before < quads(store)
        assert labels(store, "?record a sv:Quarantine ; sv:reason ?label") == set(refused.reasons)
        assert labels(store, "?x sv:agent/rdfs:label ?label") == {"Ministry of Justice"}
        assert load(store, path) == [refused]
        write(folder, "mli-2010-test", "The Ministry of Justice trained police.")
        load(store, path, extractor=Scripted("2"))
        assert labels(store, "?label a sv:Quarantine") == set()


def test_files_that_cannot_be_read_cost_nothing_but_themselves(folder: Path) -> None:
    good = write(folder, "mli-2010-test", "The Ministry of Justice trained police.")
    empty = folder / "empty.txt"
    empty.write_bytes(b"")
    with EmbeddedStore() as store:
        events = load(store, empty, write(folder, "ner-2010-test", "stumble"), good)
        assert [type(event) for event in events] == [Failed, Failed, Loaded]
        assert isinstance(events[1], Failed) and "a stumbling block" in events[1].reason


def test_two_files_that_are_one_report_do_not_replace_each_other(folder: Path) -> None:
    first = write(folder, "mli-2010-test", "The Ministry of Justice trained police.")
    (folder / "sub").mkdir()
    copy = write(folder / "sub", "mli-2010-test", "The Ministry of Justice trained police.")
    other = write(folder / "sub", "mli-2010-other", "The Ministry of Health trained police.")
    other.with_name("mli-2010-other.meta.json").write_text('{"series": "test"}', encoding="utf-8")
    with EmbeddedStore() as store:
        for expected in (Loaded, Unchanged):
            events = load(store, first, copy, other)
            assert [type(event) for event in events] == [expected, Unchanged, Failed]
            assert isinstance(events[2], Failed) and str(first) in events[2].reason


def test_the_order_of_loading_does_not_matter(folder: Path) -> None:
    paths = [
        write(
            folder, "mli-2010-test", "The Ministry of Justice trained police with the ILO.", "the ILO trained A. NGO"
        ),
        write(folder, "mli-2011-test", "Ministry of Justice (MOJ) trained police with the ILO."),
        write(folder, "ner-2011-test", "The Ministry of Justice trained police with the ILO."),
        write(folder, "mli-2012-test", "The Justice Ministry should train police."),
    ]
    states = []
    for seed in range(3):
        random.Random(seed).shuffle(paths)
        with EmbeddedStore() as store:
            load(store, *paths)
            states.append(quads(store))
    assert states[0] == states[1] == states[2]


def test_removing_reports_leaves_nothing_of_them(folder: Path) -> None:
    paths = [
        write(folder, f"{name}-test", "The Ministry of Justice trained police with Free Children NGO.")
        for name in ("mli-2010", "mli-2011", "ner-2010")
    ]
    with EmbeddedStore() as store:
        load(store)
        empty = quads(store)
        load(store, paths[0])
        alone = quads(store)
        events = load(store, *paths[1:])
        for event in events:
            assert isinstance(event, Loaded) and remove(store, event.report, IRIS)
        assert quads(store) == alone
        assert remove(store, "https://w3id.org/servanda/id/report/test/mli/2010", IRIS)
        assert quads(store) == empty
        assert not remove(store, "https://w3id.org/servanda/id/report/test/mli/2010", IRIS)


def test_nothing_is_stated_in_two_graphs(folder: Path) -> None:
    paths = [
        write(
            folder, f"{name}-test", "The Ministry of Justice trained police with the ILO.", "the ILO trained local NGO"
        )
        for name in ("mli-2010", "mli-2011", "ner-2010")
    ]
    with EmbeddedStore() as store:
        load(store, *paths)
        rows = store.select("""SELECT ?s ?p ?o (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }
            GROUP BY ?s ?p ?o HAVING (COUNT(*) > 1)""").rows
        assert not rows


def test_the_number_of_processes_changes_nothing(folder: Path) -> None:
    paths = [write(folder, f"mli-{year}-test", "The Ministry of Justice trained police.") for year in range(2010, 2013)]
    paths.insert(1, folder / "none.txt")
    with EmbeddedStore() as one, EmbeddedStore() as several:
        assert load(several, *paths, jobs=2) == load(one, *paths)
        assert quads(several) == quads(one)
