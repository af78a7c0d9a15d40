"""The named queries over a small graph with something of every layer, each triple of which stands in two graphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from rdflib import URIRef
from rdflib.plugins.sparql import prepareQuery

from servanda.errors import UsageError
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.library import NamedQuery, library, read
from servanda.graph.parameters import TYPES
from servanda.graph.sparql import form
from servanda.graph.store import GraphChange, Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import PREFIXES, SV, VOCAB
from tests.graph.conftest import remote
from tests.shapes import valid

IRIS = Iris()
R = "https://w3id.org/servanda/id/report/interim/mli/2010-02-24/"
MORE = """
a:justice sv:partneredWith int:unodc . int:unodc sv:partneredWith a:justice .
d:training a sv:Tie ; sv:tieKind <https://w3id.org/servanda/vocab/tie-kind/supported> ; sv:tieSource int:unodc ;
    sv:tieTarget a:justice ; sv:weight 1 ; prov:wasDerivedFrom r:s7 .
c:mli a sv:Country ; rdfs:label "Mali" ; skos:notation "MLI" .
"""
TOLD = (
    ("s7", "Occurrence affirmed actual", "sv:activityType act:train ; sv:agent int:unodc ; sv:recipient a:justice"),
    ("s8", "Occurrence affirmed actual", "sv:activityType act:request ; sv:agent a:justice ; sv:recipient int:unodc"),
    ("s9", "PlannedActivity affirmed planned", "sv:activityType act:request ; sv:agent a:justice ; sv:recipient r:ngo"),
    ("s10", "PlannedActivity affirmed planned", "sv:activityType act:convene ; sv:agent a:justice ; sv:partner r:ngo"),
    ("s11", "RecommendedActivity affirmed recommended", "sv:activityType act:draft ; sv:agent a:justice"),
)  # fmt: skip


@pytest.fixture(scope="module")
def told_twice() -> list[GraphChange]:
    """The same triples in two graphs."""
    text = "".join(valid.statement(name, "p5", "int:state", told, content) for name, told, content in TOLD)
    triples = (valid.everything() + valid.turtle(MORE + text)).serialize(format="nt")
    return [GraphChange(str(IRIS.graph(name)), triples) for name in ("one", "other")]


@pytest.fixture(scope="module")
def store(told_twice: list[GraphChange]) -> Iterator[Store]:
    with EmbeddedStore() as store:
        store.apply(told_twice)
        yield store


def ask(store: Store, name: str, **values: str) -> list[dict[str, str]]:
    """Answer a named query: labels and numbers, without the IRIs of things."""
    answer = store.select(library()[name].fill(values))
    return [{key: str(row[key]) for key in answer.variables if key in row and str(row[key])} for row in answer.rows]


def brief(rows: list[dict[str, str]], *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(name, "").removeprefix(R) for name in names) for row in rows]


def everything_given(query: NamedQuery) -> dict[str, str]:
    return {p.name: p.example or p.default or "" for p in query.parameters}


@pytest.mark.parametrize("query", library().values(), ids=library())
def test_header_says_what_is_asked(query: NamedQuery) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)
    assert re.fullmatch(r"[A-Z][^\n]*[^.\s]", query.title)
    assert re.fullmatch(r"[A-Z][^\n]*[.]", query.description)
    names = [p.name for p in query.parameters]
    assert names == sorted(names, key=lambda name: (name == "limit",)) and names[-1] == "limit"
    for parameter in query.parameters:
        assert parameter.type in TYPES and parameter.description.endswith(".")
        assert bool(parameter.values) == (parameter.type in ("class", "concept"))
        assert parameter.default or parameter.term(parameter.example or "", IRIS)


@pytest.mark.parametrize("query", library().values(), ids=library())
def test_parameters_are_those_of_the_query(query: NamedQuery) -> None:
    used = set(re.findall(r"\$(\w+)", query.body))
    assert used == {p.name for p in query.parameters} - {"limit"}
    conditions = set(re.findall(r"#\?\s*(\w+)", query.body))
    assert conditions == {p.name for p in query.parameters if not p.required} - {"limit"}


@pytest.mark.parametrize("query", library().values(), ids=library())
def test_file_is_a_query_of_its_own(query: NamedQuery, store: Store) -> None:
    text = files("servanda.graph").joinpath("queries", f"{query.name}.rq").read_text(encoding="utf-8")
    prepareQuery(text)
    store.select(text)
    for prefix, namespace in re.findall(r"PREFIX (\w+): <([^>]+)>", text):
        assert PREFIXES.get(prefix) == namespace or namespace.startswith(str(VOCAB)), prefix
        assert re.search(rf"\b{prefix}:\w", query.body), f"{prefix} is not used"
    for name in re.findall(r"\bsv:(\w+)", query.body):
        assert SV[name]


@pytest.mark.parametrize("query", library().values(), ids=library())
def test_rows_are_counted_once_although_triples_stand_in_two_graphs(query: NamedQuery, store: Store) -> None:
    for values in ({p.name: p.example or "" for p in query.parameters if p.required}, everything_given(query)):
        text = query.fill(values)
        assert form(text) == "SELECT" and "$" not in text and "#?" not in text
        rows = [tuple(sorted((k, str(v)) for k, v in row.items())) for row in store.select(text).rows]
        assert len(rows) == len(set(rows))
        keys = [tuple((k, v) for k, v in row if k.endswith("_iri") or k in ("role", "status")) for row in rows]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize("query", library().values(), ids=library())
def test_columns_of_iris_come_last_and_say_so(query: NamedQuery, store: Store) -> None:
    answer = store.select(query.fill({p.name: p.example or "" for p in query.parameters if p.required}))
    names = list(answer.variables)
    assert [n.endswith("_iri") for n in names] == sorted(n.endswith("_iri") for n in names)
    assert any(n.endswith("_iri") for n in names)
    for row in answer.rows:
        assert all(isinstance(row[n], URIRef) == n.endswith("_iri") for n in names if n in row)


def test_partnerships_are_those_that_took_place(store: Store) -> None:
    rows = ask(store, "who-partnered-with-whom")
    assert brief(rows, "actor", "partner", "statement_iri") == [("Ministry of Justice", "a local NGO", "s1")]
    assert rows[0]["sentence"] == "The Ministry of Justice drafted a bill with a local NGO in late 2009."
    assert (rows[0]["report"], rows[0]["date"]) == ("Mali, interim", "2010-02-24")
    assert not ask(store, "who-partnered-with-whom", country="NER")
    assert not ask(store, "who-partnered-with-whom", year="2011")


@pytest.mark.parametrize(
    "actor", ["justice", "MINISTRY OF JUSTICE", "actor/mli/justice", "https://w3id.org/servanda/id/actor/mli/justice"]
)
def test_partners_of_an_actor_by_iri_or_name(store: Store, actor: str) -> None:
    assert brief(ask(store, "partners-of-an-actor", actor=actor), "partner") == [("a local NGO",)]


def test_a_partner_has_partners_too_and_words_are_whole(store: Store) -> None:
    rows = ask(store, "partners-of-an-actor", actor="local NGO")
    assert brief(rows, "actor", "partner") == [("a local NGO", "Ministry of Justice")]
    assert not ask(store, "partners-of-an-actor", actor="just")


def test_each_question_about_a_government_finds_its_own_kind(store: Store) -> None:
    found = {
        name: sorted(brief(ask(store, f"what-a-government-{name}", country="MLI"), "statement_iri"))
        for name in ("did", "planned", "claimed", "did-not-do")
    }
    assert found == {
        "did": [("s1",), ("s5",), ("s8",)],
        "planned": [("s10",), ("s4",), ("s9",)],
        "claimed": [("s2",)],
        "did-not-do": [("s3",)],
    }
    assert brief(ask(store, "what-a-government-did", country="Mali", activity="draft"), "statement_iri") == [("s1",)]
    assert not ask(store, "what-a-government-did", country="USA")


def test_only_requests_that_were_made_are_requests(store: Store) -> None:
    rows = ask(store, "requests-between-actors")
    assert brief(rows, "requester", "asked", "statement_iri") == [("Ministry of Justice", "UNODC", "s8")]


def test_claims_stand_beside_what_disputes_them(store: Store) -> None:
    (row,) = ask(store, "claims-without-evidence")
    assert "they arrested offenders" in row["claim"] and row["speaker"] == "Malian officials"
    assert row["claimed_acts"] == "1"
    assert row["disputed_by"].endswith("the government was unable to provide data.")
    (row,) = ask(store, "what-a-government-claimed", country="MLI")
    assert row["claimed"] == "done" and row["disputed_by"].endswith("unable to provide data.")


def test_instruments_come_with_those_who_drafted_and_enacted_them(store: Store) -> None:
    rows = ask(store, "instruments-and-their-drafters")
    assert brief(rows, "instrument", "type", "step", "actors", "partners") == [
        ("Law 2012-023", "Law", "enact", "Parliament", ""),
        ("anti-trafficking bill", "Bill", "draft", "Ministry of Justice", "a local NGO"),
    ]
    assert len(ask(store, "instruments-and-their-drafters", instrument="Bill")) == 1


def test_events_that_are_only_planned_are_none(store: Store) -> None:
    rows = ask(store, "events-and-participants")
    assert brief(rows, "event", "participant", "role") == [
        ("train", "UNODC", "agent"), ("train", "Ministry of Justice", "recipient"),
    ]  # fmt: skip


def test_assessments_by_country_and_year(store: Store) -> None:
    (row,) = ask(store, "assessments", country="MLI", year="2010")
    assert (row["country"], row["report_year"], row["rating"]) == ("MLI", "2010", "some progress")
    assert not ask(store, "assessments", year="2009")


def test_statements_about_an_actor_say_how_each_is_told(store: Store) -> None:
    rows = ask(store, "statements-about-an-actor", actor="Malian officials")
    assert sorted(brief(rows, "role", "told_as")) == [("agent", "ClaimedActivity"), ("speaker", "ClaimedActivity")]
    assert {row["told_as"] for row in ask(store, "statements-about-an-actor", actor="justice")} == {
        "Occurrence", "PlannedActivity", "RecommendedActivity",
    }  # fmt: skip


def test_recommendations_actors_instruments_reports_and_ties(store: Store) -> None:
    assert len(ask(store, "recommendations-to-a-country", country="MLI")) == 2
    actors = ask(store, "actors-of-a-country", country="MLI", type="Ministry")
    assert brief(actors, "actor", "actor_type", "part_of") == [
        ("Ministry of Justice", "Ministry", "Government of Mali")
    ]
    assert brief(ask(store, "instruments", type="Treaty"), "instrument", "activities") == [("Palermo Protocol", "1")]
    assert brief(ask(store, "reports"), "country", "author", "statements") == [("MLI", "Department of State", "11")]
    assert brief(ask(store, "ties", kind="supported"), "actor", "other_actor") == [("UNODC", "Ministry of Justice")]
    assert brief(ask(store, "who-supported-whom"), "supporter", "supported") == [("UNODC", "Ministry of Justice")]
    assert ("Occurrence", "s5") in brief(ask(store, "sentences", text="ENACTED"), "told_as", "statement_iri")


def test_status_of_a_commitment_is_the_last_one_at_or_before_a_day(store: Store) -> None:
    for day, status in (("2010-02-24", "fulfilled"), ("2010-02-23", "")):
        found = brief(ask(store, "commitments-of-a-government", country="MLI", day=day), "strength", "status")
        assert sorted(found) == [("acceptedRecommendation", status), ("legalObligation", "")]


OCCURRENCES = (
    "who-partnered-with-whom", "partners-of-an-actor", "what-a-government-did", "requests-between-actors",
    "instruments-and-their-drafters", "events-and-participants", "who-supported-whom",
)  # fmt: skip


@pytest.mark.parametrize("name", OCCURRENCES)
def test_a_query_for_occurrences_returns_nothing_else(store: Store, name: str) -> None:
    query = library()[name]
    values = {p.name: {"actor": "a"}.get(p.type, p.example or "") for p in query.parameters if p.required}
    for actor in ("Ministry of Justice", "a local NGO", "Malian officials", "Parliament", "UNODC"):
        rows = ask(store, name, **(values | ({"actor": actor} if "actor" in values else {})))
        assert {row["statement_iri"].removeprefix(R) for row in rows} <= {"s1", "s5", "s7", "s8"}


def test_limit_bounds_the_rows(store: Store) -> None:
    assert len(ask(store, "what-a-government-did", country="MLI", limit="2")) == 2


def test_values_that_do_not_fit_are_told() -> None:
    query = library()["what-a-government-did"]
    wrong: list[dict[str, Any]] = [
        {},
        {"country": "XX"},
        {"country": "MLI", "no": "x"},
        {"country": "MLI", "year": "1"},
    ]
    for values in wrong:
        with pytest.raises(UsageError, match=r"country|no|year"):
            query.fill(values)


def test_iris_follow_the_base() -> None:
    text = library()["what-a-government-did"].fill({"country": "MLI"}, Iris("https://example.org/data/"))
    assert "<https://example.org/data/country/mli>" in text


def test_strings_iris_and_comments_keep_their_dollar_signs() -> None:
    header = (
        "#+ title: T\n#+ description: D.\n#+ parameters:\n#+   x: { type: text, required: true, description: X. }\n"
    )
    query = read("q", header + "SELECT * WHERE { ?s ?p \"$x\", '$x', $x . FILTER (?s = <https://e.org/$x>) }")
    assert query.fill({"x": "$x"}).count('"$x"') == 2 and "'$x'" in query.fill({"x": "y"})
    assert "<https://e.org/$x>" in query.fill({"x": "y"})


@pytest.mark.parametrize(
    "header", ["", "#+ title: T\n", "#+ title: T\n#+ description: D.\n#+ parameters: {x: {type: no}}\n"]
)
def test_a_header_that_is_not_complete_is_refused(header: str) -> None:
    with pytest.raises(ValueError, match=r"q|x"):
        read("q", header + "SELECT * WHERE { }")


def test_virtuoso_gives_the_same_rows(told_twice: list[GraphChange], request: pytest.FixtureRequest) -> None:
    """In one test, since it takes its time to plan these queries; an aggregate of nothing is "" there."""
    with EmbeddedStore() as ours, remote("virtuoso", request) as theirs:
        for store in (ours, theirs):
            store.apply(told_twice)
        for name, query in library().items():
            values = {p.name: p.example or "" for p in query.parameters if p.required}
            one, other = ([sorted(row.items()) for row in ask(store, name, **values)] for store in (ours, theirs))
            assert sorted(one) == sorted(other), name


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    answer = store.select(query)
    return [tuple(str(row.get(name, "")) for name in answer.variables) for row in answer.rows]


@pytest.mark.parametrize("service", ["oxigraph", "virtuoso"])
def test_answers_are_the_same_over_a_service(
    service: str, request: pytest.FixtureRequest, store: Store, told_twice: list[GraphChange]
) -> None:
    with remote(service, request) as other:
        other.apply(told_twice)
        for query in library().values():
            for needed in (True, False):
                given = {p.name: p.example for p in query.parameters if p.example and (p.required or not needed)}
                text = query.fill(given)
                assert rows(other, text) == rows(store, text), (query.name, given)
