"""Actors that a text names only before what they do or have: "police misconduct", "according to media reports"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from servanda.loaders.extract.lexicon import heads, word_sets
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.words import Words

WORDS = word_sets("actors_words.toml")
_NOUNS = frozenset({"NN", "NNS"})


def modifiers(words: Words, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Find bodies that only modify a noun, of those that the text does not speak of otherwise.

    Args:
        words: the text.
        mentions: the mentions found so far.
    """
    spoken = {mention.name.lower() for mention in mentions}
    for i, form in enumerate(words.lower[:-1]):
        if form not in WORDS["modifying"] or form in spoken or words.tags[i + 1] not in _NOUNS or words.fresh[i + 1]:
            continue
        if words.lower[i + 1] in heads("actors_heads.toml"):  # "police officers"
            continue
        type_ = heads("actors_heads.toml")[form][0].type
        yield Mention(words.starts[i], words.ends[i], "actor", type_, words.forms[i], f"modifying:{form}",
                      named=False)  # fmt: skip
