"""What people decide on sentences that may tell of a wish, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import URIRef

from servanda.errors import NotFound
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.joins import joins
from servanda.graph.matches import Match, matches
from servanda.graph.records import COLUMNS, from_table, match_rows, table
from servanda.graph.reviews import Decision, records
from servanda.graph.store import Store
from servanda.ingest.fulfilment import findings
from servanda.ingest.fulfilment.derivation import refresh
from servanda.ingest.fulfilment.reading import read
from servanda.ingest.fulfilment.wishes import Wish, wishes
from servanda.ingest.reviewing import decide, withdraw
from tests.servanda.ingest.fulfilment.reports import IRIS, load_reports, load_table, statuses
from tests.servanda.ingest.test_ingest import quads


def is_unsure(text: str, wish: Wish) -> bool:
    """Tell whether a sentence may tell of a wish, by the present weights of the rules."""
    return any(
        findings.PERHAPS <= found.score < findings.SURE for found in findings.findings(wish, read(text), (), 0.0)
    )


WISH = "Establish a shelter for victims of trafficking in the capital and train its staff in counselling."
OPENED = ("NGOs opened a shelter for stray animals in March.", "A shelter for children opened in March.")
SILENT = "The harvest was good in all of the provinces."
SURE = "Ratify the Palermo Protocol on Trafficking in Persons."
RATIFIED = "In June, the government ratified the Palermo Protocol on Trafficking in Persons."
PERHAPS = next(text for text in OPENED if any(is_unsure(text, part) for part in wishes(WISH)))
NOW = "2026-01-31T12:00:00Z"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with EmbeddedStore() as store:
        load_table(store, tmp_path, {2014: [WISH, SURE]})
        load_reports(store, tmp_path, {2016: f"{PERHAPS} {RATIFIED}", 2018: SILENT})
        yield store


def judged(match: Match, judgement: str) -> Decision:
    return Decision(URIRef(match.wish), URIRef(match.passage), judgement, "Ada", NOW, score=match.score)


def status(store: Store, wish: str) -> str:
    return [value for text, _, value in statuses(store) if text == wish][-1]


def only(store: Store) -> Match:
    (match,) = matches(store, IRIS, records(store, IRIS))
    return match


def test_an_unsure_sentence_is_offered_with_the_wish_and_the_dates(store: Store) -> None:
    match = only(store)
    assert (match.asked, match.asked_in, match.sentence, match.told_in) == (WISH, "2014", PERHAPS, "2016")
    assert 0 < match.score < 1 and match.reason
    assert matches(store, IRIS, country="NER") == [] and matches(store, IRIS, country="MLI") == [match]


def test_an_accepted_sentence_counts_at_once_and_at_every_later_derivation(store: Store, tmp_path: Path) -> None:
    assert status(store, WISH) in ("noEvidence", "notStarted")
    decide(store, [judged(only(store), "positive")], IRIS)
    after = status(store, WISH)
    assert after in ("partly", "fulfilled") and matches(store, IRIS, records(store, IRIS)) == []
    assert refresh(store, IRIS) == []
    load_reports(store, tmp_path, {2019: SILENT})
    assert status(store, WISH) == after


def test_a_refused_sentence_is_not_offered_again_and_one_left_open_is(store: Store, tmp_path: Path) -> None:
    match, before = only(store), status(store, WISH)
    decide(store, [judged(match, "unsure")], IRIS)
    assert only(store) == match
    decide(store, [judged(match, "negative")], IRIS)
    load_reports(store, tmp_path, {2019: SILENT})
    assert matches(store, IRIS, records(store, IRIS)) == [] and status(store, WISH) == before


def test_a_sentence_that_the_rules_were_sure_of_can_be_refused(store: Store) -> None:
    assert status(store, SURE) == "fulfilled"
    wish, passage = next(
        (str(row["w"]), str(row["p"]))
        for row in store.select(
            """PREFIX sv: <https://w3id.org/servanda/ontology#> SELECT ?w ?p {
            ?a a sv:StatusAssessment ; sv:assesses ?w ; sv:supportedBy ?p . ?p a sv:Passage }"""
        ).rows
    )
    decide(store, [Decision(URIRef(wish), URIRef(passage), "negative", "Ada", NOW)], IRIS)
    assert status(store, SURE) == "noEvidence"


def test_a_decision_taken_back_leaves_nothing_behind(store: Store) -> None:
    before, match = quads(store), only(store)
    decision = judged(match, "positive")
    decide(store, [decision], IRIS)
    assert quads(store) != before and joins(records(store, IRIS)) == {}
    withdraw(store, [decision.iri(IRIS)], IRIS)
    assert quads(store) == before


def test_decisions_go_out_and_come_in_as_a_table(store: Store) -> None:
    text = table([row | {"judgement": "positive"} for row in match_rows(matches(store, IRIS))], COLUMNS)
    (decision,) = from_table(text, IRIS, "Ada", NOW)
    decide(store, [decision], IRIS)
    assert records(store, IRIS) == [decision]


def test_what_is_not_there_cannot_be_judged(store: Store) -> None:
    match = only(store)
    for wish, passage in ((match.passage, match.passage), (match.wish, f"{match.report}x/passage/0-9")):
        with pytest.raises(NotFound, match="there is no"):
            decide(store, [Decision(URIRef(wish), URIRef(passage + "0"), "positive", "Ada", NOW)], IRIS)
    assert records(store, IRIS) == []
