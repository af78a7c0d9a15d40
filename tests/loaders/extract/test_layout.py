"""Only running text is read."""

from servanda.loaders.extract.layout import running


def _read(text: str) -> list[str]:
    return [text[start:end] for start, end in running(text, 0, len(text)) if text[start:end].strip()]


def test_headings_are_left_out() -> None:
    assert _read("Labor Law Enforcement\n\nThe police act.") == ["The police act."]


def test_run_in_headings_are_left_out() -> None:
    assert _read("Government Human Rights Bodies: The police act.") == ["The police act."]


def test_background_paragraphs_are_left_out() -> None:
    assert _read("Trafficking profile: the police fail.\nThe police act.") == ["The police act."]


def test_pointers_to_documents_are_left_out() -> None:
    text = "Also see the Department of State’s report at https://www.state.gov/x. The police act."
    assert "".join(_read(text)).strip().endswith("The police act.")
    assert "Department" not in "".join(_read(text))


def test_capitals_do_not_slow_reading() -> None:
    assert _read("A" * 5000 + " acts.") == ["A" * 5000 + " acts."]
