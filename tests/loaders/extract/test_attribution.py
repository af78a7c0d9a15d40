from __future__ import annotations

import pytest

from servanda.loaders.extract.attribution import speaker
from servanda.loaders.extract.roles import places
from tests.loaders.extract.telling import document, extract, extractor, named


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Local NGOs reported that the police arrested ten victims.", "Local NGOs"),
        ("According to local NGOs, the police arrested ten victims.", "local NGOs"),
    ],
)
def test_source_of_a_claim(text: str, source: str) -> None:
    extraction = extract(text)
    statement = next(s for s in extraction.statements if s.type == "arrest")
    assert statement.attributed_to is not None
    assert named(extraction, (statement.attributed_to,))[0].lower() == source.lower()


def test_attribution_ends_with_the_sentence() -> None:
    text = "Local NGOs reported that the police arrested ten victims. The Ministry of Justice trained judges in 2010."
    statement = next(s for s in extract(text).statements if s.type == "train")
    assert statement.attributed_to is None


def test_hearsay_without_a_source_is_only_probable() -> None:
    statement = next(s for s in extract("The police reportedly arrested ten victims.").statements if s.type == "arrest")
    assert (statement.certainty, statement.attributed_to) == ("probable", None)


def test_what_a_verb_of_telling_has_for_its_object_is_put_in_its_subjects_mouth() -> None:
    extraction = extract("UNICEF reported the arrest of 12 traffickers by the National Police.")
    arrest = next(s for s in extraction.statements if s.type == "arrest")
    assert named(extraction, (arrest.attributed_to or "",)) == ["UNICEF"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("UNICEF reported that the government changed the law, and officials often ignored it.", "ignored"),
        ("UNICEF claimed to have trained 20 officers.", "trained"),
        ("Ten arrests were reported by UNICEF.", "arrests"),
        ("UNICEF accused the police of harassing witnesses.", "harassing"),
        ("In June, UNICEF raised a concern that officials closed the shelter.", "closed"),
        ("The funds vanished, and officials closed the shelter, according to UNICEF.", "vanished"),
        ("Based on data from UNICEF, ten children were rescued.", "rescued"),
        ("In June, UNICEF expressed concern the government had closed the shelter.", "closed"),
        ("Several sources, such as UNICEF, reported that officials closed the shelter.", "closed"),
    ],
)
def test_ways_of_putting_words_into_a_mouth(text: str, word: str) -> None:
    reading = extractor().parsed(document(text))
    (verb,) = [token for token in reading.doc if token.text == word]
    source = speaker(verb, places(reading.doc, reading.entities))
    assert [entity.name for entity in reading.entities if entity.id == source] == ["UNICEF"]


def test_a_source_is_no_part_of_what_it_tells() -> None:
    statement = next(s for s in extract("According to UNICEF, the police arrested ten men.").statements)
    assert statement.quote == "the police arrested ten men"


def test_who_does_not_report_something_says_nothing_of_it() -> None:
    reading = extractor().parsed(document("UNICEF did not report training any officers."))
    (verb,) = [token for token in reading.doc if token.text == "training"]
    assert speaker(verb, places(reading.doc, reading.entities)) is None


def test_a_name_behind_a_date_is_the_subject() -> None:
    extraction = extract("In October the World Bank reported that the police arrested ten men.")
    arrest = next(s for s in extraction.statements if s.type == "arrest")
    assert named(extraction, (arrest.attributed_to or "",)) == ["World Bank"]
