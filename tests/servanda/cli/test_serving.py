from __future__ import annotations

import socket
from pathlib import Path

import pytest

from servanda.cli.serving import _listening
from servanda.errors import UsageError
from servanda.settings import Settings

from .conftest import Run


def test_the_demonstration_takes_a_free_port_where_its_own_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = Settings(port=taken.getsockname()[1])
        with _listening(settings, or_free=True) as other:
            assert other.getsockname()[1] not in (0, settings.port)
        with pytest.raises(UsageError, match="--port"):
            _listening(settings, or_free=False)


def test_a_service_that_cannot_start_says_why(run: Run, store: Path, tmp_path: Path) -> None:
    missing = run("serve", "--store", tmp_path / "none")
    assert missing.exit_code == 1 and missing.stderr.count("\n") == 1
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--store", store, "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2 and "cannot listen" in result.stderr
