from __future__ import annotations

import json
import subprocess
import sys

import pytest

from servanda.api.logs import configure
from servanda.errors import UsageError

LOG = """
import logging
from servanda.api.logs import configure
configure({format!r}, "info")
logging.getLogger("servanda.access").info("request", extra={{"method": "GET", "path": "/sparql", "status": 200}})
logging.getLogger("other").debug("hidden")
"""


@pytest.mark.parametrize("format", ["json", ""])
def test_an_event_is_a_line_of_json_where_no_person_reads(format: str) -> None:
    done = subprocess.run([sys.executable, "-c", LOG.format(format=format)], capture_output=True, text=True, check=True)
    (line,) = done.stderr.splitlines()
    event = json.loads(line)
    assert event["level"] == "INFO" and event["path"] == "/sparql" and event["status"] == 200 and event["time"]


def test_a_request_is_a_line_like_any_other() -> None:
    text = LOG.format(format="json").replace(
        '"status": 200', '"status": 200, "milliseconds": 1.5, "bytes": 7, "client": "é"'
    )
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    event = json.loads(done.stderr)
    assert list(event)[:4] == ["time", "level", "logger", "message"] and event["client"] == "é"
    assert (event["level"], event["message"], event["milliseconds"]) == ("INFO", "request", 1.5)
    assert len(event["time"]) == len("2026-01-01T00:00:00+0000")


def test_an_event_is_readable_as_text() -> None:
    done = subprocess.run([sys.executable, "-c", LOG.format(format="text")], capture_output=True, text=True, check=True)
    assert "INFO servanda.access: request method=GET path=/sparql status=200" in done.stderr


@pytest.mark.parametrize(("format", "level"), [("xml", "info"), ("json", "loud")])
def test_what_there_is_not_is_told(format: str, level: str) -> None:
    with pytest.raises(UsageError, match="SERVANDA_LOG"):
        configure(format, level)
