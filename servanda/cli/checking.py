"""The command that checks graphs against the SHACL shapes."""

from __future__ import annotations

import io
import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rdflib import BNode, Graph
from rdflib.term import Node

from servanda.cli.options import OutOption, StoreOption, location
from servanda.cli.output import console, table, writing
from servanda.errors import DataError, ReadError, UsageError
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.opening import open_store
from servanda.graph.store import Store
from servanda.graph.syntaxes import BY_SUFFIX, RDF_XML
from servanda.ontology.vocab import PREFIXES

if TYPE_CHECKING:
    from servanda.shapes.check import CheckReport

_EVERYTHING = "CONSTRUCT WHERE { ?s ?p ?o }"
_BY_SUFFIX = {**BY_SUFFIX, ".json": BY_SUFFIX[".jsonld"]}
_GUESSES = ((b"{", BY_SUFFIX[".jsonld"]), (b"[", BY_SUFFIX[".jsonld"]), (b"<?xml", RDF_XML),
            (b"<rdf:", RDF_XML))  # fmt: skip


class ReportFormat(StrEnum):
    """How findings are written."""

    TABLE = "table"
    TURTLE = "turtle"
    JSON = "json"


def validate(
    file: Annotated[Path | None, typer.Argument(help="RDF to check, in any syntax; else the store is checked.")] = None,
    store: StoreOption = None,
    format: Annotated[ReportFormat, typer.Option("--format", "-f", help="Turtle and JSON-LD for programs.")] = (
        ReportFormat.TABLE
    ),
    out: OutOption = None,
) -> None:
    """Check a file, or the store, against the shapes; exit code 1 where something violates one.

    Examples:
    `servanda validate graph.ttl`

    `servanda validate --store ./servanda-store --format turtle --out report.ttl`
    """
    from servanda.shapes.check import check

    if file is not None and store is not None:
        raise UsageError("name a file or a store, not both")
    report = check(_of_store(location(store)) if file is None else _of_file(file))
    if format is ReportFormat.TABLE and out is None:
        _print(report)
    else:
        _write(report, format, out)
    if not report.conforms:
        raise typer.Exit(1)


def _of_store(place: str) -> Graph:
    with open_store(place, read_only=True) as opened:
        return _union(opened)


def _union(store: Store) -> Graph:
    return Graph().parse(data=store.construct(_EVERYTHING), format="nt")


def _of_file(path: Path) -> Graph:
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise ReadError(f"{path}: cannot be read ({fault.strerror}): check the path") from None
    if not data.strip():
        raise DataError(f"{path}: is empty: name a file that holds RDF")
    media_type = _BY_SUFFIX.get(path.suffix.lower())
    try:
        return _parsed(data, media_type or _guess(data))
    except DataError as fault:
        if media_type is None:
            known = ", ".join(_BY_SUFFIX)
            raise DataError(f"{path}: {fault}: is it RDF? Its name should end in one of {known}") from None
        raise DataError(f"{path}: {fault}") from None


def _parsed(data: bytes, media_type: str) -> Graph:
    if media_type == RDF_XML:
        return _of_xml(data)
    if b"\0" in data:
        raise DataError("this RDF cannot be parsed: it is not text in UTF-8")
    with EmbeddedStore() as scratch:
        try:
            scratch.load(io.BytesIO(data), media_type)
        except DataError as fault:
            if "LoadDocumentCallback" in str(fault):
                raise DataError("this RDF cannot be parsed: write its JSON-LD context into the file itself") from None
            raise
        return _union(scratch)


def _guess(data: bytes) -> str:
    start = data.lstrip()[:100]
    return next((media_type for sign, media_type in _GUESSES if start.startswith(sign)), "application/trig")


def _of_xml(data: bytes) -> Graph:
    try:
        return Graph().parse(data=data, format="xml")
    except Exception as fault:  # the parser lets the XML reader's exceptions through
        text = re.sub(r"^<[^>]*>:?", "", " ".join(str(fault).split()))
        raise DataError(f"this RDF cannot be parsed: {text}") from None


def _print(report: CheckReport) -> None:
    if report.findings:
        shown = table("severity", "node", "property", "finding")
        for finding in report.findings:
            path = "" if finding.path is None or isinstance(finding.path, BNode) else _shortened(finding.path)
            shown.add_row(finding.severity.value, _shortened(finding.focus), path, finding.message)
        console().print(shown)
    console().print("no violations" if report.conforms else "violations found: mend the nodes above, then check again")


def _write(report: CheckReport, format: ReportFormat, out: Path | None) -> None:
    if format is ReportFormat.TABLE:
        raise UsageError("a table is for the screen: add --format turtle or --format json")
    text = report.results_graph.serialize(format="turtle" if format is ReportFormat.TURTLE else "json-ld")
    with writing(out) as file:
        file.write(text.encode("utf-8"))


def _shortened(term: Node | None) -> str:
    text = "" if term is None else str(term)
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text


COMMANDS = (validate,)
