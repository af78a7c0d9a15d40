"""Reading a file as an external dataset, by what it is."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from rdflib import Graph

from servanda.errors import DataError, ReadError
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.syntaxes import BY_SUFFIX, RDF_XML
from servanda.loaders.external import mapping as mappings
from servanda.loaders.external import ratifications
from servanda.loaders.external.dataset import Dataset
from servanda.ontology.iris import Iris


def read_dataset(path: Path, iris: Iris, mapping: Path | None = None, name: str | None = None) -> Dataset:
    """Return what an external dataset says.

    Args:
        path: RDF (Turtle, N-Triples, RDF/XML, JSON-LD), a ratification table, or any table together with a mapping.
        iris: mints the IRIs of countries and instruments.
        mapping: the mapping of a table.
        name: the dataset's name; that of the file if None.

    Raises:
        ReadError: a file cannot be read.
        DataError: it is none of these, or is faulty.
    """
    dataset = _read(path, iris, mapping)
    return Dataset(name or dataset.name, dataset.graph, dataset.source, dataset.notices)


def _read(path: Path, iris: Iris, mapping: Path | None) -> Dataset:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is not UTF-8"
        raise ReadError(f"{path}: cannot be read ({reason}): check the path and save it as UTF-8") from None
    suffix = path.suffix.lower()
    if mapping is not None:
        return mappings.mapped_table(path, text, mappings.read_mapping(mapping), iris)
    if suffix in BY_SUFFIX:
        return Dataset(path.stem, _graph(path, text, BY_SUFFIX[suffix]), path.name)
    if suffix == ".json":
        data = ratifications.parse(path, text)
        if ratifications.is_findings(data):
            return ratifications.findings(path, data, iris)
        if isinstance(data, dict) and ("@context" in data or "@graph" in data):
            return Dataset(path.stem, _graph(path, text, BY_SUFFIX[".jsonld"]), path.name)
    lines = text.splitlines()
    if lines and ratifications.is_status_table(column.strip() for column in next(csv.reader(lines[:1]))):
        return ratifications.status_table(path, text, iris)
    raise DataError(f"{path}: it is not known what this file says: give a table a mapping (--mapping), or use RDF")


def _graph(path: Path, text: str, media_type: str) -> Graph:
    """Parse RDF; the engine's parser never fetches anything, such as the context of JSON-LD."""
    if media_type == RDF_XML:
        return _of_xml(path, text)
    with EmbeddedStore() as scratch:
        try:
            scratch.load(io.BytesIO(text.encode()), media_type)
        except DataError as fault:
            raise DataError(f"{path}: {fault}") from None
        return Graph().parse(data=scratch.construct("CONSTRUCT WHERE { ?s ?p ?o }"), format="nt")


def _of_xml(path: Path, text: str) -> Graph:
    try:
        return Graph().parse(data=text, format="xml")
    except Exception as fault:  # the parser lets the XML reader's exceptions through
        raise DataError(f"{path}: this RDF cannot be parsed: {' '.join(str(fault).split())[:200]}") from None
