"""What workers list for reviews: what is open, what was decided, and what a report was read to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel
from rdflib import URIRef

from servanda.api import judgements
from servanda.api.opened import Opened
from servanda.api.worker import Output
from servanda.errors import NotFound
from servanda.graph.matches import matches
from servanda.graph.ntriples import parsed
from servanda.graph.records import COLUMNS, DECIDED_COLUMNS, candidate_rows, match_rows, record_rows, table
from servanda.graph.reviews import Correction, Record, corrections, record_of, records, report_of
from servanda.graph.revisions import Content, Revision, labels, revisions
from servanda.graph.store import Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import RDFS, SKOS

if TYPE_CHECKING:
    from servanda.graph.candidates import Candidate
    from servanda.graph.matching.entries import Entry

_CSV, _JSON = "text/csv; charset=utf-8", "application/json"


@dataclass(frozen=True, slots=True)
class ListCandidates:
    """A page of the pairs that may be one, as JSON, or all of them as a table."""

    iris: Iris
    country: str | None
    least: float
    offset: int
    limit: int
    as_table: bool

    def run(self, opened: Opened, out: Output) -> None:
        """Write it."""
        from servanda.graph.candidates import candidates

        store = opened.store()
        found = candidates(store, self.iris, records(store, self.iris), self.country, self.least)
        if self.as_table:
            return _write_table(table(candidate_rows(found), COLUMNS), out)
        page = [_candidate(one) for one in found[self.offset : self.offset + self.limit]]
        return _write(judgements.Candidates(candidates=page, total=len(found)), out)


@dataclass(frozen=True, slots=True)
class Which:
    """Records that are asked for; what is None does not narrow."""

    kind: str | None = None
    judgement: str | None = None
    about: URIRef | None = None
    """A thing that was judged or corrected, or the report of a statement that was corrected."""
    by: str | None = None

    def fits(self, record: Record) -> bool:
        """Return whether a record is asked for."""
        is_correction = isinstance(record, Correction)
        about = (record.target,) if isinstance(record, Correction) else (record.subject, record.object)
        return (
            (self.kind is None or (self.kind == "correction") == is_correction)
            and (self.judgement is None or self.judgement == getattr(record, "judgement", None))
            and (self.by is None or self.by == record.by)
            and (self.about is None or any(str(self.about) in (str(node), report_of(node)) for node in about))
        )


@dataclass(frozen=True, slots=True)
class ListMatches:
    """A page of the sentences that may tell of a wish as JSON, or all of them as a table."""

    iris: Iris
    country: str | None
    offset: int
    limit: int
    as_table: bool

    def run(self, opened: Opened, out: Output) -> None:
        """Write it."""
        store = opened.store()
        found = matches(store, self.iris, records(store, self.iris), self.country)
        if self.as_table:
            return _write_table(table(match_rows(found), COLUMNS), out)
        page = [judgements.Match(**asdict(match)) for match in found[self.offset : self.offset + self.limit]]
        return _write(judgements.Matches(matches=page, total=len(found)), out)


@dataclass(frozen=True, slots=True)
class ListRecords:
    """A page of records as JSON, the newest first, or all of them as a table."""

    iris: Iris
    which: Which
    offset: int
    limit: int
    as_table: bool

    def run(self, opened: Opened, out: Output) -> None:
        """Write it."""
        found = [record for record in records(opened.store(), self.iris) if self.which.fits(record)][::-1]
        if self.as_table:
            return _write_table(table(record_rows(found, self.iris), DECIDED_COLUMNS), out)
        page = [judgements.Record.of(record, self.iris) for record in found[self.offset : self.offset + self.limit]]
        return _write(judgements.Records(records=page, total=len(found)), out)


@dataclass(frozen=True, slots=True)
class ShowRecord:
    """One record as JSON."""

    iris: Iris
    record: URIRef

    def run(self, opened: Opened, out: Output) -> None:
        """Write it.

        Raises:
            NotFound: there is no such record.
        """
        found = record_of(records(opened.store(), self.iris), self.record, self.iris)
        _write(judgements.Record.of(found, self.iris), out)


@dataclass(frozen=True, slots=True)
class ListRevisions:
    """The statements of a report, as they were read and as they stand."""

    iris: Iris
    report: URIRef

    def run(self, opened: Opened, out: Output) -> None:
        """Write them as JSON.

        Raises:
            NotFound: the store has no such report.
        """
        store, graph = opened.store(), self.iris.report_graph(self.report)
        held = parsed(store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"))
        if not held:
            raise NotFound(f"there is no report {self.report}: /api/reports lists them")
        found = revisions(held, corrections(records(store, self.iris)))
        names = labels(held) | _labels(store, _players(found))
        statements = [_revision(one, names, self.iris) for one in found]
        _write(judgements.Revisions(report=str(self.report), statements=statements), out)


def _candidate(one: Candidate) -> judgements.Candidate:
    def entity(entry: Entry) -> judgements.Entity:
        return judgements.Entity(
            iri=entry.iri, label=entry.name, type=entry.type, country=entry.country, aliases=list(entry.aliases)
        )

    return judgements.Candidate(
        subject=entity(one.subject),
        object=entity(one.object),
        score=one.score,
        value=one.value,
        why=list(one.reasons),
    )


def _revision(one: Revision, names: Mapping[str, str], iris: Iris) -> judgements.Revision:
    return judgements.Revision(
        iri=str(one.statement),
        local=one.local,
        start=one.start,
        end=one.end,
        quote=one.quote,
        manner=one.manner,
        verdict=_verdict(one.records),
        read=_content(one.read, names),
        stands=_content(one.stands, names) if one.stands is not None else None,
        records=[judgements.Record.of(record, iris) for record in one.records],
    )


def _content(known: Content, names: Mapping[str, str]) -> judgements.Content:
    roles = {
        role: [judgements.Player(iri=iri, label=names.get(iri) or iri.rpartition("/")[2]) for iri in players]
        for role, players in known.roles.items()
    }
    return judgements.Content(type=known.type, **roles)


def _verdict(found: Sequence[Correction]) -> judgements.Verdict | None:
    return next((verdict for record in found for verdict in judgements.VERDICTS if record.property == verdict), None)


def _players(found: Iterable[Revision]) -> set[str]:
    contents = [content for one in found for content in (one.read, one.stands) if content is not None]
    return {iri for content in contents for players in content.roles.values() for iri in players}


def _labels(store: Store, iris: Iterable[str]) -> dict[str, str]:
    """Return the labels that the store has of these things."""
    things = " ".join(f"<{iri}>" for iri in sorted(iris))
    rows = store.select(f"""SELECT ?thing (MIN(?name) AS ?label) {{ VALUES ?thing {{ {things} }}
        ?thing <{RDFS.label}>|<{SKOS.prefLabel}> ?name }} GROUP BY ?thing""").rows
    return {str(row["thing"]): str(row["label"]) for row in rows if "label" in row}


def _write(answer: BaseModel, out: Output) -> None:
    out.begin(_JSON)
    out.write(answer.model_dump_json().encode())


def _write_table(text: str, out: Output) -> None:
    out.begin(_CSV)
    out.write(text.encode())
