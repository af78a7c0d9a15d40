from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from servanda.errors import UsageError
from servanda.settings import Settings, from_environment


def test_defaults_hold_where_the_environment_is_silent() -> None:
    assert from_environment({"HOME": "/nowhere"}) == Settings()


def test_a_variable_sets_its_field_in_the_fields_type() -> None:
    settings = from_environment({"SERVANDA_PORT": "9000", "SERVANDA_BASE_IRI": "https://example.org/id/"})
    assert settings.port == 9000
    assert settings.base_iri == "https://example.org/id/"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SERVANDA_PORT", "eighty"),
        ("SERVANDA_PORT", "70000"),
        ("SERVANDA_QUERY_TIMEOUT", "soon"),
        ("SERVANDA_QUERY_TIMEOUT", "0"),
        ("SERVANDA_QUERY_TIMEOUT", "nan"),
        ("SERVANDA_QUERY_WORKERS", "0"),
        ("SERVANDA_QUERY_MEMORY", "-1"),
        ("SERVANDA_BASE_IRI", "ftp://example.org/"),
        ("SERVANDA_BASE_IRI", "https://example.org/id"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_the_variables_name(variable: str, value: str) -> None:
    with pytest.raises(UsageError, match=variable):
        from_environment({variable: value})


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]
