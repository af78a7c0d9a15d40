"""The recogniser finds names, groups, states and instruments, and nothing else."""

import pytest

from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.model import load
from servanda.loaders.extract.parse import tag
from servanda.loaders.extract.recogniser import recognise


def _mentions(text: str, country: str | None = "MLI") -> list[Mention]:
    spans = [(0, len(text))]
    return recognise(text, spans, country, tag(text, spans, load().language))


def _named(text: str, kind: str = "actor", country: str | None = "MLI") -> dict[str, str]:
    """Return the types of what was found by the words found."""
    return {text[m.start : m.end]: m.type for m in _mentions(text, country) if m.kind == kind}


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("The Ministry of Women, Children, and the Family trained staff.",
         "The Ministry of Women, Children, and the Family", "Ministry"),
        ("They met the Labor Inspectorate on Monday.", "the Labor Inspectorate", "Agency"),
        ("Cases went to the Prosecutor General’s Office last year.", "the Prosecutor General’s Office", "Agency"),
        ("The Office of the Children’s Ombudsman heard cases.", "The Office of the Children’s Ombudsman", "Agency"),
        ("The National Committee to Combat Trafficking in Persons met.",
         "The National Committee to Combat Trafficking in Persons", "Agency"),
        ("The Truth, Justice, and Reconciliation Commission reported.",
         "The Truth, Justice, and Reconciliation Commission", "Agency"),
        ("The law was sent to the High Court in May.", "the High Court", "Court"),
        ("Then the national assembly voted.", "the national assembly", "Legislature"),
        ("The Prime Minister spoke.", "The Prime Minister", "Official"),
        ("They trained labor inspectors in Gao.", "labor inspectors", "Official"),
        ("The Employers’ Federation objected.", "The Employers’ Federation", "Company"),
        ("The Teachers’ Union objected.", "The Teachers’ Union", "CivilSociety"),
        ("The human rights NGO Temela objected.", "Temela", "NGO"),
        ("Bilateral talks took place with the UN Human Rights Council.", "the UN Human Rights Council",
         "InternationalBody"),
        ("COORDINATION OF EFFORTS The National Advisory Committee met.", "The National Advisory Committee", "Agency"),
        ("Some Provincial and District Task Forces met.", "Provincial and District Task Forces", "Agency"),
        ("They went to short- or long-term care facilities.", "short- or long-term care facilities", "Agency"),
        ("The Public Ethics Board polices public servants.", "The Public Ethics Board", "Agency"),
        ("General Prosecutor Ada Roma spoke.", "General Prosecutor Ada Roma", "Official"),
        ("They trained with foreign governments.", "foreign governments", "Government"),
        ("The NGO Affairs Bureau objected.", "The NGO Affairs Bureau", "Agency"),
        ("Then the Council of Ministers Secretariat met.", "the Council of Ministers Secretariat", "Agency"),
        ("Cases of the Economic Crimes Unit of the Attorney General’s Office failed.",
         "the Economic Crimes Unit of the Attorney General’s Office", "Agency"),
        ("The Trinidad and Tobago Police Service met.", "The Trinidad and Tobago Police Service", "Agency"),
        ("The Chamber of Commerce and Industry met.", "The Chamber of Commerce and Industry", "Company"),
        ("The SDSM party objected.", "The SDSM party", "CivilSociety"),
        ("The minister of interior spoke.", "The minister of interior", "Official"),
        ("The children’s ombudsman spoke.", "The children’s ombudsman", "Official"),
        ("The Minister of Public Administration spoke.", "The Minister of Public Administration", "Official"),
        ("The Ministry of Finance in Charge of the Treasury met.", "The Ministry of Finance in Charge of the Treasury",
         "Ministry"),
        ("The Ministry of Interior-run centers helped.", "The Ministry of Interior", "Ministry"),
        ("A UNICEF-supported program helped.", "UNICEF", "InternationalBody"),
        ("The National Police Child and Gender Protection Unit met.",
         "The National Police Child and Gender Protection Unit", "Agency"),
        ("Then Maldives Immigration met them.", "Maldives Immigration", "Agency"),
        ("The ombudsman for children spoke.", "The ombudsman for children", "Official"),
        ("The Ministry of Health and Social Development labor inspectors met.",
         "The Ministry of Health and Social Development", "Ministry"),
        ("Interpol trained officers.", "Interpol", "InternationalBody"),
        ("GRECO made recommendations.", "GRECO", "InternationalBody"),
        ("The Ministerio de Trabajo y Previsión Social signed.", "The Ministerio de Trabajo y Previsión Social",
         "Ministry"),
    ],
)  # fmt: skip
def test_finds_bodies_with_their_types(text: str, name: str, type_: str) -> None:
    assert _named(text).get(name) == type_


