"""Assessments: the report's own judgement of a government's progress."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from servanda.loaders.extract.lexicon import table
from servanda.loaders.extract.mention import Entity
from servanda.ontology.exchange import Assessment, Span


def assessments(
    text: str, sentences: Sequence[Span], entities: Sequence[Entity], country: str | None
) -> Iterator[Assessment]:
    """Yield the judgements in the order of the text; whom none names as judged is the report's own government.

    Args:
        text: the report's text.
        sentences: its sentences.
        entities: its actors.
        country: the state that the report is about.
    """
    governments = [e for e in entities if e.kind == "actor" and e.type == "Government"]
    judged = next((e for e in governments if e.country == country), governments[0] if governments else None)
    if judged is None:
        return
    for sentence in sentences:
        for match in _PATTERN.finditer(text, sentence.start, sentence.end):
            if match["law"] and _SAID.search(text, sentence.start, match.start()):
                continue  # somebody else's judgement
            quote = text[sentence.start : sentence.end]
            rating = next(match[name] for name in _RATINGS if match[name])
            yield Assessment(judged.id, rating, quote, sentence.start, sentence.end)


def _pattern() -> re.Pattern[str]:
    """Build the pattern of a rating from its word lists."""
    rows = table("statements.toml")["rating"]
    degree, noun, verb = ("|".join(rows[kind]) for kind in ("degrees", "nouns", "verbs"))
    whole = "|".join(re.escape(phrase) for phrase in rows["phrases"])
    alone = "|".join(rows["alone"])
    graded = rf"\b(?:{verb}) (?P<degree>(?:an? )?(?:{degree}) (?:\w+ )?(?:{noun}))\b"
    bare = rf"\b(?P<bare>(?:{degree}) (?:{alone}))\b"
    more = "|".join(rows["more"])
    further = rf"\b(?P<further>(?:{more}) (?:its|their|overall) (?:[\w-]+ )?efforts)\b"
    weak, topics = "|".join(rows["weak"]), "|".join(rows["topics"])
    state = rf"\b(?:{topics})\b[^.;:]{{0,120}}? (?P<state>(?:remain(?:s|ed)?|was|were) (?:\w+ly )?(?:{weak}))\b"
    once = r"(?:\w+ )?(?:(?:implement|enforce) (?:\w+ ){1,3}effectively|effectively (?:implement|enforce) the laws?)"
    law = rf"\b(?P<law>(?:did|does|do) not {once})\b"
    return re.compile(rf"{graded}|{bare}|{further}|{state}|{law}|(?P<phrase>{whole}|Tier \d(?: Watch [Ll]ist)?)")


_RATINGS = ("degree", "bare", "further", "state", "law", "phrase")
_SAID = re.compile(rf"\b(?:{'|'.join(table('statements.toml')['rating']['said'])})\b")
_PATTERN = _pattern()
