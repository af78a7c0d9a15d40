"""Where the expressions that mean an actor or instrument stand in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from servanda.ontology.exchange import Span


def mentions(text: str, wordings: Mapping[str, Sequence[str]], start: int, end: int) -> dict[str, list[Span]]:
    """Return the mentions of each entry in `text[start:end]`, found by its wordings.

    Wordings count as whole words, a longer one before a shorter one inside it, and each place of the text once; a
    wording that several entries claim is the first one's.

    Args:
        text: the report's text.
        wordings: the wordings of each entry, by its id.
        start: first character looked at.
        end: character after the last one.
    """
    owners: dict[str, str] = {}
    for entry, expressions in wordings.items():
        for expression in expressions:
            owners.setdefault(expression, entry)
    found: dict[str, list[Span]] = {entry: [] for entry in wordings}
    if not owners:
        return found
    longest_first = sorted(owners, key=lambda wording: (-len(wording), wording))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for match in pattern.finditer(text, start, end):
        found[owners[match[0]]].append(Span(*match.span()))
    return found
