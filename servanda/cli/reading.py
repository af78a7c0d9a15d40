"""Commands that read reports: extract, ingest and evaluate."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.failures import line
from servanda.cli.options import ExtractorOption, OutOption
from servanda.cli.output import console, notices, progress, writing
from servanda.errors import ModelError, NotFound, StoreError, UsageError
from servanda.graph.faults import reason
from servanda.ontology.exchange import dumps

Paths = Annotated[list[Path], typer.Argument(help="Reports (text, HTML, PDF, DOCX), or folders of them.")]


class EvaluationFormat(StrEnum):
    """How an evaluation is written."""

    TABLE = "table"
    JSON = "json"


def extract(
    files: Paths,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for one NAME.json per report.")] = None,
    extractor: ExtractorOption = "rules",
    estimate: Annotated[bool, typer.Option("--estimate", help="Only tell what a chat endpoint would cost.")] = False,
) -> None:
    """Write what reports say as exchange JSON: to standard output, a document a line, or to a folder.

    Exit code 1 where a report could not be read; the others are written.

    Examples:
    `servanda extract report.pdf | jq .statements`

    `servanda extract reports/ --out extractions/`

    `servanda extract reports/ --extractor chat --estimate`
    """
    found = list(reports_in(files))
    if out is not None:
        _check_names(found)
        _make_folder(out)
    from servanda.loaders.extractors import estimated, extractor_of, usage_of
    from servanda.loaders.read import read

    chosen = extractor_of(extractor)
    if estimate:
        console().print(estimated(chosen, map(read, found)))
        return
    failed = False
    with progress() as bar:
        for path in bar.track(found, description="extracting"):
            try:
                extraction = chosen.extract(read(path))
            except ModelError:
                raise
            except Exception as error:  # one report that the program stumbles over must not end the run
                failed = True
                notices().print(f"servanda: {_about(path, line(error))}")
                continue
            for notice in extraction.notices:
                notices().print(f"servanda: {_about(path, notice)}")
            with writing(None if out is None else out / f"{extraction.doc}.json") as file:
                file.write((dumps(extraction, indent=None if out is None else 1) + "\n").encode("utf-8"))
    if used := usage_of(chosen):
        notices().print(f"servanda: {used}")
    if failed:
        raise typer.Exit(1)


def evaluate(
    gold_dir: Annotated[Path, typer.Argument(help="Folder of annotated reports: NAME.txt and NAME.json.")],
    extractor: ExtractorOption = "rules",
    format: Annotated[EvaluationFormat, typer.Option("--format", "-f")] = EvaluationFormat.TABLE,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss and false alarm above the table.")] = False,
    html: Annotated[Path | None, typer.Option("--html", help="Write a page that shows every difference.")] = None,
    out: OutOption = None,
) -> None:
    """Measure the extractor on annotated reports: precision, recall and F1.

    Texts without annotation are passed over. Exit code 1 where a report could not be extracted.

    Examples:
    `servanda evaluate gold/dev --html differences.html`

    `servanda evaluate gold/dev --format json | jq .calibration`
    """
    if not gold_dir.is_dir():
        raise NotFound(f"{gold_dir} is no folder: name the folder of the annotated reports")
    from servanda.evaluation import error_page
    from servanda.evaluation import evaluate as measure
    from servanda.loaders.extractors import extractor_of, usage_of

    chosen = extractor_of(extractor)
    with progress() as bar:
        evaluation = measure(gold_dir, chosen, lambda reports: bar.track(reports, description="extracting"))
    for notice in (*evaluation.notices, *(f"{doc}: {why}" for doc, why in evaluation.failures.items())):
        notices().print(f"servanda: {notice}")
    if used := usage_of(chosen):
        notices().print(f"servanda: {used}")
    if html is not None:
        with writing(html) as file:
            file.write(error_page(evaluation).encode("utf-8"))
    plain = format is EvaluationFormat.TABLE
    text = evaluation.table(listed=errors) if plain else json.dumps(evaluation.to_json(), ensure_ascii=False, indent=1)
    with writing(out) as file:
        file.write((text + "\n").encode("utf-8"))
    if evaluation.failures:
        raise typer.Exit(1)


def reports_in(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files that paths name, and the reports in folders among them, in the order of their names.

    Raises:
        NotFound: a path does not exist.
        UsageError: a folder holds no report.
    """
    from servanda.loaders.read import SUFFIXES

    for path in paths:
        if not path.exists():
            raise NotFound(f"there is no file or folder {path}: check the path")
        if not path.is_dir():
            yield path
            continue
        found = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
        if not found:
            raise UsageError(f"{path} holds no report: reports end in {', '.join(sorted(SUFFIXES))}")
        yield from found


def _about(path: Path, words: str) -> str:
    """Return a message with the name of the file that it is about."""
    return words if words.startswith((f"{path.stem}:", f"{path.name}:", f"{path}:")) else f"{path}: {words}"


def _check_names(files: Sequence[Path]) -> None:
    """Refuse files whose extractions would overwrite each other.

    Raises:
        UsageError: two files have one name.
    """
    seen: dict[str, Path] = {}
    for file in files:
        other = seen.setdefault(file.stem.casefold(), file)
        if other is not file:
            raise UsageError(f"{other} and {file} would both become {file.stem}.json: extract them to two folders")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StoreError(f"cannot make the folder {folder}: {reason(fault)}") from None


COMMANDS = (extract, evaluate)
