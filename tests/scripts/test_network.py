from __future__ import annotations

from pathlib import Path

from scripts import network
from servanda.loaders.extract.network import read

A, B = ["a1", "a2", "a3"], ["b1", "b2", "b3"]  # each told thrice, since features are left out at random in training
EITHER = [(["bias"], "no"), (["bias", *A], "yes"), (["bias", *B], "yes"), (["bias", *A, *B], "no")] * 200
"""Yes where one of two things is there and not the other: no sum of weights tells it."""


def test_what_only_features_together_tell_is_learned() -> None:
    found = network.fit(EITHER, ("no", "yes"))
    odds = {answer: [found.probabilities(f)["yes"] for f, a in EITHER[:4] if a == answer] for answer in ("no", "yes")}
    assert max(odds["no"]) < 0.5 < min(odds["yes"])


def test_a_rare_class_is_learned_beside_a_common_one() -> None:
    rows = [(["bias", "common"], "often")] * 900 + [(["bias", "odd"], "seldom")] * 8
    odds = network.fit(rows, ("often", "seldom")).probabilities(["bias", "odd"])
    assert odds["seldom"] > odds["often"]


def test_equal_examples_give_equal_tables_which_can_be_read_again(tmp_path: Path) -> None:
    for name in ("one", "other"):
        network.write(network.fit(EITHER, ("no", "yes")), "about", tmp_path / name)
    text = (tmp_path / "one").read_text()
    assert text == (tmp_path / "other").read_text()
    assert read(text).probabilities(["bias", *A])["yes"] > 0.5
