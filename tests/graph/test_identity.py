from __future__ import annotations

import pytest

from servanda.graph.identity import resolve
from servanda.ontology.exchange import Actor, Extraction, Instrument, Software
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


def body(name: str, country: str | None = "BHR", *aliases: str) -> str:
    """Return the IRI, below the base, that a report on a state gives an international body."""
    actor = Actor("a1", name, "InternationalBody", aliases=aliases)
    extraction = Extraction("doc", country, "0" * 64, Software("test", "1"), actors=(actor,))
    return str(resolve(extraction, IRIS).actors[0].iri).removeprefix(IRIS.base)


@pytest.mark.parametrize(
    ("aliases", "is_of_the_un"),
    [
        ((), False),
        (("the committee",), False),
        (("the UN Human Rights Committee",), True),
        (("U.N. Human Rights Committee",), True),
        (("Human Rights Committee of the United Nations",), True),
    ],
)
def test_a_parliament_s_committee_is_that_of_the_un_only_where_the_text_says_so(
    aliases: tuple[str, ...], is_of_the_un: bool
) -> None:
    found = body("Human Rights Committee", "BHR", *aliases)
    assert (found == body("UN Human Rights Committee", "NER")) == is_of_the_un


@pytest.mark.parametrize("name", ["Human Rights Committee", "International Criminal Tribunal", "OSCE Center"])
def test_what_several_bodies_are_called_is_shared_by_reports_on_one_state_alone(name: str) -> None:
    assert body(name) == body(f"the {name}") != body(name, "RWA")
    assert body(name, None).startswith("report/")


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("UN Human Rights Council", "United Nations Human Rights Council"),
        ("UN Security Council", "United Nations Security Council"),
        ("United Nations General Assembly", "UN General Assembly"),
        ("UN ILO", "International Labour Organization"),
    ],
)
def test_united_nations_in_a_name_tell_which_body_is_meant(name: str, official: str) -> None:
    assert body(name) == body(official, "RWA") and body(name).startswith("actor/int/")
