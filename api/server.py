"""The server of the application, for the command line and for tests alike."""

from __future__ import annotations

import uvicorn
from fastapi import FastAPI

from servanda.api.protocol import Protocol

_PATIENCE = 3  # seconds that answers under way get when the service ends


def server_of(app: FastAPI) -> uvicorn.Server:
    """Return the server of an application; `run(sockets=…)` serves until it is told to end."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=Protocol,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_PATIENCE,
        )
    )
