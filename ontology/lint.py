"""The rules that the ontology keeps, one SPARQL query per rule in `lint/`, each of which finds the terms that break it.

The first line of a rule's file is a comment that says what the rule asks for and what to do; the query selects `?term`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import Graph
from rdflib.query import ResultRow
from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    name: str
    message: str
    """What a term must have, and what to do where it has not."""
    query: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A term that breaks a rule."""

    rule: str
    term: Node
    message: str


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules in the order of their names."""
    folder = files("servanda.ontology").joinpath("lint")
    texts = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".rq")}
    return tuple(
        Rule(name.removesuffix(".rq"), text.partition("\n")[0].removeprefix("#").strip(), text)
        for name, text in sorted(texts.items())
    )


def faults(ontology: Graph) -> list[Fault]:
    """Return what breaks a rule, by rule and term."""
    found = [
        Fault(rule.name, row[0], rule.message)
        for rule in rules()
        for row in ontology.query(rule.query)
        if isinstance(row, ResultRow)
    ]
    return sorted(found, key=lambda fault: (fault.rule, str(fault.term)))
