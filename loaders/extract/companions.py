"""Names that only their company makes actors: "Freedom House, Open Doors, LRC, and Public Voice" are four NGOs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from servanda.loaders.extract.lexicon import word_sets
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.words import Words

WORDS = word_sets("actors_words.toml")
_JOINTS = frozenset({",", "and", "&", ";"})
_LINKS = frozenset({"of", "for", "in", "against", "on", "without", "to"})
_LONGEST = 7
_FEWEST = 3
"""Names that make a list: two may be a body and a person."""

Span = tuple[int, int]


def companions(words: Words, mentions: Sequence[Mention], nations: Collection[int]) -> Iterator[Mention]:
    """Find the unknown names of lists in which an NGO is named.

    Args:
        words: the text.
        mentions: the mentions found so far, in order, not overlapping.
        nations: words of countries' names and demonyms, and of names known otherwise.
    """
    spans = {
        bisect_left(words.starts, m.start): bisect_left(words.ends, m.end)
        for m in mentions
        if m.kind == "actor" and m.rule != "unexplained"
    }
    taken = {i for first, last in spans.items() for i in range(first, last + 1)}
    taken |= {i for i in nations if i + 1 in nations or i + 1 in taken or words.title[i + 1 : i + 2] != [True]}
    reach = -1
    for mention in mentions:
        first = bisect_left(words.starts, mention.start)
        if mention.type != "NGO" or not mention.named or first <= reach or first not in spans:
            continue
        reach, new, size = _rightwards(words, spans[first], spans, taken)
        before = list(_leftwards(words, first, taken)) if size > 1 else []
        if size + len(before) >= _FEWEST:
            yield from (_mention(words, *span) for span in (*before, *new))


def _rightwards(words: Words, last: int, spans: dict[int, int], taken: Collection[int]) -> tuple[int, list[Span], int]:
    """Return the last word of the list that an item begins, its unknown names, and the number of its items."""
    new: list[Span] = []
    size, ended = 1, False
    while not ended and last + 2 < len(words) and words.forms[last + 1] in _JOINTS and not words.fresh[last + 1]:
        i = last + 1
        while i < len(words) and words.forms[i] in _JOINTS:
            ended |= words.forms[i] in {"and", "&"}
            i += 1
        opening = i
        if words.lower[i : i + 1] in (["a"], ["an"]):  # what explains the name before
            return last, [], 0
        i += words.lower[i : i + 1] == ["the"]
        known = spans.get(opening, spans.get(i))
        end = known if known is not None else _name_end(words, i, taken)
        if end is None:
            return last, new, size if size >= _FEWEST else 0
        if known is None:
            new.append((i, end))
        last, size = end, size + 1
    return last, new if ended or size > _FEWEST else [], size


def _leftwards(words: Words, first: int, taken: Collection[int]) -> Iterator[Span]:
    """Yield the unknown names before the first known one of a list: "LRC, Open Doors, the Public Voice"."""
    while first > 1 and words.forms[first - 1] == "," and not words.fresh[first]:
        last = start = first - 2
        while start >= 0 and last - start < _LONGEST and _is_name(words, start, taken) and not words.fresh[start + 1]:
            start -= 1
        start += 1
        if start > last or words.lower[start - 1 : start] in (["in"], ["at"], ["from"], ["near"], ["of"]):
            return
        yield start, last
        first = start - 1 if words.lower[start - 1 : start] == ["the"] else start


def _name_end(words: Words, first: int, taken: Collection[int]) -> int | None:
    """Return the last word of the capitalised name that begins at a word."""
    if not _is_name(words, first, taken):
        return None
    last = first
    if words.tags[first] in {"NNS", "NNPS"} and not _is_name(words, first + 1, taken):
        return None
    while last + 1 < len(words) and last - first < _LONGEST and not words.fresh[last + 1]:
        if _is_name(words, last + 1, taken):
            last += 1
        elif words.lower[last + 1] in _LINKS and last + 2 < len(words) and _is_name(words, last + 2, taken):
            last += 2
        else:
            break
    return last


def _is_name(words: Words, i: int, taken: Collection[int]) -> bool:
    capital = i < len(words) and words.title[i] and words.tags[i] in {"NNP", "NNPS", "NN", "NNS", "JJ", "VBG", "FW"}
    return capital and i not in taken and words.lower[i] not in WORDS["calendar"] | WORDS["no_companions"]


def _mention(words: Words, first: int, last: int) -> Mention:
    start = first - 1 if words.lower[first - 1] == "the" and not words.fresh[first] else first
    return Mention(words.starts[start], words.ends[last], "actor", "NGO", words.phrase(first, last), "called:ngo")
