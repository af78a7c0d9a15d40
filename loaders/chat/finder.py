"""Finding what a model quotes, which may differ from the text in its white space and typography but in nothing else."""

from __future__ import annotations

from servanda.ontology.exchange import Span

_TYPOGRAPHY = str.maketrans("‘’‛“”„«»–—‐‑\u00a0", '\'\'\'"""""---- ')

_EMPTY = frozenset(
    "a an and at by for from he her him his in it its of on or she that the their them they this to with".split()
)


class Finder:
    """Finds quotations in one stretch of a text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        """Prepare `text[start:end]`."""
        self.text = text
        plain: list[str] = []
        self._places: list[int] = []
        for place, character in enumerate(text[start:end].translate(_TYPOGRAPHY), start):
            blank = character.isspace()
            if blank and (not plain or plain[-1] == " "):
                continue
            plain.append(" " if blank else character)
            self._places.append(place)
        self._plain = "".join(plain)

    def find(self, quotation: str) -> list[Span]:
        """Return the stretches of whole words, from left to right, that a quotation is the same as."""
        wanted = " ".join(quotation.translate(_TYPOGRAPHY).split())
        found: list[Span] = []
        place = self._plain.find(wanted) if wanted else -1
        while place >= 0:
            end = place + len(wanted)
            if not (_joins(self._plain[place - 1 : place + 1]) or _joins(self._plain[end - 1 : end + 1])):
                found.append(Span(self._places[place], self._places[end - 1] + 1))
            place = self._plain.find(wanted, end)
        return found

    def wording(self, expression: str) -> str | None:
        """Return an expression as the text has it where it first stands, or None; words that name nothing count not."""
        if expression.strip().casefold() in _EMPTY:
            return None
        return next((self.text[span.start : span.end] for span in self.find(expression)), None)


def _joins(characters: str) -> bool:
    """Return whether two neighbours belong to one word."""
    return len(characters) == 2 and characters.isalnum()
