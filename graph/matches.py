"""Matches: sentences of later reports that may tell of a recommendation or commitment, for people to judge.

The rules of fulfilment offer them where nothing surer tells of a wish (`sv:FulfilmentCandidate`). A judgement is a
`Decision` on the wish and the passage; every later derivation follows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.graph.reviews import Decision, Record
from servanda.graph.store import Row, Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import DCTERMS, OA, SV


@dataclass(frozen=True, slots=True)
class Match:
    """A wish and a sentence that may tell of it."""

    wish: str
    passage: str
    asked: str
    """What is recommended or promised, in the words of its report."""
    asked_in: str
    """Date of that report."""
    sentence: str
    told_in: str
    """Date of the report of the sentence."""
    report: str
    score: float
    """How likely the sentence tells of it, 0 to 1."""
    reason: str


def matches(store: Store, iris: Iris, decided: Iterable[Record] = (), country: str | None = None) -> list[Match]:
    """Return the matches of a store that are open, the likest first.

    Args:
        store: where reports were loaded.
        iris: mints the IRIs of data.
        decided: what was judged one way or the other in it is not offered again.
        country: ISO 3166-1 alpha-3 of a state, for wishes to it alone.
    """
    graph = f"<{iris.graph('fulfilment', country.lower())}>" if country else "?graph"
    rows = store.select(f"""SELECT ?wish ?passage (MIN(?words) AS ?asked) (MIN(?day) AS ?asked_in)
        (MIN(?exact) AS ?sentence) (MIN(?later) AS ?told_in) ?report (MIN(?likely) AS ?score) (MIN(?why) AS ?reason) {{
        GRAPH {graph} {{ ?candidate a <{SV.FulfilmentCandidate}> ; <{SV.candidateFor}> ?wish ; <{SV.inReport}> ?report ;
            <{SV.groundedIn}> ?passage ; <{SV.score}> ?likely ; <{SV.reason}> ?why .
            ?passage <{OA.hasSelector}>/<{OA.exact}> ?exact }}
        ?report <{DCTERMS.issued}> ?later . ?wish <{SV.expressedIn}> ?statement .
        ?statement <{SV.groundedIn}>/<{OA.hasSelector}>/<{OA.exact}> ?words ; <{SV.inReport}>/<{DCTERMS.issued}> ?day
        }} GROUP BY ?wish ?passage ?report""").rows
    settled = {
        (str(record.subject), str(record.object))
        for record in decided
        if isinstance(record, Decision) and record.is_match and record.judgement != "unsure"
    }
    found = [_match(row) for row in rows if "wish" in row]
    kept = [match for match in found if (match.wish, match.passage) not in settled]
    return sorted(kept, key=lambda match: (-match.score, match.wish, match.passage))


def _match(row: Row) -> Match:
    return Match(
        wish=str(row["wish"]), passage=str(row["passage"]), asked=str(row["asked"]), asked_in=str(row["asked_in"]),
        sentence=str(row["sentence"]), told_in=str(row["told_in"]), report=str(row["report"]),
        score=float(str(row["score"])), reason=str(row["reason"]),
    )  # fmt: skip
