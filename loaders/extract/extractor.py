"""What every extractor offers, be it made of rules or of a learned model."""

from __future__ import annotations

from typing import Protocol

from servanda.loaders.document import Document
from servanda.ontology.exchange import Extraction, Software


class Extractor(Protocol):
    """Reads a document's narrative into actors, instruments, statements and assessments."""

    @property
    def software(self) -> Software:
        """Return the program's name and version, and the language model that it uses."""
        ...

    def software_for(self, document: Document) -> Software:
        """Return what makes the extraction of one document: as long as it is the same, so is the extraction."""
        ...

    def extract(self, document: Document) -> Extraction:
        """Return what the document tells.

        Raises:
            ModelError: the language model is missing or not the official one.
        """
        ...
