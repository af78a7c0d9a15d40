"""Persons that a post written small introduces: "the finance minister Isgender Mulikov", later "Mulikov"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from servanda.loaders.extract.lexicon import heads, word_sets
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.words import Words

WORDS = word_sets("actors_words.toml")
_LONGEST = 5
_CLOSING = frozenset({",", ".", ";", ")"})


def persons(words: Words, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Find persons by the post before their names.

    Args:
        words: the text.
        mentions: the mentions found so far, in order, not overlapping.

    Yields:
        The name with its post, the name alone, and the surname wherever it stands alone; all under the whole name.
    """
    surnames: dict[str, Mention] = {}
    for post in range(len(words) - 2):
        if words.lower[post] not in WORDS["personal"] or words.title[post]:
            continue
        span = _named(words, post)
        if span is None:
            continue
        first, last = span
        name = words.phrase(first, last)
        rule = f"person:{words.lower[post]}"
        alone = Mention(words.starts[first], words.ends[last], "actor", "Official", name, rule)
        yield alone
        yield replace(alone, start=_opening(words, post, mentions), rule=rule + "+titled")
        surnames[words.forms[last]] = alone
    surnames |= _titled(words, mentions)
    yield from _alone(words, surnames)


def _named(words: Words, post: int) -> tuple[int, int] | None:
    """Return the first and last word of the name after a post, if there is one."""
    first = post + 1
    apposed = words.forms[first] == ","
    first += apposed
    last = first - 1
    while last + 1 < len(words) and last - first < _LONGEST and _is_name(words, last + 1, opened=last >= first):
        last += 1
    if last <= first or not words.title[last] or (apposed and _CLOSING.isdisjoint(words.forms[last + 1 : last + 2])):
        return None
    return first, last


def _is_name(words: Words, i: int, *, opened: bool) -> bool:
    """Tell whether a word can be part of a person's name."""
    if words.fresh[i] or words.lower[i] in heads("actors_heads.toml") or words.lower[i] in WORDS["calendar"]:
        return False
    if words.lower[i] in WORDS["particles"]:
        return opened
    form = words.forms[i]
    return words.title[i] and words.tags[i] in {"NNP", "NNPS"} and not (form.isupper() and len(form) > 2)


def _opening(words: Words, post: int, mentions: Sequence[Mention]) -> int:
    """Return where the phrase that tells a person's post begins, its article included."""
    k = bisect_left([mention.end for mention in mentions], words.ends[post]) - 1
    k += k + 1 < len(mentions) and mentions[k + 1].start <= words.starts[post]
    first = post
    if k >= 0 and mentions[k].start <= words.starts[post] < mentions[k].end:
        first = bisect_left(words.starts, mentions[k].start)
    while first > 0 and not words.fresh[first]:
        near = k >= 0 and mentions[k].end == words.ends[first - 1]
        if near:
            first = bisect_left(words.starts, mentions[k].start)
            k = -1
        elif words.tags[first - 1] in {"JJ", "NN", "NNP"} or words.lower[first - 1] in WORDS["past"]:
            first -= 1
        else:
            break
    if first > 0 and words.lower[first - 1] in {"the", "a", "an", "its"} and not words.fresh[first]:
        first -= 1
    return words.starts[first]


def _titled(words: Words, mentions: Sequence[Mention]) -> dict[str, Mention]:
    """Return the persons whose post is part of a capitalised name ("President Igor Dodon"), by their surnames."""
    nouns = heads("actors_heads.toml")
    found: dict[str, Mention] = {}
    for mention in mentions:
        parts = mention.name.split()
        if mention.type == "Official" and mention.rule.startswith("name:") and len(parts) > 2:
            person = [part for part in parts[-2:] if part.istitle() and part.isalpha() and part.lower() not in nouns]
            if len(person) == 2 and " of " not in f" {mention.name} "[-30:]:
                found[parts[-1]] = mention
    return found


def _alone(words: Words, surnames: dict[str, Mention]) -> Iterator[Mention]:
    """Yield the surnames of persons named before that stand alone."""
    for i, form in enumerate(words.forms):
        person = surnames.get(form)
        if person is None or words.starts[i] < person.end:
            continue
        if not (_goes_on(words, i - 1) or (i + 1 < len(words) and _goes_on(words, i + 1))):
            yield replace(person, start=words.starts[i], end=words.ends[i])


def _goes_on(words: Words, i: int) -> bool:
    """Tell whether a word beside a surname makes it a part of another name."""
    return words.title[i] and not words.first[i] and words.lower[i] not in WORDS["calendar"]
