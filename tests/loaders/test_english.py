from __future__ import annotations

import pytest

from servanda.errors import UnsupportedLanguage
from servanda.loaders.document import Document, Metadata, Section, SectionKind
from servanda.loaders.english import english
from servanda.ontology.exchange import Span

ENGLISH = (
    "The Government of Mali has adopted a law against trafficking in persons. The Ministry of Justice trained "
    "judges with support from UNICEF, and the police arrested twelve persons in 2019 in the north of the country.\n"
)
FRENCH = (
    "Le gouvernement du Mali a adopté une loi contre la traite des personnes. Le ministère de la Justice a formé "
    "des juges avec l'appui de l'UNICEF, et la police a arrêté douze personnes en 2019 dans le nord du pays.\n"
)
SPANISH = (
    "El Gobierno de Honduras aprobó una ley contra la trata de personas. La Secretaría de Trabajo capacitó a los "
    "inspectores con el apoyo de la OIT, y la policía detuvo a doce personas en el año 2019 en el norte del país.\n"
)
ARABIC = "اعتمدت الحكومة العراقية قانونا لمكافحة الاتجار بالبشر، ودربت وزارة العدل القضاة بدعم من اليونيسف.\n"


def document(text: str, *sections: Section) -> Document:
    return Document("mli-2019-note", text, sections or (Section(SectionKind.NARRATIVE, 0, len(text)),), Metadata())


def test_an_english_narrative_is_read_whole() -> None:
    text = ENGLISH * 3
    assert english(document(text)) == ([Span(0, len(text))], ())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "French"),
        (FRENCH.upper(), "French"),
        (SPANISH * 5, "Spanish"),
        (ARABIC * 4, "Arabic"),
        (FRENCH * 2 + SPANISH + ENGLISH, "French and Spanish"),
        (FRENCH.replace(". ", ".\n").replace(", ", ",\n"), "French"),
        ("Le gouvernement du Mali a adopté une loi contre la traite.", "French"),
    ],
)
def test_a_report_in_another_language_is_refused_by_its_name(text: str, language: str) -> None:
    with pytest.raises(UnsupportedLanguage, match=f"mli-2019-note: is in {language}, and the rules read English"):
        english(document(text))


def test_foreign_paragraphs_in_an_english_report_are_passed_over_and_told() -> None:
    text = ENGLISH + FRENCH + ENGLISH
    spans, notices = english(document(text))
    assert [text[span.start : span.end] for span in spans] == [ENGLISH, ENGLISH]
    assert notices == (f"{len(FRENCH)} characters in French were passed over",)


def test_what_is_no_narrative_does_not_count() -> None:
    text = ENGLISH + FRENCH * 3
    sections = (
        Section(SectionKind.NARRATIVE, 0, len(ENGLISH)),
        Section(SectionKind.DISCLAIMER, len(ENGLISH), len(text)),
    )
    assert english(document(text, *sections)) == ([Span(0, len(ENGLISH))], ())


@pytest.mark.parametrize("text", ["Nouakchott, Mauritanie.", "SOS Esclaves.", "2019 | 12 | 5\n" * 50, "Sí."])
def test_a_few_names_or_figures_are_no_foreign_report(text: str) -> None:
    assert english(document(text)) == ([Span(0, len(text))], ())


def test_paragraphs_in_capitals_are_passed_over_and_said_so() -> None:
    shouted = ENGLISH.upper()
    text = ENGLISH + "II. LEGAL FRAMEWORK FOR THE WORST FORMS OF CHILD LABOR\n" + shouted + ENGLISH
    spans, notices = english(document(text))
    assert "".join(text[span.start : span.end] for span in spans) == text.replace(shouted.strip(), "")
    assert len(notices) == 1 and "capitals" in notices[0] and f"{len(shouted) - 1:,}" in notices[0]


def test_a_narrative_all_in_capitals_leaves_nothing_to_read() -> None:
    spans, notices = english(document(ENGLISH.upper().strip()))
    assert spans == [] and len(notices) == 1
