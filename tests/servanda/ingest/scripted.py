"""An extractor that reads reports of a plain script, one sentence a line, so that tests of loading need no parser.

AGENT trained RECIPIENT with PARTNER
AGENT should train RECIPIENT
AGENT claims: …
crash                  (ends the process)
stumble                (raises)
invalid                (gives a graph that violates a shape)
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from servanda.loaders.document import Document
from servanda.ontology.exchange import Actor, Extraction, Software, Statement

_LINE = re.compile(
    r"(?:(?P<by>.+) claims: )?(?P<who>.+?) (?:trained|should train) (?P<whom>.+?)(?: with (?P<partner>.+))?"
)
TYPES = {
    "Ministry": "Ministry",
    "NGO": "NGO",
    "police": "Agency",
    "ILO": "InternationalBody",
    "Government": "Government",
}


@dataclass(frozen=True)
class Scripted:
    """Reads the script; `version` and `log` (a file that gets the name of each report read) are for tests."""

    version: str = "1"
    log: Path | None = None

    @property
    def software(self) -> Software:
        return Software("scripted", self.version)

    def software_for(self, document: Document) -> Software:
        return self.software

    def extract(self, document: Document) -> Extraction:
        if self.log is not None:
            with self.log.open("a", encoding="utf-8") as log:
                log.write(f"{document.name}\n")
        actors: dict[str, Actor] = {}
        statements: list[Statement] = []
        place = 0
        for line in document.text.splitlines():
            start, place = place, place + len(line) + 1
            if line == "crash":
                os._exit(9)
            if line == "stumble":
                raise ValueError("a stumbling block")
            if (match := _LINE.fullmatch(line.rstrip("."))) is None:
                continue
            ids = {role: self._actor(name, document, actors) for role, name in match.groupdict().items() if name}
            statements.append(
                Statement(
                    f"s{len(statements)}", line, start, start + len(line), "train", (ids["who"],),
                    (ids["partner"],) if "partner" in ids else (), (ids["whom"],),
                    modality="recommended" if "should" in line else "actual", attributed_to=ids.get("by"),
                    confidence=2.0 if "invalid" in document.text else 0.9,
                )
            )  # fmt: skip
        country = document.metadata.country
        return Extraction(document.name, country, document.sha256, self.software, actors=tuple(actors.values()),
                          statements=tuple(statements))  # fmt: skip

    @staticmethod
    def _actor(name: str, document: Document, actors: dict[str, Actor]) -> str:
        kind = next((kind for word, kind in TYPES.items() if word in name), "NGO")
        country = None if kind in ("InternationalBody", "NGO") else document.metadata.country
        return actors.setdefault(name, Actor(f"a{len(actors)}", name, kind, country)).id


def write(folder: Path, name: str, *lines: str) -> Path:
    """Write a report to a folder, and return its path."""
    path = folder / f"{name}.txt"
    path.write_text(
        "The reports of this series are in English, and this sentence says so.\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )
    return path
