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
