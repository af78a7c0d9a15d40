"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.settings import settings

StoreOption = Annotated[
    str | None, typer.Option("--store", "-s", help="Folder of the store, or URL of a SPARQL service.", metavar="S")
]
OutOption = Annotated[Path | None, typer.Option("--out", "-o", help="File to write instead of standard output.")]
ExtractorOption = Annotated[
    str,
    typer.Option(
        "--extractor",
        "-x",
        metavar="rules|chat|FOLDER",
        help="What reads the reports: our rules; a chat endpoint (SERVANDA_CHAT_URL, _MODEL, _KEY); or a folder that "
        "holds NAME.json, an exchange document, for each report.",
    ),
]


def location(store: str | None) -> str:
    """Return the location of the store that a command works on."""
    return settings().store if store is None else store
