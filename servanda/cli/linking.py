"""The command that links a store to legal datasets."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import StoreOption, location
from servanda.cli.output import console, notices, table
from servanda.errors import ReadError, UsageError
from servanda.graph.opening import open_store
from servanda.graph.store import Store
from servanda.ontology import extension
from servanda.ontology.iris import Iris
from servanda.settings import settings

if TYPE_CHECKING:
    from servanda.graph.matching.scores import Match

_SHOWN = 20  # candidates that are printed unless all are asked for


def link(
    store: StoreOption = None,
    add: Annotated[
        list[Path] | None,
        typer.Option("--add", help="A table of your own instruments, bodies or links, to keep and use from now on."),
    ] = None,
    data: Annotated[
        list[Path] | None,
        typer.Option("--data", help="An external dataset to load beside the reports: RDF, ratifications, or a table."),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="What the columns of the table given with --data mean (TOML).")
    ] = None,
    service: Annotated[
        str | None,
        typer.Option("--from", help="A SPARQL service to take a part of, one of SERVANDA_FEDERATION."),
    ] = None,
    query: Annotated[
        Path | None, typer.Option("--query", help="The CONSTRUCT query that says which part (with --from).")
    ] = None,
    max_age: Annotated[int, typer.Option("--max-age", help="Days for which what was fetched is good.", min=0)] = 7,
    candidates: Annotated[bool, typer.Option("--candidates", help="Show all candidates, not only the best.")] = False,
) -> None:
    """Link actors and instruments to the datasets in which lawyers look them up, and say how many have links.

    Links go into a graph of their own, which is made anew each time; what is only alike becomes a candidate that a
    person judges. Your own tables (columns as in `docs/reconciliation.md`) are kept in the folder SERVANDA_AUTHORITY.

    Examples:
    `servanda link`

    `servanda link --add our-laws.csv --store ./servanda-store`

    `servanda link --data hr_status_crc.csv --data laws.ttl`

    `servanda link --from https://query.wikidata.org/sparql --query treaties.rq`
    """
    from servanda.graph.linking import link_store
    from servanda.loaders.external.reading import read_dataset

    if mapping is not None and len(data or ()) != 1:
        raise UsageError("--mapping is for one table: name it with --data")

    if (service is None) != (query is None):
        raise UsageError("--from and --query go together: name the service and the file of the query")
    for path in add or ():
        kind, number = extension.add(path)
        notices().print(f"{path}: {number} {kind} are part of the authority data now ({settings().authority})")
    iris = Iris(settings().base_iri)
    datasets = [read_dataset(path, iris, mapping) for path in data or ()]
    with open_store(location(store)) as opened:
        opened.apply([dataset.change(iris, date.today()) for dataset in datasets])
        for dataset in datasets:
            for notice in dataset.notices:
                notices().print(f"notice: {notice}")
            notices().print(f"{dataset.source}: {len(dataset.graph):,} triples in <{dataset.iri(iris)}>")
        if service is not None and query is not None:
            _fetch(opened, service, query, max_age, iris)
        outcome = link_store(opened, iris)
    shown = table("kind", "named", "linked", "only candidates", "without", "share linked")
    for row in outcome.coverage:
        share = f"{row.linked / row.entities:.0%}" if row.entities else "–"
        without = row.entities - row.linked - row.candidates
        shown.add_row(row.kind, *(f"{n:,}" for n in (row.entities, row.linked, row.candidates, without)), share)
    console().print(shown)
    if outcome.candidates:
        _show(outcome.candidates if candidates else outcome.candidates[:_SHOWN], len(outcome.candidates))
    notices().print("links written" if outcome.changed else "links unchanged")


def _fetch(store: Store, service: str, file: Path, days: int, iris: Iris) -> None:
    """Take a part of another service into a graph of its own, unless a fresh one is there."""
    from servanda.loaders.external.federation import fetch, is_fresh

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ReadError(f"{file}: cannot be read: check the path and save it as UTF-8") from None
    today = date.today()
    if is_fresh(store, file.stem, service, text, today, days, iris):
        return notices().print(f"{service}: the answer to {file} is not older than {days} days; not asked again")
    dataset = fetch(service, text, file.stem, settings(), iris)
    store.apply([dataset.change(iris, today)])
    return notices().print(f"{service}: {len(dataset.graph):,} triples in <{dataset.iri(iris)}>")


def _show(found: tuple[tuple[str, Match], ...], total: int) -> None:
    shown = table("entity", "may be", "score", "because")
    base = settings().base_iri
    for iri, match in found:
        reasons = ", ".join(f"{name} {value:.2f}" for name, value in match.features.items())
        shown.add_row(iri.removeprefix(base), match.entry.name, f"{match.score:.0f}", reasons)
    shown.caption = f"{len(found)} of {total} candidates"
    console().print(shown)


COMMANDS = (link,)
"""Commands of this module."""
