from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from servanda.errors import ModelError
from servanda.evaluation import evaluate
from servanda.evaluation.figures import Figure
from servanda.evaluation.gold import Gold
from servanda.loaders.document import Document
from servanda.ontology.exchange import Extraction, dumps, from_json

from .conftest import GOLD, TEXT, Stored, Write, statement, stored

SHARED = Path(__file__).parents[4] / "shared" / "gold"
ACTIVITIES = ("request", "train", "arrest", "enact", "other", "convene", "support")


def test_the_annotation_itself_is_perfect(write: Write) -> None:
    evaluation = evaluate(write(), stored(GOLD))
    assert {figure.f1 for figure in evaluation.figures.values() if figure.wanted} == {1.0}
    assert evaluation.figures["planned"] == Figure(0, 0, 0)
    assert evaluation.differences == ()


def test_what_is_missed_false_or_wrong_is_counted_and_listed(write: Write) -> None:
    system = copy.deepcopy(GOLD)
    system["actors"][5]["type"] = "Agency"
    system["statements"][1]["partners"] = []
    system["statements"][2] |= {"polarity": "affirmed", "attributed_to": None}
    system["statements"][3] = statement("s9", "draft", "Parliament passed", agents=["a6"])
    system["instruments"] = []
    system["assessments"] = []
    evaluation = evaluate(write(), stored(system))
    figures = evaluation.figures
    assert figures["actors"] == Figure(5, 6, 6) and figures["actors_any"] == Figure(6, 6, 6)
    assert figures["statements"] == Figure(3, 4, 4)
    assert figures["roles"] == Figure(5, 6, 8)
    assert figures["partners"] == Figure(0, 0, 1)
    assert figures["ties"] == Figure(2, 2, 3)
    assert figures["negated"] == Figure(0, 0, 1) and figures["polarity"] == Figure(2, 3, 3)
    assert figures["assessments"] == Figure(0, 0, 1)
    assert evaluation.types["actors"]["Legislature"] == Figure(0, 0, 1)
    assert evaluation.types["statements"]["draft"] == Figure(0, 1, 0)
    assert {(d.fault, d.subject) for d in evaluation.differences} == {
        ("wrong", "actor type"), ("missed", "instrument"), ("missed", "statement"), ("false", "statement"),
        ("missed", "partners"), ("wrong", "polarity"), ("wrong", "attribution"), ("missed", "assessment"),
    }  # fmt: skip


def test_types_add_up_to_the_whole(write: Write) -> None:
    system = copy.deepcopy(GOLD)
    system["actors"][0]["type"] = "Agency"
    evaluation = evaluate(write(), stored(system))
    for kind, table in evaluation.types.items():
        assert sum(table.values(), Figure()) == evaluation.figures[kind]


def test_a_report_that_fails_counts_as_empty_and_is_named(write: Write) -> None:
    evaluation = evaluate(write(), Stored({}))
    assert evaluation.figures["statements"] == Figure(0, 0, 4)
    assert "nothing is stored" in evaluation.failures["alb-2020-note"]
    assert "1 could not be extracted" in evaluation.table()


def test_without_a_language_model_nothing_is_measured(write: Write) -> None:
    class Without(Stored):
        def extract(self, document: Document) -> Extraction:
            raise ModelError("there is no model")

    with pytest.raises(ModelError):
        evaluate(write(), Without({}))


def test_texts_without_annotation_are_passed_over_and_told(write: Write) -> None:
    folder = write()
    (folder / "alb-2021-note.txt").write_text(TEXT, encoding="utf-8")
    (folder / "alb-2020-note.meta.json").write_text('{"country": "ALB"}', encoding="utf-8")
    evaluation = evaluate(folder, stored(GOLD))
    assert evaluation.unannotated == 1 and "1 texts without annotation" in evaluation.table()


def test_the_table_lists_differences_only_when_asked(write: Write) -> None:
    evaluation = evaluate(write(), Stored({}))
    assert "missed statement" not in evaluation.table()
    assert "alb-2020-note\tmissed statement\trequest: Ministry of Labor" in evaluation.table(listed=True)


