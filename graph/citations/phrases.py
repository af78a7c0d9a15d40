"""Phrases in a form that grammars can compare."""

from __future__ import annotations

import re
import unicodedata

_ACRONYM = re.compile(r"\s*\(\s*[A-Z][\w.&/-]*[A-Z][\w.]*\s*\)")
_SPELLINGS = (
    (re.compile(r"\b(?:the |l'|la |le )"), ""),
    (re.compile(r"labour"), "labor"),
    (re.compile(r"organis"), "organiz"),
    (re.compile(r"\bunited nation(?:s|al)(?:')?(?:s)?\b|\bu\.n\.(?:'s)?"), "un"),
    (re.compile(r"\binternational labor (?:organization|office)(?:'s)?\b"), "ilo"),
    (re.compile(r"\b(un|ilo|oecd|oas|asean|council of europe|european union|african union)'s?(?!\w)"), r"\1"),
    (re.compile(r"\b(?:coe|council of europe)\b"), "council of europe"),
    (re.compile(r"\s*/\s*"), "/"),
    (re.compile(r"[,;:\"“”]|--|[–—-]"), " "),
)


def tidy(text: str) -> str:
    """Return a phrase on one line, with straight apostrophes and no punctuation at its ends."""
    return " ".join(text.replace("’", "'").replace("‘", "'").split()).strip(' ,;:“”"')


def folded(text: str) -> str:
    """Return a phrase without case, accents, articles, punctuation and acronyms in parentheses, in one spelling.

    "the International Labor Organization’s (ILO) Convention" becomes "ilo convention", "the UN’s" becomes "un".
    """
    plain = unicodedata.normalize("NFKD", _ACRONYM.sub("", tidy(text)))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    for pattern, replacement in _SPELLINGS:
        plain = pattern.sub(replacement, plain)
    return " ".join(plain.split())
