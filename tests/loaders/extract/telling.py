"""A short way from a sentence to its statements, for the tests of this folder."""

from __future__ import annotations

from functools import cache

from servanda.loaders.document import Document, Metadata, Section, SectionKind
from servanda.loaders.extract.pipeline import RuleExtractor
from servanda.ontology.exchange import Extraction, Statement


@cache
def extractor() -> RuleExtractor:
    """Return one extractor for all tests."""
    return RuleExtractor()


def document(text: str, country: str = "MLI", date: str | None = "2010-02-24") -> Document:
    """Return a document that is narrative from end to end."""
    return Document(
        "mli-2010-test", text, (Section(SectionKind.NARRATIVE, 0, len(text)),), Metadata(country=country, date=date)
    )


def extract(text: str) -> Extraction:
    """Return what a text tells."""
    return extractor().extract(document(text))


def told(text: str) -> list[Statement]:
    """Return the statements of a text."""
    return list(extract(text).statements)


def named(extraction: Extraction, ids: tuple[str, ...]) -> list[str]:
    """Return the names of actors and instruments."""
    names = {actor.id: actor.name for actor in extraction.actors}
    names |= {instrument.id: instrument.name for instrument in extraction.instruments}
    return [names[i] for i in ids]
