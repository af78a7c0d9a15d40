"""The command that asks the store."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rdflib import Graph, Literal
from rdflib.term import Node

from servanda.cli.options import OutOption, StoreOption, location
from servanda.cli.output import console, table, writing
from servanda.errors import NotFound, QueryError, ReadError, UsageError
from servanda.graph.opening import open_store
from servanda.graph.results import boolean, solutions
from servanda.graph.sparql import form
from servanda.ontology.context import compacted
from servanda.ontology.vocab import PREFIXES
from servanda.settings import settings

_TABLE_TYPES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
}
_GRAPH_TYPES = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "json": "application/ld+json",
    "jsonld": "application/ld+json",
    "xml": "application/rdf+xml",
}


class AnswerFormat(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"


def query(
    source: Annotated[
        str | None, typer.Argument(help="A file with a query, `-` for standard input, or a named query.")
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="A parameter of a named query.", metavar="K=V")
    ] = None,
    format: Annotated[
        AnswerFormat | None,
        typer.Option("--format", "-f", help="By default a table on a terminal, else CSV; graphs as Turtle."),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the named queries and their parameters.")] = False,
    store: StoreOption = None,
    out: OutOption = None,
) -> None:
    """Answer a SPARQL query, or a named one of the library.

    Examples:
    `servanda query --list`

    `servanda query who-partnered-with-whom --param country=MLI`

    `servanda query question.rq --format json --out answer.json`

    `echo 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }' | servanda query -`
    """
    if list_:
        return _list()
    if source is None:
        raise UsageError("name a query, a file or -: `servanda query --list` lists the named queries")
    text = _text(source, param or [])
    query_form = form(text)
    if query_form is None:
        raise QueryError("this is no query: start with SELECT, ASK, CONSTRUCT or DESCRIBE (updates are not run here)")
    is_graph = query_form in ("CONSTRUCT", "DESCRIBE")
    chosen = format or _default(is_graph, out)
    media_type = _media_type(chosen, is_graph)
    with _interruptible(), open_store(location(store), read_only=True) as opened:
        if chosen is AnswerFormat.TABLE:
            _print_table(b"".join(opened.serialize(text, media_type)), query_form == "ASK", not _is_text(source))
        else:
            with writing(out) as file:
                if is_graph and chosen in (AnswerFormat.JSON, AnswerFormat.JSONLD):
                    file.write(compacted(Graph().parse(data=opened.construct(text), format="nt")).encode("utf-8"))
                else:
                    file.writelines(opened.serialize(text, media_type))
    return None


def _list() -> None:
    from servanda.graph.library import library

    shown = table("name", "parameters", "what it answers")
    for name, named in sorted(library().items()):
        shown.add_row(name, ", ".join(p.name for p in named.parameters), named.title)
    console().print(shown)


def _is_text(source: str) -> bool:
    """Return whether an argument names a text of a query, not a query of the library."""
    return source == "-" or source.endswith(".rq") or Path(source).is_file()


def _text(source: str, params: Sequence[str]) -> str:
    """Return the query that an argument stands for."""
    if _is_text(source):
        if params:
            raise UsageError("--param is for named queries: `servanda query --list` lists them")
        try:
            data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
            return data.decode("utf-8-sig")
        except OSError as fault:
            raise ReadError(f"{source}: cannot be read ({fault.strerror}): check the path") from None
        except UnicodeDecodeError:
            raise ReadError(f"{source}: is not UTF-8: save it in that encoding") from None
    from servanda.graph.library import library

    if source not in library():
        raise NotFound(f"there is no file and no named query {source!r}: `servanda query --list` lists the names")
    return library()[source].fill(_pairs(params))


def _pairs(params: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for param in params:
        key, equals, value = param.partition("=")
        if not equals or not key:
            raise UsageError(f"--param {param!r} is not of the form name=value")
        if key in pairs:
            raise UsageError(f"--param {key} is given twice: give it once")
        pairs[key] = value
    return pairs


def _default(is_graph: bool, out: Path | None) -> AnswerFormat:
    if is_graph:
        return AnswerFormat.TURTLE
    return AnswerFormat.TABLE if out is None and sys.stdout.isatty() else AnswerFormat.CSV


def _media_type(chosen: AnswerFormat, is_graph: bool) -> str:
    types = _GRAPH_TYPES if is_graph else _TABLE_TYPES | {"table": _TABLE_TYPES["json"]}
    if chosen.value not in types:
        kind = "a graph" if is_graph else "a table"
        raise UsageError(f"the answer is {kind}, which has no format {chosen.value}: use {', '.join(types)}")
    return types[chosen.value]


def _print_table(document: bytes, is_boolean: bool, is_named: bool) -> None:
    """Print an answer; that of a named query without its columns of IRIs, which the other formats have."""
    if is_boolean:
        return console().print("yes" if boolean(document) else "no")
    answer = solutions(document)
    names = [name for name in answer.variables if not (is_named and name.endswith("_iri"))]
    shown = table(*names)
    for row in answer.rows:
        shown.add_row(*(_shortened(row.get(name)) for name in names))
    shown.caption = f"{len(answer.rows)} rows"
    return console().print(shown)


def _shortened(term: Node | None) -> str:
    if term is None or isinstance(term, Literal):
        return str(term if term is not None else "")
    for prefix, namespace in PREFIXES.items():
        if str(term).startswith(namespace):
            return f"{prefix}:{str(term).removeprefix(namespace)}"
    return str(term).removeprefix(settings().base_iri)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C end the process at once: Python's own handler waits until the engine returns."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    except ValueError:  # not in the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


COMMANDS = (query,)
