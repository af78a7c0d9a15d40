"""Acronyms: introduced in brackets after a name, used later alone, or never introduced at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache

from servanda.loaders.extract.lexicon import heads, table, word_sets
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.words import Words

WORDS = word_sets("actors_words.toml")
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD"})
_BRACKET = re.compile(r"(?:[’']s?)? ?\(([^()\n]{2,90}?)\)")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&/-]*[A-Z][A-Za-z]*|[A-Z]{2,}(?:[-/][A-Z0-9]+)*\d?")


def bracketed(words: Words, mentions: Iterable[Mention]) -> Iterator[tuple[Mention, Mention, Mention]]:
    """Find names followed by their acronym in brackets.

    Yields:
        The name, the acronym, and both together as one mention. The name reaches farther to the left than the mention
        that was found where the acronym's letters say so: "Truth and [Reconciliation Commission] (TRC)". Of a possessor
        ("the Ministry of Labor's (MOL) Inspection Office") there is no wording with both.
    """
    following: Mention | None = None
    for mention in mentions:
        before, following = following, mention
        match = _BRACKET.match(words.text, mention.end)
        if not match:
            continue
        parts = re.split(r"[,;]\s*|\s+or\s+", match[1])
        short = next((part for part in reversed(parts) if _ACRONYM.fullmatch(part.strip())), None)
        if short is None or len(short) > 14:
            continue
        name = _outer(words, before, mention, short) or _spelled_out(words, mention, short)
        start = match.start(1) + match[1].rindex(short)
        possessor = not match[0].lstrip().startswith("(")
        called = f"{name.name} ({short})" if possessor else short
        acronym = replace(name, start=start, end=start + len(short), name=called, rule="acronym")
        both = replace(name, end=match.end(), name=name.name + match[0], rule=name.rule + "+acronym")
        yield name, acronym, name if possessor else both


def _outer(words: Words, before: Mention | None, mention: Mention, short: str) -> Mention | None:
    """Return a unit with the body that it is of, where the acronym has both: "Bureau of the Malian Police (BMP)"."""
    if before is None or not before.named or words.text[before.end : mention.start].strip() != "of":
        return None
    first = bisect_left(words.starts, before.end - len(before.name))
    if _initials(words, first, bisect_left(words.ends, mention.end)) != re.sub(r"[^A-Z]", "", short):
        return None
    return replace(before, end=mention.end, name=words.text[before.end - len(before.name) : mention.end])


def _spelled_out(words: Words, mention: Mention, short: str) -> Mention:
    """Lengthen a capitalised name to the left until its initials are the acronym's letters."""
    letters = re.sub(r"[^A-Z]", "", short)
    last = bisect_left(words.ends, mention.end)
    first = bisect_left(words.starts, mention.end - len(mention.name))
    if not mention.named or _initials(words, first, last).startswith(letters[:2]):
        return mention
    head = first
    while first > max(0, head - 9) and not words.fresh[first] and _goes_on(words, first - 1):
        first -= 1
        if words.title[first] and _initials(words, first, last) == letters:
            end = first - 1 if first > 0 and words.lower[first - 1] == "the" else first
            return replace(mention, start=words.starts[end], name=words.phrase(first, last))
    return mention


def _goes_on(words: Words, i: int) -> bool:
    return words.title[i] or words.lower[i] in {"and", ",", "of", "for", "the", "on", "in", "&"}


def _initials(words: Words, first: int, last: int) -> str:
    """Return the initials of the capitalised words of a phrase."""
    return "".join(form[0] for form in words.forms[first : last + 1] if form[0].isupper())


def later(words: Words, acronyms: dict[str, Mention]) -> Iterator[Mention]:
    """Find later uses of the acronyms that a text introduces."""
    for i, form in enumerate(words.forms):
        source = acronyms.get(form)
        if source is not None:
            start = i - 1 if i > 0 and words.lower[i - 1] == "the" and not words.fresh[i] else i
            yield replace(source, start=words.starts[start], end=words.ends[i])


def unexplained(words: Words, explained: Collection[str], country: str | None) -> Iterator[Mention]:
    """Find acronyms that the text does not introduce.

    Args:
        words: the text.
        explained: acronyms and words that are known otherwise.
        country: the state that the report is about, whose bodies' acronyms are looked up.
    """
    known = _bodies(country)
    laws = heads("instruments_heads.toml")
    places = [
        i
        for i, form in enumerate(words.forms)
        if form not in explained
        and _ACRONYM.fullmatch(form)
        and not (words.lower[i + 1 : i + 2] and words.lower[i + 1] in laws)
    ]
    guessed = {words.forms[i]: type_ for i in places if (type_ := _guess(words, i)) is not None}
    for i in places:
        form = words.forms[i]
        type_ = known.get(form) or guessed.get(form)
        if type_ is not None:
            start = i - 1 if i > 0 and words.lower[i - 1] == "the" and not words.fresh[i] else i
            yield Mention(words.starts[start], words.ends[i], "actor", type_, form, "unexplained")


def _employs(words: Words, i: int) -> bool:
    """Tell whether officials or staff follow: "MTESS officials"."""
    return any(
        head.type == "Official" and head.is_plural for head in heads("actors_heads.toml").get(words.lower[i], ())
    )


@cache
def _bodies(country: str | None) -> dict[str, str]:
    """Return the types of the acronyms that are known for a state, or for all."""
    rows = table("actors_acronyms.toml")
    return {a: type_ for key in ("any", country or "") for type_, names in rows.get(key, {}).items() for a in names}


def _guess(words: Words, i: int) -> str | None:
    """Guess the type of an unknown acronym that acts: "The DNGO required …", "MoPS signed …"."""
    form = words.forms[i]
    if len(form) < 3 or form in WORDS["no_bodies"] or form.endswith("s") or i + 1 >= len(words):
        return None
    acts = words.tags[i + 1] in {"VBD", "VBZ", "MD"} or words.forms[i + 1] in {"’s", "'s"} or _employs(words, i + 1)
    article = i > 0 and words.lower[i - 1] == "the"
    if sum(letter.isupper() for letter in form) < 3 or not (acts or (article and words.tags[i + 1] not in _NOUNS)):
        return None
    if form.upper().startswith("MO") or form.startswith("MIN"):
        return "Ministry"
    return "InternationalBody" if form.startswith("UN") else "Agency"
