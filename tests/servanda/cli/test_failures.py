from __future__ import annotations

import inspect

import pytest

from servanda import errors
from servanda.cli.failures import exit_code, line


@pytest.mark.parametrize("error", [kind for _, kind in inspect.getmembers(errors, inspect.isclass)])
def test_every_error_has_an_exit_code(error: type[errors.ServandaError]) -> None:
    assert exit_code(error("wrong")) == (2 if issubclass(error, errors.UsageError) else 1)


def test_other_exceptions_have_one_too() -> None:
    assert exit_code(FileNotFoundError()) == 1
    assert exit_code(KeyboardInterrupt()) == 130
    assert exit_code(ZeroDivisionError()) == 1


def test_an_error_is_one_line() -> None:
    assert line(errors.DataError("one\n two")) == "one two"
    assert line(FileNotFoundError(2, "No such file", "x.txt")) == "x.txt: No such file"
    assert "ZeroDivisionError" in line(ZeroDivisionError("by\nzero"))
