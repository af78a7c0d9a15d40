"""Traits name the wording of an actor and what its sentences let it do."""

from servanda.loaders.extract.coreference import joined
from servanda.loaders.extract.model import load
from servanda.loaders.extract.parse import parse, tag
from servanda.loaders.extract.recogniser import recognise
from servanda.loaders.extract.traits import traits


def _traits(text: str) -> dict[str, frozenset[str]]:
    language, spans = load().language, [(0, len(text))]
    tagged = tag(text, spans, language)
    mentions = recognise(text, spans, "MLI", tagged)
    doc = parse(tagged, mentions, language)
    return {e.name: traits(doc, e) for e in joined(doc, mentions, "MLI")}


def test_wording_and_place_are_named() -> None:
    found = _traits("The state trained 30 labor inspectors.")["labor inspectors"]
    assert {"head inspector", "head inspector plural", "modifier labor", "actor wider number"} <= found
    assert {"actor part", "actor role dobj", "actor dobj train", "actor giving dobj"} <= found


def test_idleness_negation_and_mood_are_named() -> None:
    assert "actor idle" in _traits("Labor inspectors lack resources.")["Labor inspectors"]
    found = _traits("Labor inspectors should not accept gifts.")["Labor inspectors"]
    assert {"actor negated", "actor mood should"} <= found
