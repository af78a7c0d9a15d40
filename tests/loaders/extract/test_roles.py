from __future__ import annotations

import pytest

from servanda.ontology.exchange import Statement
from tests.loaders.extract.telling import extract, named


def cast(text: str, type_: str) -> dict[str, list[str]]:
    """Return the names in the roles of the one statement of a type."""
    extraction = extract(text)
    (statement,) = [s for s in extraction.statements if s.type == type_]
    return {
        role: named(extraction, ids)
        for role in ("agents", "partners", "recipients")
        if (ids := ids_of(statement, role))
    }


def ids_of(statement: Statement, role: str) -> tuple[str, ...]:
    """Return the ids in a role."""
    ids: tuple[str, ...] = getattr(statement, role)
    return ids


def test_collaboration_names_the_partner() -> None:
    found = cast("In 2010, the Ministry of Labor drafted a national action plan in collaboration with UNICEF.", "draft")
    assert found["agents"] == ["Ministry of Labor"]
    assert len(found["partners"]) == 1 and "recipients" not in found


def test_doer_of_a_passive_stands_after_by() -> None:
    found = cast("A national action plan was adopted by the Ministry of Labor in 2010.", "enact")
    assert found == {"agents": ["Ministry of Labor"]}


def test_whom_one_refers_to_is_the_recipient() -> None:
    found = cast("The police referred 12 victims to the Ministry of Health.", "refer")
    assert found["recipients"] == ["Ministry of Health"]


def test_an_instrument_that_names_a_committee_is_no_recipient() -> None:
    plan = "the 2010–2014 National Strategy to Combat the Worst Forms of Child Labor (NCC)"
    found = cast(f"In 2010, the government created the National Coordination Committee of {plan}.", "establish")
    assert found["recipients"] == ["National Coordination Committee"]


def test_suspects_are_no_recipients() -> None:
    assert "recipients" not in cast("In 2010, the High Court convicted three police officers.", "convict")


def test_coordinated_subjects_act_together() -> None:
    found = cast("The Ministry of Justice and the Ministry of Labor trained judges on trafficking.", "train")
    assert found["agents"] == ["Ministry of Justice", "Ministry of Labor"]


@pytest.mark.parametrize(
    ("text", "type_", "roles"),
    [
        (
            "The Ministry of the Interior, the Anticorruption Agency, and the Prosecutor General’s Office are "
            "responsible for investigating corrupt officials.",
            "investigate",
            {"agents": ["Ministry of the Interior", "Anticorruption Agency", "Prosecutor General’s Office"]},
        ),
        (
            "In August the National Assembly passed anticorruption legislation.",
            "enact",
            {"agents": ["National Assembly"]},
        ),
        (
            "On March 30, 2014, the Ministry of Labor, with support from UNICEF, launched a database for inspections.",
            "establish",
            {"agents": ["Ministry of Labor"], "partners": ["UNICEF"]},
        ),
        (
            "With support from UNICEF, the Ministry of Health and the National Police drafted a new law.",
            "draft",
            {"agents": ["Ministry of Health", "National Police"], "partners": ["UNICEF"]},
        ),
    ],
)
def test_order_of_words_tells_whom_the_parser_loses(text: str, type_: str, roles: dict[str, list[str]]) -> None:
    assert cast(text, type_) == roles


@pytest.mark.parametrize(
    ("text", "type_", "roles"),
    [
        (
            "The government conducted training sessions on human trafficking for social workers.",
            "train",
            {"agents": ["Government of Mali"], "recipients": ["social workers"]},
        ),
        (
            "In 2010, labor inspectors received training on child labor from the ILO.",
            "train",
            {"agents": ["ILO"], "recipients": ["labor inspectors"]},
        ),
        (
            "The Ministry of Labor refers cases of children that are in danger to the National Police.",
            "refer",
            {"agents": ["Ministry of Labor"], "recipients": ["National Police"]},
        ),
    ],
)
def test_preposition_behind_the_topic_tells_for_whom(text: str, type_: str, roles: dict[str, list[str]]) -> None:
    assert cast(text, type_) == roles


def test_neighbours_of_two_clauses_do_not_act_together() -> None:
    found = cast("The ILO trained labor inspectors, and the National Police arrested two traffickers.", "train")
    assert found == {"agents": ["ILO"], "recipients": ["labor inspectors"]}


@pytest.mark.parametrize(
    ("text", "type_", "roles"),
    [
        (
            "A variety of domestic human rights groups operated freely. "
            "Government officials were cooperative and responsive to their views.",
            "cooperate",
            {"agents": ["Government officials"], "partners": ["domestic human rights groups"]},
        ),
        (
            "The Government, with the assistance of UNICEF, identified 25 victims and referred them to the police.",
            "refer",
            {"agents": ["Government of Mali"], "partners": ["UNICEF"], "recipients": ["police"]},
        ),
        (
            "The Ministry of Labor raised the labor inspectors’ salaries in 2010.",
            "fund",
            {"agents": ["Ministry of Labor"], "recipients": ["labor inspectors"]},
        ),
        (
            "The Ministry of Labor carried out inspections in 2010. No violations of child labor laws were identified.",
            "identify",
            {"agents": ["Ministry of Labor"]},
        ),
    ],
)
def test_words_before_tell_who_takes_part(text: str, type_: str, roles: dict[str, list[str]]) -> None:
    assert cast(text, type_) == roles


