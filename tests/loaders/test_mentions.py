from __future__ import annotations

from servanda.loaders.mentions import mentions
from servanda.ontology.exchange import Span

TEXT = "The Police Academy trains police; policemen (MoJ) pay the police."


def test_longer_wordings_go_first_and_words_stay_whole() -> None:
    found = mentions(TEXT, {"a": ["police", "Police"], "b": ["The Police Academy"], "c": ["(MoJ)", "x"]}, 0, len(TEXT))
    assert found["b"] == [Span(0, 18)]
    assert [TEXT[m.start : m.end] for m in found["a"]] == ["police", "police"]
    assert [TEXT[m.start : m.end] for m in found["c"]] == ["(MoJ)"]


def test_a_wording_that_two_claim_is_the_first_ones() -> None:
    assert mentions(TEXT, {"a": ["police"], "b": ["police"]}, 0, len(TEXT))["b"] == []


def test_only_the_given_stretch_counts() -> None:
    assert mentions(TEXT, {"a": ["police"]}, 40, len(TEXT)) == {"a": [Span(58, 64)]}
    assert mentions(TEXT, {}, 0, 9) == {} and mentions(TEXT, {"a": []}, 0, 9) == {"a": []}
