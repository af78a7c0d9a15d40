"""Laws of states: "Law No. 2012-023 of 12 July 2012", "Act 29 of 2005", "article 244 of the Penal Code", "Loi n°"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from servanda.graph.citations import articles, dates
from servanda.graph.citations.citation import Citation
from servanda.graph.citations.phrases import tidy
from servanda.ontology import authority
from servanda.ontology.authority import country_of

_DETERMINER = re.compile(
    r"^(?:the|a|an|its|their|this|that|these|those|new|newly|revised|amended|current|existing|la|le|el)\s+",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"^(?:draft|proposed|pending|planned)\s+", re.IGNORECASE)
_MARK = (
    r"(?:(?:\(?\bNos?\b|\bNumber\b|\bNum\b|\bNr\b|\bN(?=\s*[°ºo.]))\s*[.°ºo]?\s*[.:]?\s*"
    r"|№\s*|#\s*|\bn\s*[°º.]+\s*[°º]?\s*)"
)
_NUMBER = re.compile(
    rf"(?P<mark>{_MARK})?(?<![\w-])(?P<number>(?-i:(?:[A-Z]{{1,4}}[-./]?)?)\d[\d\w./–-]*)"
    r"(?P<rest>\s+(?:of|de|du|from)\s+(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^(?:[a-z' -]+ )?(?:laws|codes|statutes|acts|regulations|rules|orders|decrees|legislation|decisions|resolutions)$"
)
_FIELDS = re.compile(
    r"^(?:rule of law|(?:criminal|civil|labou?r|international|domestic|national|common|customary|martial|family|case"
    r"|sharia|islamic|administrative|human rights|humanitarian|electoral) law)$",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"^\s*(?:on|of|for|to|against|relating|related|concerning|regarding|governing|orienting|instituting|establishing|"
    r"creating|prohibiting|combating|sobre|relative|relatif|portant|du|de|del|da|do|que|por)\b|^\s*(?:no\b|n\s*°|number\b|№|\d)",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\bof the (?:(?:federal|democratic|islamic|people's|united|socialist|bolivarian|plurinational) )*"
    r"(?:republic|kingdom|state|sultanate|commonwealth) of (?:the )?(?-i:[A-Z][\w'-]+(?: [A-Z][\w'-]+)*)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'’.-]+")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of instrument: its name and its part of an Akoma Ntoso IRI."""

    name: str
    subtype: str | None


def national_laws(phrase: str, country: str | None) -> tuple[Citation, ...]:
    """Return the law, decree or other instrument of a state that a phrase cites, or nothing.

    Args:
        phrase: the mention.
        country: ISO 3166-1 alpha-3 of the state whose instrument it is unless the phrase names another.
    """
    text = tidy(phrase)
    definite = text[:4].lower() in {"the ", "its "}
    cited, rest = articles.split(text)
    rest, of = _state(_without_determiner(rest), country)
    rest, draft = _without_draft(rest)
    head = _head(rest)
    if head is None or (_FIELDS.fullmatch(rest) and not (cited or definite)):
        return ()
    number, rest = _number(rest, head[2])
    date, rest = dates.find(rest)
    if not (number or date or cited) and (_GENERIC.fullmatch(rest.lower()) or _is_field(rest, head[0].name, definite)):
        return ()
    if not date and number:
        date = dates.of_number(number, of)
    kind = "bill" if draft and head[0].name in {"law", "act", "code"} else head[0].name
    title = " ".join(rest.split()).strip(" ,;()") or None
    return (Citation(phrase, kind, title, number, date, cited, of),)


def _is_field(rest: str, kind: str, definite: bool) -> bool:
    """Return whether words name a field of law rather than one law: "anticorruption law" without an article."""
    return kind in {"law", "act"} and not definite and rest == rest.lower()


def _without_determiner(text: str) -> str:
    while match := _DETERMINER.match(text):
        text = text[match.end() :]
    return text


def _without_draft(text: str) -> tuple[str, bool]:
    match = _DRAFT.match(text)
    return (text[match.end() :], True) if match else (text, False)


