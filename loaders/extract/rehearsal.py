"""A first extraction, done when this module is imported, so that model and word lists are read: before forking."""

from __future__ import annotations

from contextlib import suppress

from servanda.errors import ServandaError
from servanda.loaders.document import Metadata
from servanda.loaders.extract.pipeline import RuleExtractor
from servanda.loaders.read import read_bytes

_TEXT = (
    "In 2010, the Ministry of Justice of Mali trained 20 judges with the support of the ILO, adopted Law 2010-1 on "
    "trafficking in persons, and said that it would provide shelter to victims. The government did not arrest them."
)

with suppress(ServandaError):  # whoever extracts a report meets the same error, and can tell it
    RuleExtractor().extract(read_bytes(_TEXT.encode(), "rehearsal.txt", Metadata(country="MLI")))
