from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from servanda.errors import DataError
from servanda.ontology import authority
from servanda.ontology.authority import AuthorityBody, AuthorityInstrument, Country
from servanda.ontology.targets import arabic, scheme, schemes

PATTERNS = Path(__file__).parents[2].parent / "shared" / "authority" / "link_targets.tsv"


@pytest.mark.parametrize(
    ("name", "identifier", "iri", "page"),
    [
        ("celex", "32011L0036", "http://publications.europa.eu/resource/celex/32011L0036",
         "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32011L0036"),
        ("eli", "dir/2011/36/oj", "http://data.europa.eu/eli/dir/2011/36/oj",
         "https://eur-lex.europa.eu/eli/dir/2011/36/oj"),
        ("us-pl", "106-386", None, "https://uscode.house.gov/statutes/pl/106/386.pdf"),
        ("usc", "22/7101", None, "https://www.law.cornell.edu/uscode/text/22/7101"),
        ("cets", "197", None,
         "https://www.coe.int/en/web/conventions/full-list2?module=treaty-detail&treatynum=197"),
        ("unts", "I-14668", None, None),
        ("uk", "ukpga/2015/30", "https://www.legislation.gov.uk/id/ukpga/2015/30",
         "https://www.legislation.gov.uk/ukpga/2015/30"),
    ],
)  # fmt: skip
def test_identifiers_become_addresses(name: str, identifier: str, iri: str | None, page: str | None) -> None:
    assert (scheme(name).iri(identifier), scheme(name).page(identifier)) == (iri, page)


def test_what_is_no_identifier_has_no_address() -> None:
    with pytest.raises(DataError, match="expected"):
        scheme("wikidata").iri("Q0")
    with pytest.raises(DataError, match="no link scheme"):
        scheme("viaf")


@pytest.mark.parametrize(("roman", "value"), [("IV", 4), ("XVIII", 18), ("XXVII", 27), ("IX", 9)])
def test_chapters_are_numbers(roman: str, value: int) -> None:
    assert arabic(roman) == value


def known_patterns() -> list[re.Pattern[str]]:
    """Return the patterns of IRIs and pages that were verified, as regular expressions."""
    with PATTERNS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    cells = [
        part.strip() for row in rows for column in ("uri_pattern", "human_url") for part in row[column].split(" ; ")
    ]
    cells = [word for cell in cells for word in cell.split() if word.startswith("http")]
    alternatives = [
        re.sub(r"\\\{[^}]*\}", "[^&?#]+", re.escape(re.sub(r"\{[^}]*\|[^}]*\}", "{x}", cell))) for cell in cells
    ]
    return [re.compile(pattern.rstrip(";)")) for pattern in alternatives]


def test_every_outgoing_address_follows_a_verified_pattern() -> None:
    if not PATTERNS.exists():
        pytest.skip("the table of verified patterns is not beside the repository")
    patterns = known_patterns()
    entries: list[Country | AuthorityBody | AuthorityInstrument] = [
        *authority.countries(),
        *authority.bodies(),
        *authority.instruments(),
    ]
    links = [link for entry in entries for link in entry.records if link.scheme != "web"]
    addresses = {address for link in links for address in (link.iri, link.page) if address}
    stray = sorted(
        a for a in addresses if not any(p.fullmatch(a.replace("ViewDetailsII.", "ViewDetails.")) for p in patterns)
    )
    assert len(addresses) > 1000
    assert stray == []


def test_every_scheme_with_patterns_is_used_or_known() -> None:
    for target in schemes().values():
        re.compile(target.identifier)
        assert target.label
