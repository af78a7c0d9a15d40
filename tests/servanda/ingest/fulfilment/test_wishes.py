"""Wishes: the acts that a recommendation asks for."""

from __future__ import annotations

import pytest

from servanda.ingest.fulfilment.wishes import wishes


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ratify the Palermo Protocol on Trafficking in Persons.", "ratify"),
        ("Accede to the UN CRC Optional Protocol on Armed Conflict.", "ratify"),
        ("Publish information on labor law enforcement, including the number of inspections.", "publish"),
        ("Make information on the inspectorate's funding publicly available.", "publish"),
        ("Increase the number of labor inspectors to meet the ILO's technical advice.", "inspectors"),
        ("Ensure that labor inspectors receive sufficient training on child labor laws.", "train"),
        ("Provide sufficient funding to the Prosecutor's Office.", "fund"),
        ("Authorize the Labor Inspectorate to assess penalties.", "authorise"),
        ("Integrate child labor elimination strategies into existing policies.", "integrate"),
        ("Conduct research to determine the activities carried out by children in mining.", "research"),
        ("Adopt the National Policy on Child Labor.", "plan"),
        ("Implement the National Action Plan on Trafficking.", "execute"),
        ("Ensure that the law criminally prohibits the use of children in illicit activities.", "legislate"),
        ("Raise the minimum age for work to the compulsory education age.", "legislate"),
        ("Ensure that all coordinating bodies are active and able to carry out their mandates.", "coordinate"),
        ("Establish coordinating mechanisms to combat child labor.", "establish"),
        ("Eliminate school-related fees.", "educate"),
    ],
)
def test_the_act_of_a_wish(text: str, act: str) -> None:
    assert [wish.act.name for wish in wishes(text)] == [act]


def test_a_compound_wish_is_split() -> None:
    found = wishes("Train labor inspectors on child labor, and publish information on penalties.")
    assert [wish.act.name for wish in found] == ["train", "publish"]


def test_each_treaty_is_a_wish() -> None:
    found = wishes("Ratify the UN CRC Optional Protocol on Armed Conflict and the Palermo Protocol.")
    assert [next(iter(wish.about)) for wish in found] == ["#opac", "#palermo"]


def test_wishes_of_degree() -> None:
    (more,), (there,) = wishes("Increase funding for shelters."), wishes("Ratify the Palermo Protocol.")
    assert more.is_of_degree
    assert not there.is_of_degree
