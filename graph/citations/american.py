"""Laws of the United States: "P.L. 106-386", "Pub. L. No. 106-386, 114 Stat. 1464", "22 U.S.C. § 7101"."""

from __future__ import annotations

import re

from servanda.graph.citations import articles
from servanda.graph.citations.citation import Citation
from servanda.graph.citations.phrases import tidy
from servanda.graph.citations.treaties import with_identifier

_PUBLIC_LAW = re.compile(r"\b(?:P\.\s?L\.|Pub\.\s?L\.|Public Law)\s*(?:No\.?\s*)?(\d{2,3})[-–](\d+)", re.IGNORECASE)
_CODE = re.compile(
    r"\b(\d{1,2})\s?U\.?\s?S\.?\s?C(?:ode|\.)?(?:\s?A\.)?\s*(?:§+|[Ss]ec(?:tion|\.)?)?\s*(\d+[a-z]{0,2})((?:\(\w+\))*)"
)
_STATUTES = re.compile(r"\b(\d{1,3}) Stat\. (\d+)")


def american_laws(phrase: str) -> tuple[Citation, ...]:
    """Return the law of the United States that a phrase cites by number, or nothing."""
    text = tidy(phrase)
    if match := _PUBLIC_LAW.search(text):
        return (_by_identifier(phrase, "us-pl", f"{match[1]}-{match[2]}", f"{match[1]}-{match[2]}"),)
    if match := _STATUTES.search(text):
        return (_by_identifier(phrase, "us-stat", match[0], match[0]),)
    if match := _CODE.search(text):
        code = ("usc", f"{match[1]}/{match[2]}")
        return (
            Citation(phrase, "code", title="United States Code", number=f"title {match[1]}",
                     articles=(match[2] + match[3],), jurisdiction="USA", identifiers=(code,)),
        )  # fmt: skip
    return ()


def _by_identifier(phrase: str, scheme: str, identifier: str, number: str) -> Citation:
    entry = with_identifier(scheme, identifier)
    return Citation(
        text=phrase,
        kind="act",
        title=entry.name if entry else None,
        number=number,
        date=entry.date if entry else None,
        articles=articles.split(tidy(phrase))[0],
        jurisdiction="USA",
        instrument=entry.id if entry else None,
        identifiers=((scheme, identifier),),
    )
