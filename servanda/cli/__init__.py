"""The command line: `servanda COMMAND …`."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda import __version__
from servanda.cli import asking, checking, exporting, keeping, linking, loading, reading, reviewing, serving
from servanda.cli.failures import CommandGroup

app = typer.Typer(
    name="servanda",
    cls=CommandGroup,
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"servanda {__version__}")
        raise typer.Exit


@app.callback()
def servanda(
    verbose: Annotated[bool, typer.Option("--verbose", help="Show where in the program an error arose.")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show it.")] = False,
) -> None:
    """Read reports on governments' promises into a knowledge graph, and ask it who did what with whom.

    The store is a folder (`./servanda-store` unless `--store` or SERVANDA_STORE names another) or the URL of a SPARQL
    1.1 service. Exit codes: 0 fine, 1 failed or violations found, 2 wrong usage.
    """


for module in (serving, reading, loading, asking, exporting, checking, exporting, keeping, linking, reviewing):
    for command in module.COMMANDS:
        app.command()(command)


def main() -> None:
    """Run the command that the process was started with."""
    app(prog_name="servanda")
