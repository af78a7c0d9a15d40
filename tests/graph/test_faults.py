from __future__ import annotations

import pytest

from servanda.errors import QueryError
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.faults import readable


def test_what_the_parser_expected_is_told_as_far_as_it_means_something() -> None:
    told = readable("error at 1:5: expected one of \"(\", \"{\", ['0'..='9'], ['A' ..= 'Z' | 'a' ..= 'z'], BASE, [_]")
    assert told == 'error at 1:5: expected one of "(", "{", BASE'
    assert readable("error at 2:10: expected OPTIONAL") == "error at 2:10: expected OPTIONAL"


def test_a_fault_of_syntax_is_short_and_has_its_place() -> None:
    with EmbeddedStore() as store, pytest.raises(QueryError, match="error at 1:11") as told:
        store.select("SELECT * {")
    assert len(str(told.value)) < 200
