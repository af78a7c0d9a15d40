"""Treaties by number and by name: ILO conventions, treaties of the United Nations, the Council of Europe and others."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from servanda.graph.citations import articles
from servanda.graph.citations.citation import Citation
from servanda.graph.citations.phrases import folded, tidy
from servanda.ontology import authority
from servanda.ontology.authority import AuthorityInstrument

_KINDS = re.compile(
    r"\b(protocol|convention|covenant|charter|treaty|statute|agreement|declaration|compact|constitution)s?\b"
)
_CETS = re.compile(r"\b(?:c?ets|council of europe treaty series)\.? ?(?:no\.? ?)?(\d{1,3})\b")
_UNTS = re.compile(r"\b(\d+) ?u\.? ?n\.? ?t\.? ?s\.? ?(\d+)\b")
_ILO_NUMBER = re.compile(
    r"(?:\bconventions?(?: 19\d\d| 20\d\d)? ?(?:\(?no\.?|number|c\.?)? ?|\bc\.? ?|\(no\.? ?)0?(\d{1,3})\b"
)
_ILO_ALONE = re.compile(
    r"conventions?(?: 19\d\d| 20\d\d)? ?(?:\(?no\.?|number|c\.?)? ?0?\d{1,3}\)?(?: (?:on|of|concerning) .+)?"
)
_ILO_CODE = re.compile(r"(?:ilo )?c(?:\.|onvention)? ?0?\d{1,3}\b")
_ILO_ISSUER = re.compile(r"\bilo\b")
_LAST_ILO = 192
"""Number of the newest convention of the ILO."""
_TURNED = re.compile(r"(?:ilo )?convention (?:\(no\.? ?\d+\) )?(?:on|concerning) (.+?)(?: (?:19|20)\d\d)?$")
_NO_INSTRUMENT = re.compile(
    r"\b(?:committee|commission|council for|working group|task force|ministry|conference)\b"
    r"|\bconventions and recommendations\b"
)
_ISSUER = re.compile(r"^(?:un|ilo|council of europe|oecd|oas|african union|au|european union|asean|saarc|ecowas) ")
_TAIL = re.compile(r" (?:of )?(?:19|20)\d\d(?: \(?no\.? ?\d+\)?)?$| \(?no\.? ?\d+\)?$| supplementing .*$")


def treaties(phrase: str, context: str = "") -> tuple[Citation, ...]:
    """Return the treaties that a phrase cites; two where it names two protocols at once.

    Args:
        phrase: the mention.
        context: the text around it. A bare "Convention 138" counts only where that speaks of the ILO.
    """
    cited, rest = articles.split(tidy(phrase))
    key = folded(rest)
    found = _by_number(key, folded(context)) or _by_name(key)
    return tuple(_citation(phrase, key, entry, cited, more) for entry, more in found)


Found = tuple[AuthorityInstrument | None, tuple[tuple[str, str], ...]]
"""An authority record, if there is one, and the identifiers that the phrase gives."""


def _citation(
    phrase: str, key: str, entry: AuthorityInstrument | None, cited: tuple[str, ...], more: tuple[tuple[str, str], ...]
) -> Citation:
    kind = _KINDS.search(folded(entry.name) if entry else key)
    identifiers = (
        tuple((link.scheme, link.identifier) for link in entry.records if link.scheme != "web") if entry else ()
    )
    return Citation(
        text=phrase,
        kind=kind[1] if kind else "treaty",
        title=entry.name if entry else None,
        number=(entry.number if entry else None) or next((_written(scheme, code) for scheme, code in more), None),
        date=entry.date if entry else None,
        articles=cited,
        jurisdiction=entry.of if entry else None,
        instrument=entry.id if entry else None,
        identifiers=identifiers or more,
    )


def _written(scheme: str, code: str) -> str:
    return f"No. {int(code[1:])}" if scheme == "normlex" else code


def _by_number(key: str, context: str) -> list[Found]:
    if match := _CETS.search(key):
        code = f"{int(match[1]):03d}"
        return [(with_identifier("cets", code), (("cets", code),))]
    if match := _UNTS.search(key):
        code = f"{match[1]} UNTS {match[2]}"
        return [(with_identifier("unts-volume", code), (("unts-volume", code),))]
    return _ilo(key, context)


def _ilo(key: str, context: str) -> list[Found]:
    if "protocol" in key or _NO_INSTRUMENT.search(key):
        return []
    match = _ILO_NUMBER.search(key)
    if not match or not 0 < int(match[1]) <= _LAST_ILO:
        return []
    code = f"C{int(match[1]):03d}"
    entry = with_identifier("normlex", code)
    issued = _ILO_ISSUER.search(key) or (entry is not None and _shares_title(key, entry))
    bare = _ILO_ALONE.fullmatch(key) or _ILO_CODE.fullmatch(key)
    if not issued and not (bare and _ILO_ISSUER.search(context)):
        return []
    return [(entry, (("normlex", code),))]


def _shares_title(key: str, entry: AuthorityInstrument) -> bool:
    """Return whether a phrase names the convention besides numbering it: "C189 Domestic Workers Convention"."""
    name = folded(entry.name).split(" convention")[0]
    return name in key


def _by_name(key: str) -> list[Found]:
    if _NO_INSTRUMENT.search(key):
        return []
    exact = _exact(key)
    if exact:
        return [(exact, ())]
    matched = [ident for ident, patterns in _patterns() if any(p.match(key) for p in patterns)]
    if not matched:
        return []
    chosen = [ident for ident in matched if ident in _pair(key, matched)] or matched[:1]
    return [(by_id()[ident], ()) for ident in chosen if key not in _ambiguous()]


def _pair(key: str, matched: list[str]) -> list[str]:
    """Return both protocols to one convention where a phrase has the plural: "Optional Protocols on … and …"."""
    return matched if "protocols" in key else matched[:1]


def _exact(key: str) -> AuthorityInstrument | None:
    for form in _forms(key):
        if form in _ambiguous():
            continue
        if form in _names():
            return _names()[form]
    return None


def _forms(key: str) -> list[str]:
    """Return the forms of a name to look up: as it is, without year and number, without its issuer, turned round."""
    short = _TAIL.sub("", key)
    forms = [key, short, _ISSUER.sub("", short), re.sub(r"^(?:19|20)\d\d (?:un |ilo )?", "", short)]
    if match := _TURNED.fullmatch(short):
        forms.append(f"{match[1]} convention")
    return forms


@cache
def by_id() -> dict[str, AuthorityInstrument]:
    """Return the instruments of the authority data by id."""
    return {entry.id: entry for entry in authority.instruments()}


@cache
def _by_identifier() -> dict[tuple[str, str], AuthorityInstrument]:
    return {
        (link.scheme, link.identifier): entry
        for entry in authority.instruments()
        for link in entry.records
        if link.predicate != "rdfs:seeAlso"
    }


def with_identifier(scheme: str, identifier: str) -> AuthorityInstrument | None:
    """Return the instrument that an external dataset identifies so, or None."""
    return _by_identifier().get((scheme, identifier))


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(folded(name) for entry in authority.instruments() for name in entry.ambiguous_aliases)


@cache
def _names() -> dict[str, AuthorityInstrument]:
    """Return international instruments by every name that means one of them only."""
    found: dict[str, AuthorityInstrument] = {}
    shared: set[str] = set()
    for entry in authority.instruments():
        if entry.of is not None:
            continue
        for name in {folded(form) for form in (entry.name, *entry.aliases)}:
            for form in {name, _TAIL.sub("", name)}:
                if found.setdefault(form, entry) is not entry:
                    shared.add(form)
    return {name: entry for name, entry in found.items() if name not in shared}


@cache
def _patterns() -> list[tuple[str, list[re.Pattern[str]]]]:
    text = files("servanda.graph.citations").joinpath("data", "treaties.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["names"]
    return [(entry["id"], [re.compile(pattern) for pattern in entry["patterns"]]) for entry in table]
