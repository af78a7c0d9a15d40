"""The page of a report, and of a tie that it proves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rdflib import URIRef

from servanda.api.reader import manner
from servanda.graph.contribution import contribution
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.ntriples import lines
from servanda.graph.reviews import Correction, Decision, Record
from servanda.ingest import changes
from servanda.ingest.preparation import Version
from servanda.ingest.reviewing import decide
from servanda.loaders.map import map_report, report_iri
from servanda.ontology.exchange import Statement
from servanda.ontology.vocab import SV
from servanda.settings import Settings
from tests.loaders.documents import IRIS, actor, document, extraction, said

from .conftest import TOKEN, served

TEXT = (
    "Findings <script>alert(1)</script>\n\nThe Ministry of Justice worked with UNICEF. "
    "Officials claim that they arrested \u202eoffenders\u202c & others."
)
DONE, CLAIMED = "The Ministry of Justice worked with UNICEF", "they arrested \u202eoffenders\u202c & others"
NONE = "Officials claim"


def mention(name: str) -> dict[str, int]:
    return {"start": TEXT.index(name), "end": TEXT.index(name) + len(name)}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    read = document(TEXT, title='Mali "2010" <b>')
    found = extraction(
        read,
        actors=[
            actor("a1", "Ministry of Justice", "Ministry", mentions=[mention("Ministry of Justice")]),
            actor("a2", "UNICEF", "InternationalBody", country=None, mentions=[mention("UNICEF")]),
            actor("a3", "officials", "Official", mentions=[mention("Officials")]),
        ],
        statements=[
            said("s1", DONE, "cooperate", ["a1"], partners=["a2"]),
            said("s2", CLAIMED, "arrest", ["a3"], attributed_to="a3", date="2010"),
            said("s3", NONE, "report", ["a3"]),
        ],
    )
    folder: Path = tmp_path_factory.mktemp("reader") / "store"
    graph = map_report(read, found, IRIS)
    with EmbeddedStore(folder) as store:
        version = Version(lines(graph), contribution(graph, IRIS))
        store.apply(changes(store, {report_iri(read, IRIS): version}, IRIS))
        decide(store, records(store), IRIS)
    with served(Settings(store=str(folder), token=TOKEN)) as client:
        yield client


def records(store: EmbeddedStore) -> list[Record]:
    """A statement is rejected, another corrected and accepted, an actor is of another type and perhaps another one."""
    rows = store.select(f"SELECT ?s {{ ?s a <{SV.Statement}> }} ORDER BY STR(?s)").rows
    done, none = (
        URIRef(str(row["s"])) for kind in ("cooperate", "report") for row in rows if f"-{kind}-" in str(row["s"])
    )
    rows = store.select(f"SELECT ?who {{ ?s <{SV.agent}>|<{SV.partner}> ?who }} ORDER BY ?who").rows
    unicef, justice = (URIRef(str(row["who"])) for row in rows if "/report/" not in str(row["who"]))
    signed = ("Aminata <b>", "2026-01-02T03:04:05Z")
    return [
        Correction(none, "spurious", (), *signed, "not in the text"),
        Correction(done, "accepted", (), *signed),
        Correction(done, "recipients", (), *signed),
        Correction(justice, "type", ("Ministry",), *signed),
        Decision(justice, unicef, "unsure", *signed),
    ]


PAGE = "/reports/interim/mli/2010-02-24"


def test_words_of_the_report_are_marked_and_no_markup(client: httpx.Client) -> None:
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text and "<script>alert" not in page.text
    assert "Mali &#34;2010&#34; &lt;b&gt;" in page.text
    assert '<mark class="actor ministry">Ministry of Justice</mark>' in page.text
    assert '<mark class="statement claimed" data-s="s2"' in page.text
    assert page.text.count('<li data-s="') == 3


def test_what_people_said_is_shown_beside_it(client: httpx.Client) -> None:
    page = client.get(PAGE).text
    assert '<mark class="statement actual rejected" data-s="s3"' in page and '<li data-s="s3" class="rejected">' in page
    assert 'rejected</span> <span class="soft">Aminata &lt;b&gt;, 2026-01-02: not in the text' in page
    assert '<mark class="statement actual" data-s="s1"' in page and ">accepted</span>" in page
    assert "recipients: nobody" in page and "type: Ministry" in page and "perhaps" in page


def test_what_a_review_needs_is_in_the_page_where_people_may_write(client: httpx.Client) -> None:
    found = re.search(r'<script type="application/json" id="review">(.+?)</script>', client.get(PAGE).text)
    assert found is not None
    told = json.loads(found[1])
    assert told["report"].endswith("/report/interim/mli/2010-02-24") and "arrest" in told["activities"]
    assert {"kind": "actor", "label": "UNICEF"}.items() <= told["entities"][1].items()
    assert TOKEN not in client.get(PAGE).text


def test_a_passage_has_an_address(client: httpx.Client) -> None:
    start = TEXT.index(DONE)
    assert f'data-from="{start}"' in client.get(PAGE).text
    assert '<span id="s1"></span>' in client.get(PAGE).text


def test_text_and_exchange_document_are_a_click_away(client: httpx.Client) -> None:
    assert client.get(f"{PAGE}/text").text == TEXT
    document = client.get(f"{PAGE}/exchange.json").json()
    assert [statement["quote"] for statement in document["statements"]] == [DONE, CLAIMED, NONE]


def test_the_list_of_reports_leads_to_it(client: httpx.Client) -> None:
    assert f'href="{PAGE}"' in client.get("/reports").text
    assert f'href="{PAGE}"' in client.get("/reports?country=mli").text
    assert "No report about" in client.get("/reports?country=FRA").text


def test_a_report_that_is_not_there_is_told(client: httpx.Client) -> None:
    assert client.get("/reports/interim/mli/1999").status_code == 404


def test_a_tie_shows_its_sentences_and_where_they_stand(client: httpx.Client) -> None:
    address = re.search(r'href="(/ties/[^"]+)"', client.get("/").text)
    assert address is not None
    page = client.get(address[1])
    start = TEXT.index(DONE)
    assert page.status_code == 200 and f'href="{PAGE}#p{start}-{start + len(DONE)}"' in page.text
    assert 'The <mark class="ministry">Ministry of Justice</mark> worked with' in page.text
    assert client.get("/ties/partner/none").status_code == 404


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, "actual"),
        ({"polarity": "negated"}, "negated"),
        ({"attributed_to": "a1", "polarity": "negated"}, "claimed"),
        ({"attributed_to": "a1", "modality": "planned"}, "planned"),
        ({"modality": "recommended"}, "recommended"),
    ],
)
def test_how_a_report_tells_follows_the_six_classes(facts: dict[str, str], told: str) -> None:
    assert manner(Statement("s1", "x", 0, 1, "other", **facts)) == told  # type: ignore[arg-type]
