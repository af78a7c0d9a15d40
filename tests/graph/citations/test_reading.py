"""The grammars together, on phrases as reports and officials write them."""

from __future__ import annotations

import pytest

from servanda.graph.citations.canonical import akoma_ntoso, canonical, eli_of
from servanda.graph.citations.reading import citations
from servanda.ontology import authority
from servanda.ontology.iris import Iris

IRIS = Iris()
AKN = "https://w3id.org/servanda/id/akn/"


@pytest.mark.parametrize(
    ("phrase", "instrument"),
    [
        ("ILO C. 182", "ILO-C182"), ("ILO Convention No. 138", "ILO-C138"), ("the ILO’s Convention 29", "ILO-C029"),
        ("International Labour Organization (ILO) Forced Labour Convention, 1930 (No. 29)", "ILO-C029"),
        ("C189 Domestic Workers Convention", "ILO-C189"), ("ILO Convention on Forced Labor", "ILO-C029"),
        ("Protocol of 2014 to the Forced Labour Convention", "ILO-P029"), ("P029", "ILO-P029"),
        ("Convention concerning Minimum Age for Admission to Employment", "ILO-C138"),
        ("Labor Inspection Convention", "ILO-C081"), ("Violence and Harassment Convention, 2019 (No. 190)", "ILO-C190"),
        ("Palermo Protocol", "PALERMO-TIP"), ("2000 UN TIP Protocol", "PALERMO-TIP"),
        ("UN Trafficking in Persons Protocol", "PALERMO-TIP"),
        ("Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children, "
         "supplementing the United Nations Convention against Transnational Organized Crime", "PALERMO-TIP"),
        ("Protocol against the Smuggling of Migrants by Land, Sea and Air", "PALERMO-SOM"),
        ("UN Convention against Transnational Organized Crime", "UNTOC"),
        ("Optional Protocol on Armed Conflict", "OP-CRC-AC"),
        ("Optional Protocol to the Convention on the Rights of the Child on the sale of children, child prostitution "
         "and child pornography", "OP-CRC-SC"),
        ("United Nations Convention on the Rights of the Child (CRC)", "CRC"),
        ("Convention on the Elimination of all Forms of Discrimination Against Women", "CEDAW"),
        ("Optional Protocol to CEDAW", "OP-CEDAW"),
        ("International Covenant on Civil and Political Rights", "ICCPR"),
        ("United Nations' Convention on the Rights of the Child", "CRC"),
        ("Istanbul Convention", "CETS-210"), ("CETS No. 197", "CETS-197"), ("ETS 5", "ETS-005"),
        ("999 UNTS 171", "ICCPR"), ("Directive 2011/36/EU", "EU-32011L0036"),
        ("Council Directive 2003/86/EC", "EU-32003L0086"), ("Regulation (EU) 2019/1896", "EU-32019R1896"),
        ("CELEX 32012L0029", "EU-32012L0029"), ("P.L. 106-386", "US-TVPA-2000"),
        ("Pub. L. No. 106-386, 114 Stat. 1464", "US-TVPA-2000"), ("Public Law 108-193", "US-TVPRA-2003"),
        ("A/RES/55/25", None), ("Maputo Protocol", "MAPUTO"), ("UN CRC Protocol on Armed Conflict", "OP-CRC-AC"),
    ],
)  # fmt: skip
def test_international_instruments_are_known(phrase: str, instrument: str | None) -> None:
    if instrument is None:
        assert citations(phrase)[0].identifiers == (("un-resolution", phrase),)
    else:
        assert [c.instrument for c in citations(phrase, "MLI")] == [instrument]


def test_two_protocols_in_one_phrase_are_two_citations() -> None:
    phrase = "Optional Protocols on Armed Conflict and on the Sale of Children"
    assert {c.instrument for c in citations(phrase)} == {"OP-CRC-AC", "OP-CRC-SC"}


@pytest.mark.parametrize(
    ("phrase", "country", "expected"),
    [
        ("Law No. 2012-023 of 12 July 2012", "MLI", ("law", "2012-023", "2012-07-12", ())),
        ("Act 29 of 2005", "ZAF", ("act", "29", "2005", ())),
        ("Children’s Act (No. 38 of 2005)", "ZAF", ("act", "38", "2005", ())),
        ("Decree 62/2005/ND-CP", "VNM", ("decree", "62/2005/ND-CP", "2005", ())),
        ("article 244 of the Penal Code", "MLI", ("code", None, None, ("244",))),
        ("Articles 25, 26, and 30(b) of the Juveniles Law", "LBN", ("law", None, None, ("25", "26", "30(b)"))),
        ("Loi n° 2012-023 du 12 juillet 2012", "MLI", ("law", "2012-023", "2012-07-12", ())),
        ("Décret n° 2011-036/PM-RM du 3 février 2011", "MLI", ("decree", "2011-036/PM-RM", "2011-02-03", ())),
        ("Ley 1098 de 2006", "COL", ("law", "1098", "2006", ())),
        ("Lei n.º 13.344 de 6 de outubro de 2016", "BRA", ("law", "13.344", "2016-10-06", ())),
        ("Republic Act 9208", "PHL", ("act", "9208", None, ())),
        ("R.A. No. 10364", "PHL", ("act", "10364", None, ())),
        ("2010 Anti-Human Trafficking Act", "BGD", ("act", None, "2010", ())),
        ("Trafficking in Persons Bill 2014", "GRD", ("bill", None, "2014", ())),
        ("Supreme Decree No. 1875", "BOL", ("decree", "1875", None, ())),
        ("Legislative Decree 1428 of 2018", "PER", ("decree-law", "1428", "2018", ())),
        ("Law on the Protection of the Child", "TUR", ("law", None, None, ())),
        ("22 U.S.C. § 7101(a)", "USA", ("code", "title 22", None, ("7101(a)",))),
        ("Criminal Code Article 171", "AZE", ("code", None, None, ("171",))),
        ("draft Law No. 5 of 2019", "JOR", ("bill", "5", "2019", ())),
        ("labor laws", "MLI", None), ("Rule of Law", "HUN", None),
        ("the convention on tourism", "MLI", None),
    ],
)  # fmt: skip
def test_national_laws_are_taken_apart(
    phrase: str, country: str, expected: tuple[str, str | None, str | None, tuple[str, ...]] | None
) -> None:
    found = citations(phrase, country)
    if expected is None:
        assert found == ()
        return
    (citation,) = found
    assert (citation.kind, citation.number, citation.date, citation.articles) == expected
    assert citation.jurisdiction == country


