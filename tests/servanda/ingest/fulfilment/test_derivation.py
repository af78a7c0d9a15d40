"""The derived graphs: what is in them, when they are derived anew, and that they keep to the shapes."""

from __future__ import annotations

from pathlib import Path

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.ntriples import parsed
from servanda.ingest import ingest, remove
from servanda.ingest.fulfilment.derivation import graph_of, refresh
from servanda.settings import Settings
from servanda.shapes.check import check
from tests.servanda.ingest.fulfilment.reports import IRIS, PROLOGUE, Nothing, load_reports, load_table, statuses
from tests.servanda.ingest.test_ingest import quads

RATIFY = "Ratify the Palermo Protocol on Trafficking in Persons."
BEGGING = "Ensure that the law criminally prohibits forced begging."
MISSING = "The law does not criminally prohibit forced begging."
RATIFIED = "In June, the government ratified the Palermo Protocol on Trafficking in Persons."
ACTIONS = {2014: [RATIFY, BEGGING], 2015: [BEGGING], 2019: [BEGGING]}
REPORTS = {2014: MISSING, 2016: f"{RATIFIED} {MISSING}", 2018: "The harvest was good in all of the provinces."}


def test_statuses_follow_from_later_reports(tmp_path: Path) -> None:
    with EmbeddedStore() as store:
        load_table(store, tmp_path, ACTIONS)
        assert statuses(store) == []
        load_reports(store, tmp_path, REPORTS)
        assert statuses(store) == [
            (BEGGING, "2016-12-31", "notStarted"),
            (RATIFY, "2016-12-31", "fulfilled"),
        ]


def test_silence_is_no_evidence(tmp_path: Path) -> None:
    with EmbeddedStore() as store:
        load_table(store, tmp_path, {2014: [RATIFY]})
        load_reports(store, tmp_path, {2018: REPORTS[2018]})
        assert statuses(store) == [(RATIFY, "2018-12-31", "noEvidence")]


def test_the_last_report_of_a_day_gives_its_status(tmp_path: Path) -> None:
    with EmbeddedStore() as store:
        load_table(store, tmp_path, {2014: [RATIFY]})
        for series, text in (("monitorlabor", REPORTS[2018]), ("wfcl", RATIFIED)):
            path = tmp_path / f"mli-2016-{series}.txt"
            path.write_text(f"{text}\n", encoding="utf-8")
            list(ingest([path], store, Settings(), 1, Nothing()))
        assert statuses(store) == [(RATIFY, "2016-12-31", "fulfilled")]


def test_years_standing_are_kept(tmp_path: Path) -> None:
    with EmbeddedStore() as store:
        load_table(store, tmp_path, ACTIONS)
        rows = store.select(
            f"{PROLOGUE} SELECT ?since ?years {{ ?w sv:repeats ?f ; sv:standsSince ?since ; sv:yearsStanding ?years }}"
        ).rows
        assert sorted((str(row["since"]), str(row["years"])) for row in rows) == [("2014", "1"), ("2014", "5")]


def test_any_order_of_loads_gives_the_same(tmp_path: Path) -> None:
    with EmbeddedStore() as one, EmbeddedStore() as other:
        load_table(one, tmp_path, ACTIONS)
        load_reports(one, tmp_path, REPORTS)
        for year in (2018, 2016, 2014):
            load_reports(other, tmp_path, {year: REPORTS[year]})
        load_table(other, tmp_path, ACTIONS)
        assert quads(one) == quads(other)


def test_only_countries_whose_reports_changed_are_derived_anew(tmp_path: Path) -> None:
    with EmbeddedStore() as store:
        for country in ("MLI", "NER"):
            load_table(store, tmp_path, ACTIONS, country)
            load_reports(store, tmp_path, REPORTS, country)
        assert refresh(store, IRIS) == []
        path = tmp_path / "ner-2020-wfcl.txt"
        path.write_text(f"{MISSING}\n", encoding="utf-8")
        before = quads(store)
        list(ingest([path], store, Settings(), 1, Nothing()))
        assert not {quad for quad in quads(store) ^ before if "/mli" in quad}
        assert remove(store, str(IRIS("report", "wfcl", "ner", "2020")), IRIS)
        assert quads(store) == before


def test_a_run_cut_off_before_the_derivation_is_made_good_by_the_next(tmp_path: Path) -> None:
    with EmbeddedStore() as store:
        load_table(store, tmp_path, ACTIONS)
        (path,) = load_reports(store, tmp_path, {2018: REPORTS[2018]})
        whole = quads(store)
        path.write_text(f"{RATIFIED}\n", encoding="utf-8")
        next(iter(ingest([path], store, Settings(), 1, Nothing())))  # ends before the derivation
        assert (RATIFY, "2018-12-31", "noEvidence") in statuses(store)
        list(ingest([path], store, Settings(), 1, Nothing()))
        assert (RATIFY, "2018-12-31", "fulfilled") in statuses(store)
        path.write_text(f"{REPORTS[2018]}\n", encoding="utf-8")
        list(ingest([path], store, Settings(), 1, Nothing()))
        assert quads(store) == whole


def test_a_graph_goes_with_the_last_wish_of_its_country(tmp_path: Path) -> None:
    with EmbeddedStore() as store:
        load_table(store, tmp_path, {2014: [RATIFY]})
        load_reports(store, tmp_path, REPORTS)
        graph = str(graph_of(str(IRIS.country("MLI")), IRIS))
        assert graph in store.graphs()
        assert remove(store, str(IRIS("report", "wfcl-actions", "mli", "2014")), IRIS)
        assert graph not in store.graphs()


def test_the_graphs_keep_to_the_shapes(tmp_path: Path) -> None:
    with EmbeddedStore() as store:
        load_table(store, tmp_path, ACTIONS)
        load_reports(store, tmp_path, REPORTS)
        graph = graph_of(str(IRIS.country("MLI")), IRIS)
        data = parsed(store.construct(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"))
        apart = f"FILTER (?g NOT IN (<{graph}>, <{IRIS.graph('shapes')}>))"
        rest = parsed(store.construct(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH ?g {{ ?s ?p ?o }} {apart} }}"))
        found = check(data, rest)
        assert [finding.message for finding in found.findings if "ministry belongs" not in finding.message] == []


def test_a_status_leads_to_its_sentence(tmp_path: Path) -> None:
    with EmbeddedStore() as store:
        load_table(store, tmp_path, {2014: [RATIFY]})
        load_reports(store, tmp_path, {2016: f"{RATIFIED} {MISSING}"})
        (row,) = store.select(f"""{PROLOGUE} SELECT ?text ?exact ?start ?end ?judge {{
            ?a a sv:StatusAssessment ; sv:supportedBy ?p ; sv:judge/rdfs:label ?judge .
            ?p oa:hasSource/sv:text ?text ; oa:hasSelector/oa:exact ?exact ; oa:hasSelector ?place .
            ?place oa:start ?start ; oa:end ?end }}""").rows
        assert str(row["exact"]) == RATIFIED == str(row["text"])[int(str(row["start"])) : int(str(row["end"]))]
        assert "rules of fulfilment" in str(row["judge"])
