from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from servanda.errors import DataError, ReadError
from servanda.loaders.external.reading import read_dataset
from servanda.ontology.authority_graph import authority_graph
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import DCTERMS, PROV, RDF, SKOS, SV, XSD, concept
from servanda.shapes.check import check

IRIS = Iris()
MALI = IRIS.country("MLI")
CRC = IRIS.instrument(None, "Convention on the Rights of the Child")
SHARED = Path(__file__).parents[3].parent / "shared" / "data"
HEADER = "iso2,member,state party,year ratification or accession,signatory,no action,status,note\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_status_table_tells_who_is_bound_since_when(tmp_path: Path) -> None:
    path = written(
        tmp_path, "hr_status_crc.csv", HEADER + "ML,Mali,1,1990,0,0,state party,\nUS,United States,0,,1,0,x,\n"
    )
    graph = read_dataset(path, IRIS).graph
    assert (MALI, SV.partyTo, CRC) in graph
    (action,) = graph.subjects(SV.party, MALI)
    assert (action, DCTERMS.date, Literal("1990", datatype=XSD.gYear)) in graph
    assert (action, SV.treatyActionKind, concept("treaty-action", "bound")) in graph
    (signed,) = graph.subjects(SV.party, IRIS.country("USA"))
    assert (signed, SV.treatyActionKind, concept("treaty-action", "signature")) in graph
    assert not list(graph.objects(IRIS.country("USA"), SV.partyTo))


def test_who_is_bound_owes_a_legal_obligation_and_who_only_signed_does_not(tmp_path: Path) -> None:
    rows = "ML,Mali,1,1990,0,0,state party,\nUS,United States,0,,1,0,x,\n"
    graph = read_dataset(written(tmp_path, "hr_status_crc.csv", HEADER + rows), IRIS).graph
    (owed,) = graph.subjects(RDF.type, SV.Commitment)
    assert owed == IRIS.obligation("MLI", CRC)
    assert graph.value(owed, SV.strength) == concept("commitment-strength", "legalObligation")
    assert graph.value(owed, SV.debtor) == IRIS.actor("MLI", "Government of Mali")
    assert (graph.value(owed, SV.concerns), str(graph.value(owed, DCTERMS.date))) == (CRC, "1990")
    assert (graph.value(owed, PROV.wasDerivedFrom), RDF.type, SV.TreatyAction) in graph
    assert check(graph, authority_graph(IRIS)).conforms


def test_a_state_that_is_not_known_is_left_out_and_told(tmp_path: Path) -> None:
    path = written(tmp_path, "hr_status_crc.csv", HEADER + "XX,Atlantis,1,1990,0,0,state party,\n")
    dataset = read_dataset(path, IRIS)
    assert len(dataset.graph) == 0 and "line 2" in dataset.notices[0]


def test_a_table_of_an_unknown_treaty_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "hr_status_abc.csv", HEADER + "ML,Mali,1,1990,0,0,state party,\n")
    with pytest.raises(DataError, match="which treaty"):
        read_dataset(path, IRIS)


def test_a_list_of_findings_tells_by_when(tmp_path: Path) -> None:
    rows = [
        {"iso3": "MLI", "year": "2016", "C_182_Ratified": "Yes", "Palermo_Ratified": "No"},
        {"iso3": "MLI", "year": "2015", "C_182_Ratified": "Yes"},
    ]
    graph = read_dataset(written(tmp_path, "findings.json", json.dumps(rows)), IRIS).graph
    (action,) = graph.subjects(RDF.type, SV.TreatyAction)
    assert str(graph.value(action, DCTERMS.valid)) == "2015"
    assert graph.value(action, DCTERMS.date) is None


def test_real_tables_are_read_whole_and_conform() -> None:
    if not SHARED.exists():
        pytest.skip("the tables are not beside the repository")
    paths = sorted((SHARED / "ratification").glob("hr_status_*.csv"))
    assert len(paths) == 18
    for path in paths:
        assert read_dataset(path, IRIS).notices == ()
    crc = read_dataset(SHARED / "ratification" / "hr_status_crc.csv", IRIS).graph
    assert len(set(crc.subjects(SV.partyTo, CRC))) >= 190
    assert check(crc, authority_graph(IRIS)).conforms


MAPPING = """name = "national laws"
[subject]
template = "https://laws.example/{number}"
type = "sv:LegalInstrument"
[[properties]]
predicate = "skos:prefLabel"
column = "title"
[[properties]]
predicate = "sv:jurisdiction"
column = "state"
as = "country"
[[properties]]
predicate = "dcterms:issued"
column = "adopted"
as = "date"
[[properties]]
predicate = "dcterms:source"
value = "gazette"
"""


