from __future__ import annotations

from servanda.loaders.extract.drafts import drafts, readable
from servanda.loaders.extract.roles import places
from servanda.loaders.extract.surroundings import surroundings
from tests.loaders.extract.telling import document, extractor


def around(text: str, verb: str) -> set[str]:
    """Return the features of what stands around a verb of a text."""
    reading = extractor().parsed(document(text))
    spoken = places(reading.doc, reading.entities)
    found = drafts(reading.doc, spoken, readable(reading.doc, reading.stretches))
    draft = next(d for d in found.values() if d.verb.lower_ == verb)
    return set(surroundings(draft, spoken))


def test_the_words_beside_a_verb_are_those_of_its_sentence() -> None:
    found = around("Parliament met in May. The police arrested traffickers.", "arrested")
    assert {"form=arrested", "-1=police", "-2=the police", "-1 verb=police arrest", "+2=traffickers ."} <= found
    assert {"-1=|", "-2=| |"} <= around("Training of police officers began in 2009.", "training")


def test_a_modal_verb_holds_for_coordinated_verbs() -> None:
    found = around("The committee can respond to complaints, investigate cases, and issue warnings.", "investigate")
    assert "modal scope=can" in found
    assert not [f for f in around("The police arrested two men.", "arrested") if f.startswith("modal scope")]


def test_what_governs_a_clause_is_told_with_its_subject_and_denial() -> None:
    found = around("Research did not reveal that the ministry had arrested traffickers.", "arrested")
    assert {"above subject=research", "above denied=reveal", "root=reveal", "path=ccomp"} <= found


def test_a_sentence_is_coloured_by_its_first_words_and_its_words_of_want() -> None:
    found = around("However, inspectors lack means to visit farms.", "visit")
    assert {"first=however", "tinged=however", "tinged=lack"} <= found
