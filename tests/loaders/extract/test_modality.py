from __future__ import annotations

import pytest

from servanda.loaders.extract.clauses import clauses
from servanda.loaders.extract.modality import modality
from tests.loaders.extract.telling import document, extractor, told


@pytest.mark.parametrize(
    "text",
    [
        "The government did not prosecute or convict any traffickers.",
        "The Ministry of Justice failed to train judges on the new procedures.",
        "None of the cases were investigated by the police.",
        "The Ministry of Labor was unable to conduct labor inspections.",
        "The Ministry of Labor has yet to adopt a national action plan.",
        "The police rarely investigated such cases.",
    ],
)
def test_what_was_not_done(text: str) -> None:
    statements = told(text)
    assert statements
    assert {(s.polarity, s.modality) for s in statements} == {("negated", "actual")}


def test_a_new_finite_verb_is_not_negated_by_the_one_before() -> None:
    text = "The Ministry of Justice does not publish statistics and trains all judges every year."
    polarities = {s.type: s.polarity for s in told(text)}
    assert polarities["train"] == "affirmed"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The Ministry of Justice will train judges in 2011.", "planned"),
        ("The Ministry of Justice pledged to train judges.", "planned"),
        ("The Ministry of Justice should train judges.", "recommended"),
        ("The Ministry of Justice began to train judges.", "actual"),
    ],
)
def test_modality_of_the_governing_words(text: str, modality: str) -> None:
    (statement,) = told(text)
    assert statement.modality == modality


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The Ministry of Labor published plans for inspections.", "inspections", "planned"),
        ("The Ministry of Labor published the results of inspections.", "inspections", "actual"),
        (
            "This official, an adviser at the Ministry of Labor, is working with Kenya's largest union to complete "
            "draft rules, written by the union, and submit them to the parliament.",
            "submit",
            "planned",
        ),
        ("The inspections were planned and tracked by the Ministry of Labor.", "tracked", "actual"),
        ("The Ministry of Labor used the database to identify violations.", "identify", "actual"),
        ("The court upheld its decision to close the association.", "close", "actual"),
        ("The office held sessions to inform workers about the law.", "inform", "actual"),
        ("The mission of the institute is to advise the parliament.", "advise", "actual"),
        ("The inspectors did not have enough vehicles to visit remote farms.", "visit", "actual"),
        ("The ILO requested that the ministry amend the decree.", "amend", "recommended"),
        ("The rules do not bind anybody until they are endorsed by the cabinet.", "endorsed", "planned"),
        ("The draft plan is awaiting approval by the cabinet.", "approval", "planned"),
        ("The president ordered an investigation of the officials.", "investigation", "planned"),
        ("The strategy calls for inspections of farms.", "inspections", "planned"),
        ("The training encouraged new ways to help workers.", "training", "actual"),
        ("Additional training is needed for the police.", "training", "recommended"),
        ("The ILO recommended that the state review and amend the decree.", "amend", "recommended"),
        ("It was difficult to prosecute the officials.", "prosecute", "actual"),
        ("The ministry supported UNICEF to train officers.", "train", "actual"),
        ("The council set the goal of reducing poverty.", "reducing", "planned"),
        ("The ministries are committed to using the database.", "using", "planned"),
        ("The system will allow officers to share data with the courts.", "share", "planned"),
        ("By law, inspectors must assess a penalty.", "assess", "actual"),
        ("The ministries are committed to using the database.", "using", "planned"),
    ],
)
def test_modality_of_a_clause(text: str, word: str, expected: str) -> None:
    doc = extractor().parsed(document(text)).doc
    (clause,) = [clause for clause in clauses(doc) if clause.verb.text == word]
    assert modality(clause) == expected
