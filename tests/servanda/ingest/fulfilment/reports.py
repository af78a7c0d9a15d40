"""Small reports and tables of recommendations, for tests of fulfilment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from servanda.graph.store import Store
from servanda.ingest import ingest, ingest_table
from servanda.loaders.document import Document
from servanda.ontology.exchange import Extraction, Software
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import PREFIXES
from servanda.settings import Settings

IRIS = Iris()
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


class Nothing:
    """An extractor that finds nothing: what became of wishes is read from the text."""

    software = Software("nothing", "1")

    def software_for(self, document: Document) -> Software:
        return self.software

    def extract(self, document: Document) -> Extraction:
        known = document.metadata
        return Extraction(
            doc=document.name,
            country=known.country,
            text_sha256=document.sha256,
            extractor=self.software,
            title=known.title,
            date=known.date,
            actors=(),
            instruments=(),
            statements=(),
        )


def load_table(store: Store, folder: Path, actions: Mapping[int, list[str]], country: str = "MLI") -> None:
    """Load suggested actions by year."""
    path = folder / f"{country}-actions.jsonl"
    rows = [
        {"iso3": country, "year": str(year), "country": country, "area": "Legal", "action": action}
        for year, listed in actions.items()
        for action in listed
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    _, events = ingest_table(path, store, Settings())
    list(events)


def load_reports(store: Store, folder: Path, texts: Mapping[int, str], country: str = "MLI") -> list[Path]:
    """Load reports by year."""
    paths = []
    for year, text in texts.items():
        paths.append(folder / f"{country.lower()}-{year}-wfcl.txt")
        paths[-1].write_text(f"{text}\n", encoding="utf-8")
    list(ingest(paths, store, Settings(), 1, Nothing()))
    return paths


def statuses(store: Store) -> list[tuple[str, str, str]]:
    """Return all statuses as text of the wish, day and value."""
    rows = store.select(f"""{PROLOGUE} SELECT ?text ?day ?value {{
        ?a a sv:StatusAssessment ; sv:assesses ?wish ; sv:statusDate ?day ; sv:status ?value .
        ?wish sv:expressedIn/sv:groundedIn/oa:hasSelector/oa:exact ?text }}""").rows
    return sorted({(str(r["text"]), str(r["day"]), str(r["value"]).rpartition("/")[2]) for r in rows})
