"""Preparing a report: read, extract, resolve, map, check.

What comes out depends on the report alone, not on the store, so that reports can be prepared side by side.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from rdflib import Graph, URIRef

from servanda import __version__
from servanda.errors import ModelError, ServandaError
from servanda.graph.contribution import Contribution, contribution
from servanda.graph.identity import resolve
from servanda.graph.ntriples import lines
from servanda.graph.registry import registry_graph
from servanda.ingest.events import Failed, Quarantined, Unchanged
from servanda.loaders.document import Document
from servanda.loaders.extract.extractor import Extractor
from servanda.loaders.map import map_report, report_iri
from servanda.loaders.tables.documents import TableDocument
from servanda.ontology import exchange
from servanda.ontology.authority_graph import authority_graph
from servanda.ontology.exchange import Extraction, Software
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import RDF, SV
from servanda.shapes.check import Finding, Severity, check
from servanda.shapes.screen import may_violate


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a report, ready to be stored."""

    triples: str
    """Its graph as sorted N-Triples."""
    contribution: Contribution
    """What it adds to the graphs that reports share."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report that may be stored."""

    path: Path
    report: str
    input_hash: str
    statements: int
    version: Version


@dataclass(frozen=True, slots=True)
class Refused:
    """A report whose graph violates shapes."""

    event: Quarantined
    input_hash: str
    title: str


_RULES, _REHEARSAL = "servanda.loaders.extract.pipeline", "servanda.loaders.extract.rehearsal"
"""Modules of the rule extractor, whose language model takes a second to import: named, not imported."""
Source = Path | TableDocument
"""Where a report comes from: a file, or rows of a table."""
Outcome = Prepared | Refused | Unchanged | Quarantined | Failed


def place(source: Source) -> Path:
    """Return the path that messages give a source: of rows, the table's with their document below it."""
    return source if isinstance(source, Path) else source.table / source.document.name


@dataclass(slots=True)
class Preparer:
    """Prepares reports, one after the other."""

    iris: Iris
    known: Mapping[str, str]
    """Input hashes of the reports in the store, by IRI."""
    refused: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Input hashes and reasons of the reports in quarantine, by IRI."""
    extractor: Extractor | None = None
    """The rule extractor if None."""

    def __call__(self, source: Source) -> Outcome:
        """Prepare one report.

        Raises:
            ModelError: no report at all can be read, because the language model is missing or not the official one.
        """
        path = place(source)
        try:
            return self._prepare(source)
        except ModelError:
            raise
        except ServandaError as error:
            return Failed(path, str(error))
        except Exception as fault:  # one report that the program stumbles over must not end the run
            logging.getLogger(__name__).debug("%s", path, exc_info=True)
            what = " ".join(f"{type(fault).__name__}: {fault}".split())
            return Failed(path, f"the program stumbled over this file ({what[:200]}): please report it")

    def _prepare(self, source: Source) -> Outcome:
        if isinstance(source, TableDocument):
            return self._document(place(source), source.document, source.software, source.extraction)
        from servanda.loaders.read import read  # the formats take a third of a second to import

        document, extractor = read(source), self._extractor()
        return self._document(source, document, extractor.software_for(document), lambda: extractor.extract(document))

    def _document(
        self, path: Path, document: Document, software: Software, extract: Callable[[], Extraction]
    ) -> Outcome:
        """Prepare a document.

        Args:
            path: the file that it comes from.
            document: the document.
            software: what extracts from it.
            extract: returns its extraction; not called where the store holds the same already.
        """
        report = report_iri(document, self.iris)
        fresh = input_hash(document, software)
        if self.known.get(str(report)) == fresh:
            return Unchanged(path, str(report))
        earlier = self.refused.get(str(report))
        if earlier and earlier[0] == fresh:
            return Quarantined(path, str(report), earlier[1])
        extraction = extract()
        exchange.check(extraction, document.text)
        graph = map_report(document, resolve(extraction, self.iris, report), self.iris, fresh)
        return _checked(graph, path, document, report, fresh, self.iris)

    def modules(self, sources: Iterable[Source]) -> list[str]:
        """Return the modules that sources need beside what all reports need; the import of one makes it ready."""
        if not any(isinstance(source, Path) for source in sources):
            return []
        module = _RULES if self.extractor is None else type(self.extractor).__module__
        return [_REHEARSAL if module == _RULES else module]

    def _extractor(self) -> Extractor:
        if self.extractor is None:
            from servanda.loaders.extract.pipeline import RuleExtractor

            self.extractor = RuleExtractor()
        return self.extractor


def input_hash(document: Document, software: Software) -> str:
    """Return the digest of all that a report's graph is made from; the file's place and name do not count."""
    metadata = asdict(replace(document.metadata, source=None))
    parts = [__version__, asdict(software), document.sha256, metadata]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _checked(graph: Graph, path: Path, document: Document, report: URIRef, fresh: str, iris: Iris) -> Outcome:
    triples, added = lines(graph), contribution(graph, iris)
    contexts = registry_graph(added.entities, iris), authority_graph(iris)
    statements = len(set(graph.subjects(RDF.type, SV.Statement)))
    prepared = Prepared(path, str(report), fresh, statements, Version(triples, added))
    if not may_violate(graph, triples, *contexts):
        return prepared
    found = check(graph, *contexts)
    violations = [finding for finding in found.findings if finding.severity is Severity.VIOLATION]
    if violations:
        reasons = tuple(dict.fromkeys(_told(finding, report) for finding in violations))
        return Refused(Quarantined(path, str(report), reasons), fresh, document.metadata.title or document.name)
    return prepared


def _told(finding: Finding, report: URIRef) -> str:
    """Return a violation as one line: the node, shortened by its report, and the message."""
    node = str(finding.focus).removeprefix(f"{report}/")
    return " ".join(f"{node}: {finding.message}".split())
