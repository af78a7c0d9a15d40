"""The learned weights tell actors from those that are only spoken of."""

import pytest

from servanda.loaders.extract.candidacy import BIAS, likelihood, weights
from servanda.loaders.extract.coreference import joined, needs_judgement
from servanda.loaders.extract.model import load
from servanda.loaders.extract.parse import parse, tag
from servanda.loaders.extract.recogniser import recognise
from servanda.loaders.extract.traits import traits


def _likelihoods(text: str) -> dict[str, float]:
    language, spans = load().language, [(0, len(text))]
    tagged = tag(text, spans, language)
    mentions = recognise(text, spans, "MLI", tagged)
    doc = parse(tagged, mentions, language)
    return {e.name: likelihood(traits(doc, e)) for e in joined(doc, mentions, "MLI") if needs_judgement(e)}


def test_weights_have_a_constant_and_only_it_counts_without_traits() -> None:
    assert BIAS in weights()
    assert likelihood([]) == likelihood(["no such trait"])


@pytest.mark.parametrize(
    ("acting", "spoken_of", "name"),
    [
        ("The state trained labor inspectors.", "Corruption among labor inspectors hinders prosecutions.",
         "labor inspectors"),
        ("The state enforced its child labor laws.", "Poverty makes child labor laws matter.", "child labor laws"),
    ],
)  # fmt: skip
def test_who_has_a_part_is_likelier_than_who_is_only_spoken_of(acting: str, spoken_of: str, name: str) -> None:
    assert _likelihoods(acting)[name] > _likelihoods(spoken_of)[name]
