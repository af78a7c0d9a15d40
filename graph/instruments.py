"""All that a store knows of one instrument: names, links, citing reports, who did what with it, its status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from rdflib import URIRef
from rdflib.term import Node

from servanda.graph.external import links
from servanda.graph.plans import years
from servanda.graph.sparql import PROLOGUE
from servanda.graph.store import Row, Solutions
from servanda.ontology.vocab import DCTERMS, ELI, INSTRUMENT_TYPES, RDF, RDFS, SKOS, SV

Select = Callable[[str], Solutions]
Json = dict[str, Any]

_TYPES = {iri: name for name, iri in INSTRUMENT_TYPES.items()}
_ABOUT = "SELECT DISTINCT ?term ?value WHERE {{ <{iri}> ?term ?value }}"
_SAME = "SELECT DISTINCT ?other WHERE {{ ?other skos:exactMatch <{iri}> ; a sv:LegalInstrument }}"
_CITING = """SELECT DISTINCT ?report ?title ?issued ?country ?text WHERE {{
    VALUES ?cited {{ {cited} }}
    GRAPH ?graph {{
        ?reference sv:refersTo ?cited ; sv:inReport ?report .
        OPTIONAL {{ ?reference sv:mentionedIn/sv:inSentence/oa:hasSelector/oa:exact ?text }}
        OPTIONAL {{ ?report dcterms:title ?title }} OPTIONAL {{ ?report dcterms:issued ?issued }}
        OPTIONAL {{ ?report sv:country ?country }} }} }}"""
_ACTORS = """SELECT ?actor ?role ?type ?class (COUNT(DISTINCT ?statement) AS ?statements) (MIN(?label) AS ?name)
WHERE {{
    VALUES ?cited {{ {cited} }}
    VALUES ?role {{ sv:agent sv:partner sv:recipient }}
    VALUES ?class {{ sv:Occurrence sv:NonOccurrence sv:ClaimedActivity sv:ClaimedNonOccurrence sv:PlannedActivity
                     sv:RecommendedActivity }}
    GRAPH ?graph {{ ?activity sv:concerns ?cited ; ?role ?actor ; sv:activityType ?type ; a ?class .
                    ?statement sv:expresses ?activity }}
    ?actor rdfs:label ?label . }} GROUP BY ?actor ?role ?type ?class"""
_PARTIES = """SELECT DISTINCT ?country ?kind ?date WHERE {{
    ?action sv:treaty <{iri}> ; sv:party ?country ; sv:treatyActionKind ?kind .
    OPTIONAL {{ ?action dcterms:date ?date }} }}"""
_STEPS = """SELECT DISTINCT ?process ?kind ?date ?bill ?law ?statement WHERE {{
    VALUES ?cited {{ {cited} }}
    ?process sv:processOf|sv:resultsIn ?cited ; sv:processOf ?bill .
    OPTIONAL {{ ?process sv:resultsIn ?law }}
    ?step sv:stepOf ?process ; sv:stepKind ?kind .
    OPTIONAL {{ ?step dcterms:date ?date }} OPTIONAL {{ ?step prov:wasDerivedFrom ?statement }} }}"""


def instrument(select: Select, iri: URIRef) -> Json | None:
    """Return all that is known of an instrument as plain data, or None where it is not in the store.

    The reports that cite it under another entry which is linked to it are among its reports.
    """
    told: dict[Node, set[str]] = defaultdict(set)
    for row in _asked(select, _ABOUT, iri=iri):
        told[row["term"]].add(str(row["value"]))
    if str(SV.LegalInstrument) not in told[RDF.type]:
        return None
    others = sorted(str(row["other"]) for row in _asked(select, _SAME, iri=iri))
    cited = " ".join(f"<{entry}>" for entry in (str(iri), *others))
    kinds = sorted(name for kind, name in _TYPES.items() if str(kind) in told[RDF.type])
    return {
        "iri": str(iri),
        "name": min(told[SKOS.prefLabel] | told[RDFS.label], default=""),
        "type": kinds[0] if kinds else None,
        "aliases": sorted(told[SKOS.altLabel]),
        "ambiguous_aliases": sorted(told[SV.ambiguousLabel]),
        "country": _country(_one(told[SV.jurisdiction])),
        "number": _one(told[SV.number]),
        "date": _one(told[DCTERMS.issued]),
        "in_force": _one(told[ELI.first_date_entry_in_force]),
        "status": _last(_one(told[SV.legalStatus])),
        "period": _period(min(told[SKOS.prefLabel], default="")) if str(SV.Plan) in told[RDF.type] else None,
        "based_on": sorted(told[SV.basedOn]),
        "same": others,
        "links": links(select, iri),
        "reports": _reports(_asked(select, _CITING, cited=cited)),
        "actors": sorted(
            (_actor(row) for row in _asked(select, _ACTORS, cited=cited) if "actor" in row),
            key=lambda actor: (-actor["statements"], actor["iri"], actor["role"], actor["activity"]),
        ),
        "parties": sorted(
            (_party(row) for row in _asked(select, _PARTIES, iri=iri)), key=lambda p: (p["country"], p["act"])
        ),
        "process": _steps(_asked(select, _STEPS, cited=cited)),
    }


def _period(title: str) -> Json | None:
    found = years(title)
    return {"start": found[0], "end": found[1]} if found else None


def _asked(select: Select, query: str, **values: object) -> tuple[Row, ...]:
    return select(PROLOGUE + query.format(**values)).rows


def _reports(rows: tuple[Row, ...]) -> list[Json]:
    found: dict[str, Json] = {}
    for row in rows:
        report = found.setdefault(
            str(row["report"]),
            {
                "iri": str(row["report"]),
                "title": _text(row, "title"),
                "date": _text(row, "issued"),
                "country": _country(_text(row, "country")),
                "sentences": [],
            },
        )
        text = _text(row, "text")
        if text and text not in report["sentences"]:
            report["sentences"].append(text)
    for report in found.values():
        report["sentences"].sort()
    return sorted(found.values(), key=lambda report: (report["country"] or "", report["date"] or "", report["iri"]))


def _actor(row: Row) -> Json:
    return {
        "iri": str(row["actor"]),
        "name": str(row["name"]),
        "role": str(row["role"]).removeprefix(str(SV._NS)),
        "activity": _last(str(row["type"])),
        "told_as": str(row["class"]).removeprefix(str(SV._NS)),
        "statements": int(str(row["statements"])),
    }


def _party(row: Row) -> Json:
    return {
        "country": _country(str(row["country"])),
        "act": _last(str(row["kind"])),
        "date": _text(row, "date"),
    }


def _steps(rows: tuple[Row, ...]) -> list[Json]:
    found: dict[tuple[str, str, str], Json] = {}
    for row in rows:
        place = (str(row["process"]), str(row["kind"]), _text(row, "date") or "")
        step = found.setdefault(
            place,
            {
                "step": _last(place[1]),
                "date": place[2] or None,
                "bill": str(row["bill"]),
                "law": _text(row, "law"),
                "statements": [],
            },
        )
        if "statement" in row:
            step["statements"] = sorted({*step["statements"], str(row["statement"])})
    return sorted(found.values(), key=lambda step: (step["date"] or "9999", step["step"], step["bill"]))


def _text(row: Row, name: str) -> str | None:
    return str(row[name]) if name in row else None


def _one(values: set[str]) -> str | None:
    return min(values, default=None)


def _last(iri: str | None) -> str | None:
    return iri.rpartition("/")[2] if iri else None


def _country(iri: str | None) -> str | None:
    return iri.rpartition("/")[2].upper() if iri else None
