"""Head nouns in a text: the words that make a phrase an actor or an instrument."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from servanda.loaders.extract.lexicon import Head, heads, index
from servanda.loaders.extract.words import Words

TABLE = "actors_heads.toml"
_VERBS = frozenset({"VBZ", "VBP", "VBD"})


@dataclass(frozen=True, slots=True)
class Found:
    """A head noun in the text: words `first` to `last`."""

    first: int
    last: int
    head: Head


def head_nouns(words: Words, table: str = TABLE) -> Iterator[Found]:
    """Find the head nouns, longest first, from left to right."""
    entries = heads(table)
    lengths = index(entries)
    for last, form in enumerate(words.lower):
        for length in sorted(lengths.get(form, ()), reverse=True):
            first = last - length + 1
            if first < 0 or any(words.fresh[first + 1 : last + 1]):
                continue
            found = entries.get(" ".join(words.lower[first : last + 1]))
            if found and not (first == last and words.tags[last] in _VERBS and not words.title[last]):
                yield Found(first, last, found[0])
                break


def outermost(nouns: Iterable[Found]) -> list[Found]:
    """Leave out the head nouns inside longer ones that follow: "chamber" in "chamber of deputies"."""
    found = list(nouns)
    inner = {one.last for one, other in pairwise(found) if other.first <= one.first}
    return [one for one in found if one.last not in inner]