@pytest.mark.parametrize(
    ("phrase", "title", "country"),
    [
        ("Mongolia’s criminal code", "criminal code", "MNG"),
        ("Law of the Republic of Armenia on Education", "Law on Education", "ARM"),
        ("Indian Penal Code", "Penal Code", "IND"),
        ("the Penal Code", "Penal Code", "TCD"),
        ("the 2003 Labor Code", "Labor Code", "TCD"),
    ],
)
def test_a_state_in_the_phrase_is_the_jurisdiction(phrase: str, title: str, country: str) -> None:
    (citation,) = citations(phrase, "TCD")
    assert (citation.title, citation.jurisdiction) == (title, country)


def test_a_bare_number_needs_the_ilo_in_its_context() -> None:
    assert citations("Convention 138", "TGO") == ()
    assert citations("Convention 138", "TGO", "It ratified ILO Convention 182 and")[0].instrument == "ILO-C138"
    assert citations("Collective Convention No. 14", "MDA", "with the ILO, a new") == ()


def test_a_convention_is_taken_up() -> None:
    context = "Uganda ratified the Kampala Convention. In 2010 it also adopted a law."
    (citation,) = citations("Article 5 of the Convention", "UGA", context)
    assert (citation.instrument, citation.articles) == ("KAMPALA", ("5",))
    assert citations("the Convention", "UGA", "The government adopted a law.") == ()


@pytest.mark.parametrize("name", sorted({n for i in authority.instruments() for n in i.ambiguous_aliases}))
def test_nothing_is_linked_that_the_authority_data_marks_as_ambiguous(name: str) -> None:
    assert [c.instrument for c in citations(name, "MLI") if c.instrument] == []


@pytest.mark.parametrize("entry", [i for i in authority.instruments() if i.of is None], ids=lambda i: i.id)
def test_every_treaty_is_found_by_its_name(entry: authority.AuthorityInstrument) -> None:
    assert [c.instrument for c in citations(entry.name)] == [entry.id]
    for alias in entry.aliases:
        assert [c.instrument for c in citations(alias)] in ([entry.id], []), alias


@pytest.mark.parametrize(
    ("phrase", "country", "iri"),
    [
        ("Law No. 2012-023 of 12 July 2012", "MLI",
         "https://w3id.org/servanda/id/instrument/mli/"
         "loi-n-2012-023-du-12-juillet-2012-relative-a-la-lutte-contre-la-traite-des-perso-"),
        ("Law No. 2016-058 of 15 December 2016", "MLI", f"{AKN}ml/act/2016-12-15/2016-058"),
        ("Decree 62/2005/ND-CP", "VNM", f"{AKN}vn/act/decree/2005/62-2005-nd-cp"),
        ("Child Employment Act of 1991", "PAK", f"{AKN}pk/act/1991/child-employment-act"),
        ("loi n° 2013-1168 du 18 décembre 2013", "FRA",
         "https://www.legifrance.gouv.fr/eli/loi/2013/12/18/2013-1168/jo/texte"),
        ("Act No. 10 of 2012", "IRL", "https://www.irishstatutebook.ie/eli/2012/act/10/enacted/en/html"),
        ("Ley 39/2015, de 1 de octubre de 2015", "ESP", "https://www.boe.es/eli/es/l/2015/10/01/39"),
        ("Act 417/2007", "FIN", "http://data.finlex.fi/eli/sd/2007/417"),
        ("Directive 2011/36/EU", "FRA", "https://w3id.org/servanda/id/instrument/int/directive-2011-36-eu"),
        ("Directive 95/46/EC", "FRA", "http://data.europa.eu/eli/dir/1995/46/oj"),
        ("Regulation (EC) No 44/2001", "FRA", "http://data.europa.eu/eli/reg/2001/44/oj"),
        ("ILO Convention 28", None,
         "https://normlex.ilo.org/dyn/nrmlx_en/f?p=NORMLEXPUB:12100:0::NO::P12100_ILO_CODE:C028"),
        ("Law 791", "BOL", "https://w3id.org/servanda/id/instrument/bol/law-791"),
        ("Penal Code", "MLI", None),
    ],
)  # fmt: skip
def test_instruments_have_canonical_iris(phrase: str, country: str | None, iri: str | None) -> None:
    (citation,) = citations(phrase, country)
    found = canonical(citation, IRIS)
    assert (found is None) if iri is None else str(found).startswith(iri)


def test_no_identifier_is_made_up() -> None:
    (undated,) = citations("loi n° 2013-1168", "FRA")
    assert eli_of(undated) is None
    assert akoma_ntoso(undated) == "akn/fr/act/2013/2013-1168"
