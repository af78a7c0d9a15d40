from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from servanda.errors import ReadError
from servanda.loaders.document import Document
from servanda.ontology.exchange import Extraction, Software, from_json

TEXT = (
    "The Ministry of Labor asked the ILO for help in 2019. With UNICEF, the ministry trained the police.\n\n"
    "Officials claim that the police did not arrest offenders. Parliament passed <b>Law 5</b> & made some progress.\n"
)


def actor(identifier: str, name: str, type: str, *aliases: str) -> dict[str, Any]:
    return {"id": identifier, "name": name, "type": type, "aliases": [name, *aliases]}


def statement(identifier: str, type: str, quote: str, **more: Any) -> dict[str, Any]:
    return {"id": identifier, "type": type, "quote": quote, **more}


GOLD: dict[str, Any] = {
    "doc": "alb-2020-note",
    "country": "ALB",
    "actors": [
        actor("a1", "Ministry of Labor", "Ministry", "the ministry"),
        actor("a2", "ILO", "InternationalBody"),
        actor("a3", "UNICEF", "InternationalBody"),
        actor("a4", "police", "Agency", "the police"),
        actor("a5", "Officials", "Official"),
        actor("a6", "Parliament", "Legislature"),
    ],
    "instruments": [{"id": "i1", "name": "Law 5", "type": "Law", "of": "ALB", "aliases": ["Law 5"]}],
    "statements": [
        statement(
            "s1", "request", "Ministry of Labor asked the ILO for help", agents=["a1"], recipients=["a2"], date="2019"
        ),
        statement(
            "s2", "train", "With UNICEF, the ministry trained the police",
            agents=["a1"], partners=["a3"], recipients=["a4"],
        ),
        statement(
            "s3", "arrest", "the police did not arrest offenders",
            agents=["a4"], polarity="negated", attributed_to="a5",
        ),
        statement("s4", "enact", "Parliament passed <b>Law 5</b>", agents=["a6"], instruments=["i1"]),
    ],
    "assessments": [{"subject": "a6", "rating": "some progress", "quote": "made some progress"}],
}  # fmt: skip

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write an annotated report into a folder, and return the folder."""

    def written(annotation: Mapping[str, Any] | str = GOLD, text: str | None = TEXT) -> Path:
        folder = tmp_path / "gold"
        folder.mkdir(exist_ok=True)
        if text is not None:
            (folder / "alb-2020-note.txt").write_text(text, encoding="utf-8")
        raw = annotation if isinstance(annotation, str) else json.dumps(annotation)
        (folder / "alb-2020-note.json").write_text(raw, encoding="utf-8")
        return folder

    return written


class Stored:
    """An extractor that returns what it was given for a report, and fails for others."""

    software = Software("stored", "1", "none")

    def __init__(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        self.documents = documents

    def software_for(self, document: Document) -> Software:
        return self.software

    def extract(self, document: Document) -> Extraction:
        if document.name not in self.documents:
            raise ReadError(f"{document.name}: nothing is stored")
        return from_json(self.documents[document.name], document.text)


def stored(data: Mapping[str, Any]) -> Stored:
    return Stored({"alb-2020-note": data})
