"""What the rules of fulfilment look at: a country's recommendations and commitments, and the texts of its reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rdflib import URIRef

from servanda.graph.store import Store
from servanda.ingest.fulfilment.reading import Reading, read
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import DCTERMS, OA, PROV, SV, VOCAB

_TABLE = "servanda table"
"""How the software is called that reads tables: their texts are recommendations, not reports of what happened."""
_KEPT = 128
"""Reports whose sentences are kept in memory."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation or commitment, as it is to be followed."""

    iri: URIRef
    text: str
    report: URIRef
    issued: str
    """Date of its report as ISO 8601, of any precision."""
    series: str
    is_recommendation: bool
    due: str | None = None
    """Day by which a commitment is to be fulfilled."""


@dataclass(frozen=True, slots=True)
class Later:
    """A report that may tell what became of earlier wishes."""

    report: URIRef
    issued: str
    series: str
    text: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a report: where it stands, and what class and type its activity has."""

    iri: URIRef
    start: int
    end: int
    activity: str
    """Local name of the activity's class, such as `Occurrence`."""
    type: str


def digests(store: Store) -> dict[str, list[tuple[str, str]]]:
    """Return by country the reports of a store with the digests of what they were made from, both in order."""
    rows = store.select(f"""SELECT ?country ?report (MIN(?d) AS ?digest) {{ GRAPH ?graph {{
        ?report a <{SV.Report}> ; <{SV.country}> ?country ; <{SV.inputHash}>|<{SV.textHash}> ?d }} }}
        GROUP BY ?country ?report""").rows
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        found[str(row["country"])].append((str(row["report"]), str(row["digest"])))
    return {country: sorted(reports) for country, reports in found.items()}


def asked_of(store: Store, country: str) -> list[Asked]:
    """Return what the reports of a country recommend to its actors, or tell that these bound themselves to.

    The graphs are asked for first: engines look through the wishes of all countries where all is asked in one query.
    """
    graphs = store.select(f"""SELECT DISTINCT ?graph {{ GRAPH ?graph {{
        ?report a <{SV.Report}> ; <{SV.country}> <{country}> }} }}""").rows
    listed = " ".join(sorted(f"<{row['graph']}>" for row in graphs))
    rows = store.select(f"""SELECT DISTINCT ?wish ?kind ?text ?report ?issued ?series ?due {{
        VALUES ?graph {{ {listed} }}
        GRAPH ?graph {{
            ?report a <{SV.Report}> ; <{SV.country}> <{country}> ; <{DCTERMS.issued}> ?issued .
            ?wish a ?kind ; <{SV.action}> ?activity ; <{SV.expressedIn}> ?statement ;
                <{SV.debtor}>|<{SV.addressee}> ?actor .
            ?statement <{SV.groundedIn}> ?passage .
            ?passage <{OA.hasSelector}> ?quotation . ?quotation <{OA.exact}> ?text .
            OPTIONAL {{ ?report <{SV.inSeries}> ?series }} OPTIONAL {{ ?wish <{SV.dueDate}> ?due }}
        }}
        ?actor <{SV.country}> <{country}> .
        FILTER (?kind IN (<{SV.Recommendation}>, <{SV.Commitment}>)) }}""").rows
    found: dict[URIRef, Asked] = {}
    for row in rows:
        iri, text = URIRef(str(row["wish"])), str(row["text"])
        if iri not in found or text < found[iri].text:
            found[iri] = Asked(
                iri, text, URIRef(str(row["report"])), str(row["issued"]), str(row.get("series", "")),
                str(row["kind"]) == str(SV.Recommendation), str(row["due"]) if "due" in row else None,
            )  # fmt: skip
    return [found[iri] for iri in sorted(found, key=lambda iri: (found[iri].issued, iri))]


def reports_of(store: Store, country: str) -> list[Later]:
    """Return the reports of a country that tell what happened, in the order of their dates."""
    rows = store.select(f"""SELECT DISTINCT ?report ?issued ?text ?series {{ GRAPH ?graph {{
        ?report a <{SV.Report}> ; <{SV.country}> <{country}> ; <{DCTERMS.issued}> ?issued ; <{SV.text}> ?text .
        OPTIONAL {{ ?report <{SV.inSeries}> ?series }}
        OPTIONAL {{ ?run <{PROV.used}> ?report ; <{SV.software}> ?software }}
        FILTER (!BOUND(?software) || !STRSTARTS(?software, "{_TABLE}")) }} }}""").rows
    found = {
        str(row["report"]): Later(
            URIRef(str(row["report"])),
            str(row["issued"]),
            str(row.get("series", "")),
            str(row["text"]),
            _read(str(row["text"])),
        )
        for row in rows
    }
    return sorted(found.values(), key=lambda later: (later.issued, later.report))


def told_in(store: Store, reports: Iterable[URIRef], iris: Iris) -> dict[URIRef, list[Told]]:
    """Return the statements of reports, each list in the order of the text."""
    found: dict[URIRef, list[Told]] = {}
    for report in reports:
        rows = store.select(f"""SELECT ?statement ?class ?type ?start ?end {{ GRAPH <{iris.report_graph(report)}> {{
            ?statement a <{SV.Statement}> ; <{SV.groundedIn}> ?passage ; <{SV.expresses}> ?activity .
            ?activity a ?class ; <{SV.activityType}> ?type . FILTER (?class != <{SV.Activity}>)
            ?passage <{OA.hasSelector}> ?place . ?place <{OA.start}> ?start ; <{OA.end}> ?end }} }}""").rows
        statements = {
            Told(
                URIRef(str(row["statement"])), int(str(row["start"])), int(str(row["end"])),
                str(row["class"]).removeprefix(str(SV._NS)), str(row["type"]).removeprefix(f"{VOCAB}activity-type/"),
            )
            for row in rows
        }  # fmt: skip
        found[report] = sorted(statements, key=lambda told: (told.start, told.end, told.iri))
    return found


def is_later(one: str, other: str) -> bool:
    """Tell whether a date is later than another, as far as both are precise."""
    size = min(len(one), len(other))
    return one[:size] > other[:size]


@lru_cache(maxsize=_KEPT)
def _read(text: str) -> Reading:
    return read(text)
