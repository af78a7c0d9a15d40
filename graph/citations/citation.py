"""A citation: what a phrase says of the instrument that it means."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.errors import DataError
from servanda.ontology.targets import scheme


@dataclass(frozen=True, slots=True)
class Citation:
    """An instrument as one phrase cites it; None or empty where the phrase does not say."""

    text: str
    """The phrase."""
    kind: str
    """What the instrument is called: law, act, code, decree, convention, protocol …"""
    title: str | None = None
    """Its title without article, number and date, as written."""
    number: str | None = None
    """Its official number, as written."""
    date: str | None = None
    """Day, month or year of adoption, ISO 8601."""
    articles: tuple[str, ...] = ()
    """Articles or sections that are cited."""
    jurisdiction: str | None = None
    """ISO 3166-1 alpha-3 of the state whose instrument it is; None for international ones."""
    instrument: str | None = None
    """Id of the authority record that it means; None where there is none."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """What it is called in external datasets: link scheme and identifier."""

    @property
    def links(self) -> tuple[str, ...]:
        """IRIs or pages of the instrument in the datasets whose identifier the phrase gives."""
        addresses = (scheme(name).iri(code) or scheme(name).page(code) for name, code in self.identifiers)
        return tuple(address for address in addresses if address)

    def __post_init__(self) -> None:
        """Refuse identifiers that are none of their scheme; a grammar that makes one is at fault.

        Raises:
            DataError: an identifier does not suit its scheme.
        """
        for name, code in self.identifiers:
            if not scheme(name).accepts(code):
                raise DataError(f"{code!r} is no identifier of the scheme {name}: correct the grammar of {self.kind}")
