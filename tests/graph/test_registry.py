"""The registry: what is said of actors that reports share, as a function of all their references."""

from __future__ import annotations

import random

import pytest
from rdflib import Graph, URIRef

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.registry import registry_changes, registry_graph, told_by
from servanda.graph.store import GraphChange, Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import PREFIXES, RDFS, SKOS, SV

IRIS = Iris()
REGISTRY = str(IRIS.graph("registry"))
HEADER = (
    "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    + f"@prefix mli: <{IRIS('actor', 'mli')}/> .\n@prefix int: <{IRIS('actor', 'int')}/> .\n"
)


def report_iri(number: int) -> URIRef:
    return IRIS.report("", "interim", "MLI", str(2000 + number))


def report(number: int, *references: str) -> Graph:
    """A report graph of references, each an entity, its type, its name, and perhaps the number of its whole."""
    lines = [HEADER, f"@prefix r: <{report_iri(number)}/> ."]
    for position, reference in enumerate(references):
        entity, kind, rest = reference.split(maxsplit=2)
        name, _, whole = rest.partition(" < ")
        country = f"; sv:country <{IRIS.country('MLI')}>" if entity.startswith("mli:") else ""
        part_of = f"; dcterms:isPartOf r:ref{whole}" if whole else ""
        lines.append(f"""r:ref{position} a sv:Reference ; sv:refersTo {entity} ; dcterms:type sv:{kind} ;
            rdfs:label "{name}" {country} {part_of} .""")
    return Graph().parse(data="\n".join(lines), format="turtle")


def load(store: Store, number: int, graph: Graph) -> None:
    target = str(IRIS.report_graph(report_iri(number)))
    changes = registry_changes(store, {report_iri(number): told_by(graph, IRIS)}, IRIS)
    store.apply([GraphChange(target, graph.serialize(format="nt"), replaces=True), *changes])


def held(store: Store) -> Graph:
    found = store.construct(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{REGISTRY}> {{ ?s ?p ?o }} }}")
    return Graph().parse(data=found, format="nt")


def test_the_name_used_most_is_preferred_and_the_others_kept(store: Store) -> None:
    justice = IRIS.actor("MLI", "Ministry of Justice")
    load(store, 1, report(1, "mli:ministry-of-justice Ministry the Justice Ministry"))
    load(store, 2, report(2, "mli:ministry-of-justice Ministry Ministry of Justice (MOJ)"))
    load(store, 3, report(3, "mli:ministry-of-justice Ministry Ministry of Justice"))
    assert [str(name) for name in held(store).objects(justice, RDFS.label)] == ["Ministry of Justice"]
    assert {str(name) for name in held(store).objects(justice, SKOS.altLabel)} == {"Justice Ministry", "MOJ"}
    load(store, 2, Graph())
    load(store, 3, Graph())
    assert [str(name) for name in held(store).objects(justice, SKOS.prefLabel)] == ["Justice Ministry"]


def test_what_the_authority_data_says_is_not_said_again(store: Store) -> None:
    ilo = IRIS.actor(None, "International Labour Organization")
    reference = f"<{ilo}> InternationalBody"
    load(store, 1, report(1, f"{reference} the ILO"))
    assert not held(store)
    load(store, 2, report(2, f"{reference} ILO Geneva Office"))
    assert {(p, str(o)) for p, o in held(store).predicate_objects(ilo)} == {(SKOS.altLabel, "ILO Geneva Office")}


def test_actors_that_stand_in_a_report_alone_are_not_registered(store: Store) -> None:
    load(store, 1, report(1, f"<{report_iri(1)}/actor/local-ngo> NGO local NGO"))
    assert not held(store)


def test_a_part_belongs_to_one_whole_and_never_to_itself(store: Store) -> None:
    police, unit = IRIS("actor", "mli", "police"), IRIS("actor", "mli", "unit")
    load(store, 1, report(1, "mli:police Agency police", "mli:unit Agency unit < 0", "mli:other Agency other"))
    assert (unit, SV.partOf, police) in held(store)
    for number in (2, 3):
        load(store, number, report(number, "mli:police Agency police < 1", "mli:unit Agency unit"))
    assert set(held(store).subject_objects(SV.partOf)) == {(police, unit)}


def random_report(number: int, chance: random.Random) -> Graph:
    names = ["police", "unit", "army", "ministry", "ilo"]
    told = []
    chosen = chance.sample(names, chance.randint(0, 5))
    for position, name in enumerate(chosen):
        kind = "Ministry" if name == "ministry" else chance.choice(["Agency", "Agency", "Official"])
        whole = chance.randrange(len(chosen)) if chance.random() < 0.6 else position
        part = f" < {whole}" if whole != position else ""
        told.append(f"mli:{name} {kind} {chance.choice(['The', 'National', 'Big'])} {name}{part}")
    return report(number, *told)


@pytest.mark.parametrize("seed", range(15))
def test_any_order_of_loads_and_removals_gives_the_same(seed: int) -> None:
    chance = random.Random(seed)
    last: dict[int, Graph] = {}
    with EmbeddedStore() as store:
        for _ in range(15):
            number = chance.randint(1, 5)
            last[number] = random_report(number, chance)
            load(store, number, last[number])
        step_by_step = set(held(store))
    for order in (sorted(last), sorted(last, reverse=True)):
        with EmbeddedStore() as store:
            for number in order:
                load(store, number, last[number])
            assert set(held(store)) == step_by_step


def test_a_report_alone_gives_what_an_empty_store_would_hold() -> None:
    chance = random.Random(1)
    for number in range(5):
        graph = random_report(number, chance)
        with EmbeddedStore() as store:
            load(store, number, graph)
            assert set(registry_graph(told_by(graph, IRIS), IRIS)) == set(held(store))
