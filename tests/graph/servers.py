"""SPARQL services that tests start on the loopback interface, each in a folder of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

_PATIENCE = 60.0  # seconds for a server to start
_VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
MaxClientConnections = 10
[SPARQL]
ResultSetMaxRows = {rows}
"""
VIRTUOSO_USER = VIRTUOSO_PASSWORD = "dba"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def oxigraph(*options: str) -> Iterator[str]:
    """`oxigraph serve` in memory: the URL of its root."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("the package oxigraph is not installed")
    url = f"http://127.0.0.1:{free_port()}"
    command = [str(program), "serve", "--bind", url.removeprefix("http://"), *options]
    with _running(command, url, None):
        yield url


@contextmanager
def virtuoso(folder: Path, rows: int = 1_000_000) -> Iterator[str]:
    """Virtuoso with a new database in a folder: the URL of its query endpoint."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t is not installed (Debian package virtuoso-opensource)")
    ports = {"http": free_port(), "sql": free_port()}
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(rows=rows, **ports))
    url = f"http://127.0.0.1:{ports['http']}/sparql"
    with _running([program, "+foreground", "+configfile", "virtuoso.ini"], url, folder):
        yield url


@contextmanager
def _running(command: list[str], url: str, folder: Path | None) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                httpx.get(url, timeout=5.0)
                break
            except httpx.TransportError:
                assert process.poll() is None, f"{command[0]} ended"
                assert time.monotonic() < deadline, f"{command[0]} does not start"
                time.sleep(0.05)
        yield
    finally:
        process.kill()
        process.wait()