def test_a_table_is_read_by_its_mapping(tmp_path: Path) -> None:
    path = written(
        tmp_path, "laws.csv", "number;title;state;adopted\n2012-023;Loi;Mali;2012-07-12\n2013-1;Loi 2;MLI;\n"
    )
    dataset = read_dataset(path, IRIS, written(tmp_path, "m.toml", MAPPING))
    law = URIRef("https://laws.example/2012-023")
    assert dataset.name == "national laws"
    assert (law, SV.jurisdiction, MALI) in dataset.graph
    assert (law, DCTERMS.issued, Literal("2012-07-12", datatype=XSD.date)) in dataset.graph
    assert (law, DCTERMS.source, Literal("gazette")) in dataset.graph
    assert dataset.graph.value(URIRef("https://laws.example/2013-1"), DCTERMS.issued) is None


def test_a_row_can_be_about_an_instrument_that_it_cites(tmp_path: Path) -> None:
    mapping = (
        '[subject]\ninstrument = "treaty"\n[[properties]]\npredicate = "dcterms:extent"\ncolumn = "n"\nas = "integer"\n'
    )
    path = written(tmp_path, "t.csv", "treaty,n\nUN Convention on the Rights of the Child,54\nsomething,1\n")
    dataset = read_dataset(path, IRIS, written(tmp_path, "m.toml", mapping))
    assert (CRC, DCTERMS.extent, Literal("54", datatype=XSD.integer)) in dataset.graph
    assert len(dataset.graph) == 1 and len(dataset.notices) == 1


@pytest.mark.parametrize(
    ("mapping", "table", "said"),
    [
        ("[subject]\n", "a\n1\n", r"one of template"),
        ('[subject]\ncountry = "a"\n', "a\n1\n", r"no \[\[properties\]\]"),
        ('[subject]\ncountry = "b"\n[[properties]]\npredicate = "sv:x"\ncolumn = "a"\n', "a\n1\n", "column 'b'"),
        ('[subject]\ncountry = "a"\n[[properties]]\npredicate = "no:x"\ncolumn = "a"\n', "a\nMali\n", "known prefix"),
        ('[subject]\ncountry = "a"\n[[properties]]\npredicate = "sv:x"\ncolumn = "a"\nas = "y"\n', "a\n1\n", "unknown"),
        (
            '[subject]\ncountry = "a"\n[[properties]]\npredicate = "sv:x"\ncolumn = "b"\nas = "date"\n',
            "a,b\nMali,x\n",
            "line 2",
        ),
        ("x = ", "a\n1\n", "no TOML"),
    ],
)
def test_faults_of_a_mapping_are_told(tmp_path: Path, mapping: str, table: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        read_dataset(written(tmp_path, "t.csv", table), IRIS, written(tmp_path, "m.toml", mapping))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("w.ttl", "<http://www.wikidata.org/entity/Q1> <http://www.w3.org/2004/02/skos/core#prefLabel> 'x' ."),
        ("w.nt", '<http://www.wikidata.org/entity/Q1> <http://www.w3.org/2004/02/skos/core#prefLabel> "x" .\n'),
        ("w.jsonld", '{"@id": "http://www.wikidata.org/entity/Q1", '
         '"http://www.w3.org/2004/02/skos/core#prefLabel": "x"}'),
        ("w.rdf", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
         'xmlns:skos="http://www.w3.org/2004/02/skos/core#"><rdf:Description '
         'rdf:about="http://www.wikidata.org/entity/Q1"><skos:prefLabel>x</skos:prefLabel></rdf:Description></rdf:RDF>'),
    ],
)  # fmt: skip
def test_extracts_in_rdf_are_read_in_every_syntax(tmp_path: Path, name: str, text: str) -> None:
    graph = read_dataset(written(tmp_path, name, text), IRIS).graph
    assert set(graph) == {(URIRef("http://www.wikidata.org/entity/Q1"), SKOS.prefLabel, Literal("x"))}


@pytest.mark.parametrize(
    ("name", "text"),
    [("w.ttl", "<a"), ("w.rdf", "<rdf"), ("w.json", "{"), ("w.csv", "a,b\n1,2\n"), ("w.txt", "")],
)
def test_what_is_not_understood_is_told(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(DataError, match=r"w\."):
        read_dataset(written(tmp_path, name, text), IRIS)
    with pytest.raises(ReadError, match="check the path"):
        read_dataset(tmp_path / "missing.ttl", IRIS)


def test_a_context_is_never_fetched(tmp_path: Path) -> None:
    text = '{"@context": "http://127.0.0.1:9/context.jsonld", "@id": "http://a.example/", "name": "x"}'
    with pytest.raises(DataError):
        read_dataset(written(tmp_path, "w.jsonld", text), IRIS)


def test_the_graph_says_where_it_came_from_and_when(tmp_path: Path) -> None:
    path = written(tmp_path, "hr_status_crc.csv", HEADER + "ML,Mali,1,1990,0,0,state party,\n")
    change = read_dataset(path, IRIS, name="CRC status").change(IRIS, date(2026, 1, 31))
    assert change.graph == "https://w3id.org/servanda/id/graph/external/crc-status" and change.replaces
    assert '"2026-01-31"' in change.added and '"hr_status_crc.csv"' in change.added
