from __future__ import annotations

import io

import pytest

from servanda.graph.candidates import LEAST, Candidate, candidates, likeness
from servanda.graph.matching.entries import Entry
from servanda.graph.reviews import Decision
from servanda.graph.store import Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import PREFIXES

IRIS = Iris()


def actor(country: str | None, name: str, statements: int, kind: str = "Ministry") -> str:
    """An actor in the registry, of a state or of none, with statements of a report that name it."""
    node = IRIS.actor(country, name)
    state = f"; sv:country <{IRIS.country(country)}>" if country else ""
    told = " ".join(f"<{node}-act-{number}> sv:agent <{node}> ." for number in range(statements))
    return f"""GRAPH <{IRIS.graph("registry")}> {{ <{node}> a sv:Actor, sv:{kind} ; rdfs:label "{name}" {state} }}
        GRAPH <{IRIS.graph("report/one")}> {{ {told}
            <{IRIS("report/one/actor/it")}> a sv:Actor ; rdfs:label "{name}" }}"""


@pytest.fixture
def filled(store: Store) -> Store:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    data = (
        actor("mli", "Ministry of Labor", 5), actor("mli", "Ministry of Labor and Social Affairs", 2),
        actor("ner", "Ministry of Labor", 3), actor("ner", "Ministry of Labour and Social Affairs", 1),
        actor("ner", "Ministry of Labor and Social Affair", 0), actor("mli", "Action for Children", 1, "NGO"),
        actor(None, "Action for Childern", 4, "NGO"),
    )  # fmt: skip
    store.load(io.BytesIO((prefixes + "\n".join(data)).encode()), "application/trig")
    return store


def pairs(found: list[Candidate]) -> list[tuple[str, str, int]]:
    return [
        (one.subject.iri.removeprefix(str(IRIS("actor/"))), one.object.iri.removeprefix(str(IRIS("actor/"))), one.value)
        for one in found
    ]


def test_pairs_of_a_state_come_with_those_of_none_and_never_with_those_of_another(filled: Store) -> None:
    found = pairs(candidates(filled, IRIS, country="MLI"))
    assert ("mli/ministry-of-labor-and-social-affairs", "mli/ministry-of-labor", 2) in found
    assert ("mli/action-for-children", "int/action-for-childern", 1) in found
    assert not any(one.startswith("ner/") for pair in found for one in pair[:2])


def test_the_list_of_all_states_is_made_of_those_of_each(filled: Store) -> None:
    every = pairs(candidates(filled, IRIS))
    assert set(every) == {pair for state in ("MLI", "NER") for pair in pairs(candidates(filled, IRIS, country=state))}
    assert [value for *_, value in every] == sorted((value for *_, value in every), reverse=True)
    assert ("ner/ministry-of-labor-and-social-affair", "ner/ministry-of-labour-and-social-affairs", 0) in every


def test_what_was_judged_is_not_offered_again(filled: Store) -> None:
    one, other = IRIS.actor("mli", "Ministry of Labor and Social Affairs"), IRIS.actor("mli", "Ministry of Labor")
    for judgement, is_offered in (("unsure", True), ("negative", False)):
        decided = [Decision(one, other, judgement, "x", "2026-01-01T00:00:00Z")]
        found = [pair[:2] for pair in pairs(candidates(filled, IRIS, decided, "MLI"))]
        assert (("mli/ministry-of-labor-and-social-affairs", "mli/ministry-of-labor") in found) == is_offered


@pytest.mark.parametrize(
    ("name", "other", "is_offered"),
    [
        ("International Cocoa Initiative", "CARE International", False),
        ("Department of Labor", "Department of Child Services", False),
        ("National Child Labor Committee", "National Council Against Child Labor", True),
        ("Ministry of Labour", "Ministry of Labor Affairs", True),
        ("National Commission", "National Committee", True),
    ],
)
def test_names_are_alike_by_words_that_tell_something(name: str, other: str, is_offered: bool) -> None:
    one, two = (Entry(text, "actor", "Agency", text, country="MLI") for text in (name, other))
    assert (likeness(one, two)[0] >= LEAST) == is_offered