def test_what_befalls_a_subject_is_not_its_act() -> None:
    found = cast("In 2010, independent NGOs faced harassment by the National Police.", "other")
    assert found == {"agents": ["National Police"], "recipients": ["independent NGOs"]}


def test_owner_of_an_ability_is_who_acts() -> None:
    found = cast("Officials noted the police’s failure to investigate cases of forced labor in 2010.", "investigate")
    assert found == {"agents": ["police"]}


def test_noun_stands_for_a_relative_pronoun() -> None:
    extraction = extract(
        "The Ministry of Labor adopted a Child Labor Protocol, which UNICEF began implementing in 2010."
    )
    (statement,) = [s for s in extraction.statements if s.type == "implement"]
    assert named(extraction, statement.instruments) == ["Child Labor Protocol"]


@pytest.mark.parametrize(
    ("text", "type_", "roles"),
    [
        (
            "Some officials, including the Minister of Justice, cooperated with NGOs in 2010.",
            "cooperate",
            {"agents": ["officials", "Minister of Justice"], "partners": ["NGOs"]},
        ),
        (
            "In 2010, there were no criminal investigations related to child labor conducted by the National Police.",
            "investigate",
            {"agents": ["National Police"]},
        ),
        (
            "In June 2010, two soldiers stood trial before a military tribunal.",
            "prosecute",
            {"agents": ["military tribunal"]},
        ),
        (
            "The Ministry of Justice provided $4,836 to UNICEF in 2010.",
            "fund",
            {"agents": ["Ministry of Justice"], "recipients": ["UNICEF"]},
        ),
        (
            "The government drafted a new law in 2010; more trafficking cases were investigated by year’s end.",
            "investigate",
            {"agents": ["Government of Mali"]},
        ),
    ],
)
def test_who_acts_stands_where_the_words_lead(text: str, type_: str, roles: dict[str, list[str]]) -> None:
    assert cast(text, type_) == roles


@pytest.mark.parametrize(
    ("text", "type_", "roles"),
    [
        (
            "NGOs reported that labor inspectors conducted 12 inspections in 2010.",
            "investigate",
            {"agents": ["labor inspectors"]},
        ),
        (
            "A variety of domestic human rights groups operated freely. "
            "Government officials were often cooperative and responsive to the views of these groups.",
            "cooperate",
            {"agents": ["Government officials"], "partners": ["domestic human rights groups"]},
        ),
        (
            "According to the ILO standard of one inspector for every 40,000 workers, Mali should employ about 33 "
            "inspectors to adequately enforce labor laws throughout the country.",
            "appoint",
            {"agents": ["Government of Mali"], "recipients": ["inspectors"]},
        ),
        (
            "The information about the child was shared with the Ministry of Social Development in 2010.",
            "report",
            {"recipients": ["Ministry of Social Development"]},
        ),
    ],
)
def test_who_takes_part_beside_a_false_parse(text: str, type_: str, roles: dict[str, list[str]]) -> None:
    assert cast(text, type_) == roles


@pytest.mark.parametrize(
    ("text", "type_", "roles"),
    [
        (
            "In 2010, the Ministry of Labor employed 11 inspectors and two contract officers responsible for "
            "investigating complaints.",
            "investigate",
            {"agents": ["contract officers", "inspectors"]},
        ),
        (
            "In 2010, the Governments of Peru and Chile signed a memorandum of understanding on child labor.",
            "ratify",
            {"agents": ["Government of Peru", "Government of Chile"]},
        ),
        (
            "In 2010, the Prime Minister convened the Child Protection Task Force.",
            "convene",
            {"agents": ["Prime Minister"], "recipients": ["Child Protection Task Force"]},
        ),
        (
            "The National Commission on Child Rights coordinates government efforts to prevent child labor.",
            "cooperate",
            {"agents": ["National Commission on Child Rights"], "partners": ["Government of Mali"]},
        ),
        (
            "The Ministry of Labor did not report an exact number of labor inspectors in 2010.",
            "report",
            {"agents": ["Ministry of Labor"]},
        ),
    ],
)
def test_wording_tells_which_part_a_body_has(text: str, type_: str, roles: dict[str, list[str]]) -> None:
    found = cast(text, type_)
    assert {role: sorted(ids) for role, ids in found.items()} == {role: sorted(ids) for role, ids in roles.items()}


def test_list_of_verbs_shares_the_object_of_the_last() -> None:
    extraction = extract("The police harassed, threatened, and arrested labor activists in 2010.")
    assert len(extraction.statements) == 3
    assert all(named(extraction, s.recipients) == ["labor activists"] for s in extraction.statements)


