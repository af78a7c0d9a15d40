from __future__ import annotations

import shutil
import socket
import subprocess
import sys

import pytest

from servanda.api import wire
from servanda.api.worker import Output
from servanda.errors import QueryExcess

CALL = """
import socket
from servanda.api.worker import _leave_network
server = socket.create_server(("127.0.0.1", 0))
_leave_network()
try:
    socket.create_connection(server.getsockname(), timeout=5)
except OSError:
    print("cut off")
"""


def test_a_worker_reaches_no_host() -> None:
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-n", "true"], capture_output=True).returncode:
        pytest.skip("this system lets no process leave the network")
    done = subprocess.run([sys.executable, "-c", CALL], capture_output=True, text=True, check=True)
    assert done.stdout == "cut off\n"


def test_a_small_answer_goes_out_with_its_end() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        out = Output(theirs, largest=100)
        out.begin("text/csv")
        out.write(b"a,")
        out.write(b"b")
        out.end(wire.DONE)
        frames = list(wire.Frames().feed(ours.recv(1 << 16)))
    assert frames == [(wire.WHOLE, b"text/csv\0a,b")]


def test_the_part_of_an_answer_before_an_error_does_not_go_out() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        out = Output(theirs, largest=100)
        out.begin("text/csv")
        out.write(b"a,b")
        out.end(wire.Outcome(error=QueryExcess("too much")))
        frames = list(wire.Frames().feed(ours.recv(1 << 16)))
    assert [kind for kind, _ in frames] == [wire.BEGIN, wire.END]


def test_an_answer_that_grows_too_large_stops() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        out = Output(theirs, largest=10)
        out.write(b"0123456789")
        with pytest.raises(QueryExcess, match="10 bytes"):
            out.write(b"0")
