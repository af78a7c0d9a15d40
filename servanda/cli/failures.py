"""How commands end: one line on standard error, and an exit code, for everything that may go wrong."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from servanda import errors

FAILED, USAGE, INTERRUPTED = 1, 2, 130

EXIT_CODES: dict[type[BaseException], int] = {
    errors.UsageError: USAGE,
    errors.ServandaError: FAILED,
    OSError: FAILED,
    KeyboardInterrupt: INTERRUPTED,
    Exception: FAILED,
}
"""Exit code of each exception and of those that descend from it."""
_VERBOSE = "--verbose"


def exit_code(error: BaseException) -> int:
    """Return the exit code of the nearest class that the table names."""
    return next((EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES), FAILED)


def line(error: BaseException) -> str:
    """Return an error as the one line that the user sees."""
    if isinstance(error, errors.ServandaError):
        return " ".join(str(error).split())
    if isinstance(error, OSError):
        what = f"{error.filename}: " if error.filename else ""
        return f"{what}{error.strerror or error}"
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    return (
        f"unexpected {type(error).__name__}: {' '.join(str(error).split())}: run it again with --verbose and report it"
    )


class CommandGroup(TyperGroup):
    """The commands, with our way to end."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 (typer names the type only in private)
        """Run a command; a closed pipe gets past typer, which would make it a failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _PipeClosed from None

    def main(self, args: Sequence[str] | None = None, *others: Any, **options: Any) -> Any:  # noqa: ANN401 (as inherited)
        """Run a command and exit."""
        given = list(sys.argv[1:] if args is None else args)
        verbose = _VERBOSE in given
        given = [arg for arg in given if arg != _VERBOSE]  # it may stand anywhere
        try:
            code = super().main(given, *others, **options | {"standalone_mode": False})
            sys.stdout.flush()
        except (BrokenPipeError, _PipeClosed):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has seen enough
            sys.exit(0)
        except typer.Abort:
            _end("interrupted", INTERRUPTED)
        except (Exception, KeyboardInterrupt) as error:
            if hasattr(error, "format_message"):  # typer's own: wrong options and arguments
                _end(f"{' '.join(error.format_message().split())}: see `servanda {_command(given)}--help`", USAGE)
            if verbose:
                traceback.print_exc()
            _end(line(error), exit_code(error))
        if code == INTERRUPTED:
            _end("interrupted", INTERRUPTED)
        sys.exit(code if isinstance(code, int) else 0)


class _PipeClosed(Exception):
    """The program that reads our output has ended."""


def _command(args: Sequence[str]) -> str:
    return f"{args[0]} " if args and not args[0].startswith("-") else ""


def _end(message: str, code: int) -> None:
    if message.strip(" :"):
        print(f"servanda: {message}", file=sys.stderr)
    sys.exit(code)
