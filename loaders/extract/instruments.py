"""Legal and policy instruments: laws, codes, decrees, treaties, agreements, plans, procedures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from servanda.loaders.extract.citations import TABLE, is_year, number_after, title_left, title_right
from servanda.loaders.extract.left import instrument_left
from servanda.loaders.extract.lexicon import word_sets
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.nouns import Found, head_nouns
from servanda.loaders.extract.scopes import scopes_after
from servanda.loaders.extract.words import Words

WORDS = word_sets("instruments_words.toml")
ACTORS = word_sets("actors_words.toml")
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "its", "their"})


_BETWEEN_STATES = re.compile(
    r"Optional|Palermo|Convention|\b(?:UN|ILO|UNCRC|CRC|EU|African|Maputo|ECOWAS|SADC|International|Additional|Trafficking|Forced"
    r"|Smuggling|Geneva|Montreal|Kyoto|United Nations)\b|\b(?:to the|supplementing|of (?:19|20)\d\d)\b"
)
"""What stands in the names of protocols that are treaties."""
_CONVENTION = re.compile(r"C\.? ?\d{2,3}")


def instruments(words: Words, stops: frozenset[int]) -> Iterator[Mention]:
    """Find instruments by their head nouns and numbers."""
    reach = -1
    yield from _coded(words)
    for found in head_nouns(words, TABLE):
        if found.last <= reach:
            continue
        mention, last = _named(words, found, stops) if _capitalised(words, found) else (None, found.last)
        if mention is not None and mention.type == "Plan":
            mention, last = _twofold(words, mention, last)
        if mention is not None:
            reach = last
            yield mention
        else:
            yield from _described(words, found)


def _twofold(words: Words, mention: Mention, last: int) -> tuple[Mention, int]:
    """Lengthen a plan that has two heads: "the National Strategic Framework and Action Plan"."""
    i = last + 1
    if i + 1 >= len(words) or words.lower[i] != "and" or words.fresh[i]:
        return mention, last
    while i + 1 < len(words) and words.title[i + 1]:
        i += 1
    if words.lower[i] not in {"plan", "strategy", "framework", "policy", "roadmap"}:
        return mention, last
    if words.forms[last + 2].isupper():
        return mention, last
    i = title_right(words, i, frozenset())
    name = words.text[mention.end - len(mention.name) : words.ends[i]]
    return replace(mention, end=words.ends[i], name=name), i


def _coded(words: Words) -> Iterator[Mention]:
    """Find conventions of the International Labour Organization cited by code: "ILO C. 138"."""
    for i in range(1, len(words)):
        if words.forms[i - 1] == "ILO" and words.forms[i].startswith("C"):
            last = i + 1 if words.forms[i] in {"C.", "C"} and i + 1 < len(words) else i
            code = words.phrase(i, last)
            if _CONVENTION.fullmatch(code):
                yield Mention(words.starts[i - 1], words.ends[last], "instrument", "Treaty",
                              words.phrase(i - 1, last), "coded:convention", number=code)  # fmt: skip


def _capitalised(words: Words, found: Found) -> bool:
    """Tell whether a head noun's words are capitalised, but for "of": "a Memorandum of Understanding"."""
    inside = range(found.first, found.last + 1)
    return words.title[found.first] and all(words.title[i] or words.lower[i] in {"of", "and"} for i in inside)


def _named(words: Words, found: Found, stops: frozenset[int]) -> tuple[Mention | None, int]:
    """Read a capitalised title: "the Child Care and Protection Act", "Law No. 2012-023 on Trafficking"."""
    first = title_left(words, found.first)
    last = found.last
    number, last = number_after(words, last)
    last = title_right(words, last, stops)
    if (
        first == found.first
        and last == found.last
        and found.first == found.last
        and words.lower[last] != "constitution"
    ):
        return None, last
    if words.lower[first] in {"of", "and", "in", "for"}:
        first += 1
    if any(name in words.phrase(first, last).lower() for name in WORDS["ignored"]):
        return None, last
    type_ = _titled(words, first, last, found, number)
    return _mention(words, first, last, found, "title", number, named=True, type_=type_), last


def _titled(words: Words, first: int, last: int, found: Found, number: str | None) -> str:
    """Return the type that a title tells: a protocol between services is no treaty, a titled ordinance is a law."""
    noun = found.head.singular
    if noun == "protocol" and not _BETWEEN_STATES.search(words.phrase(first, last)):
        return "Procedure"
    if noun in {"proclamation", "ordinance"} and first < found.first and number is None:
        return "Law"
    if noun == "constitution" and words.forms[first] in {"ILO", "UN", "WHO"}:
        return "Treaty"
    return found.head.type


