"""Learn the weights of `loaders/extract/data/candidacy.toml`: `python scripts/train_candidacy.py GOLD REPORTS`.

GOLD holds annotated reports (NAME.txt and NAME.json), REPORTS the reports that the excerpts of `tests/annotations` are
taken from; those in `fresh/` are left out. The regression is that of `softmax.py`; the same input gives the same
weights. What is printed is the accuracy on countries that the weights were not learned from (ten folds by country).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from typing import Any

import softmax

from servanda.loaders.extract.candidacy import BIAS
from servanda.loaders.extract.coreference import joined, needs_judgement
from servanda.loaders.extract.model import load
from servanda.loaders.extract.parse import parse, tag
from servanda.loaders.extract.recogniser import recognise
from servanda.loaders.extract.traits import traits
from servanda.loaders.read import read
from tests.annotations.unfold import FRESH, HERE, unfold

TARGET = Path(__file__).parents[1] / "loaders/extract/data/candidacy.toml"
PENALTY = 6.0
"""On the weights of both answers; half of it where only their difference is counted."""
RAREST = 2
"""Examples that a trait must be seen in to have a weight."""
SMALLEST = 0.02
"""Weights closer to nought are left out."""
FOLDS = 10
_ANSWERS = ("no", "yes")
HEAD = """\
# Weights of the traits that tell whether a described mention counts as an actor or instrument. Learned from annotated
# reports by scripts/train_candidacy.py; not to be edited by hand. The empty name is the constant.

[weights]
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A described actor or instrument, what is seen of it, and whether the annotation lists it."""

    country: str
    kind: str
    traits: frozenset[str]
    listed: bool


def texts(gold: Path, reports: Path) -> Iterator[tuple[str, list[tuple[int, int]], dict[str, Any]]]:
    """Yield text, narrative and annotation of every annotated report and excerpt."""
    for path in sorted(gold.glob("*.json")):
        document = read(path.with_suffix(".txt"))
        spans = [(section.start, section.end) for section in document.narrative]
        yield document.text, spans, json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(path for path in HERE.rglob("*.ann") if path.parent.name != FRESH):
        text, annotation = unfold(path, reports)
        yield text, [(0, len(text))], annotation


def wording(alias: str) -> str:
    """Return an expression in lower case, without article and outer marks."""
    words = alias.lower().replace("’", "'").strip(" .,;:()\"'").removesuffix("'s").split()
    return " ".join(words[1:] if words[:1] and words[0] in {"the", "a", "an", "this", "these", "its"} else words)


def examples(gold: Path, reports: Path) -> Iterator[Example]:
    """Yield every described actor or instrument that the rules find."""
    language = load().language
    for text, spans, annotation in texts(gold, reports):
        country = annotation["country"]
        tagged = tag(text, spans, language)
        mentions = recognise(text, spans, country, tagged)
        doc = parse(tagged, mentions, language)
        listed = {
            kind: {wording(alias) for entry in annotation[kind + "s"] for alias in (*entry["aliases"], entry["name"])}
            for kind in ("actor", "instrument")
        }
        for entity in joined(doc, mentions, country):
            if needs_judgement(entity):
                words = {wording(text[m.start : m.end]) for m in entity.mentions}
                yield Example(country, entity.kind, traits(doc, entity), bool(words & listed[entity.kind]))


def fit(rows: Sequence[Example]) -> dict[str, float]:
    """Return the weights that make the examples most likely, under the penalty."""
    told = [(sorted({BIAS} | row.traits), _ANSWERS[row.listed]) for row in rows]
    found = softmax.fit(told, _ANSWERS, PENALTY, RAREST)
    return {name: by.get(_ANSWERS[1], 0.0) - by.get(_ANSWERS[0], 0.0) for name, by in found.weights.items()}


def likely(weights: dict[str, float], row: Example) -> bool:
    """Tell what the weights say of an example."""
    return weights[BIAS] + sum(weights.get(name, 0.0) for name in row.traits) > 0


def fold(country: str) -> int:
    """Return the fold that a country's examples are tested in."""
    return int(md5(country.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def main(gold: Path, reports: Path) -> None:
    """Learn the weights, write them, and print how well they do on other countries."""
    rows = list(examples(gold, reports))
    right: dict[str, list[bool]] = {"actor": [], "instrument": []}
    for k in range(FOLDS):
        weights = fit([row for row in rows if fold(row.country) != k])
        for row in rows:
            if fold(row.country) == k:
                right[row.kind].append(likely(weights, row) == row.listed)
    for kind, marks in right.items():
        print(f"{kind}s: {len(marks)} examples, {sum(marks) / len(marks):.3f} right on countries not learned from")
    lines = [
        f"{json.dumps(name, ensure_ascii=False)} = {weight:.2f}\n"
        for name, weight in sorted(fit(rows).items())
        if abs(weight) >= SMALLEST
    ]
    TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} weights")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
