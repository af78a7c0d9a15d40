"""What "the Convention" means: the last treaty of that kind that the text before it names."""

from __future__ import annotations

import re

from servanda.graph.citations import articles
from servanda.graph.citations.citation import Citation
from servanda.graph.citations.phrases import tidy
from servanda.graph.citations.treaties import treaties

_ANAPHOR = re.compile(r"(?:the |this |that |said )?(convention|protocol|covenant|charter|treaty)", re.IGNORECASE)
_REACH = 600  # characters before the mention: about three sentences
_JOINT = r"(?:of|on|the|and|for|in|to|against|from|all|its|de|[A-Z0-9(&][\w.,’'()/&-]*)"
_NAMED = re.compile(
    rf"(?:[A-Z][\w.’'&/-]*\s(?:{_JOINT}\s)*?)?(?:Convention|Protocol|Covenant|Charter|Treaty)\b(?:\s{_JOINT})*"
    r"|\bC\.? ?\d{2,3}\b"
)


def antecedents(phrase: str, context: str) -> tuple[Citation, ...]:
    """Return the treaty that a bare "the Convention" takes up, cited with the phrase's own articles, or nothing.

    Args:
        phrase: the mention.
        context: the text before it; only its end counts.
    """
    cited, rest = articles.split(tidy(phrase))
    anaphor = _ANAPHOR.fullmatch(rest)
    if not anaphor:
        return ()
    kind = anaphor[1].lower()
    end = context[-_REACH:]
    found = [
        citation
        for match in _NAMED.finditer(end)
        for citation in treaties(_with_issuer(end, match), end[: match.start()])
        if citation.instrument and citation.kind == kind
    ]
    if not found:
        return ()
    last = found[-1]
    return (
        Citation(phrase, last.kind, last.title, last.number, last.date, cited, last.jurisdiction, last.instrument,
                 last.identifiers),
    )  # fmt: skip


def _with_issuer(text: str, match: re.Match[str]) -> str:
    """Return a code with the organisation before it: "ILO C. 138"."""
    return f"ILO {match[0]}" if match[0].startswith("C") and text[: match.start()].endswith("ILO ") else match[0]