def test_progress_sees_every_report(write: Write) -> None:
    seen: list[str] = []

    def track(reports: Sequence[Gold]) -> Iterator[Gold]:
        for report in reports:
            seen.append(report.document.name)
            yield report

    evaluate(write(), stored(GOLD), track)
    assert seen == ["alb-2020-note"]


def damaged(data: dict[str, Any], text: str, chance: random.Random) -> dict[str, Any]:
    """Return an annotation as a poor extractor would have made it."""
    out = copy.deepcopy({key: value for key, value in data.items() if key != "notes"})
    for entry in [*out["actors"], *out["instruments"]]:
        entry["id"] = f"x{entry['id']}"
        if entry.get("part_of"):
            entry["part_of"] = f"x{entry['part_of']}"
        if chance.random() < 0.2:
            entry["type"] = "Agency" if "part_of" in entry else "Law"
        entry["aliases"] = [alias for alias in entry["aliases"] if chance.random() < 0.8]
        entry["name"] = entry["name"] if chance.random() < 0.8 else "Someone Else"
    if len(out["actors"]) > 3:  # one actor takes another's wordings
        one, other = chance.sample(out["actors"], 2)
        one["aliases"] = list(dict.fromkeys([*one["aliases"], *other["aliases"]]))
    everyone = [entry["id"] for entry in out["actors"]]
    out["statements"] = [made for s in out["statements"] for made in _damaged_statement(s, text, everyone, chance)]
    for assessment in out["assessments"]:
        assessment["subject"] = chance.choice(everyone)
    out["assessments"] = [a for a in out["assessments"] if chance.random() < 0.7]
    return out


def _damaged_statement(
    s: dict[str, Any], text: str, everyone: list[str], chance: random.Random
) -> list[dict[str, Any]]:
    for role in ("agents", "partners", "recipients", "instruments"):
        s[role] = [f"x{i}" for i in s[role] if chance.random() < 0.85]
        if role != "instruments" and chance.random() < 0.15:
            s[role] = list(dict.fromkeys([*s[role], chance.choice(everyone)]))
    s["attributed_to"] = chance.choice([None, *everyone]) if chance.random() < 0.2 else None
    s["polarity"] = chance.choice(["affirmed", "negated"]) if chance.random() < 0.2 else s["polarity"]
    s["modality"] = chance.choice(["actual", "planned"]) if chance.random() < 0.2 else s["modality"]
    s["date"] = "2011" if chance.random() < 0.1 else s["date"]
    s["type"] = chance.choice(ACTIVITIES) if chance.random() < 0.2 else s["type"]
    first = text.index(s["quote"])
    end = first + max(1, len(s["quote"]) // chance.choice([1, 1, 2, 3]))
    start = min(first + chance.randrange(15), end - 1)
    s |= {"start": start, "end": end, "quote": text[start:end]}
    copies = (chance.random() < 0.9) + (chance.random() < 0.1)
    return [{**s, "id": f"{s['id']}-{i}"} for i in range(copies)]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the official scorer and its reports are not beside the repository")
@pytest.mark.parametrize("seed", range(4))
def test_the_figures_are_those_of_the_official_scorer(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    documents = {}
    for path in sorted((SHARED / "dev").glob("*.json")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        data = damaged(json.loads(path.read_bytes()), text, chance)
        if chance.random() < 0.9:  # the scorer, too, takes a report without extraction for an empty one
            documents[path.stem] = data
            (tmp_path / path.name).write_text(dumps(from_json(data, text)), encoding="utf-8")
    scorer = [sys.executable, str(SHARED / "score.py"), str(SHARED / "dev"), str(tmp_path), "--json"]
    official = json.loads(subprocess.run(scorer, check=True, capture_output=True).stdout)
    ours = evaluate(SHARED / "dev", Stored(documents)).to_json()
    assert {name: ours[name] for name in official} == official
    assert 0.2 < official["roles"]["f1"] < 0.95  # the damage shows, and something is left
