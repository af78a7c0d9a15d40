from __future__ import annotations

import pytest

from servanda.ontology.iris import Iris, digest, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ministry of Justice", "ministry-of-justice"),
        ("Ministry of Women, Children, and the Family", "ministry-of-women-children-and-the-family"),
        ("Mali’s leading anti-slavery NGO", "malis-leading-anti-slavery-ngo"),
        ("Mali's leading anti-slavery NGO", "malis-leading-anti-slavery-ngo"),
        ("Defensoría del Pueblo", "defensoria-del-pueblo"),
        ("Şişli Belediyesi", "sisli-belediyesi"),
        ("Law No. 2012-023", "law-no-2012-023"),
        ("A", "a"),
        ("министерство", "министерство"),
    ],
)  # fmt: skip
def test_a_slug_is_the_words_of_a_name(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_text_without_a_word_still_has_a_slug_of_its_own() -> None:
    assert slug("***") != slug("---")
    assert slug("***").startswith("x")


def test_long_names_that_differ_only_at_their_end_keep_different_slugs() -> None:
    front = "office of the national coordinator for " * 4
    assert slug(front + "children") != slug(front + "women")
    assert len(slug(front + "children")) <= 89


def test_a_digest_tells_parts_apart_from_their_concatenation() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_a_report_is_named_by_series_country_and_date_where_all_are_known() -> None:
    iris = Iris()
    assert (
        str(iris.report("mli-2010-interim", "interim", "MLI", "2010-02-24"))
        == f"{iris.base}report/interim/mli/2010-02-24"
    )
    assert str(iris.report("notes", None, "MLI", "2010")) == f"{iris.base}report/document/notes"


def test_bodies_of_two_countries_never_share_an_iri() -> None:
    iris = Iris()
    assert iris.actor("MLI", "Ministry of Justice") != iris.actor("NER", "Ministry of Justice")
    assert str(iris.actor("MLI", "the Ministry of Justice")) == f"{iris.base}actor/mli/ministry-of-justice"


def test_statements_of_one_passage_differ_by_their_content() -> None:
    iris = Iris("https://example.org/")
    report = iris.report("x", None, None, None)
    one = iris.statement(report, 1, 9, "arrest", ["a"])
    assert one != iris.statement(report, 1, 9, "arrest", ["b"])
    assert str(one).startswith("https://example.org/report/document/x/statement/1-9-arrest-")


def test_a_tie_has_a_direction_and_a_kind() -> None:
    iris = Iris()
    a, b = iris.actor("MLI", "A body"), iris.actor("MLI", "B body")
    assert len({iris.tie(a, "partner", b), iris.tie(b, "partner", a), iris.tie(a, "request", b)}) == 3


def test_the_graph_of_a_report_mirrors_its_path() -> None:
    iris = Iris()
    report = iris.report("x", "wfcl", "BHR", "2014")
    assert str(iris.report_graph(report)) == f"{iris.base}graph/report/wfcl/bhr/2014"
