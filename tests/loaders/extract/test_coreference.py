"""Coreference joins the wordings of one actor and keeps different actors apart."""

import json
from pathlib import Path

import pytest

from servanda.loaders.extract.coreference import resolve
from servanda.loaders.extract.mention import Entity
from servanda.loaders.extract.model import load
from servanda.loaders.extract.parse import parse, tag
from servanda.loaders.extract.recogniser import recognise

GOLD = Path(__file__).parents[4] / "shared/gold/dev"


def _entities(text: str, country: str = "MLI", start: int = 0, end: int | None = None) -> list[Entity]:
    spans = [(start, len(text) if end is None else end)]
    language = load().language
    tagged = tag(text, spans, language)
    mentions = recognise(text, spans, country, tagged)
    return resolve(parse(tagged, mentions, language), mentions, country)


def _wordings(text: str, country: str = "MLI") -> dict[str, set[str]]:
    """Return the wordings of every entity by its name."""
    return {e.name: {text[m.start : m.end] for m in e.mentions if not m.anaphor} for e in _entities(text, country)}


def test_all_wordings_of_the_government_are_one_actor() -> None:
    text = (
        "The Government of Mali signed. The Malian government agreed, and Malian authorities helped. "
        "The government met."
    )
    found = _entities(text)
    assert [(e.name, e.country) for e in found] == [("Government of Mali", "MLI")]
    assert len(found[0].mentions) == 4


def test_governments_of_two_states_stay_two() -> None:
    found = _entities("The government signed an agreement with Niger.")
    assert {e.country for e in found if e.type == "Government"} == {"MLI", "NER"}


def test_other_governments_are_not_the_states_own() -> None:
    found = _entities("The government agreed. It signed an agreement with foreign governments and trained officials.")
    strangers = next(e for e in found if e.name == "foreign governments")
    assert (strangers.type, strangers.country) == ("Government", None)
    assert [e.name for e in found if e.country == "MLI" and e.type == "Government"] == ["Government of Mali"]


def test_a_well_known_body_is_one_under_its_name_and_its_acronym() -> None:
    found = _wordings("The United Nations trained judges. The UN also trained officers.")
    assert found["United Nations"] == {"The United Nations", "The UN"}


def test_a_noun_of_names_points_back_to_the_name() -> None:
    found = _wordings("The Kosovo Law Institute met judges. The institute reported to parliament.")
    assert found["Kosovo Law Institute"] == {"The Kosovo Law Institute", "The institute"}
    assert "The institute" not in {w for words in _wordings("The institute reported.").values() for w in words}


def test_organizations_and_groups_point_back_to_ngos() -> None:
    one = _wordings("Human rights groups met in Gao. Amnesty International reported abuses. The organization left.")
    assert one["Amnesty International"] == {"Amnesty International", "The organization"}
    many = _wordings("Amnesty International met local NGOs. The government harassed these groups.")
    assert many["local NGOs"] == {"local NGOs", "these groups"}


def test_definite_noun_points_back_to_the_last_body_of_its_kind() -> None:
    found = _wordings("The Ministry of Health met. The Ministry of Justice asked for aid. The ministry plans more.")
    assert found["Ministry of Justice"] == {"The Ministry of Justice", "The ministry"}
    assert found["Ministry of Health"] == {"The Ministry of Health"}


def test_definite_noun_without_antecedent_is_dropped() -> None:
    assert _wordings("The committee plans more.") == {}


def test_acronym_and_name_are_one_actor() -> None:
    found = _wordings("The National Child Agency (NCQ) met. The NCQ plans more.")
    assert found["National Child Agency (NCQ)"] >= {"The National Child Agency", "NCQ", "The NCQ"}


def test_acronym_after_a_possessor_is_the_possessor() -> None:
    text = "Police trained at the Malian Police Trafficking Unit’s (MTU) workshops. The MTU met."
    assert {"MTU", "The MTU"} <= _wordings(text)["Malian Police Trafficking Unit"]


def test_ministry_named_in_short_first_is_one_with_its_full_name() -> None:
    text = "The Ministry of Education met. The Ministry of Education and Training trained teachers."
    assert _wordings(text)["Ministry of Education"] == {
        "The Ministry of Education", "The Ministry of Education and Training"
    }  # fmt: skip


def test_definite_description_in_fewer_words_points_back() -> None:
    text = "An independent human rights commission was created. The commission met. The human rights commission closed."
    assert sum("commission" in name for name in _wordings(text)) == 1


def test_bare_group_is_short_for_the_fuller_one_before_or_after_it() -> None:
    found = _wordings("Inspectors visited farms. The state trained labor inspectors. All inspectors report.")
    assert found["labor inspectors"] >= {"labor inspectors", "Inspectors", "inspectors"}


def test_apposition_and_description_are_one_person() -> None:
    text = "The state named a focal point. This individual, a technical advisor at the Ministry of Justice, left."
    officials = [e for e in _entities(text) if e.type == "Official"]
    assert [text[m.start : m.end] for m in officials[0].mentions if not m.anaphor] == [
        "a focal point", "This individual", "a technical advisor at the Ministry of Justice", "a technical advisor",
    ]  # fmt: skip
    assert len(officials) == 1