def test_what_somebody_else_did_is_not_the_speakers_act() -> None:
    extraction = extract("NGOs reported that teachers were reluctant to train the National Police.")
    (training,) = [s for s in extraction.statements if s.type == "train"]
    assert named(extraction, training.agents) != ["NGOs"]


def test_pronoun_that_is_unable_speaks_of_the_last_subject() -> None:
    found = cast("In 2010, the Ministry of Labor reported that it was unable to inspect farms.", "investigate")
    assert found["agents"] == ["Ministry of Labor"]


def test_instrument_that_names_another_is_not_what_is_done() -> None:
    extraction = extract("In 2010, the Ministry of Labor launched a Guide on Decree No. 8987 on hazardous work.")
    (launch,) = extraction.statements
    assert len(launch.instruments) == 1


@pytest.mark.parametrize(
    ("text", "type_", "roles"),
    [
        (
            "In 2010, the French embassy sponsored two trainings to help prosecutors identify victims of trafficking.",
            "train",
            {"agents": ["French embassy"], "recipients": ["prosecutors"]},
        ),
        (
            "In 2010, the Ministry of Labor referred 12 cases to the National Police or to the Ministry of Justice.",
            "refer",
            {"agents": ["Ministry of Labor"], "recipients": ["National Police", "Ministry of Justice"]},
        ),
        (
            "The Committee of Experts requested that the government take measures against child labor.",
            "request",
            {"agents": ["Committee of Experts"], "recipients": ["Government of Mali"]},
        ),
        (
            "In 2010, UNICEF provided trainings on how to respond to child labor to labor inspectors.",
            "train",
            {"agents": ["UNICEF"], "recipients": ["labor inspectors"]},
        ),
        ("In 2010, the Child Labor Unit had a budget of $10,000.", "fund", {"recipients": ["Child Labor Unit"]}),
        (
            "In 2010, President Keita fired the agency's head, Minister of Mines Amadou Diallo.",
            "other",
            {"agents": ["President Keita"], "recipients": ["Minister of Mines Amadou Diallo"]},
        ),
        (
            "The Ministry of Labor confirmed that they did not refer any cases to the Ministry of Justice in 2010.",
            "refer",
            {"agents": ["Ministry of Labor"], "recipients": ["Ministry of Justice"]},
        ),
    ],
)
def test_far_off_words_tell_for_whom(text: str, type_: str, roles: dict[str, list[str]]) -> None:
    assert cast(text, type_) == roles


def test_pronoun_carries_on_from_the_pronoun_before() -> None:
    extraction = extract("In 2010, the government held talks. It trained labor inspectors. It also trained the police.")
    trained = [s for s in extraction.statements if s.type == "train"]
    assert [named(extraction, s.agents) for s in trained] == [["Government of Mali"]] * 2


def test_both_means_the_two_instruments_named_last() -> None:
    text = (
        "In 2010, the government drafted the Child Labor Act and the National Plan on Trafficking; both were approved."
    )
    extraction = extract(text)
    (enacted,) = [s for s in extraction.statements if s.type == "enact"]
    assert len(enacted.instruments) == 2


def test_unrestricted_groups_tell_what_the_government_did_not_do() -> None:
    text = "A variety of human rights groups operated without government restriction. The government met with NGOs."
    extraction = extract(text)
    (freed,) = [s for s in extraction.statements if s.polarity == "negated"]
    assert named(extraction, freed.agents) == ["Government of Mali"] and len(freed.recipients) == 1


@pytest.mark.parametrize(
    ("text", "type_", "roles"),
    [
        (
            "In 2010, 12 cases were investigated and prosecuted by the National Police.",
            "investigate",
            {"agents": ["National Police"]},
        ),
        (
            "In 2010, government funding was allocated to NGOs. The government met with farmers.",
            "fund",
            {"agents": ["Government of Mali"], "recipients": ["NGOs"]},
        ),
        (
            "In 2010, the Ministry of Labor provided legal services to families through the Center for Social Welfare.",
            "assist",
            {"agents": ["Ministry of Labor"], "partners": ["Center for Social Welfare"]},
        ),
        (
            "In 2010, the Ministry of Labor, in cooperation with UNICEF, trained the National Police.",
            "train",
            {"agents": ["Ministry of Labor"], "partners": ["UNICEF"], "recipients": ["National Police"]},
        ),
    ],
)
def test_doer_that_another_word_names(text: str, type_: str, roles: dict[str, list[str]]) -> None:
    assert cast(text, type_) == roles


def test_statement_concerns_what_the_clause_that_hangs_on_it_names() -> None:
    extraction = extract("In 2010, officials were arrested for violating the Child Labor Act.")
    (arrest,) = [s for s in extraction.statements if s.type == "arrest"]
    assert len(arrest.instruments) == 1


def test_views_are_those_of_the_groups_named_last() -> None:
    text = (
        "Domestic human rights groups investigated abuses in 2010. The Ministry of Justice denied pressure on judges. "
        "Government officials were cooperative and responsive to their views."
    )
    found = cast(text, "cooperate")
    assert found == {"agents": ["Government officials"], "partners": ["Domestic human rights groups"]}
