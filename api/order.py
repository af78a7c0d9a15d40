"""A task for a worker, with whoever takes the answer and the time that it may take."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.api.answer import Answer
from servanda.api.worker import Task


@dataclass(slots=True, eq=False)
class Order:
    """A task that was ordered.

    Attributes:
        task: what to do.
        answer: takes what comes of it.
        limit: seconds that it may take, with the wait for its turn.
        since: when it was ordered, by the clock of the event loop.
    """

    task: Task
    answer: Answer
    limit: float
    since: float

    @property
    def until(self) -> float:
        """When it is ended."""
        return self.since + self.limit
