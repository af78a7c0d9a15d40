from __future__ import annotations

from servanda.loaders.extract.draft import Draft
from servanda.loaders.extract.drafts import drafts, readable, retyped
from servanda.loaders.extract.roles import places
from tests.loaders.extract.telling import document, extractor


def draft_of(text: str, word: str, type_: str = "") -> tuple[Draft, dict[str, str]]:
    """Return the draft that a word makes, read as a type if one is given, and the names of the actors by their ids."""
    reading = extractor().parsed(document(text))
    spoken = places(reading.doc, reading.entities)
    found = drafts(reading.doc, spoken, readable(reading.doc, reading.stretches))
    (draft,) = [d for d in found.values() if d.verb.text == word]
    draft = retyped(draft, type_, spoken) if type_ else draft
    return draft, {entity.id: entity.name for entity in reading.entities}


def test_who_supports_and_who_is_supported_stand_around_with() -> None:
    text = "In 2010, the Ministry of Labor trained the National Police with technical support from UNICEF."
    draft, names = draft_of(text, "support")
    assert [names[a] for a in draft.roles.agents] == ["UNICEF"]
    assert [names[a] for a in draft.roles.recipients] == ["Ministry of Labor"]


def test_both_sides_of_a_coordination_do_it() -> None:
    text = "Coordination between the Ministry of Labor and the National Police was limited in 2010."
    draft, names = draft_of(text, "Coordination")
    assert [names[a] for a in draft.roles.agents] == ["Ministry of Labor", "National Police"]


def test_number_of_staff_tells_who_is_employed() -> None:
    draft, names = draft_of("In 2010, the number of labor inspectors was insufficient.", "was", "appoint")
    assert [names[a] for a in draft.roles.recipients] == ["labor inspectors"] and not draft.roles.agents


def test_government_before_a_noun_of_action_does_it() -> None:
    text = "Government investigations of bribery continued in 2010. The government met with NGOs."
    draft, names = draft_of(text, "investigations")
    assert [names[a] for a in draft.roles.agents] == ["Government of Mali"]