def test_renamed_body_stays_one_actor() -> None:
    found = _wordings("It changed the name of the National Child Committee to the National Council on Child Labor.")
    assert {"the National Child Committee", "the National Council on Child Labor"} in found.values()


def test_part_of_reads_the_text_before_it_falls_back_on_the_government() -> None:
    text = (
        "The government met. The Child Labor Unit within the Ministry of Labor met. "
        "The Ministry of Justice’s Training Office met. Officials of the High Court met."
    )
    found = {e.name: e for e in _entities(text)}
    names = {e.id: e.name for e in found.values()}
    owner = {name: names[e.part_of] for name, e in found.items() if e.part_of}
    assert owner == {
        "Child Labor Unit": "Ministry of Labor",
        "Training Office": "Ministry of Justice",
        "Officials": "High Court",
        "Ministry of Labor": "Government of Mali",
        "Ministry of Justice": "Government of Mali",
        "High Court": "Government of Mali",
    }


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Malian officials claim that they arrested offenders.", "they", "Malian officials"),
        ("The government met the judges and it signed the accord.", "it", "Government of Mali"),
        ("The state trained judges, who thanked UNICEF.", "who", "judges"),
    ],
)
def test_subject_pronouns_are_linked_as_anaphors(text: str, pronoun: str, name: str) -> None:
    linked = {text[m.start : m.end]: e.name for e in _entities(text) for m in e.mentions if m.anaphor}
    assert linked == {pronoun: name}


def test_group_that_only_lacks_something_is_no_actor() -> None:
    assert _wordings("Fines for corrupt employers remain insufficient.") == {}
    assert "judges" in _wordings("The state trained judges.")


def test_law_is_a_bill_while_it_is_only_drafted() -> None:
    (bill,) = [e for e in _entities("The state drafted the Child Rights Act.") if e.kind == "instrument"]
    (law,) = [e for e in _entities("The state enacted the Child Rights Act.") if e.kind == "instrument"]
    (refused,) = [e for e in _entities("The state did not adopt the Child Rights Act.") if e.kind == "instrument"]
    assert (bill.type, law.type, refused.type) == ("Bill", "Law", "Bill")


def test_numbers_make_two_citations_one_law() -> None:
    text = "The state signed Republic Act (R.A.) No. 11310. R.A. No. 11310 helps families."
    (law,) = [e for e in _entities(text, "PHL") if e.kind == "instrument"]
    assert len(law.mentions) == 2


def test_same_text_gives_the_same_entities() -> None:
    text = "The Ministry of Health met NGOs. The ministry and local NGOs trained judges, who met them."
    assert _entities(text) == _entities(text)


def test_running_example_has_all_its_actors_with_their_wordings() -> None:
    if not GOLD.is_dir():
        pytest.skip("the annotated reports are not beside the repository")
    text = (GOLD / "mli-2010-interim.txt").read_text(encoding="utf-8")
    gold = json.loads((GOLD / "mli-2010-interim.json").read_text(encoding="utf-8"))
    start, end = text.index("The Government of Mali"), text.index("Disclaimer:")
    found = [e for e in _entities(text, "MLI", start, end) if e.kind == "actor"]
    wordings = {(e.type, frozenset(text[m.start : m.end] for m in e.mentions if not m.anaphor)) for e in found}
    for actor in gold["actors"]:
        assert any(type_ == actor["type"] and set(actor["aliases"]) <= words for type_, words in wordings), actor[
            "name"
        ]
    assert len(found) == len(gold["actors"])


def test_description_between_commas_explains_the_name_before_it() -> None:
    found = _wordings("The Child Protection Commission, an independent commission, met.")
    assert found == {"Child Protection Commission": {"The Child Protection Commission", "an independent commission"}}


def test_holder_of_an_office_is_the_office() -> None:
    found = _wordings("The Office of the Ombudsman heard cases. The ombudsman published a report.")
    assert found == {"Office of the Ombudsman": {"The Office of the Ombudsman", "The ombudsman"}}


def test_country_as_owner_names_the_same_group() -> None:
    found = _wordings("The state trained labor inspectors. Mali’s labor inspectors visited farms.")
    assert {"labor inspectors", "Mali’s labor inspectors"} in found.values()


def test_drafts_of_one_subject_are_one_bill() -> None:
    text = (
        "The state appointed a person to develop legislation against forced begging. The ministry finalized draft "
        "legislation. The state presented the draft anti-begging legislation. The state prepared a draft law on wages."
    )
    bills = [{m.name for m in e.mentions} for e in _entities(text) if e.kind == "instrument"]
    assert sorted(map(len, bills)) == [1, 3]
    assert {e.type for e in _entities(text) if e.kind == "instrument"} == {"Bill"}


def test_one_holder_of_a_post_belongs_to_the_group() -> None:
    found = _wordings("A labor inspector visited a farm. The government trained labor inspectors in 2010.")
    assert {"A labor inspector", "labor inspectors"} in found.values()
