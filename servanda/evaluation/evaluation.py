"""Running an extractor over annotated reports, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from servanda.errors import ModelError, ServandaError
from servanda.evaluation.calibration import Calibration, calibration, exact_outcomes, found_outcomes
from servanda.evaluation.comparison import Comparison, compare
from servanda.evaluation.differences import Difference, differences
from servanda.evaluation.figures import MEANINGS, Figure, rows, summed
from servanda.evaluation.gold import Gold, read_gold
from servanda.loaders.extract.extractor import Extractor
from servanda.ontology.exchange import Extraction, Software

KINDS = ("actors", "instruments", "statements")
"""What has types of its own."""
Track = Callable[[Sequence[Gold]], Iterable[Gold]]


@dataclass(frozen=True)
class Evaluation:
    """An extractor's extractions of annotated reports, compared with the annotations."""

    extractor: Software
    comparisons: tuple[Comparison, ...]
    failures: Mapping[str, str]
    """Why a report could not be extracted, by its name; it counts as an empty extraction."""
    unannotated: int
    """Texts of the folder that have no annotation and were passed over."""
    notices: tuple[str, ...] = ()

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Return the count of every measure over all reports."""
        return summed([dict.fromkeys(MEANINGS, Figure()), *(c.figures for c in self.comparisons)])

    @cached_property
    def types(self) -> Mapping[str, Mapping[str, Figure]]:
        """Return the counts by type of actor, instrument and statement, the types in the order of their names."""
        tables = {kind: summed(c.types[kind] for c in self.comparisons) for kind in KINDS}
        return {kind: dict(sorted(table.items())) for kind, table in tables.items()}

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Return all disagreements, report by report."""
        return tuple(difference for c in self.comparisons for difference in differences(c))

    @cached_property
    def calibrations(self) -> Mapping[str, Calibration]:
        """Return how far confidences hold: that a statement is there, and that its roles are right too."""
        return {
            "statement": calibration(found_outcomes(self.comparisons)),
            "statement_and_roles": calibration(exact_outcomes(self.comparisons)),
        }

    def table(self, *, listed: bool = False) -> str:
        """Return the figures as text in columns, and, where `listed`, every difference before them."""
        lines = [f"{d.doc}\t{d.fault} {d.subject}\t{' '.join(d.detail.split())}" for d in self.differences if listed]
        lines += [self.headline(), *rows(self.figures)]
        for kind, table in self.types.items():
            lines += ["", f"{kind} by type", *rows(table)]
        return "\n".join(lines)

    def headline(self) -> str:
        """Return how many reports were compared, and how many could not be."""
        lines = [f"{len(self.comparisons)} reports"]
        if self.failures:
            lines.append(f"{len(self.failures)} could not be extracted and count as empty")
        if self.unannotated:
            lines.append(f"{self.unannotated} texts without annotation passed over")
        return ", ".join(lines)

    def to_json(self) -> dict[str, Any]:
        """Return all of it as plain JSON values: the figures by name, then what stands behind them."""
        return {
            "reports": len(self.comparisons),
            **{name: figure.to_json() for name, figure in self.figures.items()},
            "types": {
                kind: {name: figure.to_json() for name, figure in table.items()} for kind, table in self.types.items()
            },
            "calibration": {name: held.to_json() for name, held in self.calibrations.items()},
            "extractor": {
                "name": self.extractor.name,
                "version": self.extractor.version,
                "model": self.extractor.model,
            },
            "unannotated": self.unannotated,
            "failures": dict(self.failures),
            "differences": [difference.to_json() for difference in self.differences],
        }


def evaluate(gold_dir: Path, extractor: Extractor, track: Track = iter) -> Evaluation:
    """Extract the annotated reports of a folder and compare the outcome with the annotations.

    Args:
        gold_dir: folder of `NAME.txt` (or another kind of report) and `NAME.json`, the annotation; texts without
            annotation are passed over.
        extractor: what is measured.
        track: is handed the reports and yields them one by one, to show progress.

    Raises:
        NotFound: the folder holds no annotation, or one without its text.
        ExchangeError: an annotation is broken; nothing was extracted.
        ReadError: a text cannot be read.
        ModelError: the extractor has no language model.
    """
    gold, unannotated = read_gold(gold_dir)
    comparisons: list[Comparison] = []
    failures: dict[str, str] = {}
    for report in track(gold):
        try:
            extraction = extractor.extract(report.document)
        except ModelError:
            raise
        except ServandaError as error:
            failures[report.document.name] = str(error)
            extraction = _nothing(report, extractor.software)
        comparisons.append(compare(report, extraction))
    notices = tuple(notice for report in gold for notice in report.notices)
    return Evaluation(extractor.software, tuple(comparisons), failures, unannotated, notices)


def _nothing(report: Gold, software: Software) -> Extraction:
    document = report.document
    return Extraction(document.name, document.metadata.country, document.sha256, software)
