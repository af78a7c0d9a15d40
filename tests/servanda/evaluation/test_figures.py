from __future__ import annotations

from servanda.evaluation.figures import Figure, rows, summed


def test_shares_come_from_counts() -> None:
    figure = Figure(right=2, found=4, wanted=3)
    assert (figure.precision, figure.recall) == (0.5, 2 / 3)
    assert figure.to_json() == {"precision": 0.5, "recall": 0.667, "f1": 0.571, "right": 2, "found": 4, "wanted": 3}
    assert Figure().f1 == 0.0


def test_counts_add_up_by_name_in_order() -> None:
    total = summed([{"b": Figure(1, 1, 1)}, {"a": Figure(0, 1, 2), "b": Figure(0, 0, 1)}])
    assert list(total.items()) == [("b", Figure(1, 1, 2)), ("a", Figure(0, 1, 2))]


def test_a_measure_without_any_case_shows_dashes() -> None:
    _, empty, missed = rows({"date": Figure(), "roles": Figure(0, 0, 3)})
    assert empty.split() == ["date", "-", "-", "-", "0/0/0"]
    assert missed.split() == ["roles", "0.000", "0.000", "0.000", "0/0/3"]
