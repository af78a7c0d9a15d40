from __future__ import annotations

import pytest

from servanda.loaders.read import read_bytes

TABLE = (
    "Country  Ministry  Law  Year\n"
    "Mali  Ministry of Justice  Law 2012-023  2012\n"
    "Niger  Ministry of Labor  Ordinance 2010-86  2010\n"
)
SENTENCE = "The Government of Mali adopted a law against trafficking in persons in 2012, and published it.\n"


def test_a_table_pasted_as_text_is_noted() -> None:
    (note,) = read_bytes(TABLE.encode(), "table.txt").notes
    assert note.startswith("table.txt: ") and "stand in tables, which are not read" in note


@pytest.mark.parametrize("text", [SENTENCE, SENTENCE * 3 + "\n" + TABLE])
def test_a_report_is_read_without_a_note_also_with_a_table_in_it(text: str) -> None:
    assert read_bytes(text.encode(), "report.txt").notes == ()
