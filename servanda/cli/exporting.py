"""The command that writes the graph, or the network of actors, to a file."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from servanda.cli.options import OutOption, StoreOption, location
from servanda.cli.output import writing
from servanda.errors import UsageError
from servanda.graph.opening import open_store
from servanda.graph.store import Store
from servanda.ontology.iris import Iris
from servanda.settings import settings

_DUMP_TYPES = {
    "trig": "application/trig",
    "nquads": "application/n-quads",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
}
_NETWORKS = {"network-jsonld": "jsonld"}
"""Formats of the network that have another name where the graph has one of the same."""


_COMMITMENTS = {"odrl", "commitments"}
"""Formats of the commitments: duties of ODRL in JSON-LD, and a table."""


class ExportFormat(StrEnum):
    """The graph (the first four), the network of actors, or the commitments (the last two)."""

    TRIG = "trig"
    NQUADS = "nquads"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    GEXF = "gexf"
    GRAPHML = "graphml"
    CYTOSCAPE = "cytoscape"
    CSV = "csv"
    NODES = "nodes"
    NETWORK_JSONLD = "network-jsonld"
    ODRL = "odrl"
    COMMITMENTS = "commitments"


def _several(option: str, help: str, metavar: str) -> object:
    return typer.Option(option, help=f"{help} May be given several times.", metavar=metavar)


def export(
    format: Annotated[ExportFormat, typer.Option("--format", "-f", help="Format of the file.")],
    country: Annotated[list[str] | None, _several("--country", "Ties with an actor of this country.", "ISO3")] = None,
    type: Annotated[list[str] | None, _several("--type", "Ties between actors of these types alone.", "TYPE")] = None,
    kind: Annotated[list[str] | None, _several("--kind", "Ties of this kind, such as partner.", "KIND")] = None,
    status: Annotated[
        list[str] | None, _several("--status", "Also ties that are only `claimed`, or only `planned`.", "STATUS")
    ] = None,
    from_: Annotated[str, typer.Option("--from", help="First day or year that counts.", metavar="DAY")] = "",
    to: Annotated[str, typer.Option("--to", help="Last day or year that counts.", metavar="DAY")] = "",
    min_weight: Annotated[int, typer.Option("--min-weight", help="Statements that a tie rests on, at least.")] = 1,
    series: Annotated[list[str] | None, _several("--series", "Statements of reports of this series.", "NAME")] = None,
    store: StoreOption = None,
    out: OutOption = None,
) -> None:
    """Write the graph (trig, nquads, turtle, jsonld), the commitments (odrl, commitments) or the network of actors.

    The network comes as gexf, graphml or cytoscape for network tools, as csv (its ties) and nodes (its actors) for
    tables, or as network-jsonld. The filters narrow it, and are those of `/api/network`. Commitments come as duties of
    ODRL 2.2 in JSON-LD (odrl) or as a CSV table (commitments), those of one country with --country.

    Examples:
    `servanda export --format trig --out graph.trig`

    `servanda export --format gexf --country MLI --from 2010 --status claimed --out mali.gexf`

    `servanda export --format csv --kind partner --min-weight 2 --out partners.csv`

    `servanda export --format odrl --country MLI --out duties.jsonld`
    """
    from servanda.graph.network.files import written
    from servanda.graph.network.filters import Filters

    filters = Filters(
        countries=tuple(value.upper() for value in country or ()),
        types=tuple(type or ()),
        kinds=tuple(kind or ()),
        also=tuple(status or ()),
        start=from_,
        end=to,
        min_weight=min_weight,
        series=tuple(series or ()),
    )
    if format.value in _DUMP_TYPES and filters != Filters():
        narrowed = ", ".join(name.value for name in ExportFormat if name.value not in _DUMP_TYPES)
        raise UsageError(f"filters narrow the network, not the graph ({format.value}): use --format {narrowed}")
    if format.value in _COMMITMENTS:
        if filters != Filters(countries=filters.countries) or len(filters.countries) > 1:
            raise UsageError("commitments are narrowed to one country at most: use --country ISO3 alone")
        with open_store(location(store), read_only=True) as opened, writing(out) as file:
            file.write(_commitments(opened, format.value, *filters.countries).encode("utf-8"))
        return
    with open_store(location(store), read_only=True) as opened, writing(out) as file:
        if format.value in _DUMP_TYPES:
            opened.dump(file, _DUMP_TYPES[format.value])
        else:
            form = _NETWORKS.get(format.value, format.value)
            file.write(written(opened, Iris(settings().base_iri), form, filters).encode("utf-8"))


def _commitments(store: Store, form: str, country: str | None = None) -> str:
    """Return all commitments, or those of a country, as ODRL or as a table."""
    from servanda.api import models, odrl
    from servanda.api.listing import LARGEST_PAGE, listings

    listing, iris = listings()["commitments"], Iris(settings().base_iri)
    values = {"country": country} if country else {}
    found: list[models.Commitment] = []
    cursor: str | None = None
    while True:
        page = listing.made(store.select(listing.text(values, cursor, LARGEST_PAGE, iris)).rows, LARGEST_PAGE)
        assert isinstance(page, models.Commitments)
        found += page.commitments
        if (cursor := page.next) is None:
            break
    if form == "odrl":
        return json.dumps(odrl.policies(found), ensure_ascii=False, indent=1) + "\n"
    return listing.table(models.Commitments(commitments=found, next=None))


COMMANDS = (export,)
