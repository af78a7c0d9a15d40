from __future__ import annotations

from servanda.evaluation.marking import Mark, Verdict, pieces, stretches


def test_overlapping_marks_cut_the_text_and_the_worst_verdict_shows() -> None:
    marks = [Mark(0, 6, Verdict.RIGHT), Mark(4, 9, Verdict.ALONE), Mark(5, 6, label="x"), Mark(0, 8, label="long")]
    cut = pieces("0123456789", 0, 10, marks)
    assert "".join(piece.text for piece in cut) == "0123456789"
    assert [(p.text, p.verdict, p.label) for p in cut] == [
        ("0123", Verdict.RIGHT, "long"),
        ("4", Verdict.ALONE, "long"),
        ("5", Verdict.ALONE, "x"),
        ("67", Verdict.ALONE, "long"),
        ("8", Verdict.ALONE, ""),
        ("9", Verdict.NONE, ""),
    ]


def test_lines_stay_apart_unless_a_statement_spans_them() -> None:
    text = "one\n\ntwo\nthree\n"
    assert [text[a:b] for a, b in stretches(text, [])] == ["one\n", "two\n", "three\n"]
    spanned = [Mark(5, 12, Verdict.RIGHT)]
    assert [text[a:b] for a, b in stretches(text, spanned)] == ["one\n", "two\nthree\n"]
