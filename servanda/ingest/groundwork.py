"""What every report needs, read when this module is imported: by the process that workers are forked from."""

from __future__ import annotations

from contextlib import suppress

from servanda.errors import ServandaError
from servanda.graph.identity import official_names
from servanda.ontology.authority_graph import authority_graph
from servanda.ontology.iris import Iris
from servanda.settings import settings
from servanda.shapes.screen import screen

with suppress(ServandaError):  # who prepares a report meets the same error, and can tell it
    screen()
    base = Iris(settings().base_iri)
    authority_graph(base)
    official_names(base)
