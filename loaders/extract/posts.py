"""People whom only the body that they belong to makes actors: "members of the National Assembly", "MSA staff"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from servanda.loaders.extract.lexicon import word_sets
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.words import Words

WORDS = word_sets("actors_words.toml")
_BODIES = frozenset({"Ministry", "Agency", "Court", "Legislature"})
_LINKS = frozenset({"of", "from", "in", "at", "within"})


def posts(words: Words, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Find members, leaders and staff of bodies.

    Args:
        words: the text.
        mentions: the mentions found so far, in order, not overlapping.
    """
    starts = [mention.start for mention in mentions]
    taken = {i for m in mentions for i in range(bisect_left(words.starts, m.start), bisect_left(words.ends, m.end) + 1)}
    for i, form in enumerate(words.lower):
        if form not in WORDS["belonging"] or i in taken or i + 2 >= len(words):
            continue
        if words.lower[i + 1] not in _LINKS or words.fresh[i + 1] or words.fresh[i + 2]:
            continue
        k = bisect_left(starts, words.starts[i + 2])
        if k == len(mentions) or mentions[k].start != words.starts[i + 2] or mentions[k].type not in _BODIES:
            continue
        post = _post(words, i, mentions[k])
        if WORDS["past"].isdisjoint(post.name.lower().split()):
            yield post


def _post(words: Words, noun: int, body: Mention) -> Mention:
    """Make a mention of a noun and the body that it names people of."""
    first = noun
    while first > 0 and words.tags[first - 1] in {"JJ", "NN"} and not words.fresh[first] and not words.first[first]:
        first -= 1
    start = first
    if first > 0 and words.lower[first - 1] in {"the", "a", "its", "their"} and not words.fresh[first]:
        start = first - 1
    name = words.text[words.starts[first] : body.end]
    rule = f"post of:{words.lower[noun].removesuffix('s')}+post"
    return Mention(words.starts[start], body.end, "actor", "Official", name, rule, named=False)
