"""Documents made of a table's rows: one for each country and year, whose text holds the rows one after the other.

So a row is a passage like any other: it has offsets and a quotation, it is read on a page, and it is replaced with its
document when the table is loaded again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from servanda import __version__
from servanda.loaders.document import Document, Metadata, Section, SectionKind
from servanda.loaders.tables.mapping import TableMapping, mapping_for
from servanda.loaders.tables.records import Record, record
from servanda.loaders.tables.rows import Row, RowFault, rows
from servanda.loaders.tables.wishes import action_type, instruments
from servanda.ontology import authority
from servanda.ontology.exchange import Actor, Extraction, Instrument, Software, Span, Statement

_MODALITY = {"recommendation": "recommended", "pledge": "planned"}


@dataclass(frozen=True, slots=True)
class TableDocument:
    """A document of a table, and the rows that it is made of."""

    document: Document
    placed: tuple[tuple[Record, Span], ...]
    mapping: TableMapping
    table: Path
    """The file that the rows stand in."""

    @property
    def software(self) -> Software:
        """Return what reads the rows."""
        return Software(f"servanda table {self.mapping.name}", __version__)

    def extraction(self) -> Extraction:
        """Return what the rows say; no parser takes part."""
        states = list(
            dict.fromkeys([self.placed[0][0].country, *(iso3 for entry, _ in self.placed for iso3 in entry.issuers)])
        )
        actor_of = {iso3: f"a{n}" for n, iso3 in enumerate(states, 1)}
        things = _Instruments()
        statements = list(_statements(self.placed, self.mapping, actor_of, things))
        return Extraction(
            doc=self.document.name,
            country=self.document.metadata.country,
            text_sha256=self.document.sha256,
            extractor=self.software,
            title=self.document.metadata.title,
            date=self.document.metadata.date,
            actors=tuple(_government(iso3, actor_of[iso3]) for iso3 in states),
            instruments=things.all(),
            statements=tuple(sorted(statements, key=lambda said: (said.start, said.id))),
        )


@dataclass(frozen=True, slots=True)
class Table:
    """What a table holds: its documents by country and year, and the rows that were left out."""

    mapping: TableMapping
    documents: tuple[TableDocument, ...]
    faults: tuple[RowFault, ...]
    used: int
    """Number of rows that stand in a document."""


def read_table(path: Path, mapping: TableMapping | None = None) -> Table:
    """Read a table of recommendations or pledges.

    Args:
        path: a CSV, TSV or JSON Lines file.
        mapping: what its columns mean; by the bundled mapping that fits them if None.

    Raises:
        ReadError: the file cannot be read.
        DataError: it is no table.
        NotFound: no bundled mapping fits it.
    """
    found = list(rows(path))
    if mapping is None:
        columns = next((list(row.cells) for row in found if isinstance(row, Row)), [])
        mapping = mapping_for(columns, path.name)
    kept, faults = _records(found, mapping)
    grouped: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for entry in kept:
        grouped[entry.country, entry.year].append(entry)
    documents = tuple(_document(grouped[key], mapping, path) for key in sorted(grouped))
    return Table(mapping, documents, tuple(faults), len(kept))


def _records(found: Iterable[Row | RowFault], mapping: TableMapping) -> tuple[list[Record], list[RowFault]]:
    """Return the rows that can be used, and those left out: faulty ones and ones that repeat another word by word."""
    kept: dict[Record, int] = {}
    faults: list[RowFault] = []
    for row in found:
        entry = record(row, mapping) if isinstance(row, Row) else row
        if isinstance(entry, RowFault):
            faults.append(entry)
        elif entry in kept:
            faults.append(RowFault(row.number, f"repeats row {kept[entry]}"))
        else:
            kept[entry] = row.number
    return list(kept), faults


def _document(records: Sequence[Record], mapping: TableMapping, table: Path) -> TableDocument:
    country, year = records[0].country, records[0].year
    known = authority.country(country)
    title = mapping.title.format(country=known.name if known else country, year=year)
    text, sections, spans = _laid_out(records)
    document = Document(
        f"{country.lower()}-{year}-{mapping.series}",
        text,
        sections,
        Metadata(
            title,
            country,
            str(year),
            mapping.series,
            mapping.publisher,
            mapping.author,
            language="en",
            source=table.name,
        ),
    )
    return TableDocument(document, tuple(zip(records, spans, strict=True)), mapping, table)


def _laid_out(records: Sequence[Record]) -> tuple[str, tuple[Section, ...], list[Span]]:
    """Return the text of rows with their topics as headings, its sections, and where each row stands."""
    parts: list[str] = []
    sections: list[Section] = []
    spans: dict[Record, Span] = {}
    length = 0

    def add(kind: SectionKind, text: str, title: str | None = None) -> Span:
        nonlocal length
        start = length
        parts.append(text + "\n\n")
        length += len(parts[-1])
        sections.append(Section(kind, start, start + len(text), title))
        return Span(start, start + len(text))

    topics = list(dict.fromkeys(entry.topic for entry in records))
    for topic in topics:
        if topic is not None:
            add(SectionKind.HEADING, topic)
        for entry in (entry for entry in records if entry.topic == topic):
            spans[entry] = add(SectionKind.NARRATIVE, entry.text, entry.number)
    return "".join(parts).rstrip("\n"), tuple(sections), [spans[entry] for entry in records]


def _statements(
    placed: Sequence[tuple[Record, Span]], mapping: TableMapping, actor_of: dict[str, str], things: _Instruments
) -> Iterator[Statement]:
    """Yield one statement for each row and each state that recommends it; a pledge is its state's own word."""
    count = 0
    for entry, span in placed:
        debtor = actor_of[entry.country]
        speakers: list[str | None] = [actor_of[iso3] for iso3 in entry.issuers] or [None]
        if mapping.kind == "pledge":
            speakers = [debtor]
        concerned = things.add(entry.text, span.start)
        for speaker in speakers:
            count += 1
            yield Statement(
                id=f"s{count}",
                quote=entry.text,
                start=span.start,
                end=span.end,
                type=action_type(entry.text),
                agents=(debtor,),
                instruments=concerned,
                modality=_MODALITY[mapping.kind],
                attributed_to=speaker,
                rule=f"table:{mapping.name}",
                sentence=span,
            )


class _Instruments:
    """The instruments that rows name, each with its mentions."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[Instrument, list[Span]]] = {}

    def add(self, text: str, start: int) -> tuple[str, ...]:
        """Add the instruments of a row, and return their local ids."""
        ids: list[str] = []
        for span, known in instruments(text):
            if known.name not in self._found:
                entry = Instrument(f"i{len(self._found) + 1}", known.name, known.type, known.of, known.number)
                self._found[known.name] = (entry, [])
            entry, mentions = self._found[known.name]
            mentions.append(Span(start + span.start, start + span.end))
            ids.append(entry.id)
        return tuple(dict.fromkeys(ids))

    def all(self) -> tuple[Instrument, ...]:
        """Return the instruments in the order in which they were first named."""
        return tuple(
            Instrument(e.id, e.name, e.type, e.of, e.number, mentions=tuple(mentions))
            for e, mentions in self._found.values()
        )


def _government(iso3: str, identifier: str) -> Actor:
    known = authority.country(iso3)
    return Actor(identifier, f"Government of {known.name if known else iso3}", "Government", iso3)
