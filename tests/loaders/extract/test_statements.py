from __future__ import annotations

from servanda.loaders.extract.drafts import drafts, readable
from servanda.loaders.extract.roles import places
from tests.loaders.extract.telling import document, extract, extractor, named, told


def test_claim_is_attributed_to_its_speaker() -> None:
    text = "Malian officials claim that they arrested and prosecuted trafficking offenders."
    extraction = extract(text)
    assert [(s.type, s.polarity) for s in extraction.statements] == [("arrest", "affirmed"), ("prosecute", "affirmed")]
    assert all(named(extraction, (s.attributed_to or "",)) == ["Malian officials"] for s in extraction.statements)


def test_what_was_not_done_is_negated() -> None:
    (statement,) = told("The government was unable to provide data about any specific cases.")
    assert (statement.type, statement.polarity) == ("report", "negated")


def test_request_names_who_is_asked_and_for_what() -> None:
    extraction = extract("The Ministry of Justice requested sample legislation from the UN Office on Drugs and Crime.")
    (statement,) = extraction.statements
    assert statement.type == "request"
    assert named(extraction, statement.agents) == ["Ministry of Justice"]
    assert len(statement.recipients) == 1


def test_working_with_somebody_to_do_something_is_one_statement_with_a_partner() -> None:
    extraction = extract("The Ministry of Justice is working with UNICEF to finalize a national action plan.")
    (statement,) = extraction.statements
    assert (statement.type, statement.modality) == ("draft", "actual")
    assert len(statement.partners) == 1


def test_guest_of_an_event_is_the_partner_of_its_host() -> None:
    extraction = extract("In November 2009, the Malian government participated in a conference organized by UNICEF.")
    (statement,) = extraction.statements
    assert (statement.type, statement.date) == ("convene", "2009-11")
    assert named(extraction, statement.partners) == ["Government of Mali"]


def test_plan_is_planned() -> None:
    (statement,) = told("The government intends to adopt a new labor code in 2011.")
    assert (statement.type, statement.modality) == ("enact", "planned")


def test_content_of_a_law_is_no_statement() -> None:
    assert not told("The law prohibits all forms of forced labor and prescribes penalties of five years.")


def test_background_on_the_problem_is_no_statement() -> None:
    assert not told("Traffickers force women into domestic work. Boys are exploited in gold mines.")


def test_nothing_is_told_twice() -> None:
    statements = told("The Ministry of Labor conducted 40 unannounced labor inspections in 2010.")
    assert [(s.type, s.quantity) for s in statements] == [("investigate", "40 unannounced labor inspections")]


def test_receiver_of_training_is_the_recipient() -> None:
    extraction = extract("In 2010, police officers received training from UNICEF on the identification of victims.")
    statement = next(s for s in extraction.statements if s.type == "train")
    assert named(extraction, statement.recipients) == ["police officers"]
    assert len(statement.agents) == 1


def test_further_verbs_of_a_clause_keep_its_doer() -> None:
    text = "The Ministry of Justice is responsible for investigating and prosecuting corrupt officials."
    extraction = extract(text)
    doers = {s.type: named(extraction, s.agents) for s in extraction.statements}
    assert doers == {type_: ["Ministry of Justice"] for type_ in ("investigate", "prosecute")}


def test_confidence_is_a_probability() -> None:
    statements = told("The Ministry of Justice adopted a national action plan. The police arrested ten traffickers.")
    assert statements and all(0 < s.confidence <= 1 for s in statements)


def test_who_was_spared_a_restriction_receives_it() -> None:
    text = "International human rights groups operated without government restriction in Mali."
    doc = extractor().parsed(document(text))
    spoken = places(doc.doc, doc.entities)
    (draft,) = drafts(doc.doc, spoken, readable(doc.doc, doc.stretches)).values()
    names = {entity.id: entity.name for entity in doc.entities}
    assert draft.polarity == "negated"
    assert [names[a] for a in draft.roles.recipients] == ["International human rights groups"]