def _state(text: str, country: str | None) -> tuple[str, str | None]:
    """Take the state's name out of a title; return the title and the state."""
    if match := _STATE.search(text):
        named = match[0].split(" of ")[-1]
        return f"{text[: match.start()]}{text[match.end() :]}".strip(), country_of(named) or country
    words = text.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        phrase = " ".join(words[:size])
        bare = re.sub(r"(?:'s|(?<=s)')$", "", phrase)
        found = country_of(bare)
        if found and (bare != phrase or phrase[:1].isupper()):
            return " ".join(words[size:]), found
    if match := re.search(r"\bof (?:the )?([A-Z][\w'-]+(?: [A-Z][\w'-]+)*)$", text):
        found = country_of(match[1])
        if found:
            return text[: match.start()].strip(), found
    return text, country


def _head(text: str) -> tuple[Kind, int, int] | None:
    """Return the head noun of a title with its place: the first that a scope or number follows, else the last one."""
    found = list(_kind_words(text))
    for kind, start, end in found:
        if _SCOPE.match(text[end:]) and (start == 0 or not re.match(r"\s*(?:of|for|to)\b", text[end:], re.IGNORECASE)):
            return kind, start, end
    return found[-1] if found else None


def _kind_words(text: str) -> list[tuple[Kind, int, int]]:
    found: list[tuple[Kind, int, int]] = []
    lowered = text.lower()
    for match in _kind_pattern().finditer(lowered):
        word = match[0]
        if word == "ra" and not text[match.start() : match.end()].isupper():
            continue
        if found and found[-1][2] > match.start():
            continue
        found.append((_kinds()[word], match.start(), match.end()))
    return found


def _number(text: str, head_end: int) -> tuple[str | None, str]:
    """Take the number out of a title: behind the head noun, or wherever a mark such as "No." stands."""
    for match in _NUMBER.finditer(text):
        between = text[head_end : match.start()] if match.start() >= head_end else "before"
        at_head = re.fullmatch(r"\s*(?:\([A-Z.]+\)\s*)?,?\s*", between)
        if not match["mark"] and not at_head:
            continue
        number = re.sub(r"\s*/\s*", "/", match["number"]).strip(" .,;-/–")
        end = match.end("number")
        if not match["mark"] and dates.is_year(number) and not match["rest"]:
            continue
        if text[end - 1 : end] in {"/"} or match["number"].endswith("/"):
            tail = re.match(r"\s*([A-Z]{2,}(?:[/-][A-Z]+)*)", text[end:])
            if tail:
                number, end = f"{number}/{tail[1]}", end + tail.end()
        left = text[: match.start()].rstrip(" ,(")
        return number.replace("–", "-"), f"{left} {text[end:].lstrip(' )')}".strip()
    return None, text


@cache
def _table() -> list[tuple[Kind, list[str]]]:
    text = files("servanda.graph.citations").joinpath("data", "kinds.toml").read_text(encoding="utf-8")
    return [(Kind(row["kind"], row.get("subtype")), row["words"]) for row in tomllib.loads(text)["kinds"]]


@cache
def _kinds() -> dict[str, Kind]:
    return {word: kind for kind, words in _table() for word in words}


@cache
def _kind_pattern() -> re.Pattern[str]:
    words = sorted(_kinds(), key=len, reverse=True)
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, words))})(?![\w-])")


def kind_named(name: str) -> Kind | None:
    """Return the kind of a name, or None."""
    return next((kind for kind, _ in _table() if kind.name == name), None)


def in_authority(citation: Citation) -> Citation:
    """Return the citation with the authority record of its state that has the same number, or the same title."""
    for entry in authority.instruments():
        if entry.of is None or entry.of != citation.jurisdiction:
            continue
        same_number = citation.number and entry.number == citation.number
        same_title = citation.title and tidy(citation.title).casefold() in {
            n.casefold() for n in (entry.name, *entry.aliases)
        }
        if same_number or (same_title and (citation.date is None or citation.date[:4] == (entry.date or "")[:4])):
            return replace(citation, instrument=entry.id)
    return citation
