"""Titles and numbers of instruments: "the Child Care and Protection Act", "Law No. 2012-023", "ILO C. 138"."""

from __future__ import annotations

import re

from servanda.loaders.extract.left import APOSTROPHES
from servanda.loaders.extract.lexicon import heads, word_sets
from servanda.loaders.extract.right import name_right
from servanda.loaders.extract.words import Words

TABLE = "instruments_heads.toml"
ACTORS = word_sets("actors_words.toml")
_LINKS = frozenset({"of", "in", "and", "for", "against", "on", "to", "&", "from"})
_DASHES = frozenset({"–", "-", "—"})
_PROGRAMMES = frozenset({"program", "programme", "project", "network"})
_NUMBER = re.compile(
    r"(?: \([A-Z.]{2,8}\))?(?:[\s,]*(?:No|Nos|no|Number|number|№|N°|n°|#)\.?)?\s*"
    r"((?:[A-Z]{1,4}[-./ ]?)?\d[\w./-]*\w|\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?")
_DATED = re.compile(r",? (?:of|for|from)? ?\(?(?:19|20)\d\d(?:(?:[-–/]| to | and |–)(?:20)?\d\d)?\)?")


_PLACED = re.compile(r" in (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)* (?:19|20)\d\d[-–](?:19|20)?\d\d")
"""A plan's country and years after its subject: "… in Comoros 2010–2015"."""


def title_left(words: Words, head: int) -> int:
    """Return the first word of a title; prepositions and brackets between capitalised words belong to it."""
    i = head
    while i > 0 and not words.fresh[i]:
        form = words.forms[i - 1]
        if words.title[i - 1] or _YEAR.fullmatch(form) or (form in APOSTROPHES and words.title[i - 2]):
            i -= 1
        elif (form in _DASHES and i < head and _between_years(words, i - 1)) or (
            form == "/" and i >= 2 and words.title[i - 2] and words.title[i]
        ):
            i -= 2
        elif form == ")" and _bracket(words, i - 1) is not None:
            i = _bracket(words, i - 1) or i
        elif (form == "," and i >= 2 and words.title[i - 2] and words.title[i] and _opened(words, i - 2)) or (
            form.lower() in _LINKS and i >= 2 and words.title[i] and _crossed(words, i - 2)
        ):
            i -= 1
        else:
            break
    return i


def _between_years(words: Words, dash: int) -> bool:
    """Tell whether a dash stands between two years: "the 2016–2019 Education Plan"."""
    return dash > 0 and is_year(words.forms[dash - 1]) and is_year(words.forms[dash + 1]) and not words.fresh[dash]


def _opened(words: Words, i: int) -> bool:
    """Tell whether a list leads back to an article: "the Child Care, Protection and Justice Act"."""
    while i > 0 and (words.title[i] or words.lower[i] in {",", "and", "of"}) and not words.fresh[i]:
        if words.lower[i] in heads(TABLE) or words.lower[i] in ACTORS["blockers"]:
            return False
        i -= 1
    return words.lower[i] in {"the", "a", "an", "its"}


def _crossed(words: Words, before: int) -> bool:
    """Tell whether a title goes on to the left of a preposition: not when another instrument's head stands there."""
    form = words.lower[before]
    return words.title[before] and form not in heads(TABLE) and form not in ACTORS["blockers"]


def _bracket(words: Words, close: int) -> int | None:
    """Return the word "(" of a short bracket that ends at `close`."""
    for i in range(close - 1, max(-1, close - 4), -1):
        if words.forms[i] == "(":
            return i if i > 0 and words.title[i - 1] else None
    return None


def is_year(form: str) -> bool:
    """Tell whether a word is a year or a stretch of years."""
    return _YEAR.fullmatch(form) is not None


def number_after(words: Words, last: int) -> tuple[str | None, int]:
    """Read the number after a head noun; return it and the last word that it covers."""
    match = _NUMBER.match(words.text, words.ends[last])
    if not match or words.fresh[min(last + 1, len(words) - 1)]:
        return None, last
    if is_year(match[1]) and match[0].strip() == match[1]:
        return None, last
    i = last
    while i + 1 < len(words) and words.starts[i + 1] < match.end():
        i += 1
    return match[1], i


def _supplemented(words: Words, last: int, stops: frozenset[int]) -> int:
    """Return the last word of the treaty that a protocol adds to: "the Optional Protocol to the UN Convention …"."""
    first = last + 3
    if first >= len(words) or words.lower[last + 1 : first] != ["to", "the"] or words.fresh[last + 1]:
        return last
    end = first - 1
    while end + 1 < len(words) and words.title[end + 1] and not words.fresh[end + 1]:
        end += 1
        if words.lower[end] in {"convention", "covenant"}:
            return name_right(words, end, frozenset(), frozenset())
    return last


def title_right(words: Words, last: int, stops: frozenset[int]) -> int:
    """Return the last word of a title: "Law of the Republic … on the Fight against Trafficking in Persons"."""
    start = last
    last = name_right(words, last, stops, frozenset(heads(TABLE)) | _PROGRAMMES)
    for i in range(start + 1, last + 1):
        if words.lower[i] == "to" and i < len(words) - 1 and not words.title[i + 1]:
            last = i - 1
            break
    if words.lower[start] in {"protocol", "protocols"}:
        last = _supplemented(words, last, stops)
    if words.lower[last] in {"no", "no."}:
        _, last = number_after(words, last - 1)
    dated = _DATED.match(words.text, words.ends[last]) or _PLACED.match(words.text, words.ends[last])
    while dated and last + 1 < len(words) and words.starts[last + 1] < dated.end():
        last += 1
    return last
