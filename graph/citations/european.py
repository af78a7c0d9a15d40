"""Acts of the European Union: "Directive 2011/36/EU", "Regulation (EC) No 44/2001", "CELEX 32011L0036"."""

from __future__ import annotations

import re

from servanda.graph.citations import articles
from servanda.graph.citations.citation import Citation
from servanda.graph.citations.phrases import tidy
from servanda.graph.citations.treaties import with_identifier

_UNION = r"(?:EU|EC|EEC|JHA|CFSP|Euratom)"
_ACT = re.compile(
    rf"\b(Directive|Regulation|Framework Decision|Decision)s?\s*(?:\(({_UNION})(?:, Euratom)?\)\s*)?(?:No\.?\s*)?"
    rf"(\d{{1,4}})/(\d{{1,4}})(?:/({_UNION}))?",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:European Union|EU|European Parliament|European Council|EC|Council)\b")
_CELEX = re.compile(r"\b(3(\d{4})([LRDF])(\d{4}))\b")
_LETTERS = {"directive": "L", "regulation": "R", "decision": "D", "framework decision": "F"}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_ELI = {"directive": "dir", "regulation": "reg", "decision": "dec"}
_CENTURY = 100
_YEARS = range(1952, 2040)


def european_acts(phrase: str) -> tuple[Citation, ...]:
    """Return the act of the Union that a phrase cites, or nothing: a number without EU, EC or the like is a state's."""
    cited, rest = articles.split(tidy(phrase))
    if match := _CELEX.search(rest):
        return (_citation(phrase, _KINDS[match[3]], int(match[2]), int(match[4]), cited, match[1]),)
    match = _ACT.search(rest)
    if not match or not (match[2] or match[5] or _NAMED.search(rest[: match.start()])):
        return ()
    kind = match[1].lower()
    year, number = _year_and_number(kind, match[3], match[4])
    if year not in _YEARS:
        return ()
    return (_citation(phrase, kind, year, number, cited, f"{match[3]}/{match[4]}"),)


def _year_and_number(kind: str, first: str, second: str) -> tuple[int, int]:
    """Return year and number: directives have the year first, regulations had it last until 2014."""
    one, two = int(first), int(second)
    if kind == "regulation" and one not in _YEARS and (two in _YEARS or two < _CENTURY):
        one, two = two, one
    return (1900 + one if one < _CENTURY else one), two


def _citation(phrase: str, kind: str, year: int, number: int, cited: tuple[str, ...], written: str) -> Citation:
    celex = f"3{year}{_LETTERS[kind]}{number:04d}"
    eli = (("eli", f"{_ELI[kind]}/{year}/{number}/oj"),) if kind in _ELI else ()
    entry = with_identifier("celex", celex)
    return Citation(
        text=phrase,
        kind=kind,
        title=entry.name if entry else None,
        number=written,
        date=(entry.date if entry else None) or str(year),
        articles=cited,
        instrument=entry.id if entry else None,
        identifiers=(*eli, ("celex", celex)),
    )
