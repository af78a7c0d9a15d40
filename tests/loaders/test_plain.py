from __future__ import annotations

from servanda.loaders.plain import read_plain


def test_text_is_kept_as_it_is() -> None:
    text = "  One  two \n\n\tThree…\f\n"
    content = read_plain(text.encode(), "a.txt")
    assert content.text == text
    assert [content.text[p.start : p.end] for p in content.paragraphs] == ["One  two", "Three…"]
