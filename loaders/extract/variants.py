"""Wider wordings of a mention: with its number, its place, its acronym, or the body that officials belong to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from servanda.loaders.extract.left import APOSTROPHES
from servanda.loaders.extract.lexicon import heads, word_sets
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.scopes import clause_end
from servanda.loaders.extract.wordings import is_plural
from servanda.loaders.extract.words import Words

WORDS = word_sets("actors_words.toml")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BODIES = frozenset({"Ministry", "Agency", "Court", "Legislature", "NGO", "InternationalBody"})
_OF = frozenset({"of", "from", "at", "in", "within"})


def variants(words: Words, mentions: Sequence[Mention], countries: dict[int, int]) -> Iterator[Mention]:
    """Yield the wider wordings of described actors.

    Args:
        words: the text.
        mentions: the mentions found so far, in order, not overlapping.
        countries: last word of a country's name by its first one.
    """
    starts = [mention.start for mention in mentions]
    for mention in mentions:
        if mention.type == "NGO" and mention.named:
            yield from _called(words, mention)
        if mention.kind != "actor" or mention.rule.startswith(("authority", "state", "government", "authorities")):
            continue
        first = bisect_left(words.starts, mention.start)
        last = bisect_left(words.ends, mention.end)
        if is_plural(mention):
            yield from _counted(words, mention, first)
        yield from _renewed(words, mention, first)
        yield from _placed(words, mention, last, countries)
        yield from _dutiful(words, mention, last)
        yield from _staffed(words, mention, last)
        yield from _owned(words, mention, first, mentions, starts)
        if mention.type == "Official" and not mention.named:
            yield from _posted(words, mention, last, mentions, starts)


def _called(words: Words, mention: Mention) -> Iterator[Mention]:
    """Yield "the human rights NGO Memorial"."""
    i = bisect_left(words.starts, mention.end - len(mention.name)) - 1
    if i < 0 or words.lower[i] not in WORDS["calling"] | WORDS["naming"] or words.fresh[i + 1]:
        return
    while i > 0 and words.tags[i - 1] in {"JJ", "NN", "NNP", "NNS", "AFX", "HYPH"} and not words.fresh[i]:
        i -= 1
    if i > 0 and words.lower[i - 1] in {"the", "a", "an"} and not words.fresh[i]:
        i -= 1
    yield replace(mention, start=words.starts[i], rule=mention.rule + "+titled")


def _counted(words: Words, mention: Mention, first: int) -> Iterator[Mention]:
    """Yield "230 labor inspectors", "all inspectors"."""
    i = first
    while (
        i > 0
        and not words.fresh[i]
        and (
            (words.tags[i - 1] == "CD" and not _YEAR.fullmatch(words.forms[i - 1]))
            or words.lower[i - 1] in WORDS["quantifiers"]
        )
    ):
        i -= 1
    if i > 0 and words.lower[i - 1] in WORDS["roughly"]:
        if not WORDS["wished"].isdisjoint(words.lower[max(0, i - 4) : i]):
            return
        i -= 1
    if i < first:
        if i > 0 and words.lower[i - 1] in {"the", "its", "their", "these"} and not words.fresh[i]:
            i -= 1
        yield replace(mention, start=words.starts[i], rule=mention.rule + "+number")
    if i > 2 and words.lower[i - 1] == "of":
        yield from _amounted(words, mention, i - 1)


def _renewed(words: Words, mention: Mention, first: int) -> Iterator[Mention]:
    """Yield "a new Public Health Inspectorate"."""
    while first < len(words) and words.lower[first] in {"the", "a", "an", "its"}:
        first += 1
    if (
        mention.named
        and first > 1
        and words.lower[first - 1] == "new"
        and words.lower[first - 2] in {"a", "the", "its"}
    ):
        yield replace(mention, start=words.starts[first - 2], rule=mention.rule + "+new")


def _amounted(words: Words, mention: Mention, of: int) -> Iterator[Mention]:
    """Yield "a variety of human rights groups"."""
    if words.lower[of - 1] not in WORDS["amounts"]:
        return
    i = of - 1
    while i > 0 and not words.fresh[i] and words.tags[i - 1] in {"JJ", "RB"}:
        i -= 1
    if not WORDS["reckoned"].isdisjoint(words.lower[i:of]):
        return
    if i > 0 and words.lower[i - 1] in {"a", "an"} and not words.fresh[i]:
        yield replace(mention, start=words.starts[i - 1], rule=mention.rule + "+amount")


def _placed(words: Words, mention: Mention, last: int, countries: dict[int, int]) -> Iterator[Mention]:
    """Yield "law enforcement agencies in Egypt"."""
    if last + 2 >= len(words) or words.lower[last + 1] != "in" or words.fresh[last + 1]:
        return
    place = last + 3 if words.lower[last + 2] == "the" and last + 2 not in countries else last + 2
    if place in countries:
        end = words.ends[countries[place]]
        yield replace(mention, end=end, rule=mention.rule + "+place")


def _dutiful(words: Words, mention: Mention, last: int) -> Iterator[Mention]:
    """Yield "four officers responsible for enforcing criminal laws"."""
    duty = words.lower[last + 1 : last + 3]
    if mention.named or len(duty) < 2 or words.fresh[last + 1] or duty[1] not in WORDS["duty_links"]:
        return
    if duty[0] in WORDS["duties"] and (end := clause_end(words, last + 3)) > last + 2:
        yield replace(mention, end=words.ends[end], rule=mention.rule + "+duty")


def _staffed(words: Words, mention: Mention, last: int) -> Iterator[Mention]:
    """Yield "Ministry of Labor inspectors" for the ministry's name: officials of their own."""
    i = last + 1
    if not mention.named or mention.type not in _BODIES or i >= len(words) or words.fresh[i] or words.title[i]:
        return
    for head in heads("actors_heads.toml").get(words.lower[i], ()):
        if head.type == "Official" and (head.is_plural or words.lower[i] in {"staff", "personnel"}):
            end = words.ends[i]
            name = words.text[mention.end - len(mention.name) : end]
            yield replace(
                mention, end=end, type="Official", name=name, rule=f"described:{head.singular}+owner", named=False
            )
            return


