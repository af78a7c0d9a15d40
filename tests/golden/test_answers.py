"""The named queries answer on the bundled samples what a person reads in their texts."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from servanda.graph.library import library
from servanda.graph.store import Store

Row = dict[str, str]
SENTENCES = ("sentence", "claim", "disputed_by")


def answers() -> list[dict[str, Any]]:
    with Path(__file__).with_name("answers.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["answer"]
    return found


def rows_of(store: Store, query: str, params: dict[str, str]) -> list[Row]:
    answer = store.select(library()[query].fill(params))
    return [{name: str(row[name]) for name in row} for row in answer.rows]


def fits(row: Row, wanted: dict[str, Any]) -> bool:
    """Return whether a row has the wanted columns; sentences may be given by their beginning."""
    pair = wanted.get("pair")
    if pair is not None and {row["actor"], row["partner"]} != set(pair):
        return False
    return all(
        row.get(name, "").startswith(value) if name in SENTENCES else row.get(name, "") == value
        for name, value in wanted.items()
        if name != "pair"
    )


@pytest.mark.parametrize("answer", answers(), ids=lambda answer: str(answer["query"]))
def test_answer_on_the_samples(samples: Store, answer: dict[str, Any]) -> None:
    rows = rows_of(samples, answer["query"], answer.get("params", {}))
    for wanted in answer["rows"]:
        assert any(fits(row, wanted) for row in rows), wanted
    for unwanted in answer.get("never", []):
        assert not [row for row in rows if fits(row, unwanted)], unwanted
    if answer.get("complete"):
        extra = [row for row in rows if not any(fits(row, wanted) for wanted in answer["rows"])]
        assert not extra


def test_every_answer_is_proved_by_a_sentence_of_its_report(samples: Store) -> None:
    texts = [
        str(row["text"])
        for row in samples.select("SELECT ?text { ?report <https://w3id.org/servanda/ontology#text> ?text }").rows
    ]
    for query in library().values():
        params = {p.name: p.example or "" for p in query.parameters if p.required}
        for row in rows_of(samples, query.name, params):
            for name in SENTENCES:
                assert name not in row or any(row[name] in text for text in texts), row
