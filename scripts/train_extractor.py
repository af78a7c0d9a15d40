"""Train what decides which clauses are statements, and how likely each is right, on annotated reports.

    python scripts/train_extractor.py FOLDER… [--folds 5] [--write]

Each folder holds NAME.txt with NAME.json (`tests/annotations/unfold.py` writes such a folder). The figures
of a cross-validation by country are printed: no country is in both the training and the test part of a fold. What it
gets right and wrong also teaches how likely a statement is right.
With `--write` both are trained on everything and written to `loaders/extract/data`. Equal annotations give
equal files.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import network
from softmax import fit
from spacy.tokens import Token

from servanda.evaluation.calibration import calibration, exact_outcomes
from servanda.evaluation.comparison import Comparison, compare
from servanda.evaluation.figures import rows as figure_rows
from servanda.evaluation.figures import summed
from servanda.evaluation.gold import Gold, read_gold
from servanda.evaluation.matching import Matching, match, roles
from servanda.loaders.extract.classifier import Classifier
from servanda.loaders.extract.clauses import Kind
from servanda.loaders.extract.confidence import RIGHT, WRONG, assured, confidence_features
from servanda.loaders.extract.draft import NONE, Draft
from servanda.loaders.extract.drafts import drafts, readable
from servanda.loaders.extract.features import features
from servanda.loaders.extract.network import Network
from servanda.loaders.extract.pipeline import Reading, RuleExtractor
from servanda.loaders.extract.roles import places
from servanda.loaders.extract.statements import Judge
from servanda.ontology.exchange import Statement

DATA = Path(__file__).parent.parent / "loaders" / "extract" / "data"
ABOUT = "Trained by scripts/train_extractor.py on this project's own annotations. Licence: Apache-2.0."
FOLDS = 5
RAREST = 2
"""Statements that a feature of their confidence must be seen in to have a weight."""


@dataclass(frozen=True, slots=True)
class Example:
    """A draft's features; `type` is None where no statement of the annotation was made of it."""

    features: list[str]
    type: str | None
    doubtful: bool
    """True for a draft inside a statement of its own type that another draft tells: neither one nor none."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """An annotated report, parsed, with its examples."""

    gold: Gold
    reading: Reading
    examples: list[Example]

    @property
    def country(self) -> str:
        """Return the report's country."""
        return self.gold.document.name[:3]


def lesson(gold: Gold, extractor: RuleExtractor) -> Lesson:
    """Parse an annotated report and find out which of its drafts the annotation tells."""
    reading = extractor.parsed(gold.document)
    spoken = places(reading.doc, reading.entities)
    found = drafts(reading.doc, spoken, readable(reading.doc, reading.stretches))
    known = match(gold, extractor.told(reading, Judge(Classifier(("other",), {}))))
    told = aligned(found, gold, known)
    examples = [
        Example(
            features(draft, found, spoken),
            told[place].type if place in told else None,
            place not in told and _is_inside(draft, gold),
        )
        for place, draft in found.items()
    ]
    return Lesson(gold, reading, examples)


def _is_inside(draft: Draft, gold: Gold) -> bool:
    """Tell whether a draft stands in the quotation of a statement of its own type."""
    return any(
        statement.type == draft.type and any(span.start <= draft.verb.idx < span.end for span in stretches)
        for statement, stretches in zip(gold.annotation.statements, gold.places, strict=True)
    )


def aligned(found: dict[int, Draft], gold: Gold, known: Matching) -> dict[int, Statement]:
    """Give each statement of an annotation the draft that tells it: same type first, then verbs, then the topmost."""
    rows = []
    for i, (statement, stretches) in enumerate(zip(gold.annotation.statements, gold.places, strict=True)):
        for place, draft in found.items():
            if any(span.start <= draft.verb.idx < span.end for span in stretches):
                same = draft.type == statement.type
                filled = {(r, known.gold_id(r, x)) for r in ROLES for x in getattr(draft.roles, r)}
                verbal = same or draft.clause.kind is Kind.VERB
                shared = len(filled & roles(statement))
                rows.append((same, verbal, -depth(draft.verb), shared, -i, place))
    chosen: dict[int, Statement] = {}
    done: set[int] = set()
    for *_, minus, place in sorted(rows, reverse=True):
        if place not in chosen and -minus not in done:
            chosen[place] = gold.annotation.statements[-minus]
            done.add(-minus)
    return chosen


ROLES = ("agents", "partners", "recipients", "instruments")


def depth(token: Token) -> int:
    """Return how far below the top of its sentence a word hangs."""
    return sum(1 for _ in token.ancestors)