def _described(words: Words, found: Found) -> Iterator[Mention]:
    """Read an instrument whose head is written small: "draft anti-slavery legislation", "Decree No. 8987"."""
    head = found.head
    number, last = number_after(words, found.last)
    if number is None and _compound(words, last):
        return
    first = instrument_left(words, found.first)
    if first > 0 and is_year(words.forms[first - 1]) and not words.fresh[first]:
        first, number = first - 1, words.forms[first - 1]
    inside = frozenset(words.lower[first : found.first])
    definite = first > 0 and words.lower[first - 1] in {"the", "this", "that", "these"} and not words.fresh[first]
    type_ = _status(inside, head.type)
    listing = head.singular == "list" and words.lower[last + 1 : last + 2] == ["of"]
    if number is None and first == found.first == found.last and definite and head.anaphor and not listing:
        yield _mention(words, first, last, found, "anaphor", None, named=False)
        return
    scopes = scopes_after(words, last) if head.small != "never" else []
    bare = first == found.first == found.last and words.tags[first - 1 : first] != ["CD"]
    if number is None and not scopes and words.phrase(first, last).lower() in WORDS["fields"]:
        return
    if number is None and (head.small == "never" or (bare and not scopes and head.small != "bare")):
        return
    if number is None and bare and not scopes and head.is_plural and head.singular == "bill":
        return
    if "”" in inside or '"' in inside:
        yield _mention(words, first, last, found, "quoted", number, named=True, type_=type_)
        return
    if number is None and not _articled(words, first) and not head.is_plural and head.singular not in WORDS["mass"]:
        return
    scoped = bool(scopes) and (words.lower[last + 1] not in {"to", "for"} or head.type == "Law")
    if (
        number is None
        and head.small == "modified"
        and not scoped
        and not inside & head.modifiers
        and found.first == found.last
    ):
        return
    rule = "numbered" if number else "described"
    base = _mention(words, first, last, found, rule, number, named=number is not None, type_=type_)
    if number or not bare or head.small == "bare":
        yield base
    if head.type == "Treaty" and not number:
        yield from _of_many(words, first, [last, *scopes], base)
    for end in scopes:
        wide = _mention(words, first, end, found, rule + "+scope", number, named=number is not None, type_=type_)
        yield (
            replace(wide, name=words.phrase(first, scopes[0]))
            if bare and not number and head.small != "bare"
            else replace(wide, name=base.name)
        )
        if first < found.first and not number:
            short = _mention(words, found.first, end, found, rule + "+scope", None, named=False, type_=type_)
            yield replace(short, name=base.name)


def _of_many(words: Words, first: int, ends: list[int], base: Mention) -> Iterator[Mention]:
    """Yield "all key international conventions" and "international conventions" for "key international conventions"."""
    fewer = first + 1 if words.lower[first] == "key" else first
    counted = first > 0 and (words.tags[first - 1] == "CD" or words.lower[first - 1] in ACTORS["quantifiers"])
    more = first - 1 if counted and not words.fresh[first] else first
    for i in {fewer, more} - {first}:
        for end in ends:
            yield replace(base, start=words.starts[i], end=words.ends[end], rule=base.rule + "+scope")


def _articled(words: Words, first: int) -> bool:
    """Tell whether an article, a possessor or a number opens a phrase: "regulation" alone is no instrument."""
    if first == 0 or words.fresh[first]:
        return False
    return words.tags[first - 1] in {"DT", "PRP$", "POS", "CD"} or words.lower[first - 1] in WORDS["not_modifiers"]


def _status(inside: frozenset[str], type_: str) -> str:
    """Return the type that the words before a head noun give an instrument."""
    if type_ in {"Law", "Bill"} and inside & WORDS["models"]:
        return "ModelLaw"
    if type_ == "Law" and inside & WORDS["drafts"]:
        return "Bill"
    return type_


def _compound(words: Words, last: int) -> bool:
    """Tell whether the head noun only modifies the next one: "law enforcement", "policy makers"."""
    if last + 1 >= len(words) or words.fresh[last + 1]:
        return False
    return words.tags[last + 1] in {"NN", "NNS"} or words.lower[last + 1] in {"-", "enforcement"}


def _mention(
    words: Words, first: int, last: int, found: Found, rule: str, number: str | None, *, named: bool, type_: str = ""
) -> Mention:
    """Make a mention of the words, with the article before them."""
    start = first
    if first > 0 and words.lower[first - 1] in _DETERMINERS and not words.fresh[first]:
        start = first - 1
    return Mention(words.starts[start], words.ends[last], "instrument", type_ or found.head.type,
                   words.phrase(first, last), f"{rule}:{found.head.singular}", named=named,
                   number=words.phrase(found.first, last) if number else None)  # fmt: skip
