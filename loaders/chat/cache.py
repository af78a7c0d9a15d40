"""Answers that were paid for, kept on disk under a hash of the question."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from servanda.errors import StoreError


class Cache:
    """A folder of answers; each file gets its name when it is whole."""

    def __init__(self, folder: Path) -> None:
        """Make the folder.

        Raises:
            StoreError: it cannot be made.
        """
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise self._failed(fault) from None

    def get(self, question: Mapping[str, Any]) -> str | None:
        """Return the answer to a question, or None; a file that cannot be read counts as none."""
        try:
            kept = json.loads(self._path(question).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        answer = kept.get("answer") if isinstance(kept, dict) else None
        return answer if isinstance(answer, str) else None

    def put(self, question: Mapping[str, Any], answer: str) -> None:
        """Keep an answer.

        Raises:
            StoreError: it cannot be written.
        """
        path = self._path(question)
        try:
            path.parent.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump({"answer": answer}, file)
                Path(name).replace(path)
            finally:
                Path(name).unlink(missing_ok=True)
        except OSError as fault:
            raise self._failed(fault) from None

    def _path(self, question: Mapping[str, Any]) -> Path:
        digest = hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()
        return self.folder / digest[:2] / f"{digest[2:]}.json"

    def _failed(self, fault: OSError) -> StoreError:
        why = fault.strerror or str(fault)
        return StoreError(
            f"cannot write answers to {self.folder} ({why}): set SERVANDA_CHAT_CACHE, or empty it for none"
        )
