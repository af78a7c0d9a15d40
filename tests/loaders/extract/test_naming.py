"""A name's type, where its head noun alone misleads."""

import pytest

from servanda.loaders.extract.naming import actor_type


@pytest.mark.parametrize(
    ("name", "by_head", "country", "expected"),
    [
        ("UN Human Rights Committee", "Agency", "MLI", "InternationalBody"),
        ("UN Special Rapporteur", "Official", "MLI", "Official"),
        ("Federation of Employers", "CivilSociety", "MLI", "Company"),
        ("Chamber of Commerce", "Agency", "MLI", "Company"),
        ("Teachers’ Union", "CivilSociety", "MLI", "CivilSociety"),
        ("National Center for Families", "Agency", "MLI", "Agency"),
        ("Legal Media Center", "Agency", "MLI", "NGO"),
        ("Department of Labor", "Agency", "USA", "Ministry"),
        ("Department of Labor", "Agency", "BLZ", "Agency"),
        ("Ministry of Public Administration", "Ministry", "MLI", "Ministry"),
        ("Public Ministry", "Ministry", "PRY", "Agency"),
        ("Border Police", "Agency", "MLI", "Agency"),
    ],
)
def test_type_of_a_named_actor(name: str, by_head: str, country: str, expected: str) -> None:
    assert actor_type(name, by_head, country) == expected
