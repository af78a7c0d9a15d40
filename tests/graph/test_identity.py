from __future__ import annotations

import pytest

from servanda.graph.identity import resolve
from servanda.ontology.exchange import Extraction, Instrument, Software
from servanda.ontology.iris import Iris

IRIS = Iris()


def resolved(name: str, type_: str = "Treaty", of: str | None = None) -> Instrument:
    thing = Instrument("i1", name, type_, of)
    extraction = Extraction("doc", "MLI", "0" * 64, Software("test", "1"), instruments=(thing,))
    return resolve(extraction, IRIS).instruments[0]


@pytest.mark.parametrize(
    "name",
    ["ILO C. 182", "ILO Convention 182", "C182 Worst Forms of Child Labor Convention",
     "International Labour Organization’s Convention No. 182", "ILO Convention on the Worst Forms of Child Labor"],
)  # fmt: skip
def test_every_way_to_cite_a_treaty_gives_one_iri(name: str) -> None:
    thing = resolved(name)
    assert thing.iri == str(IRIS.instrument(None, "Worst Forms of Child Labour Convention, 1999 (No. 182)"))
    assert any("NORMLEX" in link for link in thing.links)


def test_a_law_is_known_by_its_number() -> None:
    assert "loi-n-2012-023" in str(resolved("Law No. 2012-023", "Law", "MLI").iri)
    assert "loi-n-2012-023" not in str(resolved("Law No. 2012-023", "Law", "NER").iri)


@pytest.mark.parametrize("name", ["C182", "Convention No. 182", "CAT"])
def test_an_ambiguous_name_identifies_nothing(name: str) -> None:
    thing = resolved(name)
    assert thing.links == ()
    assert thing.iri is not None and "worst-forms" not in thing.iri and "torture" not in thing.iri


def test_another_type_is_another_thing() -> None:
    assert "worst-forms" not in str(resolved("ILO Convention 182", "Law", "MLI").iri)
