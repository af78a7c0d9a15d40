from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from servanda.api.worker import Done
from servanda.errors import QueryError

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


def test_the_end_of_an_answer_tells_its_error() -> None:
    assert Done().error is None
    assert str(Done(QueryError("wrong")).error) == "wrong"
