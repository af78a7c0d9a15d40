"""Acronyms: introduced in brackets after a name, used later alone, or never introduced at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.words import Words

_BRACKET = re.compile(r" ?\(([^()\n]{2,90}?)\)")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&/-]*[A-Z][A-Za-z]*|[A-Z]{2,}(?:[-/][A-Z0-9]+)*\d?")


def bracketed(text: str, mentions: Iterable[Mention]) -> Iterator[tuple[Mention, Mention, Mention]]:
    """Find names followed by their acronym in brackets.

    Yields:
        The name, the acronym, and both together as one mention.
    """
    for mention in mentions:
        match = _BRACKET.match(text, mention.end)
        if not match:
            continue
        parts = re.split(r"[,;]\s*|\s+or\s+", match[1])
        short = next((part for part in reversed(parts) if _ACRONYM.fullmatch(part.strip())), None)
        if short is None or len(short) > 14:
            continue
        start = match.start(1) + match[1].rindex(short)
        acronym = replace(mention, start=start, end=start + len(short), name=short, rule="acronym")
        yield mention, acronym, replace(
            mention, end=match.end(), name=mention.name + match[0], rule=mention.rule + "+acronym"
        )


def later(words: Words, acronyms: dict[str, Mention]) -> Iterator[Mention]:
    """Find later uses of the acronyms that a text introduces."""
    for i, form in enumerate(words.forms):
        source = acronyms.get(form)
        if source is not None:
            start = i - 1 if i > 0 and words.lower[i - 1] == "the" and not words.fresh[i] else i
            yield replace(source, start=words.starts[start], end=words.ends[i])