def test_a_name_has_its_wording_with_the_noun_that_introduces_it() -> None:
    found = _named("According to the human rights NGO Temela, prices fell.")
    assert found == {"the human rights NGO Temela": "NGO", "Temela": "NGO"}


def test_a_reckoned_number_counts_a_group_unless_it_is_only_wished() -> None:
    assert "About 308 labor inspectors" in _named("About 308 labor inspectors were hired.")
    assert "about 33 inspectors" not in _named("Mali should employ about 33 inspectors.")


def test_a_small_post_does_not_take_the_end_of_a_name() -> None:
    found = _named("The Ministry of Health finance director resigned.")
    assert {"The Ministry of Health": "Ministry", "finance director": "Official"}.items() <= found.items()


def test_states_named_in_a_list_act_together() -> None:
    found = _named("Bulgaria, Germany, and Italy cooperated.")
    assert set(found) == {"Bulgaria", "Germany", "Italy"}


def test_titles_go_on_after_capital_prepositions() -> None:
    found = _named("The Roadmap Towards the Elimination of Child Labor and the National Plan to Regularize Foreigners.",
                   "instrument")  # fmt: skip
    assert set(found) == {
        "The Roadmap Towards the Elimination of Child Labor", "the National Plan to Regularize Foreigners",
    }  # fmt: skip


def test_a_chapter_of_an_organisation_has_its_country() -> None:
    text = "According to Transparency International Georgia and Human Rights Watch, nothing changed."
    found = [(m.name, m.country) for m in _mentions(text) if m.kind == "actor"]
    assert found == [("Transparency International Georgia", "GEO"), ("Human Rights Watch", None)]


def test_groups_of_suspects_and_what_only_counts_are_no_organisations() -> None:
    assert "Armed groups" not in _named("Armed groups recruited children.")
    assert "A group" not in _named("A group of children fled.")
    assert _named("A School Feeding Program helped.") == {}


def test_two_bodies_joined_by_and_stay_two() -> None:
    found = _named("The Ministry of Justice and the National Police trained judges.")
    assert {"The Ministry of Justice": "Ministry", "the National Police": "Agency"}.items() <= found.items()


@pytest.mark.parametrize(
    "text",
    [
        "Traffickers exploit victims from rural areas.",
        "Children work in mines and on farms.",
        "Sources report that abuses continued in the country.",
        "Trafficking profile: the police and the Ministry of Justice are in the capital.",
        "See the Department of State’s Trafficking in Persons Report at https://www.state.gov/reports/.",
        "Labor Law Enforcement",
    ],
)
def test_finds_no_actor_where_none_acts(text: str) -> None:
    assert _named(text) == {}


def test_country_is_an_actor_only_where_it_acts() -> None:
    assert "Niger" in _named("Niger and Mali signed the accord.")
    assert "Niger" in _named("The government signed an agreement with Niger.")
    assert "Niger" not in _named("Victims were found in Niger.")
    assert "Niger" not in _named("Niger has a hotline for victims.")
    assert "Niger" in _named("Although Niger has programs that target child labor, gaps remain.")


def test_government_takes_the_country_that_its_wording_names() -> None:
    text = "The French government helped. The Government of Niger agreed. The government agreed."
    found = [(m.name, m.country) for m in _mentions(text) if m.type == "Government"]
    assert found == [("French government", "FRA"), ("Government of Niger", "NER"), ("government", None)]


def test_acronym_in_brackets_gives_three_mentions_and_later_ones() -> None:
    text = "The Child Protection Agency (CPQA) met. The CPQA decided."
    found = [text[m.start : m.end] for m in _mentions(text)]
    assert found == ["The Child Protection Agency (CPQA)", "The Child Protection Agency", "CPQA", "The CPQA"]