def judge(lessons: Iterable[Lesson]) -> Judge:
    """Train a judge that knows nothing of how likely its statements are right."""
    return Judge(taught(lessons))


def taught(lessons: Iterable[Lesson]) -> Network:
    """Train the networks that tell what type of statement a draft is, if any."""
    examples = [example for lesson in lessons for example in lesson.examples]
    rows = [(e.features, e.type or NONE) for e in examples if not e.doubtful]
    return network.fit(rows, sorted({type_ for _, type_ in rows}))


def fold(country: str, folds: int) -> int:
    """Return the part of the cross-validation that a country is tested in."""
    return int(sha256(country.encode()).hexdigest(), 16) % folds


def out_of_fold(lessons: Sequence[Lesson], extractor: RuleExtractor, folds: int) -> list[Comparison]:
    """Return each report's comparison, extracted by networks that saw no report of its country."""
    comparisons = []
    for k in range(folds):
        by = judge(lesson for lesson in lessons if fold(lesson.country, folds) != k)
        tested = [lesson for lesson in lessons if fold(lesson.country, folds) == k]
        comparisons += [compare(lesson.gold, extractor.told(lesson.reading, by)) for lesson in tested]
    return comparisons


def is_sample(comparison: Comparison) -> bool:
    """Tell whether a report is one of the package's own samples, whose annotations teach but do not measure."""
    return comparison.doc.endswith("-sample")


def confidences(comparisons: Iterable[Comparison]) -> Classifier:
    """Learn how likely statements are right, from extractions by networks that had not seen the reports."""
    rows = []
    for comparison in comparisons:
        outcomes = exact_outcomes([comparison])
        for statement, (_, right) in zip(comparison.system.statements, outcomes, strict=True):
            rows.append((confidence_features(statement), RIGHT if right else WRONG))
    return fit(rows, (WRONG, RIGHT), 3.0, RAREST)


def calibrated(comparisons: Sequence[Comparison], folds: int) -> list[tuple[float, bool]]:
    """Return the confidence of each statement, learned from reports of other countries, and whether it is right."""
    out = []
    for k in range(folds):
        right = confidences(c for c in comparisons if fold(c.doc[:3], folds) != k)
        for tested in comparisons:
            if fold(tested.doc[:3], folds) == k and not is_sample(tested):
                outcomes = exact_outcomes([tested])
                statements = (assured(statement, right) for statement in tested.system.statements)
                out += [(s.confidence, was) for s, (_, was) in zip(statements, outcomes, strict=True)]
    return out


def show(comparisons: Sequence[Comparison], folds: int) -> None:
    """Print the figures of a cross-validation and how well the confidences are calibrated."""
    measured = [c for c in comparisons if not is_sample(c)]
    print("\n".join(figure_rows(summed(c.figures for c in measured))))
    before, after = calibration(exact_outcomes(measured)), calibration(calibrated(comparisons, folds))
    print(f"expected calibration error of type, place and roles: {before.error:.3f} raw, {after.error:.3f} calibrated")
    for b in after.bins:
        print(
            f"  {b.above:.1f}-{b.upto:.1f}  {b.count:5} statements, confidence {b.confidence:.3f}, right {b.right:.3f}"
        )


def write(classifier: Classifier, path: Path) -> None:
    """Write a classifier's table, a feature a line."""
    rows = (f" {json.dumps(f, ensure_ascii=False)}: {json.dumps(w)}" for f, w in sorted(classifier.weights.items()))
    body = ",\n".join(rows)
    head = f'"about": {json.dumps(ABOUT)},\n"classes": {json.dumps(list(classifier.classes))}'
    path.write_text(f'{{{head},\n"weights": {{\n{body}\n}}}}\n', encoding="utf-8")


def main() -> None:
    """Train, and print or write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    extractor = RuleExtractor()
    golds = [gold for folder in args.folders for gold in read_gold(folder)[0]]
    lessons = [lesson(gold, extractor) for gold in sorted(golds, key=lambda g: g.document.name)]
    counted = Counter(bool(e.type) for one in lessons for e in one.examples)
    print(f"{len(lessons)} reports, {counted[True]} drafts that are statements, {counted[False]} that are none")
    folds = args.folds
    comparisons = out_of_fold(lessons, extractor, folds)
    show(comparisons, folds)
    if args.write:
        network.write(taught(lessons), ABOUT, DATA / "statements_types.json")
        write(confidences(comparisons), DATA / "statements_right.json")


if __name__ == "__main__":
    main()
