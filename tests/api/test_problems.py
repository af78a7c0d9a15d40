from __future__ import annotations

import inspect

import pytest

from servanda import errors
from servanda.api.problems import STATUS, status_of


@pytest.mark.parametrize("error", [kind for _, kind in inspect.getmembers(errors, inspect.isclass)])
def test_every_error_has_a_status(error: type[errors.ServandaError]) -> None:
    assert 400 <= status_of(error("wrong")) < 600


def test_an_error_without_an_own_status_has_that_of_its_base() -> None:
    assert errors.StoreLocked not in STATUS and status_of(errors.StoreLocked("locked")) == STATUS[errors.StoreError]
    assert status_of(errors.QueryRefused("no")) == 403 and status_of(errors.QueryTimeout("late")) == 504
