from __future__ import annotations

import pytest

from servanda.loaders.language import language_name, language_of


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The Government of Mali has adopted a law against trafficking in persons.", "en"),
        ("THE GOVERNMENT OF MALI HAS ADOPTED A LAW AGAINST TRAFFICKING IN PERSONS.", "en"),
        ("Le gouvernement du Mali a adopté une loi contre la traite des personnes.", "fr"),
        ("El Gobierno de Honduras aprobó una ley contra la trata de personas.", "es"),
        ("TheGovernmentofMalihasadoptedalawagainsttraffickinginpersonsandpublishedit.", "zxx"),
        ("اعتمدت الحكومة العراقية قانونا لمكافحة الاتجار بالبشر", "ar"),
    ],
)
def test_languages_are_told_apart(text: str, tag: str) -> None:
    assert language_of(text) == tag


@pytest.mark.parametrize(
    "text",
    [
        "Le Monde reports that the Mouvement de Libération in Bamako met officials of the Commission Nationale.",
        "Members of SOS Esclaves and of the Association Malienne des Droits de l'Homme visited Nouakchott.",
        "The NGO En Avant Les Enfants trained Gendarmerie Nationale officers in Ségou, Koulikoro and Tombouctou.",
        "Children in Burundi perform dangerous tasks in street work, including vending and begging.",
        "Unregistered children face denial of public services.",
    ],
)
def test_foreign_names_do_not_make_a_foreign_language(text: str) -> None:
    assert language_of(text) == "en"


def test_too_little_text_has_no_language() -> None:
    assert language_of("2019 12 3") is None


def test_languages_have_names() -> None:
    assert language_name("fr") == "French"
    assert language_name("eo") == "eo"
