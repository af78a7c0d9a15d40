from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from servanda.errors import ExchangeError, NotFound
from servanda.evaluation.gold import occurrences, read_gold
from servanda.ontology.exchange import Span

from .conftest import GOLD, TEXT, Write


def broken(place: str, **changes: Any) -> dict[str, Any]:
    data = copy.deepcopy(GOLD)
    data[place][0] |= changes
    return data


def test_a_quotation_without_offsets_may_mean_each_of_its_occurrences(write: Write) -> None:
    (report,), _ = read_gold(write(text=f"{TEXT}{TEXT}"))
    assert len(report.places[0]) == 2
    data = broken("statements", start=4, end=44)
    (report,), _ = read_gold(write(data, text=f"{TEXT}{TEXT}"))
    assert report.places[0] == (Span(4, 44),)


@pytest.mark.parametrize(
    ("annotation", "reason"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "not an object"),
        ("{}", "'doc' is a required property"),
        (broken("actors", type="Ministery"), "Ministery"),
        (broken("actors", id="a2"), "given twice"),
        (broken("statements", agents=["a77"]), "a77"),
        (broken("statements", quote="Nobody said this"), "not in the text"),
        (broken("statements", start=0, end=3), "the text at 0-3"),
    ],
)
def test_a_broken_annotation_is_named_with_its_fault(write: Write, annotation: Any, reason: str) -> None:
    folder = write(annotation)
    with pytest.raises(ExchangeError, match=reason) as caught:
        read_gold(folder)
    assert str(folder / "alb-2020-note.json") in str(caught.value)
    assert "correct the annotation" in str(caught.value)


def test_an_annotation_needs_its_text(write: Write) -> None:
    with pytest.raises(NotFound, match=r"alb-2020-note\.txt"):
        read_gold(write(text=None))


def test_a_folder_without_annotations_is_told(tmp_path: Path) -> None:
    (tmp_path / "alb-2020-note.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(NotFound, match="holds no annotations"):
        read_gold(tmp_path)


def test_an_alias_that_the_text_lacks_is_remarked(write: Write) -> None:
    (report,), _ = read_gold(write(broken("actors", aliases=["Labour Ministry"])))
    assert len(report.notices) == 1 and "Labour Ministry" in report.notices[0]


def test_occurrences_do_not_overlap() -> None:
    assert occurrences("aaaa", "aa") == (Span(0, 2), Span(2, 4))
    assert occurrences("aaaa", "") == () == occurrences("aaaa", "b")
