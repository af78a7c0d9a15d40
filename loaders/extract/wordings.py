"""When two wordings name the same thing: normal forms, short forms, acronyms inside names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from servanda.loaders.extract.lexicon import plural, word_sets
from servanda.loaders.extract.mention import Mention
from servanda.ontology import authority

WORDS = word_sets("actors_words.toml")
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|its|their|both)\s+")
_OUTER = re.compile(r"\s*\([^()]*\)$")
_OFFICE = re.compile(r"(office|ministry) of (?:the )?([\w' -]+)")
"""Names that can be turned round: "Office of the Ombudsman", "the ombudsman's office"."""
_HOLDERS = "ombudsman|ombudsperson|ombudswoman|public defender|high commissioner|people's advocate"
_HOLDER = re.compile(rf"office of the ((?:[\w-]+ )*(?:{_HOLDERS}))|((?:[\w-]+ )*(?:{_HOLDERS}))'s office")
"""Offices that reports call in turn by their name and by their holder."""
_BRACKETED = re.compile(r"\((?:[^()]*[\s,;])?([^\s,;()]+)\)$")
_INNER = re.compile(r"\s*\(([A-Z][\w&/-]*)\)")
_CITED = re.compile(r"\d[\w./-]*")
_YEAR = re.compile(r"^(?:19|20)\d\d\s+")
RIGHTS_GROUPS = "human rights groups"
"""What reports call in turn human rights groups, organisations or NGOs."""
_RIGHTS_GROUPS = re.compile(r"\bhuman rights (?:organizations|ngos|groups)$")
_AGAINST = re.compile(
    r" (?:(?:on|for|to|towards?) )?(?:the )?(?:combating|combat|fight against|fight|counter"
    r"|eliminat(?:ion of|e)|prevent(?:ion of)?|eradicat(?:ion of|e)) (?:the )?"
)
"""The many wordings of what an action plan is against."""
_SPELLING = (
    ("labour", "labor"),
    ("programme", "program"),
    ("centre", "center"),
    ("organis", "organiz"),
    ("domestic ", "local "),
    ("criminal enforcement", "criminal law enforcement"),
    ("’", "'"),
)


def key(name: str) -> str:
    """Return the form in which two wordings of one name are equal."""
    name = _OUTER.sub("", name).lower()
    for old, new in _SPELLING:
        name = name.replace(old, new)
    name = _RIGHTS_GROUPS.sub(RIGHTS_GROUPS, name)
    name = _AGAINST.sub(" against ", name)
    name = re.sub(r"'s?$", "", _ARTICLE.sub("", name))
    return re.sub(r"\s+", " ", _YEAR.sub("", name)).strip(" ,.")


def keys(mention: Mention, *, short: bool = True) -> Iterator[str]:
    """Yield the normal forms under which other mentions may speak of the same thing; `short` ones too."""
    name = key(mention.name)
    yield name
    if _is_group(mention) and not is_plural(mention):
        yield plural(name)
    if mention.rule == "authority" and (full := _full_names().get(mention.name)):
        yield key(full)
    cited = _CITED.search(mention.number or "")
    if cited:
        yield f"{mention.type} {cited[0]}"
    owner, _, rest = name.partition(" ")
    if rest and owner.endswith("'s") and authority.country_of(owner.removesuffix("'s").title()):
        yield rest
    if not short:
        return
    if rest and authority.country_of(owner.title()):
        yield rest
    holder = _HOLDER.fullmatch(name)
    if holder:
        yield from dict.fromkeys((holder[1] or holder[2], (holder[1] or holder[2]).split()[-1]))
    turned = _OFFICE.fullmatch(name)
    if turned and turned[1] == "office":
        yield f"{turned[2]}'s office"
        yield f"{turned[2].split()[-1]}'s office"
    elif turned:
        yield f"{turned[2]} ministry"
    outer = _BRACKETED.search(mention.name)
    if outer:
        yield key(outer[1])
    for acronym in _INNER.finditer(mention.name):
        yield key(mention.name[: acronym.start()] + mention.name[acronym.end() :])
        yield key(acronym[1] + mention.name[acronym.end() :])
        before = mention.name[: acronym.start()].split()
        if len(before) > len(acronym[1]):
            yield key(" ".join([*before[: -len(acronym[1])], acronym[1]]) + mention.name[acronym.end() :])


@cache
def _full_names() -> dict[str, str]:
    """Return the name of each well-known body by its acronym and aliases: "UN" and "United Nations" are one."""
    return {alias: body.name for body in authority.bodies() for alias in (body.acronym or "", *body.aliases) if alias}


def _is_group(mention: Mention) -> bool:
    """Tell whether a mention names posts that many hold by what they do: "a labor inspector" is one of them."""
    described = not mention.named and mention.rule.startswith("described")
    return described and mention.type == "Official" and not is_bare(mention)


def head(mention: Mention) -> str:
    """Return the head noun, in the singular, that the recogniser noted."""
    return mention.rule.partition(":")[2].partition("+")[0]


def is_bare(mention: Mention) -> bool:
    """Tell whether a mention is nothing but its head noun: "inspectors", "the officials"."""
    noun = head(mention)
    return bool(noun) and key(mention.name) in {noun, plural(noun)}


def is_plural(mention: Mention) -> bool:
    """Tell whether a mention's head noun stands in the plural."""
    noun = head(mention)
    return bool(noun) and re.search(rf"\b{re.escape(plural(noun))}\b", mention.name.lower()) is not None
