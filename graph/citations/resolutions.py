"""Resolutions of the United Nations: "Security Council Resolution 1325", "A/RES/55/25"."""

from __future__ import annotations

import re

from servanda.graph.citations.citation import Citation
from servanda.graph.citations.phrases import folded, tidy
from servanda.graph.citations.treaties import with_identifier

_SYMBOL = re.compile(r"\b([AS]/RES/\d+(?:/\d+)?(?: \(\d{4}\))?)")
_NUMBER = re.compile(r"\bresolution (?:no\.? ?)?(\d{2,4}(?:/\d+)?)(?: ?\((\d{4})\))?$")
_ISSUER = re.compile(r"\b(?:un|security council|unsc|unscr|general assembly)\b")


def resolutions(phrase: str, context: str = "") -> tuple[Citation, ...]:
    """Return the resolution that a phrase cites, where it or its context speaks of the United Nations."""
    text = tidy(phrase)
    if match := _SYMBOL.search(text):
        entry = with_identifier("un-resolution", match[1])
        return (
            Citation(phrase, "resolution", number=match[1], instrument=entry.id if entry else None,
                     identifiers=(("un-resolution", match[1]),)),
        )  # fmt: skip
    key = folded(text)
    match = _NUMBER.search(key)
    if not match or not (_ISSUER.search(key) or _ISSUER.search(folded(context))):
        return ()
    return (Citation(phrase, "resolution", number=match[1], date=match[2]),)
