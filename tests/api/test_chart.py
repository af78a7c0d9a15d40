from __future__ import annotations

from xml.etree import ElementTree

import pytest

from servanda.api.chart import MOST, chart, ticks

SVG = "{http://www.w3.org/2000/svg}"


def parts(text: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(text).iter(tag))


def test_names_make_bars_in_their_order_as_long_as_their_numbers() -> None:
    made = chart([("<b>train</b>", 4), ("arrest", 2), ("none", 0)], "n")
    wide = [float(bar.attrib["width"]) for bar in parts(made, "rect")]
    assert wide[0] == pytest.approx(2 * wide[1]) and wide[2] < 2
    assert "&lt;b&gt;train" in made and "<b>" not in made


def test_years_make_columns_in_the_order_of_time() -> None:
    made = chart([("2012", 1), ("2010", 4), ("2011", 2)], "n")
    columns = parts(made, "rect")
    assert [float(c.attrib["height"]) for c in columns] == sorted(
        (float(c.attrib["height"]) for c in columns), reverse=True
    )
    assert [float(c.attrib["x"]) for c in columns] == sorted(float(c.attrib["x"]) for c in columns)
    assert "from 2010 to 2012" in made


def test_bars_are_as_many_as_can_be_read() -> None:
    assert len(parts(chart([(f"thing {i}", i) for i in range(99)], "n"), "rect")) == MOST


@pytest.mark.parametrize(
    ("highest", "marks"), [(4, [0, 1, 2, 3, 4]), (7, [0, 2, 4, 6, 8]), (90, [0, 50, 100]), (0, [0, 1])]
)
def test_marks_are_round_numbers_up_to_the_highest(highest: float, marks: list[float]) -> None:
    assert ticks(highest) == marks
