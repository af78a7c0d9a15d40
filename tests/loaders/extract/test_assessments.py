from __future__ import annotations

import pytest

from tests.loaders.extract.telling import extract


def ratings(text: str) -> list[str]:
    """Return the ratings of a text whose first sentence names the government."""
    return [a.rating for a in extract(f"The Government of Mali adopted a decree. {text}").assessments]


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("In 2010, the government made a moderate advancement in its fight.", "a moderate advancement"),
        ("The government did not enforce the law effectively.", "did not enforce the law effectively"),
        ("The government did not effectively enforce the law.", "did not effectively enforce the law"),
        ("The identification of victims remained inadequate.", "remained inadequate"),
        (
            "The state does not comply fully with the minimum standards.",
            "does not comply fully with the minimum standards",
        ),
        ("Authorities increased their efforts against child labor.", "increased their efforts"),
        ("The government sustained modest efforts against child labor.", "modest efforts"),
    ],
)
def test_how_progress_is_judged(text: str, rating: str) -> None:
    assert ratings(text) == [rating]


@pytest.mark.parametrize(
    "text",
    [
        "According to NGOs, the government did not enforce the law effectively.",
        "The number of inspectors remained insufficient.",
        "The government enforced the law.",
    ],
)
def test_what_is_no_judgement_of_the_report(text: str) -> None:
    assert ratings(text) == []
