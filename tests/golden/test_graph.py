"""The graph that the pipeline makes of the bundled samples is valid, grounded, and keeps claims apart from facts."""

from __future__ import annotations

from rdflib import Graph

from servanda.graph.store import Store
from servanda.ontology.vocab import PREFIXES
from servanda.shapes.check import Severity, check
from tests.golden.conftest import sample_files

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
SIX = """sv:Occurrence sv:NonOccurrence sv:ClaimedActivity sv:ClaimedNonOccurrence
    sv:PlannedActivity sv:RecommendedActivity"""


def values(store: Store, query: str) -> list[str]:
    return [str(row["x"]) for row in store.select(PROLOGUE + query).rows]


def test_the_store_conforms_to_the_shapes(samples: Store) -> None:
    graph = Graph().parse(data=samples.construct("CONSTRUCT WHERE { ?s ?p ?o }"), format="nt")
    report = check(graph)
    assert report.conforms, [f.message for f in report.findings if f.severity is Severity.VIOLATION][:5]


def test_every_sample_is_a_report_with_statements(samples: Store) -> None:
    counted = values(samples, "SELECT (COUNT(DISTINCT ?s) AS ?x) { ?s a sv:Statement ; sv:inReport ?r } GROUP BY ?r")
    assert len(counted) == len(sample_files()) >= 6
    assert all(int(number) >= 5 for number in counted)


def test_passages_quote_the_text_between_their_offsets(samples: Store) -> None:
    rows = samples.select(f"""{PROLOGUE} SELECT ?text ?start ?end ?exact {{
        GRAPH ?g {{ ?passage a sv:Passage ; oa:hasSource/sv:text ?text ; oa:hasSelector/oa:start ?start ;
            oa:hasSelector/oa:end ?end ; oa:hasSelector/oa:exact ?exact }} }}""").rows
    assert len(rows) > 200
    for row in rows:
        assert str(row["text"])[int(str(row["start"])) : int(str(row["end"]))] == str(row["exact"])


def test_every_statement_tells_of_one_of_the_six_kinds(samples: Store) -> None:
    counted = values(
        samples,
        f"""SELECT (COUNT(DISTINCT ?class) AS ?x) {{ VALUES ?class {{ {SIX} }}
        GRAPH ?g {{ ?s sv:expresses ?a . OPTIONAL {{ ?a a ?class }} }} }} GROUP BY ?s""",
    )
    assert set(counted) == {"1"}
    for kind in ("Occurrence", "NonOccurrence", "ClaimedActivity", "PlannedActivity", "RecommendedActivity"):
        assert values(samples, f"SELECT ?x {{ ?x a sv:{kind} }}"), kind


def test_ties_rest_on_occurrences_alone(samples: Store) -> None:
    stray = values(
        samples,
        """SELECT ?x { ?x a sv:Tie ; prov:wasDerivedFrom/sv:expresses ?activity .
        FILTER NOT EXISTS { ?activity a sv:Occurrence } }""",
    )
    assert stray == []
    assert not values(samples, "SELECT ?x { ?x sv:partneredWith ?y . FILTER NOT EXISTS { ?y sv:partneredWith ?x } }")
