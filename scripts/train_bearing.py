"""Learn the weights of `servanda/ingest/fulfilment/data/bearing.toml`: `python scripts/train_bearing.py [--write]`.

`tests/servanda/ingest/fulfilment/pairs.tsv` has pairs of a suggested action (its row in the table) and a sentence of a
later report (its start), with what the sentence tells of it as a reader judged; the countries of the held-out samples
are not among them. The table and the reports are those beside the repository. Logistic regression with a quadratic
penalty, by Newton's method; the same input gives the same weights. What is printed is measured on countries that the
weights were not learned from (six folds by country).
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from servanda.ingest.fulfilment.bearing import measures
from servanda.ingest.fulfilment.reading import Sentence, read
from servanda.ingest.fulfilment.wishes import wishes

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
PAIRS = ROOT / "tests" / "servanda" / "ingest" / "fulfilment" / "pairs.tsv"
TARGET = ROOT / "servanda" / "ingest" / "fulfilment" / "data" / "bearing.toml"
PENALTY, STEPS, ROUNDS, FOLDS = 1.0, 30, 3, 6
HEAD = """\
# Weights of what a wish and a sentence have in common (`measures` in `bearing.py`), for how likely the sentence tells
# how things stand with the wish. Learned from pairs that a reader judged by scripts/train_bearing.py; not to be edited
# by hand.

[weights]
"""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A pair: the measures of each wish of the recommendation, and whether the sentence tells of any of them."""

    country: str
    measures: Array
    tells: bool


@cache
def sentences(report: str) -> dict[int, Sentence]:
    """Return the sentences of a report by where they start."""
    path = SHARED / "reports" / "dol-wfcl" / f"{report}-wfcl.txt"
    return {sentence.start: sentence for sentence in read(path.read_text(encoding="utf-8")).sentences}


def examples() -> tuple[list[str], list[Example]]:
    """Return the names of the measures, and the examples."""
    table = (SHARED / "data" / "dol_suggested_actions.jsonl").read_text(encoding="utf-8").splitlines()
    found, names = [], list[str]()
    with PAIRS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            sentence = sentences(row["report"])[int(row["start"])]
            told = [
                measures(wish, sentence.text, sentence.about)
                for wish in wishes(json.loads(table[int(row["row"]) - 1])["action"])
            ]
            names = list(told[0])
            values = np.array([list(one.values()) for one in told])
            found.append(Example(row["report"][:3], values, row["tells"] != "none"))
    return names, found


def learned(found: Sequence[Example]) -> Array:
    """Return the constant and the weights; of several wishes the one that the sentence bears on most is the pair's."""
    wanted = np.array([example.tells for example in found], dtype=float)
    chosen = [int(example.measures[:, 0].argmax()) for example in found]
    for _ in range(ROUNDS):
        rows = np.array([example.measures[k] for example, k in zip(found, chosen, strict=True)])
        weights = _fitted(rows, wanted)
        chosen = [int((example.measures @ weights[1:]).argmax()) for example in found]
    return weights


def _fitted(rows: Array, wanted: Array) -> Array:
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    seen = np.c_[np.ones(len(rows)), (rows - middle) / spread]
    penalty = PENALTY * np.r_[0.0, np.ones(rows.shape[1])]
    weights = np.zeros(seen.shape[1])
    for _ in range(STEPS):
        odds = 1.0 / (1.0 + np.exp(-seen @ weights))
        slope = seen.T @ (odds - wanted) + penalty * weights
        curve = (seen * (odds * (1.0 - odds))[:, None]).T @ seen + np.diag(penalty)
        weights = weights - np.linalg.solve(curve, slope)
    scaled = weights[1:] / spread
    return np.array([weights[0] - (scaled * middle).sum(), *scaled])


def report(found: Sequence[Example]) -> str:
    """Return how well pairs are judged by weights of other countries."""
    countries = sorted({example.country for example in found})
    fold = {country: k % FOLDS for k, country in enumerate(countries)}
    judged = []
    for k in range(FOLDS):
        weights = learned([example for example in found if fold[example.country] != k])
        judged += [
            (bool((example.measures @ weights[1:]).max() + weights[0] > 0), example.tells)
            for example in found
            if fold[example.country] == k
        ]
    right = sum(said == tells for said, tells in judged)
    both = sum(said and tells for said, tells in judged)
    return (
        f"{len(judged)} pairs, {right / len(judged):.3f} judged right; of those that tell "
        f"precision {both / sum(said for said, _ in judged):.3f}, recall {both / sum(tells for _, tells in judged):.3f}"
    )


def main() -> None:
    """Print the figures, and write the weights if asked to."""
    names, found = examples()
    print(report(found))
    if "--write" in sys.argv[1:]:
        weights = learned(found)
        lines = [f"{name} = {weight:.3f}\n" for name, weight in zip(["intercept", *names], weights, strict=True)]
        TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
