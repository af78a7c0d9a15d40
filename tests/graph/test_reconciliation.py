from __future__ import annotations

import pytest

from servanda.errors import UsageError
from servanda.graph.matching.conditions import query
from servanda.graph.matching.entries import Entry
from servanda.graph.matching.index import Index
from servanda.graph.matching.vocabulary import suits
from servanda.graph.reconciliation import Reconciler
from servanda.ontology.iris import Iris

IRIS = Iris()
LAW = Entry(f"{IRIS.base}instrument/mli/law", "instrument", "Law", "Education Law", country="MLI", number="99-046",
            date="1999-12-28", identifiers=frozenset({("akn", "ml/act/1999-12-28/99-046")}))  # fmt: skip
SCHOOL = Entry(f"{IRIS.base}actor/mli/school", "actor", "Agency", "School Board", country="MLI",
               part_of=f"{IRIS.base}actor/mli/education")  # fmt: skip
MINISTRY = Entry(f"{IRIS.base}actor/mli/education", "actor", "Ministry", "Ministry of Education", country="MLI")
RECONCILER = Reconciler(Index([LAW, SCHOOL, MINISTRY]), IRIS)


def test_conditions_become_parts_of_the_query() -> None:
    asked = {
        "query": "x",
        "properties": [
            {"pid": "country", "v": {"id": "country/mli", "name": "Mali"}}, {"pid": "number", "v": ["99-046"]},
            {"pid": "date", "v": "1999-12-28"}, {"pid": "wikidata", "v": "Q912"}, {"pid": "colour", "v": "red"},
        ],
    }  # fmt: skip
    found = query(asked, "https://w3id.org/servanda/ontology#Law")
    assert (found.type, found.country, found.number, found.year) == ("Law", "MLI", "99-046", "1999")
    assert found.identifiers == {("wikidata", "Q912")}


def test_a_condition_without_a_value_is_refused() -> None:
    with pytest.raises(UsageError, match="pid"):
        query({"query": "x", "properties": [{"pid": "country"}]}, None)


def test_entities_can_be_found_without_a_name() -> None:
    answer = RECONCILER.answer({"q": {"properties": [{"pid": "number", "v": "99-46"}]}})
    assert [result["id"] for result in answer["q"]["result"]] == ["instrument/mli/law"]
    assert not answer["q"]["result"][0]["match"]


def test_values_of_properties_are_of_their_kind() -> None:
    answer = RECONCILER.extend({
        "ids": ["actor/mli/school", "instrument/mli/law"],
        "properties": [{"id": "partOf"}, {"id": "country"}, {"id": "akn"}, {"id": "number"}],
    })  # fmt: skip
    school, law = answer["rows"]["actor/mli/school"], answer["rows"]["instrument/mli/law"]
    assert school["partOf"] == [{"id": "actor/mli/education", "name": "Ministry of Education"}]
    assert school["country"] == [{"id": "country/mli", "name": "Mali"}] and school["number"] == []
    assert law["akn"] == [{"str": "ml/act/1999-12-28/99-046"}] and law["number"] == [{"str": "99-046"}]


def test_properties_suit_types() -> None:
    assert suits("normlex", "Treaty") and not suits("normlex", "Ministry")
    assert suits("ror", "NGO") and not suits("ror", "Law")
    assert suits("wikidata", None)


def test_the_sole_match_of_several_types_is_certain() -> None:
    asked = {"query": "Ministry of Education", "type": ["Actor", "LegalInstrument"]}
    (result, *_) = RECONCILER.answer({"q": asked})["q"]["result"]
    assert result["match"] and result["description"] == "Ministry, Mali"
