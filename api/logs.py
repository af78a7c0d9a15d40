"""Logs: a line of JSON for each event where a program reads them, plain text on a terminal.

Everything goes through the standard library's logging, so that our lines and those of the libraries are alike.
A request is logged by its path alone: queries, tokens and whatever else a client sends never reach a log.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from functools import lru_cache

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from servanda.errors import UsageError

FORMATS = ("json", "text")
_LEVELS = ("debug", "info", "warning", "error")
_FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s"
_TIME = "%Y-%m-%dT%H:%M:%S%z"
_RENAMED = {"asctime": "time", "levelname": "level", "name": "logger"}
_encoded = json.JSONEncoder(ensure_ascii=False).encode
_REQUEST = ("method", "path", "status", "milliseconds", "bytes", "client")


class _Text(logging.Formatter):
    """A line for people."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        extra = " ".join(f"{name}={getattr(record, name)}" for name in _REQUEST if hasattr(record, name))
        return f"{line} {extra}".rstrip()


class _Json(JsonFormatter):
    """A line for programs; those of requests, of which there are many, in a third of the time."""

    def format(self, record: logging.LogRecord) -> str:
        if not hasattr(record, "milliseconds") or record.exc_info:
            return super().format(record)
        event = {
            "time": _second(int(record.created)), "level": record.levelname, "logger": record.name,
            "message": record.getMessage(), **{name: getattr(record, name) for name in _REQUEST},
        }  # fmt: skip
        return _encoded(event)


@lru_cache(maxsize=2)
def _second(number: int) -> str:
    return time.strftime(_TIME, time.localtime(number))


def configure(format: str, level: str) -> None:
    """Send the logs of this process to standard error.

    Args:
        format: `json`, `text`, or empty for text on a terminal and JSON elsewhere.
        level: the lowest level that is logged: debug, info, warning or error.

    Raises:
        UsageError: there is no such format or level.
    """
    if format not in {*FORMATS, ""}:
        raise UsageError(f"SERVANDA_LOG_FORMAT is {format!r}: use {' or '.join(FORMATS)}")
    if level not in _LEVELS:
        raise UsageError(f"SERVANDA_LOG_LEVEL is {level!r}: use one of {', '.join(_LEVELS)}")
    is_json = format == "json" or (format == "" and not sys.stderr.isatty())
    handler = logging.StreamHandler()
    if is_json:
        unsaid = [*RESERVED_ATTRS, "color_message"]  # uvicorn's message once more, for terminals
        handler.setFormatter(_Json(_FIELDS, rename_fields=_RENAMED, datefmt=_TIME, reserved_attrs=unsaid))
    else:
        handler.setFormatter(_Text("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S"))
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs whole addresses
