from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run

library = pytest.importorskip("servanda.graph.library", reason="the library of named queries is not there")


def test_named_queries_are_listed(run: Run) -> None:
    result = run("query", "--list")
    assert result.exit_code == 0
    assert all(name in result.stdout for name in library.library())


def test_unknown_names_and_parameters_are_told(run: Run, store: Path) -> None:
    unknown = run("query", "nothing-of-the-kind", "--store", store)
    assert unknown.exit_code == 1 and "--list" in unknown.stderr
    name = next(iter(library.library()))
    for param in ("no-such-parameter=x", "without-value", "=x"):
        result = run("query", name, "--param", param, "--store", store)
        assert result.exit_code == 2 and result.stderr.count("\n") == 1


def test_a_table_for_people_leaves_the_columns_of_iris_out(run: Run, store: Path) -> None:
    table = run("query", "ties", "--store", store, "--format", "table")
    assert table.exit_code == 0 and "Ministry of Justice" in table.stdout and "_iri" not in table.stdout
    csv = run("query", "ties", "--store", store, "--format", "csv")
    assert "actor_iri" in csv.stdout and "https://w3id.org/servanda/id/one" in csv.stdout


def test_a_parameter_that_is_missing_is_told(run: Run, store: Path) -> None:
    result = run("query", "partners-of-an-actor", "--store", store)
    assert result.exit_code == 2 and "actor" in result.stderr