def test_acronym_lengthens_the_name_to_its_initials() -> None:
    text = "Members of Child and Family Protection Unit (CFPU) helped."
    assert "Child and Family Protection Unit" in _named(text)


def test_unexplained_acronym_that_acts_is_a_body() -> None:
    assert _named("The QXRT required a licence.") == {"The QXRT": "Agency"}
    assert _named("The HIV rate fell.") == {}


def test_group_is_found_with_and_without_its_number_place_and_post() -> None:
    found = _named("The state trained 230 labor inspectors in Niger and officials of the Ministry of Justice.")
    expected = {"230 labor inspectors", "labor inspectors", "officials of the Ministry of Justice", "officials"}
    assert expected <= found.keys()


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("The assembly passed the Child Care and Protection Act.", "the Child Care and Protection Act", "Law"),
        ("The assembly passed the Trafficking in Persons (Prevention) Act.",
         "the Trafficking in Persons (Prevention) Act", "Law"),
        ("The state applies Law No. 2012-023.", "Law No. 2012-023", "Law"),
        ("The state issued Decree No. 8987 in May.", "Decree No. 8987", "Regulation"),
        ("It ratified ILO Convention No. 189.", "ILO Convention No. 189", "Treaty"),
        ("It ratified ILO C. 138 in May.", "ILO C. 138", "Treaty"),
        ("It adopted the National Action Plan 2019–2021.", "the National Action Plan 2019–2021", "Plan"),
        ("It signed a bilateral agreement.", "a bilateral agreement", "Agreement"),
        ("It asked for sample legislation prohibiting all slavery.", "sample legislation", "ModelLaw"),
        ("It wrote draft legislation against slavery.", "draft legislation", "Bill"),
        ("It violated the “foreign agents” law.", "the “foreign agents” law", "Law"),
    ],
)  # fmt: skip
def test_finds_instruments_with_their_types(text: str, name: str, type_: str) -> None:
    assert _named(text, "instrument").get(name) == type_


def test_number_of_an_instrument_is_kept_as_written() -> None:
    (mention,) = _mentions("The state applies Law No. 2012-023.")
    assert mention.number == "Law No. 2012-023"


def test_law_enforcement_is_no_law() -> None:
    assert _named("It trained law enforcement officers.", "instrument") == {}


def test_scope_is_a_wider_wording() -> None:
    found = _named("It signed an agreement with Burkina Faso to protect children.", "instrument")
    assert "an agreement with Burkina Faso" in found


def test_reads_only_the_given_spans() -> None:
    text = "The Ministry of Justice met.\n\nThe Ministry of Health met."
    spans = [(0, 28)]
    found = recognise(text, spans, "MLI", tag(text, spans, load().language))
    assert [m.name for m in found] == ["Ministry of Justice"]


def test_mentions_are_ordered_and_stand_where_they_say() -> None:
    text = "The government and UNICEF trained the National Police (NPX). The NPX thanked UNICEF."
    mentions = _mentions(text)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert all(text[m.start : m.end].endswith(m.name) for m in mentions)


@pytest.mark.parametrize(
    ("text", "words", "type_"),
    [
        ("It ratified the Optional Protocol to the Convention on the Rights of the Child.",
         "the Optional Protocol to the Convention on the Rights of the Child", "Treaty"),
        ("Inspectors apply the Child Labor Inspection Protocol.", "the Child Labor Inspection Protocol", "Procedure"),
        ("It adopted a National Action Plan to Combat the Worst Forms of Child Labor.",
         "a National Action Plan to Combat the Worst Forms of Child Labor", "Plan"),
        ("It funded the 2016–2019 Education Sector Strategic Plan.",
         "the 2016–2019 Education Sector Strategic Plan", "Plan"),
        ("It issued a new Labor Proclamation.", "Labor Proclamation", "Law"),
    ],
)  # fmt: skip
def test_titles_reach_to_their_ends(text: str, words: str, type_: str) -> None:
    found = {m.name: m.type for m in _mentions(text) if m.kind == "instrument"}
    assert found.get(words.removeprefix("the ").removeprefix("a ")) == type_


def test_counting_word_at_the_beginning_of_a_sentence_is_no_part_of_a_name() -> None:
    assert _named("Many NGOs objected.").keys() == {"NGOs", "Many NGOs"}


