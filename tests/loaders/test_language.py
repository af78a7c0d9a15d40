from __future__ import annotations

import pytest

from servanda.loaders.language import language_of


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The Government of Mali has adopted a law against trafficking in persons.", "en"),
        ("THE GOVERNMENT OF MALI HAS ADOPTED A LAW AGAINST TRAFFICKING IN PERSONS.", "en"),
        ("Le gouvernement du Mali a adopté une loi contre la traite des personnes.", "fr"),
        ("El Gobierno de Honduras aprobó una ley contra la trata de personas.", "es"),
        ("اعتمدت الحكومة العراقية قانونا لمكافحة الاتجار بالبشر", "ar"),
    ],
)
def test_languages_are_told_apart(text: str, tag: str) -> None:
    assert language_of(text) == tag


def test_too_little_text_has_no_language() -> None:
    assert language_of("2019 12 3") is None
