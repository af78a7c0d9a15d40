from __future__ import annotations

from collections.abc import Mapping

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from servanda.api.shown import network_of, network_of_graph, table
from servanda.graph.store import Solutions
from servanda.ontology.vocab import SV

JUSTICE, UNICEF, REPORT = (URIRef(f"https://e.org/{path}") for path in ("actor/mli/justice", "actor/int/unicef", "r"))


def answer(*rows: Mapping[str, Node]) -> Solutions:
    return Solutions(tuple(rows[0]), tuple(map(dict, rows)))


def test_columns_that_only_lead_somewhere_are_not_shown() -> None:
    found = table(answer({"actor": Literal("Justice"), "n": Literal(2), "actor_iri": JUSTICE}))
    assert found.links() == [(0, 2), (1, None)]


def test_a_name_and_a_number_make_a_chart() -> None:
    found = table(answer({"year": Literal("2010"), "n": Literal(2)}, {"year": Literal("2011"), "n": Literal(3)}))
    assert found.points() == ("n", [("2010", 2.0), ("2011", 3.0)])


def test_what_repeats_or_has_no_number_makes_none() -> None:
    same = {"year": Literal("2010"), "n": Literal(2)}
    assert table(answer(same, same)).points() is None
    assert (
        table(answer({"a": Literal("x"), "b": Literal("y")}, {"a": Literal("z"), "b": Literal("y")})).points() is None
    )
    assert (
        table(answer({"year": Literal("2010"), "n": Literal(-2)}, {"year": Literal("2011"), "n": Literal(3)})).points()
        is None
    )


def test_actors_are_paired_before_anything_else() -> None:
    row: dict[str, Node] = {
        "report": Literal("R"), "one": Literal("Justice"), "other": Literal("UNICEF"),
        "report_iri": REPORT, "one_iri": JUSTICE, "other_iri": UNICEF,
    }  # fmt: skip
    found = table(answer(row, row)).pairs()
    assert found is not None
    pairs, names = found
    assert set(pairs) == {(str(JUSTICE), str(UNICEF))} and names[str(UNICEF)] == "UNICEF"
    drawn = network_of(pairs, names, {str(JUSTICE): "Ministry"})
    assert {(node["label"], node["type"]) for node in drawn["nodes"]} == {("Justice", "Ministry"), ("UNICEF", "")}
    assert [edge["weight"] for edge in drawn["edges"]] == [2]


def test_an_answer_without_pairs_makes_no_network() -> None:
    assert table(answer({"one": JUSTICE, "name": Literal("x")})).pairs() is None
    assert table(answer({"one": JUSTICE, "other": JUSTICE})).pairs() is None


def test_a_graph_is_drawn_by_its_names_and_types() -> None:
    graph = Graph()
    graph.add((JUSTICE, RDF.type, SV.Ministry))
    graph.add((JUSTICE, RDFS.label, Literal("Justice")))
    assert network_of_graph(graph) is None
    graph.add((JUSTICE, SV.partneredWith, UNICEF))
    drawn = network_of_graph(graph)
    assert drawn is not None
    assert {(node["label"], node["type"]) for node in drawn["nodes"]} == {("Justice", "Ministry"), (str(UNICEF), "")}
