"""Repeats: which recommendations ask the same as an earlier one."""

from __future__ import annotations

import pytest
from rdflib import URIRef

from servanda.ingest.fulfilment.gathering import Asked
from servanda.ingest.fulfilment.repeats import LEAST, likeness, repeats

ARMED = "Ratify the UN CRC Optional Protocol on Armed Conflict."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (ARMED, ARMED, True),
        (ARMED, "Accede to the UN CRC Optional Protocol on the Involvement of Children in Armed Conflict.", True),
        (ARMED, "Ratify the Palermo Protocol on Trafficking in Persons.", False),
        (
            "Criminally prohibit hereditary slavery.",
            "Ensure that the law criminally prohibits hereditary slavery.",
            True,
        ),
        ("Raise the minimum age for work to 15.", "Raise the minimum age for work to 16.", True),
        ("Conduct a national child labor survey.", "Publish the results of the national child labor survey.", False),
        ("Renew the National Plan on Begging.", "Implement the National Plan on Begging.", False),
        (
            "Institute programs to address child labor in domestic work and mining.",
            "Institute programs to address child labor in domestic work, mining, and fishing.",
            True,
        ),
        (
            "Increase funding for the Commission for Trafficking in Persons and Illegal Migration.",
            "Increase funding for the Action Plan against Trafficking in Persons and Illegal Migration.",
            False,
        ),
        (
            "Expand existing social programs to address all relevant sectors, including agriculture and mining.",
            "Expand existing social programs to address all relevant sectors, including agriculture and domestic work.",
            True,
        ),
        ("Ensure the Begging Committee is active.", "Ensure the Trafficking Council is active.", False),
    ],
)
def test_sameness(one: str, other: str, same: bool) -> None:
    assert (likeness(one, other) >= LEAST) is same
    assert likeness(one, other) == likeness(other, one)


def asked(year: int, text: str = ARMED) -> Asked:
    report = URIRef(f"urn:report:{year}")
    return Asked(URIRef(f"urn:wish:{year}"), text, report, str(year), "urn:series", is_recommendation=True)


def test_years_are_counted_from_the_first_of_a_chain() -> None:
    found = repeats([asked(2018), asked(2014), asked(2016, "Ratify the Palermo Protocol."), asked(2015)])
    assert {iri.rpartition(":")[2]: (r.forerunner, r.since, r.years) for iri, r in found.items()} == {
        "2015": (URIRef("urn:wish:2014"), "2014", 1),
        "2018": (URIRef("urn:wish:2015"), "2014", 4),
    }
