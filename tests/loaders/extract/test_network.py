from __future__ import annotations

import json
from base64 import b64encode

import numpy as np
import pytest

from servanda.loaders.extract.network import Network, network, read


def either() -> Network:
    """Return a committee of two members, alike, that say yes where one of two features is there and not the other."""
    vectors = np.array([[1, -1, 1, -1], [-1, 1, -1, 1]], dtype=np.int8)
    outward = np.array([[[0.0, 4.0], [0.0, 4.0]]] * 2)
    return Network(
        ("no", "yes"), {"a": 0, "b": 1}, vectors, np.ones(4), np.zeros(4), outward, np.array([[2.0, 0.0]] * 2)
    )


def test_features_are_weighed_together() -> None:
    odds = {key: either().probabilities(key)["yes"] for key in ("", "a", "b", "ab")}
    assert min(odds["a"], odds["b"]) > 0.5 > max(odds[""], odds["ab"])


def test_probabilities_sum_to_one_and_unknown_features_count_nothing() -> None:
    assert sum(either().probabilities(["a"]).values()) == pytest.approx(1.0)
    assert either().probabilities(["a", "unknown"]) == either().probabilities(["a"])


def test_the_members_answers_are_averaged() -> None:
    one = either()
    mixed = Network(
        one.classes, one.places, one.vectors, one.scale, one.shift, one.outward, np.array([[2.0, 0], [0, 2]])
    )
    assert mixed.probabilities([]) == pytest.approx({"no": 0.5, "yes": 0.5})


def test_a_table_gives_each_feature_its_own_row() -> None:
    rows = {"a": [1, -2, 3], "b": [-4, 5, -128]}
    table = {
        "classes": ["no", "yes"],
        "scale": [1.0, 1.0, 1.0],
        "shift": [0.0, 0.0, 0.0],
        "outward": [[[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]],
        "base": [[0.0, 0.0]],
        "vectors": {name: b64encode(np.array(row, np.int8).tobytes()).decode() for name, row in rows.items()},
    }
    found = read(json.dumps(table))
    assert {name: found.vectors[place].tolist() for name, place in found.places.items()} == rows


def test_the_table_of_the_package_tells_types_of_statements_and_what_is_none() -> None:
    assert {"none", "other", "enact", "train"} <= set(network("statements_types").classes)
