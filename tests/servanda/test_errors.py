from __future__ import annotations

import inspect

from servanda import errors


def test_every_error_descends_from_the_one_base_and_says_what_it_is() -> None:
    for name, error in inspect.getmembers(errors, inspect.isclass):
        assert issubclass(error, errors.ServandaError), name
        assert error.__doc__ and error.__doc__.strip().endswith("."), name


def test_the_drawn_tree_names_every_error() -> None:
    assert errors.__doc__ is not None
    for name, _ in inspect.getmembers(errors, inspect.isclass):
        assert name in errors.__doc__
