"""A worker process as the system has it: forked, given way or turn, ended."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import socket

from servanda.api.worker import Role, work

# A server process that has our modules loaded already forks workers within milliseconds; a fork of the service itself
# would copy locks that other threads hold.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    ["servanda.api.worker", "servanda.api.tasks", "servanda.api.changes", "servanda.api.exports"]
)
_USUAL, _SLOWED = 0, 10  # niceness
_PATIENCE = 5.0  # seconds that a process may take to end by itself


class Process:
    """A worker process.

    Args:
        role: what it may do.
        connection: where it takes its tasks from.
    """

    def __init__(self, role: Role, connection: socket.socket) -> None:
        """Start it; takes milliseconds, or a second for the first one."""
        self._process = _CONTEXT.Process(target=work, args=(role, connection), daemon=True)
        self._process.start()
        self._is_slowed = False

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def reap(self) -> None:
        """Wait for its end, but not for long."""
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()

    def slow(self) -> None:
        """Let other processes come first."""
        self._is_slowed = True
        self._renice(_SLOWED)

    def hasten(self) -> bool:
        """Give it its turn back; return False where only the system's administrator could."""
        if self._is_slowed:
            self._is_slowed = False
            return self._renice(_USUAL)
        return True

    def _renice(self, niceness: int) -> bool:
        with contextlib.suppress(OSError):
            if self._process.pid is not None:
                os.setpriority(os.PRIO_PROCESS, self._process.pid, niceness)
                return True
        return False
