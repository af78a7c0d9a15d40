"""Decisions and corrections: what follows from them, at once and at every later load, and that they can be undone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from servanda.errors import NotFound, UsageError
from servanda.graph.edits import Edits, edited, original
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.reviews import Correction, Decision, corrections, records
from servanda.graph.store import Store
from servanda.ingest import ingest, reviewing
from servanda.ingest.reviewing import decide, withdraw
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import RDF, SV, concept
from servanda.settings import Settings
from tests.servanda.ingest.scripted import Scripted, write
from tests.servanda.ingest.test_ingest import labels, load, quads

IRIS = Iris()
AT = "2026-01-02T03:04:05Z"
JUSTICE, LAW = IRIS.actor("MLI", "Ministry of Justice"), IRIS.actor("MLI", "Ministry of Law")


def same(subject: URIRef, other: URIRef, judgement: str = "positive") -> Decision:
    return Decision(subject, other, judgement, "Aminata", AT, "renamed in 2011", 0.8)


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    return [
        write(tmp_path, "mli-2010-test", "The Ministry of Justice trained police with the ILO."),
        write(tmp_path, "mli-2011-test", "The Ministry of Law trained police with the ILO.",
              "The Ministry of Law trained police with the Ministry of Justice."),
        write(tmp_path, "ner-2010-test", "The Ministry of Justice trained police."),
    ]  # fmt: skip


def ministries(store: Store) -> set[str]:
    return labels(store, "?x a sv:Ministry ; rdfs:label ?label ; sv:country <https://w3id.org/servanda/id/country/mli>")


def test_a_join_holds_at_once_and_undoing_it_restores_every_triple(paths: list[Path]) -> None:
    with EmbeddedStore() as store:
        load(store, *paths)
        before = quads(store)
        assert decide(store, [same(LAW, JUSTICE)], IRIS) == 1
        assert ministries(store) == {"Ministry of Justice"}
        assert not store.ask(f"ASK {{ GRAPH ?g {{ ?s ?p <{LAW}> }} FILTER(!CONTAINS(STR(?g), 'reviews')) }}")
        weights = labels(
            store, f"?t a sv:Tie ; sv:tieSource|sv:tieTarget <{JUSTICE}> ; sv:weight ?label . FILTER(?label > 1)"
        )
        assert weights == {"2"}
        (decision,) = records(store, IRIS)
        assert withdraw(store, [decision.iri(IRIS)], IRIS) == 1
        assert quads(store) == before


def test_reports_loaded_later_follow_the_decisions(paths: list[Path]) -> None:
    with EmbeddedStore() as first, EmbeddedStore() as later:
        load(first, *paths)
        decide(first, [same(LAW, JUSTICE)], IRIS)
        load(later, paths[0], paths[2])
        load(later, write(paths[1].parent, "mli-2012-test", "The Ministry of Law trained NGO A."))
        decide(later, [same(LAW, JUSTICE)], IRIS)
        load(later, paths[1])
        load(first, paths[1].parent / "mli-2012-test.txt")
        assert quads(first) == quads(later)
        load(first, *paths, extractor=Scripted("2"))
        assert ministries(first) == {"Ministry of Justice"}


def test_judgements_that_join_nothing_change_no_report(paths: list[Path]) -> None:
    with EmbeddedStore() as store:
        load(store, *paths)
        before = quads(store)
        assert decide(store, [same(LAW, JUSTICE, "unsure")], IRIS) == 0
        assert decide(store, [same(JUSTICE, LAW, "negative")], IRIS) == 0
        assert [record.judgement for record in records(store, IRIS) if isinstance(record, Decision)] == ["negative"]
        assert {line for line in quads(store) - before if "graph/reviews" not in line} == set()
        assert decide(store, [same(LAW, JUSTICE)], IRIS) == 1
        assert decide(store, [same(LAW, JUSTICE, "negative")], IRIS) == 1
        assert ministries(store) == {"Ministry of Justice", "Ministry of Law"}


def test_joins_of_joins_come_apart_again_one_by_one(paths: list[Path]) -> None:
    ilo = IRIS.actor(None, "International Labour Organization")
    office, agency = IRIS.actor(None, "ILO Office NGO"), IRIS.actor(None, "ILO Agency NGO")
    with EmbeddedStore() as store:
        load(store, *paths, write(paths[0].parent, "mli-2015-test", "ILO Office NGO trained ILO Agency NGO"))
        states = [quads(store)]
        for decision in (same(agency, office), same(office, ilo)):
            decide(store, [decision], IRIS)
            states.append(quads(store))
        assert labels(store, "?x sv:refersTo ?y . ?y rdfs:label ?label") >= {"International Labour Organization"}
        assert not store.ask(f"ASK {{ ?r <https://w3id.org/servanda/ontology#refersTo> <{agency}> }}")
        withdraw(store, [same(office, ilo).iri(IRIS)], IRIS)
        assert quads(store) == states[1]
        withdraw(store, [same(agency, office).iri(IRIS)], IRIS)
        assert quads(store) == states[0]


@pytest.mark.parametrize("seed", range(4))
def test_excerpts_of_reports_tell_all_that_follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chance = random.Random(seed)
    names = ("Ministry of Law", "Ministry of Justice", "NGO A", "NGO B", "police", "ILO", "local NGO")

    def sentence() -> str:
        who, whom, partner = chance.sample(names, 3)
        head = chance.choice(("The ", "Ministry of Law claims: The "))
        return f"{head}{who} {chance.choice(('trained', 'should train'))} {whom} with {partner}."

    paths = [write(tmp_path, f"mli-{year}-test", *(sentence() for _ in range(2))) for year in range(2010, 2014)]

    def change() -> Decision | Correction:
        if chance.random() < 0.7:
            one, other = map(URIRef, chance.sample(actors, 2))
            return same(one, other, chance.choice(("positive", "positive", "negative")))
        told = chance.choice(statements)
        return chance.choice((
            corrected(chance.choice(shared), "type", "Agency"),
            corrected(told, "spurious"),
            corrected(told, "recipients", chance.choice(shared)),
        ))  # fmt: skip

    def state(store: Store) -> set[str]:
        graphs = [graph for graph in store.graphs() if "/report/" in graph or graph.endswith(("ties", "registry"))]
        asked = {graph: f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}" for graph in graphs}
        return {f"{graph} {row}" for graph, query in asked.items() for row in store.construct(query).splitlines()}

    with EmbeddedStore() as store, EmbeddedStore() as whole:
        load(store, *paths)
        load(whole, *paths)
        first = state(store)
        statements = sorted(labels(store, "?label a sv:Statement"))
        actors = sorted(labels(store, "?reference sv:refersTo ?label FILTER(CONTAINS(STR(?label), '/actor/'))"))
        shared = [actor for actor in actors if "/report/" not in actor]
        for _ in range(8):
            made = change()
            try:
                changed = decide(store, [made], IRIS)
            except NotFound:  # it was joined or taken out
                continue
            with monkeypatch.context() as patched:
                patched.setattr(reviewing, "excerpts", lambda *_: {})
                assert decide(whole, [made], IRIS) == changed
            assert state(store) == state(whole), made
        for record in chance.sample(kept := records(store, IRIS), len(kept)):
            withdraw(store, [record.iri(IRIS)], IRIS)
        assert state(store) == first


def test_what_can_never_be_one_is_not_joined(paths: list[Path]) -> None:
    with EmbeddedStore() as store:
        load(store, *paths)
        before = quads(store)
        for subject, other in (
            (JUSTICE, IRIS.actor("NER", "Ministry of Justice")),
            (JUSTICE, IRIS.instrument(None, "Convention on the Rights of the Child")),
            (JUSTICE, JUSTICE),
        ):
            with pytest.raises(UsageError):
                decide(store, [same(LAW, JUSTICE), same(subject, other)], IRIS)
        with pytest.raises(NotFound):
            decide(store, [same(IRIS("actor", "mli", "none"), JUSTICE)], IRIS)
        with pytest.raises(NotFound):
            withdraw(store, [IRIS("decision", "none")], IRIS)
        assert quads(store) == before


def corrected(target: str, name: str, *values: str) -> Correction:
    return Correction(URIRef(target), name, values, "Aminata", AT)


def test_corrections_are_applied_at_once_and_at_every_later_load(paths: list[Path]) -> None:
    with EmbeddedStore() as store:
        load(store, *paths)
        before = quads(store)
        told = labels(store, "?label a sv:Statement FILTER(CONTAINS(STR(?label), '/mli/'))")
        spurious, wrong, role = sorted(told)
        made = [
            corrected(spurious, "spurious"),
            corrected(wrong, "type", "support"),
            corrected(role, "recipients", str(JUSTICE)),
            corrected(str(JUSTICE), "type", "Agency"),
        ]
        decide(store, made, IRIS)
        after = quads(store)
        assert not any(spurious in line for line in after if "graph/reviews" not in line and "sv:edits" not in line
                       and "#edits" not in line)  # fmt: skip
        assert labels(store, f"<{wrong}> sv:expresses/sv:activityType ?label") == {
            "https://w3id.org/servanda/vocab/activity-type/support"
        }
        assert labels(store, f"<{role}> sv:expresses/sv:recipient ?label") == {str(JUSTICE)}
        assert labels(store, f"<{JUSTICE}> a ?label") == {
            f"https://w3id.org/servanda/ontology#{name}" for name in ("Actor", "PublicBody", "Agency")
        }
        assert [type(event).__name__ for event in load(store, *paths)] == ["Unchanged"] * 3
        list(ingest(paths, store, Settings(), 1, Scripted("2")))
        assert labels(store, f"<{role}> sv:expresses/sv:recipient ?label") == {str(JUSTICE)}
        load(store, *paths)
        assert quads(store) == after
        withdraw(store, [record.iri(IRIS) for record in made], IRIS)
        assert quads(store) == before


def test_each_correction_takes_hold_by_itself(paths: list[Path]) -> None:
    with EmbeddedStore() as store:
        load(store, *paths)
        before = quads(store)
        told = sorted(labels(store, "?label a sv:Statement"))
        for statement in told:
            for name, values in (("recipients", [str(JUSTICE)]), ("type", ["fund"]), ("spurious", [])):
                made = corrected(statement, name, *values)
                assert decide(store, [made], IRIS) == 1, made
                assert withdraw(store, [made.iri(IRIS)], IRIS) == 1
            assert quads(store) == before


def test_a_statement_is_accepted_or_spurious_as_was_said_last(paths: list[Path]) -> None:
    with EmbeddedStore() as store:
        load(store, *paths)
        before = quads(store)
        statement = min(labels(store, "?label a sv:Statement"))
        steps = [("accepted", 0), ("spurious", 1), ("accepted", 1), ("accepted", 0)]
        for name, changed in steps:
            assert decide(store, [corrected(statement, name)], IRIS) == changed
            assert [record.property for record in records(store, IRIS) if isinstance(record, Correction)] == [name]
        assert {line for line in quads(store) ^ before if "graph/reviews" not in line} == set()


def test_a_correction_of_a_statement_that_is_gone_does_not_fall_on_its_neighbour(paths: list[Path]) -> None:
    one, other = (f"{IRIS.base}report/test/mli/2010/statement/1-2-train-{digest}" for digest in "ab")
    report = URIRef(f"{IRIS.base}report/test/mli/2010")
    graph = Graph()
    graph.add((report, RDF.type, SV.Report))
    for statement in (one, other):
        graph.add((URIRef(statement), RDF.type, SV.Statement))
        graph.add((URIRef(statement), SV.expresses, URIRef(f"{statement}/activity")))
        graph.add((URIRef(f"{statement}/activity"), SV.activityType, concept("activity-type", "train")))
    edits = Edits(corrections=corrections([corrected(one, "spurious"), corrected(one, "type", "fund")]))
    after = edited(graph, edits)
    assert set(after.subjects(RDF.type, SV.Statement)) == {URIRef(other)}
    assert set(after.objects(None, SV.activityType)) == {concept("activity-type", "train")}
    assert set(original(after)) == set(graph)


def test_corrections_of_what_the_store_does_not_know_are_refused(paths: list[Path]) -> None:
    with EmbeddedStore() as store:
        load(store, *paths)
        before = quads(store)
        statement = min(labels(store, "?label a sv:Statement FILTER(CONTAINS(STR(?label), '/mli/2011'))"))
        treaty = IRIS.instrument(None, "Convention on the Rights of the Child")
        for made in (
            corrected(f"{statement}x", "spurious"),
            corrected(statement, "agents", str(IRIS("actor", "mli", "nobody"))),
            corrected(statement, "agents", str(treaty)),
            corrected(statement, "instruments", str(JUSTICE)),
            corrected(statement, "agents", str(IRIS("report", "test", "mli", "2010", "actor", "he"))),
            corrected(str(JUSTICE), "type", "Treaty"),
            corrected(str(IRIS("actor", "mli", "nobody")), "type", "Agency"),
        ):
            with pytest.raises((NotFound, UsageError)):
                decide(store, [corrected(statement, "spurious"), made], IRIS)
        assert quads(store) == before
        decide(store, [corrected(statement, "instruments", str(treaty))], IRIS)
        decide(store, [corrected(statement, "spurious")], IRIS)
        assert decide(store, [corrected(statement, "spurious")], IRIS) == 0


@pytest.mark.parametrize(
    ("target", "name", "values"),
    [
        ("x:report/statement/1-2-train-a", "colour", ("red",)),
        ("x:report/statement/1-2-train-a", "type", ("sing",)),
        ("x:actor/mli/a", "agents", ("x:b",)),
        ("x:actor/mli/a", "type", ("train",)),
        ("x:actor/mli/a", "type", ()),
        ("x:report/statement/1-2-train-a", "spurious", ("train",)),
    ],
)
def test_corrections_that_make_no_sense_are_refused(target: str, name: str, values: tuple[str, ...]) -> None:
    with EmbeddedStore() as store, pytest.raises(UsageError):
        decide(store, [corrected(target, name, *values)], IRIS)
