from __future__ import annotations

from dataclasses import replace

import pytest

from servanda.loaders.extract.classifier import classifier
from servanda.loaders.extract.confidence import assured
from servanda.ontology.exchange import Statement
from tests.loaders.extract.telling import told


def one() -> Statement:
    return told("The Ministry of Labor conducted 40 unannounced labor inspections in 2010.")[0]


def test_a_surer_reading_is_likelier_right() -> None:
    by = classifier("statements_right")
    low, high = (assured(replace(one(), confidence=odds), by) for odds in (0.4, 0.97))
    assert 0 < low.confidence < high.confidence < 1


def test_only_the_confidence_changes() -> None:
    statement = one()
    found = assured(statement, classifier("statements_right"))
    assert replace(found, confidence=statement.confidence) == statement


@pytest.mark.parametrize("text", ["The government intends to adopt a new labor code in 2011."])
def test_confidences_are_probabilities(text: str) -> None:
    assert all(0 <= statement.confidence <= 1 for statement in told(text))
