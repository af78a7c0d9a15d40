"""Legal and policy instruments: laws, codes, decrees, treaties, agreements, plans, procedures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.loaders.extract.bodies import Found, head_nouns
from servanda.loaders.extract.lexicon import heads
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.phrases import name_right
from servanda.loaders.extract.words import Words

TABLE = "instruments_heads.toml"
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "its", "their"})
_LINKS = frozenset({"of", "in", "and", "for", "against", "on", "to", "the", "&"})
_NUMBER = re.compile(r"(?:[\s,]*(?:No|Nos|no|Number|number|№|N°|n°)\.?)?\s*(\(?[A-Z]{0,4}[-/]?\d[\w./-]*\w|\d)")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?")
_DATED = re.compile(r",? (?:of|for|from)? ?\(?(?:19|20)\d\d(?:(?:[-–/]| to | and |–)(?:20)?\d\d)?\)?")
_ILO = re.compile(r"\b(?:ILO )?(?:C\. ?\d{2,3}|Conventions? (?:No\. ?|Nos\. ?)?(?:C\. ?)?\d{2,3})\b")


def instruments(words: Words, stops: frozenset[int]) -> Iterator[Mention]:
    """Find instruments by their head nouns and numbers."""
    reach = -1
    for found in head_nouns(words, TABLE):
        if found.last <= reach:
            continue
        mention, last = _named(words, found, stops) if _capitalised(words, found) else (None, found.last)
        if mention is None:
            mention = _described(words, found)
        if mention is not None:
            reach = last
            yield mention


def _capitalised(words: Words, found: Found) -> bool:
    return all(words.title[found.first : found.last + 1])


def _named(words: Words, found: Found, stops: frozenset[int]) -> tuple[Mention | None, int]:
    """Read a capitalised title: "the Child Care and Protection Act", "Law No. 2012-023 on Trafficking"."""
    first = _title_left(words, found.first)
    last = found.last
    number, last = _number(words, last)
    last = _title_right(words, last, stops)
    if first == found.first and last == found.last and found.first == found.last and words.lower[last] != "constitution":
        return None, last
    if words.lower[first] in {"of", "and", "in", "for"}:
        first += 1
    return _mention(words, first, last, found, "title", number, named=True), last


def _title_left(words: Words, head: int) -> int:
    """Return the first word of a title; prepositions and brackets between capitalised words belong to it."""
    i = head
    while i > 0 and not words.fresh[i]:
        form = words.forms[i - 1]
        if words.title[i - 1] or _YEAR.fullmatch(form) or form in {"’s", "'s"} and words.title[i - 2]:
            i -= 1
        elif form == ")" and _bracket(words, i - 1) is not None:
            i = _bracket(words, i - 1) or i
        elif form.lower() in _LINKS and i >= 2 and words.title[i - 2] and words.title[i] and form != "the":
            i -= 1
        else:
            break
    return i


def _bracket(words: Words, close: int) -> int | None:
    """Return the word "(" of a short bracket that ends at `close`."""
    for i in range(close - 1, max(-1, close - 4), -1):
        if words.forms[i] == "(":
            return i if i > 0 and words.title[i - 1] else None
    return None


def _number(words: Words, last: int) -> tuple[str | None, int]:
    """Read the number after a head noun; return it and the last word that it covers."""
    match = _NUMBER.match(words.text, words.ends[last])
    if not match or words.fresh[min(last + 1, len(words) - 1)]:
        return None, last
    i = last
    while i + 1 < len(words) and words.starts[i + 1] < match.end():
        i += 1
    return match[1], i


def _title_right(words: Words, last: int, stops: frozenset[int]) -> int:
    """Return the last word of a title: "Law of the Republic … on the Fight against Trafficking in Persons"."""
    last = name_right(words, last, stops, frozenset(heads(TABLE)))
    dated = _DATED.match(words.text, words.ends[last])
    while dated and last + 1 < len(words) and words.starts[last + 1] < dated.end():
        last += 1
    return last


def _described(words: Words, found: Found) -> Mention | None:
    """Read an instrument whose head is written small: "draft anti-slavery legislation", "Decree No. 8987"."""
    head = found.head
    number, last = _number(words, found.last)
    first = found.first
    while first > 0 and not words.fresh[first] and (
        words.tags[first - 1] in {"JJ", "NN", "NNP", "NNPS", "AFX"} or "-" in words.forms[first - 1]
        or words.lower[first - 1] in {"draft", "amended", "proposed", "children"}
    ):  # fmt: skip
        first -= 1
    inside = words.lower[first : found.first]
    rule, type_ = "described", head.type
    if "draft" in inside or "proposed" in inside:
        type_ = "Bill" if head.type == "Law" else head.type
    elif number is None and head.small != "bare" and not any(word in head.modifiers for word in inside):
        definite = first > 0 and words.lower[first - 1] in {"the", "this", "that"}
        if not (head.anaphor and definite and first == found.first):
            return None
        rule = "anaphor"
    return _mention(words, first, last, found, rule, number, named=False, type_=type_)


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
