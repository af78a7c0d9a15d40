import pytest

from servanda.graph import sparql


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("# ASK\nPREFIX select: <urn:ask#>\nBASE <urn:construct> describe <x>", "DESCRIBE"),
        ("prefix : <urn:x> construct where { ?s ?p ?o }", "CONSTRUCT"),
        ("ASK{}", "ASK"),
        ("INSERT DATA { <urn:s> <urn:p> 'SELECT' }", None),
        ("", None),
    ],
)
def test_form(query: str, form: str | None) -> None:
    assert sparql.form(query) == form


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("SELECT * FROM <urn:g> {}", True),
        ("SELECT * from named <urn:g> {}", True),
        ("SELECT * { ?from ?p 'FROM', \"FROM\", '''FROM ' ''', \"\"\"FROM \" \"\"\" }", False),
        ("SELECT * { ?s from:from <http://from/#from> } # FROM", False),
        ("SELECT * { FILTER (?a < 3 && 'x'@from = ?b) }", False),
    ],
)
def test_names_dataset(query: str, names: bool) -> None:
    assert sparql.names_dataset(query) is names


def test_a_query_without_its_dataset() -> None:
    assert sparql.without_dataset("SELECT * FROM <urn:a#b> FROM NAMED ex:g { ?s ?p 'FROM <urn:x>' }").split() == [
        "SELECT", "*", "{", "?s", "?p", "'FROM", "<urn:x>'", "}"
    ]  # fmt: skip
    assert sparql.without_dataset("ASK { ?from ?p <urn:from> }") == "ASK { ?from ?p <urn:from> }"
