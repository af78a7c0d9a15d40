from __future__ import annotations

from servanda.graph.citations.described import antecedent
from servanda.ontology.exchange import Instrument

LAW = Instrument("i1", "Law No. 2012-023 on Trafficking in Persons", "Law", "MLI", "2012-023", iri="x:law")
OTHER = Instrument("i2", "Trafficking Victims Protection Act", "Law", "MLI", iri="x:act")
CODE = Instrument("i3", "Penal Code", "Law", "MLI", iri="x:code")


def described(name: str, of: str = "MLI", type_: str = "Law") -> Instrument:
    return Instrument("i9", name, type_, of, named=False)


def test_a_description_means_the_only_law_that_fits() -> None:
    assert antecedent(described("the anti-trafficking law"), [LAW, CODE]) == LAW
    assert antecedent(described("criminal code"), [LAW, CODE]) == CODE


def test_a_description_stays_described_where_two_laws_fit() -> None:
    assert antecedent(described("the anti-trafficking law"), [LAW, OTHER]) is None


def test_the_law_alone_means_nothing() -> None:
    assert antecedent(described("the law"), [LAW]) is None


def test_state_and_type_must_be_the_same() -> None:
    assert antecedent(described("the anti-trafficking law", "NER"), [LAW]) is None
    assert antecedent(described("the anti-trafficking bill", type_="Bill"), [LAW]) is None


def test_a_law_named_twice_is_one_law() -> None:
    again = Instrument("i4", "Law 2012-023 on Trafficking", "Law", "MLI", iri="x:law")
    assert antecedent(described("the anti-trafficking law"), [LAW, again]) is not None
