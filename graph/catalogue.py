"""The named queries as a page for people, `docs/queries.md`, written by `make reference`."""

from __future__ import annotations

import shlex
from pathlib import Path
from urllib.parse import urlencode

from rdflib.plugins.sparql import prepareQuery

from servanda.graph.library import NamedQuery, library
from servanda.graph.parameters import TYPES, Parameter

NAME = "queries.md"
"""Name of the page."""

_INTRODUCTION = """# Named queries

Written by `make reference` from the headers of `graph/queries/*.rq`: change those, not this page.

Each query is asked by its name, with its parameters:

- on the command line: `servanda query NAME --param country=MLI`, with `--format table`, `csv`, `tsv`, `json` or `xml`
  and `--out FILE`; `servanda query --list` lists them;
- over HTTP: `/api/queries/NAME?country=MLI`, with `format=csv` or an `Accept` header; `/api/queries` lists them.

Columns whose name ends in `_iri` hold the IRIs of what stands beside them, such as the statement that proves a row; a
table for people leaves them out. A query for what took place never returns what is claimed, planned, recommended or
denied. Every query takes `limit`, the largest number of rows, 1000 if not given.
"""


def page() -> str:
    """Return the page as Markdown."""
    entries = "\n".join(f"- [{query.title}](#{query.name})" for query in library().values())
    return "\n".join((_INTRODUCTION, entries, "", *map(_entry, library().values())))


def example(query: NamedQuery) -> dict[str, str]:
    """Return values for the parameters that a query needs, or for its first one if it needs none."""
    shown = [p for p in query.parameters if p.example]
    needed = [p for p in shown if p.required] or shown[:1]
    return {p.name: p.example or "" for p in needed}


def write(folder: Path) -> None:
    """Write the page into a folder."""
    folder.joinpath(NAME).write_text(page(), encoding="utf-8")


def _entry(query: NamedQuery) -> str:
    values = example(query)
    params = " ".join(shlex.quote(f"{name}={value}") for name, value in values.items())
    return "\n".join(
        (
            f'<a id="{query.name}"></a>',
            "",
            f"## {query.title}",
            "",
            query.description,
            "",
            "```sh",
            f"servanda query {query.name} --param {params}",
            f"curl 'http://127.0.0.1:8080/api/queries/{query.name}?{urlencode(values)}&format=csv'",
            "```",
            "",
            "| parameter | value | what it is |",
            "|---|---|---|",
            *(_row(parameter) for parameter in query.parameters if parameter.name != "limit"),
            "",
            f"Columns: {', '.join(f'`{name}`' for name in _columns(query))}.",
            "",
        )
    )


def _row(parameter: Parameter) -> str:
    value = ", ".join(f"`{v}`" for v in parameter.values) or TYPES[parameter.type].meaning
    needed = "" if parameter.required else " Optional."
    return f"| `{parameter.name}` | {value} | {parameter.description}{needed} |"


def _columns(query: NamedQuery) -> list[str]:
    """Return the names of the columns of the answer, in their order."""
    return [str(variable) for variable in prepareQuery(query.body).algebra.PV]


if __name__ == "__main__":
    write(Path(__file__).resolve().parents[1] / "docs")
