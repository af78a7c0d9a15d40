from __future__ import annotations

import pytest

from servanda.api.using import with_dataset
from servanda.errors import DataError, UsageError


def test_every_operation_with_a_where_reads_the_dataset() -> None:
    update = "INSERT { ?s <a:p> 'WHERE {' } WHERE { { SELECT * WHERE { ?s ?p ?o } } } ; DELETE WHERE { ?s ?p ?o }"
    assert with_dataset(update, ["a:g"], ["a:n"]) == (
        "INSERT { ?s <a:p> 'WHERE {' } USING <a:g> USING NAMED <a:n> WHERE { { SELECT * WHERE { ?s ?p ?o } } } ; "
        "DELETE WHERE { ?s ?p ?o }"
    )


def test_an_update_without_a_dataset_stays_as_it_is() -> None:
    update = "INSERT { ?s ?p ?o } USING <a:g> WHERE { ?s ?p ?o }"
    assert with_dataset(update, [], []) == update
    with pytest.raises(UsageError, match="both"):
        with_dataset(update, ["a:h"], [])
    with pytest.raises(DataError, match="IRI"):
        with_dataset("INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }", ["a:g> WHERE { } ; DROP ALL #"], [])
