"""The entry to the citation grammars."""

from __future__ import annotations

from servanda.graph.citations.american import american_laws
from servanda.graph.citations.anaphora import antecedents
from servanda.graph.citations.citation import Citation
from servanda.graph.citations.european import european_acts
from servanda.graph.citations.national import in_authority, national_laws
from servanda.graph.citations.resolutions import resolutions
from servanda.graph.citations.treaties import treaties


def citations(phrase: str, country: str | None = None, context: str = "") -> tuple[Citation, ...]:
    """Return what a mention of an instrument cites: nothing, one instrument, or two that one phrase joins.

    Args:
        phrase: the mention, such as "Article 3(d) of ILO C. 182".
        country: ISO 3166-1 alpha-3 of the state that the text is about.
        context: the text around the mention; it settles what a bare number means.
    """
    return (
        european_acts(phrase)
        or american_laws(phrase)
        or treaties(phrase, context)
        or antecedents(phrase, context)
        or resolutions(phrase, context)
        or tuple(in_authority(citation) for citation in national_laws(phrase, country))
    )
