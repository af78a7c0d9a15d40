from __future__ import annotations

import copy

import pytest

from servanda.evaluation import evaluate
from servanda.evaluation.calibration import calibration

from .conftest import GOLD, Write, stored


def test_bins_are_closed_above() -> None:
    held = calibration([(0.0, False), (0.1, True), (0.3, True), (0.31, False), (1.0, True)])
    assert [(b.above, b.count) for b in held.bins] == [(0.0, 2), (0.2, 1), (0.3, 1), (0.9, 1)]


def test_the_error_is_the_mean_distance_of_confidence_and_share_right() -> None:
    held = calibration([(0.9, True), (0.9, False), (0.4, False), (0.4, True)])
    assert held.error == pytest.approx((2 * 0.4 + 2 * 0.1) / 4)
    assert calibration([]).error == 0.0


def test_confidence_in_a_statement_and_in_its_roles_are_told_apart(write: Write) -> None:
    system = copy.deepcopy(GOLD)
    for statement in system["statements"]:
        statement["confidence"] = 0.75
    system["statements"][0]["agents"] = []
    system["statements"][3]["type"] = "draft"
    held = evaluate(write(), stored(system)).to_json()["calibration"]
    assert [b["right"] for b in held["statement"]["bins"]] == [0.75]
    assert [b["right"] for b in held["statement_and_roles"]["bins"]] == [0.5]
    assert held["statement_and_roles"]["expected_calibration_error"] == 0.25
