"""A draft: what a clause would tell if it were a statement."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from servanda.loaders.extract.clauses import Clause
from servanda.loaders.extract.roles import Roles

NONE = "none"
"""The type of a draft that the lexicon takes for no statement."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A clause read as a statement; `type` and `rule` are what the lexicon says of it."""

    clause: Clause
    words: tuple[Token, ...]
    type: str
    rule: str
    roles: Roles
    polarity: str
    modality: str
    speaker: str | None

    @property
    def verb(self) -> Token:
        """Return the word that reports the action."""
        return self.clause.verb
