from __future__ import annotations

import random

import pytest
from rdflib import Graph, URIRef

from servanda.graph import ties
from servanda.graph.derivation import told_by
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import GraphChange, Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import PREFIXES, VOCAB

IRIS = Iris()
TIES = str(IRIS.graph("ties"))
HEADER = (
    "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    + f"@prefix a: <https://example.org/actor/> .\n@prefix polarity: <{VOCAB}polarity/> .\n"
)


def report_iri(number: int) -> URIRef:
    return IRIS.report("", "interim", "MLI", str(2000 + number))


def report(number: int, *activities: str) -> Graph:
    """A report graph; an activity is its class, type, content and, after a bar, the days of its period."""
    lines = [HEADER, f"@prefix r: <{report_iri(number)}/> ."]
    for position, activity in enumerate(activities):
        content, _, days = activity.partition("|")
        kind, name, roles = content.split(maxsplit=2)
        polarity = "negated" if "Non" in kind else "affirmed"
        lines.append(f"""r:s{position} a sv:Statement ; sv:expresses r:x{position} ; sv:polarity polarity:{polarity} .
            r:x{position} a sv:Activity, sv:{kind} ; sv:activityType act:{name} ; {roles} .""")
        if days:
            start, end = days.split("/")
            lines.append(f"""r:x{position} sv:time r:t{position} . r:t{position} a sv:Period ;
                sv:start "{start}"^^xsd:date ; sv:end "{end}"^^xsd:date .""")
    return Graph().parse(data="\n".join(lines), format="turtle")


def load(store: Store, number: int, graph: Graph) -> None:
    """Put a report graph in the place of its last version, with its ties, as the pipeline does."""
    changes = ties.tie_changes(store, {report_iri(number): told_by(graph)}, IRIS)
    store.apply([GraphChange(str(IRIS.report_graph(report_iri(number))), graph.serialize(format="nt"), replaces=True)])
    store.apply(changes)


def held(store: Store) -> set[str]:
    return set(store.construct(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{TIES}> {{ ?s ?p ?o }} }}").splitlines())


def plain(store: Store) -> set[str]:
    """The ties that a plain query finds, as words."""
    rows = store.select(f"""SELECT ?a ?p ?b {{ GRAPH <{TIES}> {{ ?a ?p ?b }}
        FILTER (STRSTARTS(STR(?a), "https://example.org/actor/")) }}""").rows
    return {" ".join(str(row[name]).rpartition("/")[2].rpartition("#")[2] or "" for name in "apb") for row in rows}


def nodes(store: Store, tie_class: str) -> list[tuple[str, ...]]:
    rows = store.select(f"""PREFIX sv: <{PREFIXES["sv"]}> SELECT ?a ?kind ?b ?weight ?first ?last {{
        ?tie a sv:{tie_class} ; sv:tieKind ?kind ; sv:tieSource ?a ; sv:tieTarget ?b ; sv:weight ?weight .
        OPTIONAL {{ ?tie sv:firstDate ?first ; sv:lastDate ?last }} }} ORDER BY ?kind ?a ?b""").rows
    return [tuple(str(term).rpartition("/")[2] for term in row.values()) for row in rows]


def test_all_who_act_together_are_partners(store: Store) -> None:
    load(store, 1, report(1, "Occurrence draft sv:agent a:x, a:y ; sv:partner a:z |2009-09-01/2009-12-31"))
    assert plain(store) == {
        f"{one} partneredWith {other}" for one, other in ("xy", "yx", "xz", "zx", "yz", "zy")
    }  # fmt: skip
    period = ("1", "2009-09-01", "2009-12-31")
    assert nodes(store, "Tie") == [("x", "partner", "y", *period), ("x", "partner", "z", *period), ("y", "partner", "z", *period)]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize(
    ("activity", "kind"),
    [
        ("request", "requestedFrom"),
        ("support", "supported"),
        ("fund", "supported"),
        ("train", "supported"),
        ("assist", "supported"),
        ("refer", "referredTo"),
        ("appoint", "appointed"),
        ("report", "reportedTo"),
        ("arrest", "actedTowards"),
    ],
)
def test_agents_are_tied_to_recipients_by_what_they_did(store: Store, activity: str, kind: str) -> None:
    load(store, 1, report(1, f"Occurrence {activity} sv:agent a:x ; sv:recipient a:x, a:y"))
    assert plain(store) == {f"x {kind} y"}
    assert nodes(store, "Tie") == [("x", kind, "y", "1")]


def test_only_occurrences_make_plain_ties(store: Store) -> None:
    roles = "sv:agent a:x ; sv:partner a:y ; sv:recipient a:z"
    for kind in (
        "NonOccurrence", "ClaimedActivity", "ClaimedNonOccurrence", "PlannedActivity", "RecommendedActivity"
    ):  # fmt: skip
        load(store, 1, report(1, f"{kind} support {roles}"))
        assert plain(store) == set()
        assert nodes(store, "Tie") == []
        ours = [("x", "partner", "y", "1"), ("x", "supported", "z", "1")]
        assert nodes(store, "ClaimedTie") == (ours if kind == "ClaimedActivity" else [])
        assert nodes(store, "PlannedTie") == (ours if kind == "PlannedActivity" else [])


