"""Annotated reports: a report's text, and beside it the extraction that a person made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from servanda.errors import ExchangeError, NotFound
from servanda.loaders.document import Document
from servanda.loaders.read import SIDECAR, SUFFIXES, read
from servanda.ontology.exchange import Actor, Extraction, Instrument, Span, from_json, parsed


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated report."""

    document: Document
    annotation: Extraction
    places: tuple[tuple[Span, ...], ...]
    """For each statement every stretch that its quotation may mean; one alone where the annotation gives offsets."""
    notices: tuple[str, ...] = ()
    """One-line remarks on the annotation, such as an alias that the text does not hold."""


def read_gold(folder: Path) -> tuple[list[Gold], int]:
    """Return the annotated reports of a folder, by name, and the number of its texts that have no annotation.

    Raises:
        NotFound: the folder holds no annotation, or an annotation lies there without its text.
        ExchangeError: an annotation breaks the exchange form or does not fit its text.
        ReadError: a text cannot be read.
    """
    annotations = sorted(p for p in folder.glob("*.json") if not p.name.endswith(SIDECAR) and p.is_file())
    if not annotations:
        raise NotFound(f"{folder} holds no annotations: it must have NAME.json beside each report's NAME.txt")
    stems = {path.stem for path in annotations}
    texts = {path.stem for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file()}
    return [_read(path) for path in annotations], len(texts - stems)


def occurrences(text: str, wording: str) -> tuple[Span, ...]:
    """Return every stretch of a text that is a wording, letter by letter, from left to right, none overlapping."""
    found: list[Span] = []
    start = text.find(wording) if wording else -1
    while start >= 0:
        found.append(Span(start, start + len(wording)))
        start = text.find(wording, found[-1].end)
    return tuple(found)


def _read(path: Path) -> Gold:
    document = read(_report(path))
    try:
        data = parsed(path.read_bytes())
        annotation = from_json(data, document.text)
    except ExchangeError as error:
        raise ExchangeError(f"{path}: {error}: correct the annotation") from None
    places = tuple(
        (Span(s.start, s.end),) if entry.get("end") else occurrences(document.text, s.quote)
        for s, entry in zip(annotation.statements, data["statements"], strict=True)
    )
    return Gold(document, annotation, places, tuple(_remarks(path, annotation, document.text)))


def _report(annotation: Path) -> Path:
    for suffix in (".txt", *sorted(SUFFIXES)):
        if (report := annotation.with_suffix(suffix)).is_file():
            return report
    raise NotFound(f"{annotation} has no text: put {annotation.stem}.txt beside it, or take it away")


def _remarks(path: Path, annotation: Extraction, text: str) -> list[str]:
    entries: tuple[Actor | Instrument, ...] = (*annotation.actors, *annotation.instruments)
    strays = [(entry.id, alias) for entry in entries for alias in entry.aliases if alias not in text]
    return [f"{path}: {identifier}: the alias {alias!r} is not in the text" for identifier, alias in strays]
