"""Bodies that share one head noun: "the Ministries of Health, Education, and Human Development" are three."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from servanda.loaders.extract.lexicon import Head
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.words import Words

_JOINT = re.compile(r",? and (?:of )?(?:the )?|, (?:of )?(?:the )?")
_SHARING = frozenset({"Ministry", "Court"})


def parted(words: Words, mention: Mention, head: Head, noun: int) -> Iterator[Mention]:
    """Part a name whose head noun is plural into the names that share it.

    Args:
        words: the text.
        mention: the whole phrase.
        head: its head noun.
        noun: the word that the head noun ends with.
    """
    rest = words.text[words.ends[noun] : mention.end]
    of = re.match(r" (?:of|for) (?:the )?", rest)
    joints = list(_JOINT.finditer(rest, of.end())) if of else []
    if of is None or not joints or mention.type not in _SHARING:
        yield mention
        return
    starts = [of.end(), *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(rest)]
    base = words.ends[noun]
    for k, (start, end) in enumerate(zip(starts, ends, strict=True)):
        name = f"{head.singular.capitalize()}{rest[: of.end()]}{rest[start:end]}"
        yield replace(mention, start=mention.start if k == 0 else base + start, end=base + end, name=name)
