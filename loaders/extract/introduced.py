"""Names that only a common noun makes actors: "the NGO Memorial", "Temela, a local NGO", "NGOs such as Iko"."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.loaders.extract.lexicon import word_sets
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.words import Words

WORDS = word_sets("actors_words.toml")
_LINKS = frozenset({"of", "for", "in", "against", "and", "on"})
_LONGEST = 9


def called(words: Words, stops: frozenset[int]) -> Iterator[Mention]:
    """Find the names that "NGO" or a like noun stands before or after.

    Args:
        words: the text.
        stops: words that belong to names known otherwise (countries, gazetteer).
    """
    for i, form in enumerate(words.lower):
        if form in WORDS["calling"] and words.forms[i] != "Ngo":  # a surname
            span = _after(words, i + 1, stops) or _before(words, i)
            if span is not None:
                yield _mention(words, *span)
        elif form in WORDS["naming"] and (span := _after(words, i + 1, stops)) is not None:
            yield _mention(words, *span)
        elif form in WORDS["listing"] and words.lower[i - 1] not in WORDS["no_groups"]:
            yield from (_mention(words, *span) for span in _listed(words, i, stops))


def _after(words: Words, i: int, stops: frozenset[int]) -> tuple[int, int] | None:
    """Return the first and last word of a name that begins at a word, if one does."""
    if not _opens(words, i, stops) or words.lower[i] in WORDS["ngo_parts"]:
        return None
    last = i
    while last + 1 < len(words) and not words.fresh[last + 1] and last - i < _LONGEST:
        link = words.lower[last + 1] in _LINKS and last + 2 < len(words) and words.title[last + 2]
        if not words.title[last + 1] and not (link and words.lower[last + 1] != "and"):
            break
        last += 2 if link and not words.title[last + 1] else 1
    inside = words.lower[i : last + 1]
    return None if (WORDS["blockers"] | WORDS["not_bodies"]) & set(inside) else (i, last)


def _opens(words: Words, i: int, stops: frozenset[int]) -> bool:
    """Tell whether a word can begin a name."""
    return (
        i < len(words)
        and not words.fresh[i]
        and i not in stops
        and words.title[i]
        and words.tags[i] in {"NNP", "NNPS"}
        and words.lower[i] not in WORDS["calendar"]
    )


def _before(words: Words, noun: int) -> tuple[int, int] | None:
    """Return the name that the noun's phrase explains: "Temela, a local NGO"."""
    i = noun
    while i > 0 and words.tags[i - 1] in {"JJ", "NN", "NNP", "NNS", "VBG", "HYPH"} and not words.fresh[i]:
        i -= 1
    if i < 3 or words.lower[i - 1] not in {"a", "an"} or words.forms[i - 2] != ",":
        return None
    last = first = i - 3
    while first > 0 and not words.fresh[first] and last - first < _LONGEST:
        link = words.lower[first - 1] in _LINKS and words.title[first - 2] and words.title[first]
        if not words.title[first - 1] and not link:
            break
        first -= 1
    while first < last and not words.title[first]:
        first += 1
    if not words.title[last] or words.lower[first] in WORDS["calendar"] | {"the"}:
        return None
    return first, last


def _listed(words: Words, noun: int, stops: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield the names of a list: "NGOs, such as Temela, Iko, and Right to Play"."""
    i = noun + 1
    if i < len(words) and words.forms[i] == ",":
        i += 1
    if words.lower[i : i + 2] == ["such", "as"]:
        i += 2
    elif i < len(words) and words.lower[i] in {"including", "like"}:
        i += 1
    else:
        return
    while i < len(words):
        if words.lower[i] == "the":
            i += 1
        span = _after(words, i, stops)
        if span is None:
            return
        yield span
        i = span[1] + 1
        while i < len(words) and words.lower[i] in {",", "and"} and not words.fresh[i]:
            i += 1
        if i == span[1] + 1:
            return


def _mention(words: Words, first: int, last: int) -> Mention:
    start = first - 1 if first > 0 and words.lower[first - 1] == "the" and not words.fresh[first] else first
    return Mention(words.starts[start], words.ends[last], "actor", "NGO", words.phrase(first, last), "called:ngo")
