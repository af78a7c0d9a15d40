"""Confidence: the probability that a statement is right in its type, its place and every role.

What decides that a clause is a statement tells how likely it is one of its type. A role more or less can be wrong
besides, so that the two are weighed together, by weights learned from extractions of reports that the deciding
classifiers had not seen (`scripts/train_extractor.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from servanda.loaders.extract.classifier import Classifier
from servanda.ontology.exchange import ROLES, Statement

WRONG, RIGHT = "wrong", "right"
_STEPS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98)


def assured(statement: Statement, by: Classifier) -> Statement:
    """Return a statement whose confidence says how likely it is right; before, how likely it is one of its type."""
    odds = by.probabilities(confidence_features(statement))
    return replace(statement, confidence=round(odds[RIGHT], 3))


def confidence_features(statement: Statement) -> list[str]:
    """Return the names of the features of a statement whose confidence is that of its type alone."""
    return list(_features(statement))


def _features(statement: Statement) -> Iterator[str]:
    yield "bias"
    yield from (f"odds above {step}" for step in _STEPS if statement.confidence > step)
    filled = [(role, len(getattr(statement, role))) for role in ROLES]
    yield from (f"{role}={min(count, 3)}" for role, count in filled)
    yield f"filled={min(6, sum(count for _, count in filled))}"
    yield f"type={statement.type}"
    yield f"agents={bool(statement.agents)}:{statement.type}"
    yield f"attributed={bool(statement.attributed_to)}"
    yield f"rule={(statement.rule or '').partition(':')[0]}"
