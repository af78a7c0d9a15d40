from __future__ import annotations

from servanda.ontology.exchange import check, dumps, from_json, to_json
from tests.loaders.extract.telling import document, extract, extractor

TEXT = (
    "The Government of Mali made minimal progress in 2009. While Malian officials claim that they arrested offenders, "
    "the government was unable to provide data about any cases.\n\n"
    "In late 2009, the Ministry of Justice trained judges in collaboration with UNICEF."
)


def test_output_is_a_checked_exchange_document() -> None:
    extraction = extract(TEXT)
    check(extraction, TEXT)
    assert from_json(to_json(extraction), TEXT) == extraction


def test_quotations_stand_where_their_offsets_say() -> None:
    for statement in extract(TEXT).statements:
        assert TEXT[statement.start : statement.end] == statement.quote
        assert statement.sentence is not None
        assert statement.sentence.start <= statement.start < statement.end <= statement.sentence.end


def test_two_runs_are_equal() -> None:
    assert dumps(extract(TEXT)) == dumps(extract(TEXT))


def test_software_names_the_model_with_its_hash() -> None:
    software = extractor().software
    assert software.name == "servanda" and "sha256:" in (software.model or "")


def test_document_without_narrative_gives_an_empty_extraction() -> None:
    extraction = extractor().extract(document(""))
    assert not extraction.actors and not extraction.statements


def test_assessment_names_the_government_of_the_report() -> None:
    (assessment,) = extract(TEXT).assessments
    assert assessment.rating == "minimal progress"
