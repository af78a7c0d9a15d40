"""Unknown names in a list of organisations are organisations."""

import pytest

from servanda.loaders.extract.model import load
from servanda.loaders.extract.parse import tag
from servanda.loaders.extract.recogniser import recognise


def _organisations(text: str) -> set[str]:
    found = recognise(text, [(0, len(text))], "ZWE", tag(text, [(0, len(text))], load().language))
    return {m.name for m in found if m.type == "NGO"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Freedom House, LRCK, Adil Jol, and the Public Voice objected.",
         {"Freedom House", "LRCK", "Adil Jol", "Public Voice"}),
        ("LRCK, Zimbabwe Peace Project, Amnesty International, and PRI objected.",
         {"LRCK", "Zimbabwe Peace Project", "Amnesty International", "PRI"}),
        ("Freedom House and Ibrahim Keita met.", {"Freedom House"}),
        ("Freedom House, an NGO, and Ibrahim Keita met.", {"Freedom House", "NGO"}),
        ("Freedom House, Human Rights Watch, and Niger met.", {"Freedom House", "Human Rights Watch"}),
        ("Freedom House, Human Rights Watch, and the Ministry of Justice met.",
         {"Freedom House", "Human Rights Watch"}),
    ],
)  # fmt: skip
def test_finds_names_in_the_company_of_organisations(text: str, names: set[str]) -> None:
    assert _organisations(text) == names
