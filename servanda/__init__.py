"""Servanda: a knowledge graph of actors and commitments.

`servanda.open` gives the graph of a store to Python programs and notebooks.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.knowledge import KnowledgeGraph

__version__ = version("servanda")
__all__ = ["__version__", "open"]


def open(store: str | None = None) -> KnowledgeGraph:
    """Open the knowledge graph in a store, to read it.

    Args:
        store: folder of a store, or URL of a SPARQL service; by default the one that SERVANDA_STORE names.

    Raises:
        NotFound: there is no such folder.
        StoreError: the store cannot be opened.
    """
    from servanda.knowledge import KnowledgeGraph  # here, for all modules import this one
    from servanda.settings import settings

    return KnowledgeGraph(store or settings().store)
