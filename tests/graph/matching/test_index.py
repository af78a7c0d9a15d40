from __future__ import annotations

import pytest

from servanda.graph.matching.entries import Entry, entries_of
from servanda.graph.matching.index import Index
from servanda.graph.matching.scores import Query
from servanda.ontology.authority_graph import authority_graph
from servanda.ontology.iris import Iris

IRIS = Iris()
LOCAL = [
    Entry("x:mali", "actor", "Ministry", "Ministry of Justice", country="MLI"),
    Entry("x:niger", "actor", "Ministry", "Ministry of Justice", country="NER"),
    Entry("x:law", "instrument", "Law", "Law No. 2012-023 on Trafficking in Persons", country="MLI", number="2012-023"),
    Entry("x:other", "instrument", "Law", "Law No. 2016-058 on Trafficking in Persons", country="MLI",
          number="2016-058"),
    Entry("x:described", "actor", "NGO", "a local NGO", country="MLI", named=False),
]  # fmt: skip
INDEX = Index([*entries_of(authority_graph(IRIS)), *LOCAL])


def best(query: Query) -> tuple[str, bool]:
    first = INDEX.match(query)[0]
    return first.entry.iri, first.accepted


def test_an_exact_name_with_type_and_state_is_accepted() -> None:
    assert best(Query("the Ministry of Justice", "Ministry", "MLI")) == ("x:mali", True)
    assert best(Query("Justice Ministry", "Ministry", "NER")) == ("x:niger", True)


def test_a_name_alone_is_never_accepted() -> None:
    found = INDEX.match(Query("Ministry of Justice"))
    assert {match.entry.iri for match in found} >= {"x:mali", "x:niger"}
    assert not any(match.accepted for match in found)
    assert not INDEX.match(Query("UNICEF"))[0].accepted
    assert INDEX.match(Query("UNICEF", "InternationalBody"))[0].accepted


def test_another_state_or_number_rules_an_entry_out() -> None:
    assert "x:mali" not in {m.entry.iri for m in INDEX.match(Query("Ministry of Justice", country="NER"))}
    found = INDEX.match(Query("Law on Trafficking in Persons", "Law", "MLI", number="2016-58"))
    assert "x:law" not in {m.entry.iri for m in found}
    assert found[0].entry.iri == "x:other" and not found[0].accepted


def test_a_citation_identifies_a_treaty() -> None:
    treaty = str(IRIS.instrument(None, "Worst Forms of Child Labour Convention, 1999 (No. 182)"))
    assert best(Query("ILO C. 182")) == (treaty, True)
    assert best(Query("Worst Forms of Child Labor Convention", "Treaty")) == (treaty, True)


def test_an_identifier_decides() -> None:
    known = frozenset({("wikidata", "Q472311")})
    assert best(Query("migration office", identifiers=known)) == (
        str(IRIS.actor(None, "International Organization for Migration")),
        True,
    )


@pytest.mark.parametrize("name", ["CAT", "CRC", "CEDAW", "C182", "Palermo Convention"])
def test_an_ambiguous_name_is_offered_and_not_accepted(name: str) -> None:
    found = INDEX.match(Query(name, "Treaty"))
    assert found and not any(match.accepted for match in found)


def test_a_misspelt_name_is_offered_with_a_reason() -> None:
    first = INDEX.match(Query("International Organisaton for Migraton", "InternationalBody"))[0]
    assert first.entry.name == "International Organization for Migration"
    assert not first.accepted
    assert 0.8 < first.features["name"] < 1 and first.features["type"] == 1.0
    assert 85 < first.score < 100


def test_what_is_only_described_is_not_found() -> None:
    assert "x:described" not in {m.entry.iri for m in INDEX.match(Query("a local NGO", "NGO", "MLI"))}


def test_nothing_like_it_gives_nothing() -> None:
    assert INDEX.match(Query("zzzz qqqq")) == []
    assert INDEX.match(Query("")) == []


def test_names_are_completed() -> None:
    names = [entry.name for entry in INDEX.starting("Worst For", 5)]
    assert names == ["Worst Forms of Child Labour Convention, 1999 (No. 182)"]
    assert INDEX.starting("  ") == []


def test_the_best_comes_first_and_the_limit_holds() -> None:
    found = INDEX.match(Query("Convention on the Rights", "Treaty"), 3)
    assert len(found) == 3
    assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)
