"""Commands that serve: the demonstration and the HTTP service."""

from __future__ import annotations

import errno
import socket
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.loading import load
from servanda.cli.options import StoreOption, location
from servanda.cli.output import console, table
from servanda.errors import UsageError
from servanda.graph.opening import is_service, open_store
from servanda.graph.store import Store
from servanda.settings import Settings, settings

DEMO_STORE = Path("servanda-demo")
"""Folder of the demonstration's store, in the working directory."""
_SHOWN = 5

HostOption = Annotated[str | None, typer.Option("--host", help="Address to listen on.")]
PortOption = Annotated[int | None, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0: a free one.")]


def demo(
    port: PortOption = None,
    store: Annotated[Path, typer.Option("--store", "-s", help="Folder of the demonstration's store.")] = DEMO_STORE,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve it, or only load and show it.")] = True,
) -> None:
    """Load the sample reports that come with the program, show what they tell, and serve them.

    Example: `servanda demo`
    """
    from servanda import samples

    counted = load(samples.paths(), str(store), 1)
    console().print(f"{counted['loaded']} sample reports loaded, {counted['unchanged']} there already, in ./{store}"
                    if not store.is_absolute() else f"{sum(counted.values())} sample reports in {store}")  # fmt: skip
    with open_store(store, read_only=True) as opened:
        _show(opened)
    if counted["failed"]:
        raise typer.Exit(1)
    if serve:
        chosen = replace(settings(), store=str(store), port=settings().port if port is None else port)
        _run(chosen, _listening(chosen, or_free=True))


def serve(
    store: StoreOption = None,
    host: HostOption = None,
    port: PortOption = None,
) -> None:
    """Serve the store over HTTP: SPARQL, named queries, and pages for people.

    Nobody may write unless SERVANDA_TOKEN is set; SERVANDA_QUERY_TIMEOUT, SERVANDA_QUERY_MEMORY and SERVANDA_RATE_LIMIT
    bound what queries and clients take. docs/service.md has all settings.

    Example: `servanda serve --store ./servanda-store --port 8080`
    """
    chosen = replace(
        settings(), store=location(store), host=host or settings().host, port=settings().port if port is None else port
    )
    if not is_service(chosen.store) and not chosen.token:
        open_store(chosen.store, read_only=True).close()  # tells a wrong folder now, not at the first query
    _run(chosen, _listening(chosen, or_free=False))


def _listening(chosen: Settings, or_free: bool) -> socket.socket:
    """Return a socket at the settings' address, or at a free port where that is taken and `or_free`.

    Raises:
        UsageError: the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in chosen.host else socket.AF_INET
    # With the protocol named, asyncio sends small packets at once instead of 40 ms later.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        try:
            found.bind((chosen.host, chosen.port))
        except OSError as fault:
            if not (or_free and fault.errno in (errno.EADDRINUSE, errno.EACCES)):
                raise
            found.bind((chosen.host, 0))
    except OSError as fault:
        found.close()
        raise UsageError(
            f"cannot listen on {chosen.host}:{chosen.port} ({fault.strerror}): choose another --host or --port"
        ) from None
    return found


def _run(chosen: Settings, listening: socket.socket) -> None:
    from servanda.api.app import create_app
    from servanda.api.logs import configure
    from servanda.api.server import server_of
    from servanda.api.worker import spare_collector

    configure(chosen.log_format, chosen.log_level)
    host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    console().print(f"serving {chosen.store} at http://{host}:{listening.getsockname()[1]}/ (Ctrl-C ends it)")
    console().file.flush()
    app = create_app(chosen)
    spare_collector()
    try:
        server_of(app).run(sockets=[listening])
    except KeyboardInterrupt:
        console().print("ended")


def _show(store: Store) -> None:
    from servanda.api import summary

    counts = table("the store holds", "")
    for name, number in summary.counts(store.select).items():
        counts.add_row(name, f"{number:,}")
    reports = table("report", "country", "date", "statements")
    for report in summary.reports(store.select):
        reports.add_row(*(str(report[key] or "") for key in ("title", "country", "date", "statements")))
    partners = table("who", "with whom", "the sentence that says so")
    for pair in summary.partners(store.select, _SHOWN):
        partners.add_row(pair.one, pair.other, pair.sentence)
    gaps = table("what officials claim", "what the assessors say of the evidence")
    for gap in summary.gaps(store.select, _SHOWN):
        gaps.add_row(gap.claim, gap.objection)
    for shown in (reports, counts, partners, gaps):
        if shown.row_count:
            console().print(shown)


COMMANDS = (demo, serve)
