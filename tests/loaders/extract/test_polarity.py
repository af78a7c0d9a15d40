from __future__ import annotations

import pytest

from servanda.loaders.extract.clauses import clauses
from servanda.loaders.extract.polarity import polarity
from tests.loaders.extract.telling import document, extractor


def of(text: str, word: str) -> str:
    """Return the polarity of the clause of a word."""
    doc = extractor().parsed(document(text)).doc
    (clause,) = [clause for clause in clauses(doc) if clause.verb.text == word]
    return polarity(clause)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The police did not refer any victims, nor did the ministry provide shelter.", "provide"),
        ("The ministry has neither adopted the plan nor convened the council.", "adopted"),
        ("The ministry has neither adopted the plan nor convened the council.", "convened"),
        ("The police detained the children instead of referring them to a shelter.", "referring"),
        ("The court imposed fines rather than prosecute the officials.", "prosecute"),
        ("No efforts were made to investigate the complaints.", "investigate"),
        ("The ministry no longer publishes its statistics.", "publishes"),
        ("The government did not reform the sponsorship system, prosecute or convict any offender.", "prosecute"),
        ("The police did not report investigating any case.", "investigating"),
        ("The agency opened the case without coordination among ministries.", "coordination"),
        ("The inspectors did not have enough vehicles to visit remote farms.", "visit"),
        ("The authorities failed to demonstrate efforts to investigate officials.", "investigate"),
        ("The report cites a lack of efforts to prosecute employers.", "prosecute"),
        ("Convictions of officials were rare.", "Convictions"),
        ("The ministry has yet to determine the types of hazardous work.", "determine"),
        ("No efforts were reported to raise awareness of the law.", "raise"),
        ("The police did not report raids, nor did they arrest or prosecute any smugglers.", "prosecute"),
        ("The absence of inspections impeded the enforcement of the law.", "inspections"),
        ("The ombudsman operated independently of interference by the government.", "interference"),
        ("The inspectorate lacks a budget, has no vehicles, and conducts no inspections.", "conducts"),
    ],
)
def test_what_a_negation_reaches(text: str, word: str) -> None:
    assert of(text, word) == "negated"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The ministry lacked vehicles and inspected few farms.", "inspected"),
        ("The police have not adopted the manual but have trained all officers.", "trained"),
        ("The court imposed a fine of no more than 60 dollars.", "imposed"),
        ("Officers received training on preventing abuse and raising awareness.", "raising"),
        ("The police not only arrested the owner, they closed the site.", "arrested"),
        ("Although the ministry adopted the plan, it does not have a budget for it.", "adopted"),
        ("The council refused to enforce the decision appointing ten officers.", "appointing"),
        ("As noted by the police, no law prohibits such work.", "noted"),
    ],
)
def test_what_a_negation_does_not_reach(text: str, word: str) -> None:
    assert of(text, word) == "affirmed"
