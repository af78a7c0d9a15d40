"""What workers write for the service besides answers to queries: dumps, descriptions of things, validation reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Any, cast

from rdflib import Graph

from servanda.api.negotiation import GRAPHS, chosen, with_charset
from servanda.api.opened import Opened
from servanda.api.tasks import Query
from servanda.api.worker import Output
from servanda.errors import NotFound
from servanda.graph.engine import iri_of, triples

_INCOMING = 1000  # links to a thing that its description shows


@dataclass(frozen=True, slots=True)
class Dump:
    """The whole store in an RDF format."""

    media_type: str

    def run(self, opened: Opened, out: Output) -> None:
        """Write it."""
        out.begin(with_charset(self.media_type))
        opened.store().dump(cast("IO[bytes]", out), self.media_type)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Describe:
    """What the store says about a thing, in either direction."""

    iri: str
    accept: str | None
    format: str | None = None

    def run(self, opened: Opened, out: Output) -> None:
        """Write it as a graph.

        Raises:
            NotFound: the store says nothing about it.
            NotAcceptable: the graph has none of the types that the client accepts.
        """
        thing = iri_of(self.iri)
        store = opened.store()
        if not store.ask(f"ASK {{ {{ {thing} ?p ?o }} UNION {{ ?s ?p {thing} }} }}"):
            raise NotFound(f"the store says nothing about {thing}: /api/fulltext finds what there is")
        media_type = chosen(self.accept, self.format, GRAPHS)
        text = (
            f"CONSTRUCT {{ {thing} ?p ?o . ?s ?q {thing} }} WHERE {{ {{ {thing} ?p ?o }} UNION "
            f"{{ SELECT ?s ?q WHERE {{ ?s ?q {thing} }} LIMIT {_INCOMING} }} }}"
        )
        Query(text, media_type).run(opened, out)


@dataclass(frozen=True, slots=True)
class Validate:
    """The check of an RDF document against the shapes."""

    data: bytes
    media_type: str
    report_type: str
    base: str | None = None

    def run(self, opened: Opened, out: Output) -> dict[str, Any]:
        """Return the findings; write the validation report where it is asked for as RDF.

        Raises:
            DataError: the document cannot be parsed.
        """
        from servanda.shapes.check import check

        graph = Graph().parse(data=triples(self.data, self.media_type, self.base), format="nt")
        report = check(graph)
        out.begin(with_charset(self.report_type))
        if self.report_type == "text/turtle":
            out.write(report.results_graph.serialize(format="turtle").encode())
        findings = [
            {
                "severity": finding.severity.value,
                "message": finding.message,
                **{
                    name: str(term) if (term := getattr(finding, name)) is not None else None
                    for name in ("focus", "path", "value", "shape")
                },
            }
            for finding in report.findings
        ]
        return {"conforms": report.conforms, "findings": findings}