def test_statements_of_several_reports_add_up_and_go_again(store: Store) -> None:
    load(store, 1, report(1, "Occurrence fund sv:agent a:x ; sv:recipient a:y |2009-01-01/2009-01-31"))
    load(
        store,
        2,
        report(
            2,
            "Occurrence train sv:agent a:x ; sv:recipient a:y |2011-05-01/2011-05-02",
            "Occurrence train sv:agent a:x ; sv:recipient a:y",
        ),
    )
    assert nodes(store, "Tie") == [("x", "supported", "y", "3", "2009-01-01", "2011-05-02")]
    load(store, 1, report(1, "Occurrence fund sv:agent a:x ; sv:recipient a:z"))
    assert nodes(store, "Tie") == [
        ("x", "supported", "y", "2", "2011-05-01", "2011-05-02"),
        ("x", "supported", "z", "1"),
    ]
    load(store, 2, Graph())
    assert plain(store) == {"x supported z"}
    load(store, 1, Graph())
    assert held(store) == set()


def shares(store: Store) -> dict[str, str]:
    """The normalised weight of each tie, by the names of its actors."""
    rows = store.select(f"""PREFIX sv: <{PREFIXES["sv"]}> SELECT ?a ?b ?share {{ GRAPH <{TIES}> {{
        ?tie sv:tieSource ?a ; sv:tieTarget ?b ; sv:normalisedWeight ?share }} }}""").rows
    return {"".join(str(row[name]).rpartition("/")[2] for name in "ab"): str(row["share"]) for row in rows}


def marked(store: Store) -> dict[str, str]:
    rows = store.select(f"SELECT ?x ?n {{ GRAPH <{TIES}> {{ ?x <{PREFIXES['sv']}participants> ?n }} }}").rows
    return {str(row["x"]).removeprefix(IRIS.base): str(row["n"]) for row in rows}


def test_an_event_of_many_is_marked_and_weighs_no_more_than_one_of_two(store: Store) -> None:
    load(store, 1, report(1, "Occurrence convene sv:agent a:w ; sv:partner a:x, a:y ; sv:recipient a:z"))
    third = dict.fromkeys(("wx", "wy", "xy", "wz"), "0.333")
    assert shares(store) == third
    assert marked(store) == {f"{report_iri(1).removeprefix(IRIS.base)}/x0": "4"}
    load(
        store,
        2,
        report(2, "Occurrence convene sv:agent a:w ; sv:partner a:x", "Occurrence convene sv:agent a:x, a:y, a:w"),
    )
    assert shares(store) == {**third, "wx": "1.833", "wy": "0.833", "xy": "0.833"}
    assert {row[3] for row in nodes(store, "Tie")} == {"1", "2", "3"}
    load(store, 1, report(1, "Occurrence convene sv:agent a:w ; sv:partner a:x"))
    assert shares(store) == {"wx": "2.5", "wy": "0.5", "xy": "0.5"}
    assert marked(store) == {f"{report_iri(2).removeprefix(IRIS.base)}/x1": "3"}
    load(store, 1, Graph())
    load(store, 2, Graph())
    assert held(store) == set()


def test_ties_of_an_earlier_version_are_found_out(store: Store) -> None:
    assert not ties.is_outdated(store, IRIS)
    load(store, 1, report(1, "Occurrence convene sv:agent a:w, a:x"))
    now = held(store)
    assert not ties.is_outdated(store, IRIS)
    store.update(f"DELETE WHERE {{ GRAPH <{TIES}> {{ ?tie <{PREFIXES['sv']}normalisedWeight> ?share }} }}")
    assert ties.is_outdated(store, IRIS)
    ties.rebuild(store, IRIS)
    assert held(store) == now and not ties.is_outdated(store, IRIS)


def test_loading_the_same_again_changes_nothing(store: Store) -> None:
    graph = report(1, "Occurrence draft sv:agent a:x ; sv:partner a:y |2009-09-01/2009-12-31")
    load(store, 1, graph)
    assert ties.tie_changes(store, {report_iri(1): told_by(graph)}, IRIS) == []
    assert ties.tie_changes(store, {report_iri(2): {}}, IRIS) == []


def random_report(number: int, chance: random.Random) -> Graph:
    def activity() -> str:
        kind = chance.choice(["Occurrence", "Occurrence", "ClaimedActivity", "PlannedActivity", "NonOccurrence"])
        roles = " ; ".join(
            f"sv:{role} {', '.join('a:' + name for name in chance.sample('vwxyz', chance.randint(1, 2)))}"
            for role in chance.sample(["agent", "partner", "recipient"], chance.randint(1, 3))
        )
        year = chance.randint(2000, 2020)
        days = f"{year}-01-01/{year}-12-31" if chance.random() < 0.6 else ""
        return f"{kind} {chance.choice(['request', 'fund', 'train', 'arrest'])} {roles} |{days}"

    return report(number, *(activity() for _ in range(chance.randint(0, 6))))


@pytest.mark.parametrize("seed", range(12))
def test_any_order_of_loads_and_removals_gives_what_a_rebuild_gives(seed: int) -> None:
    chance = random.Random(seed)
    with EmbeddedStore() as store:
        for _ in range(12):
            number = chance.randint(1, 4)
            load(store, number, random_report(number, chance))
            step_by_step = held(store)
            ties.rebuild(store, IRIS)
            assert held(store) == step_by_step
            store.apply([GraphChange(TIES, "\n".join(step_by_step), replaces=True)])
        assert step_by_step
