"""What is promised and recommended, as the boards list it: filtered by the store, put in order and aged here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from servanda.api import models
from servanda.api.listing import LARGEST_PAGE, listings
from servanda.graph.store import Solutions
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import DCTERMS, SV

Select = Callable[[str], Solutions]

STATUSES = (
    "overdue", "noEvidence", "notStarted", "unverifiable", "underway", "partly", "fulfilled", "abandoned",
)  # fmt: skip
"""In the order of a board: what is open and needs a look first."""
FILTERS = ("country", "status", "type", "year", "strength")
SORTS = {
    "age": "oldest first",
    "date": "newest first",
    "status": "by status",
    "who": "by who owes it",
}
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Owed:
    """A commitment or recommendation."""

    iri: str
    who: tuple[models.Named, ...]
    """Who owes it."""
    whom: tuple[models.Named, ...]
    """Who benefits from a commitment, or who recommends."""
    kind: str
    strength: str
    sentence: str
    since: str
    age: int | None
    """Calendar years since then, up to the newest report about the country."""
    due: str
    status: str
    judged: str
    """Who judged the status, and when."""
    evidence: str
    repeated: int
    """Number of earlier recommendations of the same."""
    report: str


def owed(
    select: Select, part: str, values: Mapping[str, str], iris: Iris, newest: Mapping[str, str]
) -> tuple[list[Owed], bool]:
    """Return commitments or recommendations, and whether there are more than a page can hold.

    Args:
        select: answers SELECT queries.
        part: `commitments` or `recommendations`.
        values: filters, of `FILTERS`; those left out or that the part does not have do not narrow.
        iris: makes IRIs of short forms.
        newest: dates of the newest reports by country, up to which ages count.

    Raises:
        UsageError: a filter has a value that it does not take.
    """
    listing = listings()[part]
    known = {parameter.name for parameter in listing.query.parameters}
    given = {name: value for name, value in values.items() if name in known}
    page = listing.made(select(listing.text(given, None, LARGEST_PAGE, iris)).rows, LARGEST_PAGE)
    if isinstance(page, models.Commitments):
        return [_committed(one, newest) for one in page.commitments], page.next is not None
    assert isinstance(page, models.Recommendations)
    return [_recommended(one, newest) for one in page.recommendations], page.next is not None


def in_order(found: Sequence[Owed], sort: str) -> list[Owed]:
    """Return them in an order of `SORTS`; any other word stands for `age`."""
    by_age = sorted(found, key=lambda one: (one.since or "9999", one.iri))
    if sort == "date":
        return sorted(by_age, key=lambda one: one.since, reverse=True)
    if sort == "status":
        return sorted(by_age, key=lambda one: STATUSES.index(one.status) if one.status in STATUSES else len(STATUSES))
    if sort == "who":
        return sorted(by_age, key=lambda one: [(who.label or who.iri).lower() for who in one.who])
    return by_age


def counted(found: Sequence[Owed]) -> list[tuple[str, int]]:
    """Return how many there are of each status, in the order of a board."""
    return [(status, n) for status in STATUSES if (n := sum(one.status == status for one in found))]


def newest_reports(select: Select) -> dict[str, str]:
    """Return the date of the newest report about each country, by its code: up to it ages count."""
    rows = select(f"""SELECT ?country (MAX(STR(?issued)) AS ?newest) {{ GRAPH ?graph {{
        ?report a <{SV.Report}> ; <{SV.country}> ?country ; <{DCTERMS.issued}> ?issued }} }} GROUP BY ?country""").rows
    return {str(row["country"]).rpartition("/")[2].upper(): str(row["newest"]) for row in rows if "country" in row}


def years_between(first: str, last: str) -> int | None:
    """Return the calendar years between two dates of any precision, as the named queries count them."""
    if not _YEAR.match(first) or not _YEAR.match(last):
        return None
    return max(0, int(last[:4]) - int(first[:4]))


def _committed(one: models.Commitment, newest: Mapping[str, str]) -> Owed:
    since = one.date or ""
    return Owed(
        iri=one.iri, who=tuple(one.debtors), whom=tuple(one.beneficiaries), kind=one.type or "",
        strength=one.strength or "", sentence=one.sentence or one.quotation or _bound_by(one), since=since,
        age=_age(since, one.country, newest), due=one.due or "", status=one.status,
        judged=_judged(one.judge, one.status_date), evidence=one.evidence or "", repeated=0, report=one.report or "",
    )  # fmt: skip


def _bound_by(one: models.Commitment) -> str:
    """Return what a treaty action that no report tells of obliges to, in words."""
    treaties = ", ".join(treaty.label or treaty.iri for treaty in one.instruments)
    return f"{treaties} ({', '.join(one.sources)})" if treaties and one.sources else treaties


def _recommended(one: models.Recommendation, newest: Mapping[str, str]) -> Owed:
    since = one.since or one.date or ""
    return Owed(
        iri=one.iri, who=tuple(one.addressees), whom=tuple(one.issuers), kind=one.type or "", strength="",
        sentence=one.sentence or one.quotation or "", since=since, age=_age(since, one.country, newest), due="",
        status=one.status, judged=_judged(one.judge, one.status_date), evidence=one.evidence or "",
        repeated=len(one.repeats), report=one.report or "",
    )  # fmt: skip


def _age(since: str, country: str | None, newest: Mapping[str, str]) -> int | None:
    return years_between(since, newest.get(country or "", ""))


def _judged(judge: str | None, day: str | None) -> str:
    return ", ".join(part for part in (judge, day) if part)
