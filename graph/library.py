"""The named queries of the library: SPARQL files with a header that says what they answer and which values they take.

A header is YAML in the comment lines that start with `#+`, as grlc and its kin read them:

    #+ title: Partners of an actor
    #+ description: With whom an actor did something.
    #+ parameters:
    #+   actor: { type: actor, required: true, description: The actor., example: Ministry of Justice }
    #+   limit: { type: limit, default: 1000 }

In the query a parameter is a variable written with a dollar sign, `$actor`. A line that ends in the comment `#? actor`
stands only where a value for that parameter is given. The limit is added at the end. So every file is SPARQL that any
tool reads.

The queries ask each report graph for itself (`GRAPH`), since the union of all graphs is a bag on some engines. Whatever
else belongs to a row, such as labels and dates, they take by OPTIONAL at the end: engines then look up the few that
they need instead of joining all there are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from servanda.errors import UsageError
from servanda.graph.parameters import TYPES, Parameter, concepts
from servanda.ontology.iris import Iris
from servanda.settings import settings

_LIMIT = "limit"
_CONDITION = re.compile(r"[ \t]*#\?[ \t]*(\w+)[ \t]*$")
_TOKEN = re.compile(r"""<[^<>"{}|^`\\\s]*> | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | \$(?P<name>\w+)""", re.VERBOSE)
_LIMIT_DESCRIPTION = "Largest number of rows."


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library."""

    name: str
    """Name of its file, in words joined by hyphens."""
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    body: str
    """The query without its header."""

    def fill(self, values: Mapping[str, str], iris: Iris | None = None) -> str:
        """Return the query with values for its parameters, ready to run.

        Args:
            values: values by the name of the parameter; what is not given takes its default or is left open.
            iris: makes IRIs of short forms; by the settings' base if None.

        Raises:
            UsageError: a parameter is missing or unknown, or a value is not of its type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        if unknown := sorted(set(values) - set(known)):
            takes = ", ".join(known) or "none"
            raise UsageError(f"{self.name} has no parameter {unknown[0]!r}: it takes {takes}")
        if missing := [p.name for p in self.parameters if p.required and p.name not in values]:
            raise UsageError(f"{self.name} needs a value for {missing[0]}: give {missing[0]}=VALUE")
        given = {p.name: p.default for p in self.parameters if p.default is not None} | dict(values)
        made = iris or Iris(settings().base_iri)
        terms = {name: known[name].term(value, made) for name, value in given.items()}
        lines = [line for line in (_kept(text, terms) for text in self.body.splitlines()) if line is not None]
        if limit := terms.get(_LIMIT):
            lines.append(f"LIMIT {limit}")
        return "\n".join(lines) + "\n"


@cache
def library() -> dict[str, NamedQuery]:
    """Return all named queries by name, in the order of their names."""
    folder = files("servanda.graph").joinpath("queries")
    texts = {
        file.name.removesuffix(".rq"): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".rq")
    }
    return {name: read(name, text) for name, text in sorted(texts.items())}


def read(name: str, text: str) -> NamedQuery:
    """Return the named query that a file holds.

    Raises:
        ValueError: the header does not say what it must; the library's own files are tested not to.
    """
    lines = text.splitlines()
    header = yaml.safe_load("\n".join(line[3:] for line in lines if line.startswith("#+")))
    if not isinstance(header, dict) or not {"title", "description"} <= set(header):
        raise ValueError(f"{name}: the header needs a title and a description")
    parameters = tuple(_parameter(key, value) for key, value in (header.get("parameters") or {}).items())
    body = "\n".join(line for line in lines if not line.startswith("#+")).strip()
    return NamedQuery(name, header["title"], header["description"], parameters, body)


def _parameter(name: str, fields: Mapping[str, Any]) -> Parameter:
    kind, scheme = fields["type"], fields.get("scheme")
    if kind not in TYPES:
        raise ValueError(f"{name}: {kind!r} is no type of parameters")
    texts = {key: str(fields[key]) for key in ("default", "example") if key in fields}
    return Parameter(
        name=name,
        type=kind,
        description=fields.get("description") or _LIMIT_DESCRIPTION,
        required=fields.get("required", False),
        default=texts.get("default"),
        example=texts.get("example"),
        values=concepts(scheme) if scheme else tuple(fields.get("values", ())),
        scheme=scheme,
    )


def _kept(line: str, terms: Mapping[str, str]) -> str | None:
    """Return a line of a query with terms in the place of parameters, or None where its condition does not hold."""
    if condition := _CONDITION.search(line):
        if condition[1] not in terms:
            return None
        line = line[: condition.start()]
    return _TOKEN.sub(lambda match: terms.get(match["name"] or "", match[0]), line)