def _owned(
    words: Words, mention: Mention, first: int, mentions: Sequence[Mention], starts: Sequence[int]
) -> Iterator[Mention]:
    """Yield "the Ministry of Labor's Inspection Office"."""
    if first >= 4 and words.forms[first - 1] == ")" and words.forms[first - 3] == "(":
        first -= 3
    if first < 2 or words.forms[first - 1] not in APOSTROPHES or words.fresh[first]:
        return
    k = bisect_left(starts, words.starts[first]) - 1
    if k >= 0 and mentions[k].end == words.ends[first - 2] and mentions[k].type in _BODIES | {"Government"}:
        yield replace(mention, start=mentions[k].start, rule=mention.rule + "+owner")


def _posted(
    words: Words, mention: Mention, last: int, mentions: Sequence[Mention], starts: Sequence[int]
) -> Iterator[Mention]:
    """Yield "officials of the State Migration Service and the Ministry of Labor"."""
    if last + 1 >= len(words) or words.lower[last + 1] not in _OF or words.fresh[last + 1]:
        return
    position = words.starts[last + 2] if last + 2 < len(words) else -1
    k = bisect_left(starts, position)
    end = -1
    while k < len(mentions) and _is_next(words.text[position : mentions[k].start], first=end < 0):
        if mentions[k].type not in _BODIES:
            break
        end = position = mentions[k].end
        k += 1
    if end > 0:
        yield replace(mention, end=end, rule=mention.rule + "+post")


def _is_next(gap: str, *, first: bool) -> bool:
    """Tell whether a gap leads from one body of a list to the next."""
    gap = gap.strip()
    if first:
        return not gap
    return gap in {",", ", and", "and"} or (gap.startswith("(") and gap.endswith(("and", ",")))