def test_amount_is_a_wider_wording() -> None:
    assert "A variety of human rights groups" in _named("A variety of human rights groups met.")


def test_heading_inside_a_paragraph_is_not_read() -> None:
    text = "The state met (see section 2). Government Human Rights Bodies: The Office of the Ombudsman met."
    assert _named(text).keys() == {"The Office of the Ombudsman"}


def test_new_body_is_found_with_the_word_new() -> None:
    assert "a new Public Health Inspectorate" in _named("The state created a new Public Health Inspectorate.")


def test_office_of_the_united_nations_keeps_its_prefix() -> None:
    text = "The UN Office of the High Commissioner for Human Rights met."
    assert list(_named(text)) == ["The UN Office of the High Commissioner for Human Rights"]


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("On Monday the minister of foreign affairs spoke.", "the minister of foreign affairs", "Official"),
        ("They charged the finance minister Ion Druta.", "the finance minister Ion Druta", "Official"),
        ("They charged the finance minister Ion Druta.", "Ion Druta", "Official"),
        ("The Governments of Peru, Chile, and the United States signed it.", "the United States", "Government"),
        ("It was a text put forth by Iceland.", "Iceland", "Government"),
        ("The Prevention of Smuggling Task Force met.", "The Prevention of Smuggling Task Force", "Agency"),
        ("The city government of Buenos Aires paid.", "The city government of Buenos Aires", "Agency"),
        ("Then border police identified victims.", "border police", "Agency"),
        ("Then MTESS officials referred victims.", "MTESS", "Ministry"),
        ("The government created an interagency working committee.", "an interagency working committee", "Agency"),
        ("They hired 33 new labor inspectors.", "new labor inspectors", "Official"),
    ],
)  # fmt: skip
def test_finds_posts_persons_and_places_that_govern(text: str, name: str, type_: str) -> None:
    found = _named(text)
    if name == "MTESS":
        assert found["MTESS officials"] == "Official" and name in found
    else:
        assert found.get(name) == type_


def test_a_surname_alone_means_the_person_named_before() -> None:
    text = "They charged the finance minister Ion Druta in May. In June Druta fled."
    assert [m.name for m in _mentions(text) if text[m.start : m.end] == "Druta"] == ["Ion Druta"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They enforce laws related to fishing, forced labor, and child labor.",
         "laws related to fishing, forced labor, and child labor"),
        ("They lack investigators to enforce criminal laws related to forced labor.",
         "criminal laws related to forced labor"),
        ("They signed an Overseas Territory Memorandum of Understanding.",
         "an Overseas Territory Memorandum of Understanding"),
        ("The government developed a roadmap to prevent child labor in mining.",
         "a roadmap to prevent child labor"),
    ],
)  # fmt: skip
def test_finds_scopes_of_instruments(text: str, name: str) -> None:
    assert name in _named(text, "instrument")


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("The Chamber of Representatives voted.", "The Chamber of Representatives", "Legislature"),
        ("The ombudsman received complaints.", "The ombudsman", "Official"),
        ("The Inter-Agency Network met.", "The Inter-Agency Network", "Agency"),
        ("Poor coordination among ministries hindered work.", "ministries", "Ministry"),
        ("They employ four officers responsible for enforcing criminal laws.",
         "officers responsible for enforcing criminal laws", "Official"),
        ("Groups operated without government restriction.", "government", "Government"),
    ],
)  # fmt: skip
def test_finds_posts_chambers_duties_and_bare_plurals(text: str, name: str, type_: str) -> None:
    assert _named(text).get(name) == type_


def test_government_before_a_noun_is_left_out_where_the_government_itself_is_named() -> None:
    found = _named("The government met groups that operated without government restriction.")
    assert "The government" in found and "government" not in found


def test_finds_conventions_with_and_without_what_counts_them() -> None:
    found = _named("Mali has ratified all key international conventions concerning child labor.", "instrument")
    assert {"all key international conventions concerning child labor",
            "international conventions concerning child labor"} <= set(found)  # fmt: skip


def test_children_who_are_made_to_fight_or_work_are_victims_and_no_actors() -> None:
    found = _named("The government trained soldiers and inspectors to treat child soldiers as victims.")
    assert "soldiers" in found and not any("child" in name for name in found)
