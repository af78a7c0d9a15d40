from __future__ import annotations

import pytest

from servanda.graph.citations.articles import split


@pytest.mark.parametrize(
    ("phrase", "articles", "rest"),
    [
        ("Article 244 of the Penal Code", ("244",), "Penal Code"),
        ("Articles 2 and 3 of the Labor Code", ("2", "3"), "Labor Code"),
        ("Articles 28–30 and Article 58 of the General Labor Law", ("28-30", "58"), "General Labor Law"),
        ("Article 12, Section 2(b) of the Act on Education", ("12", "2(b)"), "Act on Education"),
        ("Section 93N of the Criminal Law Amendment Act", ("93N",), "Criminal Law Amendment Act"),
        ("Criminal Code Article 171", ("171",), "Criminal Code"),
        ("Penal Code", (), "Penal Code"),
        ("Act 29 of 2005", (), "Act 29 of 2005"),
    ],
)
def test_articles_are_taken_off(phrase: str, articles: tuple[str, ...], rest: str) -> None:
    assert split(phrase) == (articles, rest)
