"""The extractor that reads what another program, or a person, has extracted: exchange documents in a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from servanda import __version__
from servanda.errors import ExchangeError, NotFound
from servanda.loaders.document import Document
from servanda.loaders.mentions import mentions
from servanda.ontology.exchange import Actor, Extraction, Instrument, Software, Span, from_json, parsed


class StoredExtractor:
    """Returns `NAME.json` of a folder for the report NAME, once it is checked against the report's text."""

    def __init__(self, folder: Path) -> None:
        """Take extractions from a folder.

        Raises:
            NotFound: there is no such folder.
        """
        if not folder.is_dir():
            raise NotFound(f"{folder} is no folder: name the folder of the extractions, NAME.json for each report")
        self._folder = folder

    @property
    def software(self) -> Software:
        """Return our name; each extraction names the program that made it."""
        return Software("servanda-stored", __version__)

    def software_for(self, document: Document) -> Software:
        """Return our name with the hash of the document's extraction, so that a correction counts as another maker.

        Raises:
            NotFound: the folder has no extraction of the document.
            ExchangeError: it cannot be read.
        """
        digest = hashlib.sha256(self._raw(document)).hexdigest()[:16]
        return replace(self.software, model=f"extraction sha256:{digest}")

    def extract(self, document: Document) -> Extraction:
        """Return the extraction of a report that lies in the folder, with places where it lacks them.

        Raises:
            NotFound: the folder has none of this report.
            ExchangeError: it breaks the exchange form, or belongs to another text.
        """
        path = self._path(document)
        try:
            read = from_json(parsed(self._raw(document)), document.text)
            _check(read, document)
        except ExchangeError as error:
            raise ExchangeError(f"{path}: {error}: correct it, or extract the report again") from None
        return _located(read, document)

    def _path(self, document: Document) -> Path:
        return self._folder / f"{document.name}.json"

    def _raw(self, document: Document) -> bytes:
        path = self._path(document)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            raise NotFound(f"{document.name}: there is no extraction {path}: put it there") from None
        except OSError as fault:
            raise ExchangeError(f"{path}: cannot be read ({fault.strerror}): check the file") from None


def _check(extraction: Extraction, document: Document) -> None:
    if extraction.doc != document.name:
        raise ExchangeError(f"is of another report, {extraction.doc}")
    if extraction.text_sha256 not in ("", document.sha256):
        raise ExchangeError("was made on another version of the text")
    end = len(document.text)
    for entry in _entries(extraction):
        if stray := [span for span in entry.mentions if not span.start < span.end <= end]:
            raise ExchangeError(f"{entry.id}: a mention at {stray[0].start}-{stray[0].end}, outside the text")


def _located(extraction: Extraction, document: Document) -> Extraction:
    """Fill in the hash of the text, the country, and the mentions that are not given."""
    wordings = {_key(entry): entry.aliases or (entry.name,) for entry in _entries(extraction) if not entry.mentions}
    found = mentions(document.text, wordings, 0, len(document.text))
    return replace(
        extraction,
        text_sha256=document.sha256,
        country=extraction.country or document.metadata.country,
        actors=tuple(replace(actor, mentions=_places(actor, found)) for actor in extraction.actors),
        instruments=tuple(replace(thing, mentions=_places(thing, found)) for thing in extraction.instruments),
    )


def _entries(extraction: Extraction) -> tuple[Actor | Instrument, ...]:
    return (*extraction.actors, *extraction.instruments)


def _key(entry: Actor | Instrument) -> str:
    """Return what tells an entry from all others: an actor and an instrument may have one id."""
    return f"{type(entry).__name__} {entry.id}"


def _places(entry: Actor | Instrument, found: Mapping[str, list[Span]]) -> tuple[Span, ...]:
    return entry.mentions or tuple(found[_key(entry)])
