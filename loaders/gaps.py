"""Evidence gaps: where the author of a report says that those who claim something have shown nothing for it.

The construction is "While officials claim that …, the government was unable to provide data": a claim put in the mouth
of a government or of someone who belongs to it, and beside it, in the same or the next sentence, the author's own
statement that this government did not provide or publish its evidence. A mere "did not report any convictions" is news
of no event, not a gap in the evidence for another, so the evidence must be named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from servanda.ontology.exchange import Actor, Extraction, Span, Statement

_EVIDENCE = re.compile(
    r"\b(?:data|evidence|proof|statistics?|figures|information|details?|records?|documents?|documentation|specifics?|breakdown"
    r"|made? public|disclose\w*|substantiate\w*|corroborat\w*|verif\w+)\b",
    re.IGNORECASE,
)
_GIVING = re.compile(
    r"\b(?:provid\w+|publish\w*|releas\w+|shar(?:e|ed|ing)|suppl(?:y|ied)|report\w*|furnish\w*|produc\w+|substantiat\w+|document\w*)\b",
    re.IGNORECASE,
)
_PUBLIC = frozenset({"Government", "Ministry", "Agency", "Legislature", "Court", "Official"})


@dataclass(frozen=True, slots=True)
class Gap:
    """The author's statement that no evidence was shown, and the claims that it disputes."""

    shown_by: Statement
    disputed: tuple[Statement, ...]


def gaps(extraction: Extraction, text: str, sentence_of: Callable[[Statement], Span]) -> Iterator[Gap]:
    """Yield the evidence gaps of a report in the order of its text.

    Args:
        extraction: the report's extraction.
        text: the text that its offsets count in.
        sentence_of: gives the sentence of a statement.
    """
    actors = {actor.id: actor for actor in extraction.actors}
    claims = [s for s in extraction.statements if s.attributed_to and s.modality == "actual"]
    for statement in sorted(extraction.statements, key=lambda s: (s.start, s.end, s.id)):
        if not _denies_evidence(statement):
            continue
        states = _states(statement.agents, actors)
        disputed = tuple(
            claim
            for claim in claims
            if _states([claim.attributed_to or ""], actors) & states
            and _beside(sentence_of(claim), sentence_of(statement), text)
        )
        if disputed:
            yield Gap(statement, disputed)


def _denies_evidence(statement: Statement) -> bool:
    """Return whether the author says that evidence was not given."""
    return (
        statement.attributed_to is None
        and statement.polarity == "negated"
        and statement.modality == "actual"
        and (statement.type == "report" or bool(_GIVING.search(statement.quote)))
        and bool(_EVIDENCE.search(statement.quote))
    )


def _states(ids: Sequence[str], actors: dict[str, Actor]) -> set[str]:
    """Return the states that actors belong to: their country where they are public, or are part of what is."""
    found: set[str] = set()
    for start in ids:
        seen: set[str] = set()
        actor = actors.get(start)
        while actor is not None and actor.id not in seen:
            seen.add(actor.id)
            if actor.type in _PUBLIC and actor.country:
                found.add(actor.country)
            actor = actors.get(actor.part_of or "")
    return found


def _beside(claim: Span, denial: Span, text: str) -> bool:
    """Return whether the denial stands in the claim's sentence or in the one right after it, in the same paragraph."""
    if claim.start <= denial.start < claim.end or denial.start <= claim.start < denial.end:
        return True
    between = text[claim.end : denial.start]
    return claim.end <= denial.start and not between.strip() and between.count("\n") < 2
