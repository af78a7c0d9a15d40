"""Bodies that share a head noun are parted."""

from servanda.loaders.extract.model import load
from servanda.loaders.extract.parse import tag
from servanda.loaders.extract.recogniser import recognise


def _found(text: str) -> list[tuple[str, str]]:
    spans = [(0, len(text))]
    return [(m.name, text[m.start : m.end]) for m in recognise(text, spans, "MLI", tag(text, spans, load().language))]


def test_three_ministries_in_one_phrase() -> None:
    assert _found("The Ministries of Health, Education, and Human Development met.") == [
        ("Ministry of Health", "The Ministries of Health"),
        ("Ministry of Education", "Education"),
        ("Ministry of Human Development", "Human Development"),
    ]


def test_repeated_preposition() -> None:
    assert [name for name, _ in _found("The Ministries of Security and of Defense met.")] == [
        "Ministry of Security",
        "Ministry of Defense",
    ]


def test_one_ministry_with_three_subjects_stays_one() -> None:
    assert [name for name, _ in _found("The Ministry of Health, Education, and Sports met.")] == [
        "Ministry of Health, Education, and Sports"
    ]
