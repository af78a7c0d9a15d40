from __future__ import annotations

import pytest

from servanda.loaders.extract.classifier import Classifier, classifier


def test_probabilities_follow_the_weights_and_sum_to_one() -> None:
    odds = Classifier(("no", "yes"), {"a": {"yes": 2.0}, "b": {"no": 1.0}}).probabilities(["a", "b", "unknown"])
    assert sum(odds.values()) == pytest.approx(1.0)
    assert odds["yes"] > odds["no"]


def test_without_known_features_all_classes_are_equal() -> None:
    assert Classifier(("no", "yes"), {}).probabilities(["x"]) == {"no": 0.5, "yes": 0.5}


def test_the_table_of_the_package_tells_what_is_right() -> None:
    assert classifier("statements_right").classes == ("wrong", "right")
