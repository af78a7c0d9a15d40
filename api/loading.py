"""The loading of one report, as the writer does it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from servanda.api.opened import Opened
from servanda.api.worker import Output
from servanda.settings import Settings


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a report: its state, its IRI, and why it is not in the store."""

    state: str
    report: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """A report to be read, extracted, mapped, checked and stored, in one transaction."""

    path: Path
    settings: Settings

    def run(self, opened: Opened, out: Output) -> Settled:
        """Load it.

        Raises:
            ModelError: the language model is missing.
            StoreError: the store cannot be written.
        """
        from servanda.ingest import Failed, Loaded, Quarantined, Unchanged, ingest

        for event in ingest([self.path], opened.store(), self.settings):
            opened.publish()
            match event:
                case Loaded():
                    return Settled("loaded", event.report)
                case Unchanged():
                    return Settled("unchanged", event.report)
                case Quarantined():
                    return Settled("quarantined", event.report, "; ".join(event.reasons))
                case Failed():
                    return Settled("failed", None, event.reason)
        return Settled("failed", None, "nothing was read")
