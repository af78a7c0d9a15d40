"""Names without a telling head noun are found where "NGO" or a like noun introduces them."""

import pytest

from servanda.loaders.extract.introduced import called
from servanda.loaders.extract.model import load
from servanda.loaders.extract.parse import tag
from servanda.loaders.extract.words import words_of


def _names(text: str) -> list[str]:
    spans = [(0, len(text))]
    return [m.name for m in called(words_of(tag(text, spans, load().language), spans), frozenset())]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The human rights NGO Temela objected.", ["Temela"]),
        ("The NGO Platform for Labor Action objected.", ["Platform for Labor Action"]),
        ("According to Young Voices in Action, an NGO working with farmers, prices fell.", ["Young Voices in Action"]),
        ("Several NGOs, such as Temela, Iko Bana, and the Shelter Project, objected.",
         ["Temela", "Iko Bana", "Shelter Project"]),
        ("Ethnic groups, such as Roma and Baluch, objected.", []),
        ("Maximilienne Ngo Mbe objected.", []),
        ("NGOs objected.", []),
        ("An NGO objected in May.", []),
    ],
)  # fmt: skip
def test_finds_the_names_that_a_common_noun_introduces(text: str, names: list[str]) -> None:
    assert _names(text) == names
