"""One job: reports that were sent together to be loaded, and what became of each."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from servanda.api.loading import Settled


class JobFile(BaseModel):
    """A report of a job."""

    name: Annotated[str, Field(examples=["mli-2010-interim.txt"])]
    state: Annotated[str, Field(description="waiting, loaded, unchanged, quarantined, failed or cancelled")] = "waiting"
    report: Annotated[str | None, Field(description="IRI of the report")] = None
    reason: Annotated[str | None, Field(description="why it is not in the store, and what to do")] = None
    reasons: Annotated[list[str], Field(description="the same, a line for each fault")] = []
    statements: Annotated[int, Field(description="statements found in it")] = 0
    actors: Annotated[int, Field(description="actors found in it")] = 0
    names: Annotated[list[str], Field(description="names of the actors that it speaks of most")] = []

    def settle(self, settled: Settled) -> None:
        """Tell what became of the file."""
        self.state, self.report = settled.state, settled.report
        self.reason, self.reasons = "; ".join(settled.reasons) or None, list(settled.reasons)
        self.statements, self.actors, self.names = settled.statements, settled.actors, list(settled.names)


class Job(BaseModel):
    """Reports that were sent together."""

    id: str
    created: datetime
    state: Annotated[str, Field(description="waiting, running, done or cancelled")] = "waiting"
    files: list[JobFile]

    @property
    def settled(self) -> int:
        """Number of files of which it is known what became of them."""
        return sum(file.state != "waiting" for file in self.files)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {"done", "cancelled"}
